"""Reading a ledger that a donor brings as CSV: the columns of our own export. Hostile until parsed."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from io import StringIO

from coalition.core.errors import RuleBroken
from coalition.core.money import check_currency, parse_amount, to_minor
from coalition.core.when import Precision, parse_when
from coalition.pledges.rules import TransactionType

NEEDED = ("reference", "type", "value_date", "paid", "paid_currency")
LONGEST = 60_000_000


class Unreadable(Exception):
    """The file is no ledger; the message is one sentence for who sent it."""


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One line of the file. `paid` is in minor units of `currency`."""

    line: int
    reference: str
    type: TransactionType
    value_on: date
    paid: int
    currency: str
    document: str
    reason: str


@dataclass(frozen=True, slots=True)
class Refused:
    """A line that was not taken, and why."""

    line: int
    reason: str


def read_ledger(content: bytes, today: date) -> Iterator[LedgerLine | Refused]:
    """Yield the lines of a ledger file, and those refused. Raises Unreadable when columns are missing."""
    if len(content) > LONGEST:
        raise Unreadable("The file is larger than 60 MB; send it in parts.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable("The file is not UTF-8 text; save it as CSV UTF-8.") from error
    delimiter = ";" if text[:300].count(";") > text[:300].count(",") else ","
    rows = csv.DictReader(StringIO(text.replace("\0", "")), delimiter=delimiter)
    missing = [name for name in NEEDED if name not in (rows.fieldnames or ())]
    if missing:
        raise Unreadable(f"Columns are missing: {', '.join(missing)}.")
    return _lines(rows, today)


def _lines(rows: "csv.DictReader[str]", today: date) -> Iterator[LedgerLine | Refused]:
    known: dict[str, bool] = {}
    days: dict[str, date] = {}
    for line, row in enumerate(rows, start=2):
        plain = {name: (row.get(name) or "").strip() for name in (*NEEDED, "document", "reason")}
        try:
            yield _line(line, plain, today, known, days)
        except RuleBroken as broken:
            yield Refused(line, str(broken))


def _line(
    line: int, row: dict[str, str], today: date, known: dict[str, bool], days: dict[str, date]
) -> LedgerLine:
    kind, currency, text = row["type"], row["paid_currency"].upper(), row["value_date"]
    if kind not in set(TransactionType):
        raise RuleBroken("“{kind}” is no kind of ledger line.", kind=kind[:40])
    if currency not in known:
        check_currency(currency)
        known[currency] = True
    if text not in days:
        when = parse_when(text)
        if when.precision is not Precision.DAY or when.on > today:
            raise RuleBroken("Give the very day, not after today.")
        days[text] = when.on
    paid = to_minor(parse_amount(row["paid"]), currency)
    if paid == 0 or (paid < 0 and kind != TransactionType.ADJUSTMENT):
        raise RuleBroken("Give an amount above zero.")
    document = row["document"].removeprefix("'")[:300]
    return LedgerLine(
        line,
        row["reference"],
        TransactionType(kind),
        days[text],
        paid,
        currency,
        document,
        row["reason"][:600],
    )
