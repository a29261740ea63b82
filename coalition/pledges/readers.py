"""Reading a ledger that a donor brings as CSV: the columns of our own export. Hostile until parsed."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
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
    rows = csv.reader(StringIO(text.replace("\0", "")), delimiter=delimiter)
    head = next(rows, [])
    missing = [name for name in NEEDED if name not in head]
    if missing:
        raise Unreadable(f"Columns are missing: {', '.join(missing)}.")
    return _lines(rows, head, Met(today))


@dataclass(slots=True)
class Met:
    """The words met so far that need no second look; a file uses few currencies, kinds and days."""

    today: date
    currencies: set[str] = field(default_factory=set)
    days: dict[str, date] = field(default_factory=dict)
    kinds: dict[str, TransactionType] = field(
        default_factory=lambda: {kind.value: kind for kind in TransactionType}
    )

    def kind(self, text: str) -> TransactionType:
        """Return a kind of line. Raises RuleBroken."""
        if text not in self.kinds:
            raise RuleBroken("“{kind}” is no kind of ledger line.", kind=text[:40])
        return self.kinds[text]

    def currency(self, text: str) -> str:
        """Return a currency that takes new money. Raises RuleBroken."""
        if text not in self.currencies:
            check_currency(text)
            self.currencies.add(text)
        return text

    def day(self, text: str) -> date:
        """Return the very day, not after today. Raises RuleBroken."""
        if text not in self.days:
            when = parse_when(text)
            if when.precision is not Precision.DAY or when.on > self.today:
                raise RuleBroken("Give the very day, not after today.")
            self.days[text] = when.on
        return self.days[text]


def _lines(rows: Iterator[list[str]], head: list[str], met: Met) -> Iterator[LedgerLine | Refused]:
    places = [head.index(name) if name in head else -1 for name in (*NEEDED, "document", "reason")]
    for line, row in enumerate(rows, start=2):
        if not row:
            continue
        cells = [row[place].strip() if 0 <= place < len(row) else "" for place in places]
        try:
            yield _line(line, cells, met)
        except RuleBroken as broken:
            yield Refused(line, str(broken))


def _line(line: int, cells: list[str], met: Met) -> LedgerLine:
    reference, kind_text, day, amount, currency, document, reason = cells
    kind, currency, on = met.kind(kind_text), met.currency(currency.upper()), met.day(day)
    paid = to_minor(parse_amount(amount), currency)
    if paid == 0 or (paid < 0 and kind is not TransactionType.ADJUSTMENT):
        raise RuleBroken("Give an amount above zero.")
    document = document.removeprefix("'")[:300]
    return LedgerLine(line, reference, kind, on, paid, currency, document, reason[:600])
