"""Dates as people state them: a day, a month ("April 2024") or a year, never guessed to the day."""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from coalition.core.errors import RuleBroken


class Precision(StrEnum):
    DAY = "day"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class When:
    """A date and how exactly it is known; `on` is the first day of the span."""

    on: date
    precision: Precision = Precision.DAY

    @property
    def first(self) -> date:
        return self.on

    @property
    def last(self) -> date:
        """The last day that the statement may mean."""
        return last_day(self.on, self.precision)


def last_day(on: date, precision: Precision) -> date:
    """Return the last day of the span that starts on `on`: of the month or the year it names."""
    if precision is Precision.DAY:
        return on
    month = 12 if precision is Precision.YEAR else on.month
    return date(on.year, month, calendar.monthrange(on.year, month)[1])


def is_past(on: date, precision: Precision, today: date) -> bool:
    """Return whether the date is over: its last possible day lies before today (invariant I29)."""
    return last_day(on, precision) < today


def add_months(day: date, months: int) -> date:
    """Return the same day so many months later; the last of the month where it has no such day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def add_years(day: date, years: int) -> date:
    """Return the same day so many years later; 29 February becomes 28 where there is none."""
    return add_months(day, 12 * years)


def days_between(start: date, end: date) -> int:
    """Return the whole days from start to end; negative when end comes first."""
    return (end - start).days


_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_WORDS = re.compile(r"(?:(\d{1,2})\s+)?([A-Za-z]{3,9})\.?\s+(\d{4})")
_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name} | {
    name.lower(): number for number, name in enumerate(calendar.month_abbr) if name
}


def parse_when(text: str, field: str | None = None) -> When:
    """Return a date as typed: "2027-04-30", "30 April 2027", "April 2027", "2027-04", "2027".

    Raises RuleBroken when it is none of these or no day of the calendar.
    """
    text = " ".join(text.split())
    if found := _ISO.fullmatch(text):
        year, month, day = (int(part) if part else None for part in found.groups())
    elif (found := _WORDS.fullmatch(text)) and found[2].lower() in _MONTHS:
        year, month, day = (
            int(found[3]),
            _MONTHS[found[2].lower()],
            int(found[1]) if found[1] else None,
        )
    else:
        raise RuleBroken("Give a date such as 30 April 2027, April 2027 or 2027-04-30.", field=field)
    try:
        on = date(year or 0, month or 1, day or 1)
    except ValueError as error:
        raise RuleBroken("“{text}” is no day of the calendar.", field=field, text=text) from error
    if not 1900 <= on.year <= 2200:
        raise RuleBroken("Give a year between 1900 and 2200.", field=field)
    return When(on, Precision.DAY if day else Precision.MONTH if month else Precision.YEAR)
