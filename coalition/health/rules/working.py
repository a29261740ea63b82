"""H11 reporting and fresh data, H12 working rhythm."""

from datetime import date
from statistics import mean

from coalition.core.text import msgid
from coalition.core.when import add_months
from coalition.health.rules.facts import Facts
from coalition.health.rules.words import Key, Level, Reading, Record, Unit, band, grey
from coalition.treaty.rules.said import Said

LATE_BY = 1.1  # of the rhythm
PAST_POINTS = 0.25


def reporting(facts: Facts) -> Reading:
    """H11: the mean of the parts that can be computed."""
    parts: list[float] = []
    if facts.article7 is not None:
        parts.append(facts.article7)
    if facts.reports_due:
        parts.append(min(1.0, facts.reports_in_time / facts.reports_due))
    every = sum(kind.all for kind in facts.records)
    fresh = sum(kind.fresh for kind in facts.records)
    if every:
        parts.append(fresh / every)
    if not parts:
        return grey(Key.H11, Unit.SHARE, Said(msgid("Nothing was due, and no key record is held yet.")))
    value = mean(parts)
    why = Said(
        msgid("Activity reports in time: {count} of {due}. Key records fresh: {fresh} of {all}. {article7}"),
        {
            "count": facts.reports_in_time,
            "due": facts.reports_due,
            "fresh": fresh,
            "all": every,
            "article7": Said(facts.article7_words) if facts.article7_words else "",
        },
    )
    remedy = Said(
        msgid("Art. 7 can be confirmed “unchanged” in three clicks; {count} records want a look."),
        {"count": every - fresh},
    )
    records = tuple(Record(kind.kind, note=f"{kind.fresh} / {kind.all}") for kind in facts.records)
    level = band(value, green=0.80, amber=0.55)
    return Reading(Key.H11, level, value, Unit.SHARE, why, None if level is Level.GREEN else remedy, records)


def rhythm(facts: Facts, today: date) -> Reading:
    """H12: meetings, action points, open overlaps."""
    if add_months(facts.begun_on, facts.rhythm_months) > today:
        return grey(Key.H12, Unit.CHECKS, Said(msgid("The coalition is younger than one round of meetings.")))
    seen = facts.rhythm
    span = (today - add_months(today, -facts.rhythm_months)).days * LATE_BY
    met = seen.last_meeting is not None and (today - seen.last_meeting).days <= span
    past = seen.points_due / seen.points_open if seen.points_open else 0.0
    checks = (met, past <= PAST_POINTS, seen.old_flags == 0)
    why = Said(
        msgid(
            "Last meeting with minutes: {day}. Action points past their day: {due} of {open}. "
            "Overlaps open for "
            "more than 45 days: {flags}."
        ),
        {
            "day": seen.last_meeting or Said(msgid("not recorded")),
            "due": seen.points_due,
            "open": seen.points_open,
            "flags": seen.old_flags,
        },
    )
    level = {3: Level.GREEN, 2: Level.AMBER}.get(sum(checks), Level.RED)
    remedy = Said(
        msgid(
            "Next meeting is due by {day}; {points} action points and {flags} overlaps could be "
            "settled there."
        ),
        {
            "day": _next_due(facts, today),
            "points": seen.points_due,
            "flags": seen.old_flags,
        },
    )
    records = () if seen.last_meeting is None else (Record("Last meeting", seen.last_meeting),)
    return Reading(
        Key.H12, level, sum(checks), Unit.CHECKS, why, None if level is Level.GREEN else remedy, records
    )


def _next_due(facts: Facts, today: date) -> date:
    last = facts.rhythm.last_meeting
    due = add_months(last, facts.rhythm_months) if last else today
    return max(due, today)
