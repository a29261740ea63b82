"""The words of the review: indicators, bands, and what one reading says."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from coalition.core.text import msgid
from coalition.treaty.rules.said import Said


class Level(StrEnum):
    """A band. It is always shown with its words, never as a colour alone and never as a rank."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    GREY = "grey"


class Grade(StrEnum):
    """The overall word of a coalition."""

    ON_COURSE = "on_course"
    WORTH_A_TALK = "worth_a_talk"
    NEEDS_SUPPORT = "needs_support"
    NOT_ENOUGH_DATA = "not_enough_data"


class Unit(StrEnum):
    SHARE = "share"
    DAYS = "days"
    CHECKS = "checks"
    RATIO = "ratio"


class Key(StrEnum):
    H1 = "H1"
    H2 = "H2"
    H3 = "H3"
    H4 = "H4"
    H5 = "H5"
    H6 = "H6"
    H7 = "H7"
    H8 = "H8"
    H9 = "H9"
    H10 = "H10"
    H11 = "H11"
    H12 = "H12"


NAMES: dict[Key, str] = {
    Key.H1: msgid("Ownership and leads"),
    Key.H2: msgid("Guiding strategy"),
    Key.H3: msgid("Clarity of needs"),
    Key.H4: msgid("Money for the next year"),
    Key.H5: msgid("From word to money"),
    Key.H6: msgid("Payment pace"),
    Key.H7: msgid("Staying power"),
    Key.H8: msgid("Delivery against plan"),
    Key.H9: msgid("Pace to the treaty deadline"),
    Key.H10: msgid("Balance between pillars"),
    Key.H11: msgid("Reporting and fresh data"),
    Key.H12: msgid("Working rhythm"),
}
FORMULAS: dict[Key, str] = {
    Key.H1: msgid(
        "Four checks: coordinator of the State confirmed within 180 days; a lead confirmed within 180 days; "
        "80 % of needs confirmed within 12 months; national contribution stated."
    ),
    Key.H2: msgid("Days until the guiding strategy ends."),
    Key.H3: msgid(
        "Share of six items present, mean over the needs: cost, output target, place, objective, period, "
        "target group."
    ),
    Key.H4: msgid("Firm money for the next 12 months over what the needs cost in them."),
    Key.H5: msgid("Of the pledges made 6 to 24 months ago: what is firm today over all."),
    Key.H6: msgid("Paid to date over what was to be paid to date, firm pledges with a schedule."),
    Key.H7: msgid(
        "The largest donor's share of firm money in the next 12 months, and firm money over need in the 12 "
        "months after; the worse of the two counts."
    ),
    Key.H8: msgid("Result over milestone of the last full year, by pillar, at most 1.2; the lowest counts."),
    Key.H9: msgid("Mean of the last three years over what each year to the deadline asks for."),
    Key.H10: msgid("Pillars with support over pillars with an active obligation or an open need."),
    Key.H11: msgid("Mean of: Article 7 report in time, activity reports in time, key records fresh."),
    Key.H12: msgid(
        "Three checks: a meeting with minutes within the rhythm; at most a quarter of action points past "
        "their day; no likely overlap open for more than 45 days."
    ),
}
LEVEL_WORDS: dict[Level, str] = {
    Level.GREEN: msgid("on course"),
    Level.AMBER: msgid("worth a talk"),
    Level.RED: msgid("needs support"),
    Level.GREY: msgid("not enough data"),
}
GRADE_WORDS: dict[Grade, str] = {
    Grade.ON_COURSE: msgid("on course"),
    Grade.WORTH_A_TALK: msgid("worth a talk"),
    Grade.NEEDS_SUPPORT: msgid("needs support"),
    Grade.NOT_ENOUGH_DATA: msgid("not enough data"),
}

GREY_MANY = 5
RED_MANY = 3
AMBER_MOST = 3
WEIGHTY = (Key.H1, Key.H2)  # one of these at red is enough for "needs support"


@dataclass(frozen=True, slots=True)
class Record:
    """A record behind a reading: what it is, its day, and the path of its page where it has one."""

    label: str
    on: date | None = None
    path: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one indicator says. `value` is None when it cannot be computed: then the level is grey (I40)."""

    key: Key
    level: Level
    value: float | None
    unit: Unit
    why: Said
    remedy: Said | None = None
    records: tuple[Record, ...] = field(default_factory=tuple)


def overall(readings: Sequence[Reading]) -> Grade:
    """Return the overall word: never a number, never a rank.

    Support is asked for before missing data is: a lead that left weighs more than a gap in the records.
    """
    levels = [reading.level for reading in readings]
    red, amber, grey = (levels.count(level) for level in (Level.RED, Level.AMBER, Level.GREY))
    if red >= RED_MANY or any(r.key in WEIGHTY and r.level is Level.RED for r in readings):
        return Grade.NEEDS_SUPPORT
    if grey >= GREY_MANY:
        return Grade.NOT_ENOUGH_DATA
    if red or amber > AMBER_MOST:
        return Grade.WORTH_A_TALK
    return Grade.ON_COURSE


def band(value: float, *, green: float, amber: float) -> Level:
    """Return the band of a value that is better when it is higher.

    A whisker of rounding (2/3 kept as 0.6667) never decides a band.
    """
    value = round(value, 9)
    if value >= green:
        return Level.GREEN
    return Level.AMBER if value >= amber else Level.RED


def grey(key: Key, unit: Unit, why: Said, remedy: Said | None = None, *records: Record) -> Reading:
    """Return a reading that says what is missing."""
    return Reading(key, Level.GREY, None, unit, why, remedy, records)
