"""The sheets and columns of a report's spreadsheet, in one place for writing and reading."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeVar

from coalition.activities.rules.kinds import (
    ActivityType,
    Age,
    CountMethod,
    DelayCode,
    Disability,
    Group,
    Relation,
    Sex,
)
from coalition.activities.rules.results import Land, Law, People, Service, Stock
from coalition.contamination.rules import HazardMix
from coalition.core.errors import RuleBroken
from coalition.core.text import fold, squeeze
from coalition.core.when import parse_when

E = TypeVar("E", bound=StrEnum)
LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, the field it fills, how a cell is read, and the choices it offers."""

    heading: str
    field: str
    read: Callable[[Any], Any]
    choices: tuple[str, ...] = ()
    needed: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """One sheet of results: what its rows become, and its columns."""

    sheet: str
    field: str
    make: Callable[..., Any]
    columns: tuple[Column, ...]


def whole(value: Any) -> int:
    """Return a whole number that is not negative."""
    if isinstance(value, bool | date):
        raise RuleBroken("Give a whole number that is not negative.")
    text = str(value).replace(" ", "").replace("\u00a0", "").replace("\u202f", "")
    try:
        number = Decimal(text)
    except ArithmeticError as error:
        raise RuleBroken("Give a whole number that is not negative.") from error
    if not number.is_finite() or number < 0 or number != number.to_integral_value() or number > 10**10:
        raise RuleBroken("Give a whole number that is not negative.")
    return int(number)


def words(value: Any) -> str:
    """Return a cell's words."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = squeeze(str(value))
    if len(text) > LONGEST:
        raise RuleBroken("This is longer than {most} characters.", most=LONGEST)
    return text


def day(value: Any) -> date:
    """Return a day from a date cell or as typed."""
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else parse_when(str(value)).on


def yes(value: Any) -> bool:
    """Return whether a cell says yes."""
    if isinstance(value, bool):
        return value
    plain = fold(str(value))
    if plain in {"yes", "y", "oui", "si", "sim", "1", "x", "true"}:
        return True
    if plain in {"no", "n", "non", "nao", "0", "false"}:
        return False
    raise RuleBroken("Say yes or no.")


def one_of(options: type[E]) -> Callable[[Any], E]:
    """Return a reader of one of an enum's values, as the template writes them."""

    def read(value: Any) -> E:
        code = fold(str(value)).replace(" ", "_")
        if code not in set(options):
            raise RuleBroken("Choose one of: {choices}.", choices=", ".join(shown(options)))
        return options(code)

    return read


def shown(options: Iterable[StrEnum]) -> tuple[str, ...]:
    """Return an enum's values as people read them."""
    return tuple(option.value.replace("_", " ") for option in options)


def _choice(heading: str, field: str, options: type[E], *, needed: bool = False) -> Column:
    return Column(heading, field, one_of(options), shown(options), needed)


PARTS: tuple[Part, ...] = (
    Part(
        "Land",
        "land",
        Land,
        (
            Column("Hazard area (national reference)", "hazard_ref", words),
            Column("District, if no hazard area", "place", words),
            _choice("Hazards", "mix", HazardMix, needed=True),
            Column("Cancelled m2", "cancelled", whole),
            Column("Reduced m2", "reduced", whole),
            Column("Cleared m2", "cleared", whole),
            Column("Submunitions destroyed", "submunitions", whole),
            Column("Other explosives destroyed", "other_explosives", whole),
            Column("Handed over (yes/no)", "handed_over", yes, ("yes", "no")),
            Column("Why more than the area held", "over_area_reason", words),
        ),
    ),
    Part(
        "People",
        "people",
        People,
        (
            _choice("Direct or indirect", "relation", Relation, needed=True),
            Column("Number", "count", whole, needed=True),
            _choice("Sex", "sex", Sex),
            _choice("Age (child: under 18)", "age", Age),
            _choice("With disability", "disability", Disability),
            _choice("Group", "group", Group),
            _choice("How counted", "method", CountMethod),
        ),
    ),
    Part(
        "Services",
        "services",
        Service,
        (
            _choice("Service", "service", ActivityType, needed=True),
            Column("Sessions", "sessions", whole),
            Column("Note (no personal data)", "note", words),
        ),
    ),
    Part(
        "Stockpiles",
        "stocks",
        Stock,
        (
            Column("Type of munition", "munition_type", words, needed=True),
            Column("Munitions destroyed", "munitions", whole),
            Column("Submunitions destroyed", "submunitions", whole),
            Column("Method", "method", words),
        ),
    ),
    Part(
        "Law and reporting",
        "laws",
        Law,
        (
            Column("Milestone reached", "milestone", words, needed=True),
            Column("On", "reached_on", day, needed=True),
        ),
    ),
)

# The first sheet: one fact a row, heading in the first column, the answer in the second.
FRONT = "Report"
FRONT_ROWS: Mapping[str, Column] = {
    column.heading: column
    for column in (
        Column("What happened", "narrative", words),
        _choice("Main reason for delay", "delay", DelayCode),
        Column("Delay in words", "delay_note", words),
        Column("Land released in all, m2 (your own sum)", "stated_released", whole),
    )
}
