"""Figures and dates of reports in the reader's language."""

from collections.abc import Sequence
from datetime import date

from flask_babel import gettext as _
from flask_babel import ngettext

from coalition.coalitions.models import CoalitionMember
from coalition.core.when import Precision, When
from coalition.web.choices import capital, word
from coalition.web.filters import area, in_readers_language, money, partial

_money, _day, _area = in_readers_language(money), in_readers_language(partial), in_readers_language(area)


def usd(cents: int | None) -> str:
    """Return US cents as money; "not known" for None."""
    return _money(cents, "USD") if cents is None else _money(cents // 100 * 100, "USD")


def on(day: date | None, precision: str = "day") -> str:
    """Return a date as exactly as it is known; "not reported" for none."""
    return _("not reported") if day is None else _day(When(day, Precision(precision)))


def km2(square_metres: int | None) -> str:
    """Return an area; "extent not known" for None."""
    return _("extent not known") if square_metres is None else _area(square_metres)


def percent(share: float) -> str:
    """Return a share as per cent."""
    return f"{round(share * 100)}\u00a0%"


def names(members: Sequence[CoalitionMember], *roles: str) -> str:
    """Return the organisations that hold one of these seats, with the day they took it."""
    held = [m for m in members if m.role.value in roles]
    return "; ".join(
        _(
            "%(name)s, %(role)s since %(day)s",
            name=m.organisation.label,
            role=word(m.role),
            day=on(m.valid_from),
        )
        for m in held
    ) or _("not reported")


def titled(value: str) -> str:
    """Return a value of the domain as a heading of a row."""
    return capital(word(value))


def needs_words(count: int) -> str:
    """Return "1 need", "5 needs"."""
    return str(ngettext("%(num)s need", "%(num)s needs", count))
