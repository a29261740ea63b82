"""The nightly review: bands change after two equal nights, a snapshot a week, remedies for lost guards."""

from collections.abc import Mapping
from datetime import date

from sqlmodel import Session

from coalition.coalitions.models import Coalition
from coalition.coalitions.rules import CoalitionStatus
from coalition.core.text import msgid
from coalition.health.models import HealthBand, HealthSnapshot, IndicatorValue, Remedy
from coalition.health.queries.facts import gather, list_reviewed
from coalition.health.queries.kept import list_bands, list_remedies, newest_snapshot_days
from coalition.health.rules.people import gap_days
from coalition.health.rules.remedies import members_from, until
from coalition.health.rules.review import Review, Standing, follow, review
from coalition.health.rules.words import Key, Level, Reading, Record
from coalition.treaty.rules.said import kept

SNAPSHOT_DAYS = 7
GUARD_TEXTS: Mapping[Key, str] = {
    Key.H1: msgid("The coalition has no lead. Shall the coordinators suggest one?"),
    Key.H2: msgid("The guiding strategy is over. GICHD offers facilitation for a new one."),
}


def review_night(
    session: Session, today: date, *, article7: Mapping[int, float] | None = None, is_example: bool = False
) -> int:
    """Review all open coalitions; return how many. Safe to run twice in a night."""
    coalitions = list_reviewed(session)
    ids = [coalition.id for coalition in coalitions]
    bands, newest = list_bands(session, ids), newest_snapshot_days(session, ids)
    open_remedies = {(r.coalition_id, r.key) for r in list_remedies(session, ids, running_only=True)}
    for coalition, facts in zip(coalitions, gather(session, coalitions, today, article7), strict=True):
        done = review(facts, today)
        levels = _follow_bands(session, done, bands)
        last = newest.get(coalition.id)
        if last is None or (today - last).days >= SNAPSHOT_DAYS:
            snapshot_of(session, done, levels, is_example=is_example)
        _open_where_guard_is_lost(session, coalition, done, open_remedies, today)
    session.flush()
    return len(coalitions)


def _follow_bands(
    session: Session, done: Review, bands: Mapping[tuple[int, Key], HealthBand]
) -> dict[Key, Level]:
    levels: dict[Key, Level] = {}
    for reading in done.readings:
        band = bands.get((done.facts.coalition_id, reading.key))
        before = (
            Standing(band.level, band.since, band.pending, band.nights, band.computed_on) if band else None
        )
        after = follow(before, reading.level, done.on)
        if band is None:
            band = HealthBand(
                coalition_id=done.facts.coalition_id,
                key=reading.key,
                level=after.level,
                since=after.since,
                computed_on=done.on,
            )
            session.add(band)
        band.level, band.since, band.computed_on = after.level, after.since, done.on
        band.pending, band.nights = after.pending, after.nights
        levels[reading.key] = after.level
    return levels


def snapshot_of(
    session: Session, done: Review, levels: Mapping[Key, Level], *, is_example: bool = False
) -> HealthSnapshot:
    """Store the review of a day: the State reads it at once, the others ten working days later."""
    snapshot = HealthSnapshot(
        coalition_id=done.facts.coalition_id,
        state_id=done.facts.state_id,
        on=done.on,
        members_from=members_from(done.on),
        grade=done.grade,
        is_example=is_example,
    )
    session.add(snapshot)
    session.flush()
    session.add_all(_value(snapshot.id, reading, levels[reading.key]) for reading in done.readings)
    return snapshot


def _value(snapshot_id: int, reading: Reading, level: Level) -> IndicatorValue:
    return IndicatorValue(
        snapshot_id=snapshot_id,
        key=reading.key,
        level=level,
        computed=reading.level,
        value=reading.value,
        unit=reading.unit,
        why=kept(reading.why),
        remedy=kept(reading.remedy) if reading.remedy else None,
        records=[_record(record) for record in reading.records],
    )


def _record(record: Record) -> dict[str, str]:
    return {
        "label": record.label,
        "on": record.on.isoformat() if record.on else "",
        "path": record.path,
        "note": record.note,
    }


def _open_where_guard_is_lost(
    session: Session, coalition: Coalition, done: Review, running: set[tuple[int, Key]], today: date
) -> None:
    """Open a remedy of ninety days when an active coalition has no lead, or no strategy in force (I20)."""
    if coalition.status is not CoalitionStatus.ACTIVE:
        return
    lost = {
        Key.H1: gap_days(done.facts.leads, done.facts.begun_on, today) > 0,
        Key.H2: done.facts.guide is None,
    }
    for key, is_lost in lost.items():
        if is_lost and (coalition.id, key) not in running:
            session.add(
                Remedy(
                    coalition_id=coalition.id,
                    key=key,
                    text=GUARD_TEXTS[key],
                    opened_on=today,
                    until=until(today),
                    by_system=True,
                )
            )
