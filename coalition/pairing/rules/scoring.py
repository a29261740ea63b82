"""The score of a pair, signal by signal. Source: domain model §9.

Not used, on purpose: how well a donor kept earlier pledges, politics, and past use of the weapon.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from coalition.core.text import msgid
from coalition.core.when import add_months
from coalition.pairing.rules.facts import Board, Candidate, Record, Seeker
from coalition.pledges.rules import OpenToLead


class Signal(StrEnum):
    TRACK_RECORD = "track_record"
    STEADINESS = "steadiness"
    PILLAR_FIT = "pillar_fit"
    PRESENCE = "presence"
    FREE_CAPACITY = "free_capacity"
    OPEN_TO_LEAD = "open_to_lead"
    CHANNEL_FIT = "channel_fit"
    LANGUAGE = "language"
    CONVENTION_LINK = "convention_link"


MOST: dict[Signal, int] = {
    Signal.TRACK_RECORD: 25,
    Signal.STEADINESS: 15,
    Signal.PILLAR_FIT: 15,
    Signal.PRESENCE: 10,
    Signal.FREE_CAPACITY: 10,
    Signal.OPEN_TO_LEAD: 10,
    Signal.CHANNEL_FIT: 5,
    Signal.LANGUAGE: 5,
    Signal.CONVENTION_LINK: 5,
}
SIGNALS = tuple(Signal)
YEARS = 5
CAPACITY_POINTS = (10.0, 6.0, 3.0)
OPEN_POINTS = {OpenToLead.YES: 10.0, OpenToLead.CO_LEAD: 7.0, OpenToLead.ASK: 3.0, OpenToLead.NO: 0.0}
NOTHING = Record()


class Fit(StrEnum):
    """How an order is shown to people: never as a number."""

    STRONG = "strong"
    GOOD = "good"
    POSSIBLE = "possible"


FIT_WORDS = {
    Fit.STRONG: msgid("strong fit"),
    Fit.GOOD: msgid("good fit"),
    Fit.POSSIBLE: msgid("possible fit"),
}


def fit_of(score: float) -> Fit:
    """Return the word for a score out of 100."""
    return Fit.STRONG if score >= 60 else Fit.GOOD if score >= 40 else Fit.POSSIBLE


@dataclass(frozen=True, slots=True)
class Pair:
    """A donor, a State and the points of each signal, in the order of SIGNALS."""

    seeker: Seeker
    candidate: Candidate
    record: Record
    points: tuple[float, ...]

    @property
    def score(self) -> float:
        """Out of 100."""
        return round(sum(self.points), 1)

    @property
    def by_signal(self) -> Mapping[Signal, float]:
        return dict(zip(SIGNALS, self.points, strict=True))


def points_of(board: Board, seeker: Seeker, candidate: Candidate, record: Record) -> tuple[float, ...]:
    """Return the points of each signal, in the order of SIGNALS."""
    total = board.totals.get(seeker.state_id, 0)
    held = candidate.leads_held
    return (
        min(15.0, 3.0 * len(record.years)) + (10.0 * record.amount / total if total else 0.0),
        _steadiness(record.until, board.today),
        _pillar_fit(seeker, candidate),
        _presence(seeker, candidate),
        CAPACITY_POINTS[held] if held < len(CAPACITY_POINTS) else 0.0,
        OPEN_POINTS[candidate.open_to_lead],
        5.0 if any(channel in seeker.channels for channel in candidate.channels) else 0.0,
        5.0 if seeker.languages & candidate.languages else 0.0,
        float(candidate.convention),
    )


def _steadiness(until: date | None, today: date) -> float:
    if until is None:
        return 0.0
    if until > add_months(today, 24):
        return 15.0
    return 8.0 if until > add_months(today, 12) else 0.0


def _pillar_fit(seeker: Seeker, candidate: Candidate) -> float:
    total = sum(seeker.needs.values())
    if not total:
        return 0.0
    return 15.0 * sum(seeker.needs.get(pillar, 0) for pillar in candidate.pillars) / total


def _presence(seeker: Seeker, candidate: Candidate) -> float:
    if seeker.iso3 in candidate.embassies:
        return 10.0
    return 4.0 if seeker.region and seeker.region in candidate.embassy_regions else 0.0


def bar_of(board: Board, seeker: Seeker, candidate: Candidate) -> str:
    """Return why a pair is not suggested at all; empty when it may be."""
    if candidate.iso3 == seeker.iso3:
        return msgid("It is the State itself.")
    if candidate.open_to_lead is OpenToLead.NO:
        return msgid("It said that it does not lead.")
    if seeker.iso3 in candidate.excluded:
        return msgid("It does not work in this country.")
    if candidate.contact is False:
        return msgid("No contact of it is in post.")
    return board.barred.get((candidate.organisation_id, seeker.state_id), "")


def pair_of(board: Board, seeker: Seeker, candidate: Candidate) -> Pair:
    """Return a pair with its points, barred or not."""
    record = board.records.get((candidate.organisation_id, seeker.state_id), NOTHING)
    return Pair(seeker, candidate, record, points_of(board, seeker, candidate, record))
