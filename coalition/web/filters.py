"""How templates show amounts, dates, areas and shares: one way to write each, in the reader's language.

Digits are grouped by a narrow no-break space and units follow a no-break space in every language
(ISO 80000-1), so that a figure never breaks over two lines nor shows another country's decimal mark.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import partial as partial_call
from typing import Any

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.numbers import get_decimal_symbol
from flask import Flask, g
from flask_babel import get_locale, gettext, ngettext

from coalition.core.money import Money, exponent
from coalition.core.when import When
from coalition.web import addresses, drawing, shapes, timelines

GROUP = "\u202f"
JOIN = "\u00a0"
MINUS = "\u2212"
ISOLATE, POP = "\u2066", "\u2069"
NOWHERE = Locale("en", "GB")
MILLION = 1_000_000


def not_known() -> str:
    """Return the words for a value nobody has stated."""
    return str(gettext("not known"))


def number(
    value: int | float | Decimal | None,
    decimals: int | None = None,
    *,
    locale: Locale = NOWHERE,
) -> str:
    """Return a number with grouped digits: 1234567.5 -> "1 234 567.5"; at most two decimals unless told."""
    if value is None:
        return not_known()
    if type(value) is int and not decimals:
        return (MINUS if value < 0 else "") + f"{abs(value):,}".replace(",", GROUP)
    exact = Decimal(str(value))
    if decimals is not None:
        places = decimals
    elif exact == exact.to_integral_value():
        places = 0
    else:
        places = min(2, max(0, -_exponent_of(exact.normalize())))
    rounded = exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    whole, _, part = f"{abs(rounded):,.{places}f}".partition(".")
    text = whole.replace(",", GROUP) + (get_decimal_symbol(locale) + part if part else "")
    return MINUS + text if rounded < 0 else text


def _exponent_of(exact: Decimal) -> int:
    exponent_ = exact.as_tuple().exponent
    return exponent_ if isinstance(exponent_, int) else 0


def signed(value: int | float | Decimal | None, *, locale: Locale = NOWHERE) -> str:
    """Return a number that shows its sign: 20 -> "+20", -25 -> "−25", 0 -> "0"; one decimal at most."""
    if value is None:
        return not_known()
    rounded = round(Decimal(str(value)), 1)
    text = number(rounded, locale=locale)
    return "+" + text if rounded > 0 else text


def money(amount: Money | int | None, currency: str = "", *, locale: Locale = NOWHERE) -> str:
    """Return an amount as "USD 150 000": whole where it is whole, else with its currency's decimals.

    Takes a Money, or whole minor units and the currency's code.
    """
    if amount is None:
        return not_known()
    minor, code = (amount.minor, amount.currency) if isinstance(amount, Money) else (amount, currency)
    if not code:
        return not_known()
    places = exponent(code)
    value = Decimal(minor).scaleb(-places)
    return code + JOIN + number(value, 0 if value == value.to_integral_value() else places, locale=locale)


def money_short(amount: Money | int | None, currency: str = "", *, locale: Locale = NOWHERE) -> str:
    """Return an amount to three figures for headings and bars: "USD 1.25 million"."""
    if amount is None:
        return not_known()
    minor, code = (amount.minor, amount.currency) if isinstance(amount, Money) else (amount, currency)
    value = Decimal(minor).scaleb(-exponent(code))
    if abs(value) < MILLION:
        return code + JOIN + number(value, 0, locale=locale)
    if abs(value) < 1000 * MILLION:
        words = gettext("%(count)s million", count=number(_three(value / MILLION), locale=locale))
    else:
        words = gettext("%(count)s billion", count=number(_three(value / MILLION / 1000), locale=locale))
    return f"{code}{JOIN}{words}"


def _three(value: Decimal) -> Decimal:
    places = 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 2
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def area(square_metres: int | None, *, locale: Locale = NOWHERE) -> str:
    """Return an area a person can picture: "1.37 km²"; under one hectare "8 200 m²"."""
    if square_metres is None:
        return not_known()
    if abs(square_metres) < 10_000:
        return square_metres_of(square_metres, locale=locale)
    value = Decimal(square_metres) / MILLION
    places = 2 if abs(value) < 100 else 1 if abs(value) < 1000 else 0
    rounded = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    return number(rounded, locale=locale) + JOIN + "km²"


def square_metres_of(square_metres: int | None, *, locale: Locale = NOWHERE) -> str:
    """Return the area in full: "1 370 000 m²"."""
    return not_known() if square_metres is None else number(square_metres, locale=locale) + JOIN + "m²"


def percent(share: float | Decimal | None, *, locale: Locale = NOWHERE) -> str:
    """Return a share (0…1) in per cent, never rounding something to nothing nor almost all to all."""
    if share is None:
        return not_known()
    exact = Decimal(str(share)) * 100
    if 0 < exact < 1:
        return "<" + JOIN + "1" + JOIN + "%"
    if 99 < exact < 100:
        return ">" + JOIN + "99" + JOIN + "%"
    return number(exact, 0, locale=locale) + JOIN + "%"


def day(on: date | None, *, locale: Locale = NOWHERE) -> str:
    """Return a date in words: "30 April 2027"."""
    return not_known() if on is None else format_date(on, format="long", locale=locale)


def partial(on: date | When | None, precision: str = "day", *, locale: Locale = NOWHERE) -> str:
    """Return a date no more exactly than it is known: "30 April 2027", "April 2027" or "2027"."""
    if on is None:
        return not_known()
    if isinstance(on, When):
        return partial(on.on, on.precision, locale=locale)
    if precision == "year":
        return format_skeleton("y", on, locale=locale)
    return format_skeleton("yMMMM", on, locale=locale) if precision == "month" else day(on, locale=locale)


def moment(at: datetime | None, *, locale: Locale = NOWHERE) -> str:
    """Return a moment with its clock: "23 November 2026, 11:46 UTC"."""
    if at is None:
        return not_known()
    at = at.astimezone(UTC)
    return f"{day(at.date(), locale=locale)}, {at:%H:%M}{JOIN}UTC"


def in_days(days: int | None) -> str:
    """Return how far away a day is, without blame: "in 12 days", "today", "12 days ago"."""
    if days is None:
        return not_known()
    if days == 0:
        return str(gettext("today"))
    if days < 0:
        return str(ngettext("%(days)s day ago", "%(days)s days ago", -days, days=number(-days)))
    return str(ngettext("in %(days)s day", "in %(days)s days", days, days=number(days)))


# Figures with Latin units or signs keep their order inside text that runs from right to left.
LATIN = (number, signed, money, area, square_metres_of, percent)
SPOKEN = (
    number,
    signed,
    money,
    money_short,
    area,
    square_metres_of,
    percent,
    day,
    partial,
    moment,
)


def reader_locale() -> Locale:
    """Return the reader's locale; British English where none is known, so that days come before months."""
    here: Any = g._get_current_object() if g else None
    chosen = getattr(getattr(here, "_flask_babel", None), "babel_locale", None) or get_locale()
    if chosen is None:
        return NOWHERE
    known: tuple[Locale, Locale] = getattr(here, "reader_locale", (NOWHERE, NOWHERE))
    if known[0] is not chosen:  # Flask-Babel keeps the same one through the whole request
        known = here.reader_locale = (chosen, NOWHERE if str(chosen) == "en" else chosen)
    return known[1]


def in_readers_language(show: Callable[..., str]) -> Callable[..., str]:
    """Return the same filter, writing for whoever reads this page."""

    isolated = show in LATIN

    def shown(*values: Any, **named: Any) -> str:
        locale = named.setdefault("locale", reader_locale())
        text = show(*values, **named)
        return f"{ISOLATE}{text}{POP}" if isolated and locale.text_direction == "rtl" else text

    shown.__doc__ = show.__doc__
    return shown


def every_filter() -> dict[str, Callable[..., Any]]:
    """Return all filters by the name templates use."""
    return {show.__name__: in_readers_language(show) for show in SPOKEN} | {"in_days": in_days}


def every_global() -> dict[str, Callable[..., Any]]:
    """Return the functions that components call."""
    return {
        "coverage_of": shapes.coverage_of,
        "bars_of": shapes.bars_of,
        "ladder_of": shapes.ladder_of,
        "widths_of": shapes.widths_of,
        "periods_of": timelines.periods_of,
        "pages_around": shapes.pages_around,
        "here": addresses.here,
        "path_if": addresses.path_if,
        "url_for": addresses.url_for,
        "once": drawing.once,
        "table_cell": partial_call(drawing.table_cell, number=in_readers_language(number)),
        "kept_query": addresses.kept_query,
    }


def init_app(app: Flask) -> None:
    """Give every template the filters and functions, and keep template lines out of the pages."""
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(every_filter())
    app.jinja_env.globals.update(every_global())
    app.jinja_env.globals["not_known"] = not_known
