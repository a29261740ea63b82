"""Why a donor suits a State, and what speaks against it, in words; missing data is named."""

from datetime import date

from coalition.core.text import msgid
from coalition.pairing.rules.facts import Candidate
from coalition.pairing.rules.scoring import MOST, YEARS, Pair, Signal
from coalition.pledges.rules import OpenToLead
from coalition.treaty.rules.said import Said


def reasons_for(pair: Pair) -> list[Said]:
    """Return what speaks for the pair, the weightiest first."""
    points = pair.by_signal
    told = {signal: _for(pair, signal) for signal in Signal if points[signal] > 0}
    ordered = sorted(told, key=lambda signal: (-points[signal] / MOST[signal], -points[signal]))
    found = [told[signal] for signal in ordered]
    if pair.record.programmes:
        found.append(
            Said(
                msgid("has {count} programmes in the country in the register"),
                {"count": pair.record.programmes},
            )
        )
    if pair.candidate.affected:
        found.append(Said(msgid("knows the work from its own land: South–South")))
    return found


def _for(pair: Pair, signal: Signal) -> Said:
    candidate, record = pair.candidate, pair.record
    values = {
        "count": len(record.years),
        "years": YEARS,
        "state": pair.seeker.name,
        "held": candidate.leads_held,
        "until": record.until or date.min,
    }
    words = {
        Signal.TRACK_RECORD: msgid("gave firm money in {count} of the last {years} years"),
        Signal.STEADINESS: msgid("has firm money there until {until}"),
        Signal.PILLAR_FIT: msgid("supports the pillars that the open needs are about"),
        Signal.PRESENCE: _presence(pair),
        Signal.FREE_CAPACITY: _capacity(candidate),
        Signal.OPEN_TO_LEAD: _open(candidate),
        Signal.CHANNEL_FIT: msgid("uses a channel that the State prefers"),
        Signal.LANGUAGE: msgid("shares a working language"),
        Signal.CONVENTION_LINK: msgid("is a State Party")
        if candidate.convention == MOST[Signal.CONVENTION_LINK]
        else msgid("has signed or is joining the Convention"),
    }
    return Said(words[signal], values)


def _presence(pair: Pair) -> str:
    if pair.seeker.iso3 in pair.candidate.embassies:
        return msgid("has an embassy or office in {state}")
    return msgid("has an embassy or office in the region")


def _capacity(candidate: Candidate) -> str:
    return (
        msgid("holds {held} other lead roles") if candidate.leads_held else msgid("holds no other lead role")
    )


def _open(candidate: Candidate) -> str:
    return {
        OpenToLead.YES: msgid("said that it is open to lead"),
        OpenToLead.CO_LEAD: msgid("said that it is open to co-lead"),
    }.get(candidate.open_to_lead, msgid("may be asked whether it would lead"))


def reasons_against(pair: Pair, today: date) -> list[Said]:
    """Return what speaks against the pair, and what is not known."""
    points, candidate = pair.by_signal, pair.candidate
    against = [
        (not pair.record.years, msgid("no firm money there in the last {years} years is on record")),
        (points[Signal.FREE_CAPACITY] < 10, msgid("leads {held} coalitions already")),
        (bool(pair.seeker.needs) and not candidate.pillars, msgid("its pillars are not known")),
        (not candidate.has_profile, msgid("it has no profile here yet")),
        (candidate.contact is None, msgid("no contact is named yet")),
        (
            candidate.small,
            msgid("a small donor: it may rather join under a lead, or co-lead with a larger one"),
        ),
        (_too_large(pair), msgid("its largest grant is below every open need")),
        (_window_closed(candidate, today), msgid("its funding window is closed")),
        (
            points[Signal.CONVENTION_LINK] == 0,
            msgid("it has not joined the Convention; no bar, the form asks why"),
        ),
    ]
    values = {"years": YEARS, "held": candidate.leads_held}
    return [Said(words, values) for holds, words in against if holds]


def _too_large(pair: Pair) -> bool:
    smallest, largest = pair.seeker.smallest_need, pair.candidate.max_grant
    return smallest is not None and largest is not None and largest < smallest


def _window_closed(candidate: Candidate, today: date) -> bool:
    return candidate.window_closes is not None and candidate.window_closes < today
