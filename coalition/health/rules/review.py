"""The review of one coalition: its twelve readings and the overall word; and when a band changes."""

from dataclasses import dataclass
from datetime import date

from coalition.health.rules import money, people, results, working
from coalition.health.rules.facts import Facts
from coalition.health.rules.words import Grade, Key, Level, Reading, overall

NIGHTS = 2  # equal nightly results before a band changes


@dataclass(frozen=True, slots=True)
class Review:
    """What the twelve indicators say of a coalition on a day."""

    facts: Facts
    on: date
    readings: tuple[Reading, ...]

    @property
    def grade(self) -> Grade:
        return overall(self.readings)


def review(facts: Facts, today: date) -> Review:
    """Return all twelve readings, H1 to H12."""
    return Review(
        facts,
        today,
        (
            people.ownership(facts, today),
            people.strategy(facts, today),
            people.clarity(facts),
            money.year_ahead(facts, today),
            money.kept_word(facts, today),
            money.payments(facts),
            money.staying(facts, today),
            results.delivery(facts, today),
            results.pace(facts, today),
            results.balance(facts),
            working.reporting(facts),
            working.rhythm(facts, today),
        ),
    )


@dataclass(frozen=True, slots=True)
class Standing:
    """The band an indicator stands at, and the other one it may be on its way to."""

    level: Level
    since: date
    pending: Level | None = None
    nights: int = 0
    computed_on: date | None = None


def follow(before: Standing | None, level: Level, night: date) -> Standing:
    """Return where a band stands after a night: it changes only after two equal nights (no flicker).

    The same night computed twice counts once.
    """
    if before is None:
        return Standing(level, night, computed_on=night)
    if before.computed_on == night:
        return before
    if level is before.level:
        return Standing(before.level, before.since, computed_on=night)
    nights = before.nights + 1 if level is before.pending else 1
    if nights >= NIGHTS:
        return Standing(level, night, computed_on=night)
    return Standing(before.level, before.since, level, nights, night)


def by_key(readings: tuple[Reading, ...]) -> dict[Key, Reading]:
    """Return readings by their indicator."""
    return {reading.key: reading for reading in readings}
