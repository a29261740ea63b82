"""Reading files of exchange rates, of the European Central Bank and of the United Nations.

ECB: eurofxref-hist.csv, a line a day, a column a currency, units of it for one euro, "N/A" where none.
UN: operational rates, a line a currency and month, units of it for one US dollar.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from io import StringIO

from coalition.core.money import is_currency
from coalition.rates.rules import SCALE, USD

# A rate beyond this is a slip: no currency in use is worth more than 1000 dollars or less than a millionth.
HIGHEST, LOWEST = 1000 * SCALE, SCALE // 1_000_000
LONGEST_FILE = 30_000_000
UN_NAMES = {
    "currency": ("currency", "code", "currency code", "abbreviation", "iso code"),
    "rate": ("rate", "rate of exchange", "exchange rate", "un operational rate of exchange"),
    "on": ("effective date", "date", "effective"),
}
_DAYS = ("%Y-%m-%d", "%d %b %Y", "%d-%b-%Y", "%d %B %Y", "%d/%m/%Y", "%d.%m.%Y")


class Unreadable(Exception):
    """The file is none that is known; the message is one sentence for who sent it."""


@dataclass(frozen=True, slots=True)
class Rate:
    """What one major unit was worth on a day, in 10^-9 US dollars."""

    currency: str
    on: date
    rate: int


@dataclass(frozen=True, slots=True)
class Refused:
    """A line or cell that was not taken, and why."""

    line: int
    reason: str


def read_rates(content: bytes, today: date) -> Iterator[Rate | Refused]:
    """Yield the rates of a file and what was refused of it. Raises Unreadable when it is no file of rates."""
    if len(content) > LONGEST_FILE:
        raise Unreadable("The file is larger than any file of rates.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("latin-1")
    if "\0" in text:
        raise Unreadable("The file is no text; save it as CSV.")
    rows = csv.reader(StringIO(text), delimiter=";" if text[:200].count(";") > text[:200].count(",") else ",")
    for number, row in enumerate(rows, start=1):
        names = [cell.strip().casefold() for cell in row]
        if names and names[0] == "date" and "usd" in names:
            return _ecb(rows, [name.upper() for name in names], number, today)
        places = _un_places(names)
        if places is not None:
            return _un(rows, places, number, today)
        if number > 20:
            break
    raise Unreadable(
        "Neither the columns of the European Central Bank nor those of the United Nations were found."
    )


def _ecb(rows: Iterator[list[str]], names: list[str], first: int, today: date) -> Iterator[Rate | Refused]:
    dollar = names.index(USD)
    for line, row in enumerate(rows, start=first + 1):
        if not any(cell.strip() for cell in row):
            continue
        on = _day(row[0], today)
        usd = _number(row[dollar]) if dollar < len(row) else None
        if on is None or usd is None:
            yield Refused(line, f"no such day: {row[0][:40]}" if on is None else "no rate of the US dollar")
            continue
        yield from _checked("EUR", on, usd * SCALE, line)
        for name, cell in zip(names[1:], row[1:], strict=False):
            each = _number(cell)
            if name in (USD, "") or cell.strip() in ("", "N/A"):
                continue
            if each is None:
                yield Refused(line, f"no rate: {name} {cell.strip()[:40]}")
                continue
            yield from _checked(name, on, usd / each * SCALE, line)


def _un(
    rows: Iterator[list[str]], places: dict[str, int], first: int, today: date
) -> Iterator[Rate | Refused]:
    for line, row in enumerate(rows, start=first + 1):
        if not any(cell.strip() for cell in row):
            continue
        if max(places.values()) >= len(row):
            yield Refused(line, "columns are missing")
            continue
        on, per_dollar = _day(row[places["on"]], today), _number(row[places["rate"]])
        if on is None or per_dollar is None:
            what = "on" if on is None else "rate"
            yield Refused(
                line, f"no such {'day' if on is None else 'rate'}: {row[places[what]].strip()[:40]}"
            )
            continue
        code = row[places["currency"]].strip().upper()
        if code != USD:
            yield from _checked(code, on, SCALE / per_dollar, line)


def _checked(currency: str, on: date, rate: Decimal, line: int) -> Iterator[Rate | Refused]:
    whole = int(rate.to_integral_value())
    if not is_currency(currency):
        yield Refused(line, f"no currency: {currency[:40]}")
    elif not LOWEST <= whole <= HIGHEST:
        yield Refused(line, f"no likely rate: {currency}")
    else:
        yield Rate(currency, on, whole)


def _un_places(names: list[str]) -> dict[str, int] | None:
    found = {
        what: next((at for at, name in enumerate(names) if name in known), None)
        for what, known in UN_NAMES.items()
    }
    places = {what: at for what, at in found.items() if at is not None}
    return places if len(places) == len(UN_NAMES) else None


def _day(text: str, today: date) -> date | None:
    for form in _DAYS:
        try:
            on = datetime.strptime(text.strip(), form).date()  # noqa: DTZ007 - a calendar day has no zone
        except ValueError:
            continue
        return on if date(1970, 1, 1) <= on <= today else None
    return None


def _number(text: str) -> Decimal | None:
    plain = text.strip()
    if not re.fullmatch(r"\d{1,12}(\.\d{1,12})?(,\d{3})*", plain) and not re.fullmatch(
        r"\d{1,3}(,\d{3})+(\.\d+)?", plain
    ):
        return None
    try:
        number = Decimal(plain.replace(",", ""))
    except InvalidOperation:
        return None
    return number if number > 0 else None
