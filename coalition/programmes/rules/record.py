"""One published activity in a single form, whatever version or format it came in.

Amounts are whole minor units of an ISO 4217 currency; dates are ISO 8601 text; countries
ISO 3166-1 alpha-2 as published. People's names, addresses and telephone numbers are never part of a record.
Source: IATI Activity Standard 1.01–1.05 and 2.01–2.03.
"""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from coalition.core.money import LARGEST

# Transactions kept one by one; the rest stay in the totals.
MOST_TRANSACTIONS = 60


@dataclass(frozen=True, slots=True)
class Text:
    """A narrative and its language (empty where none is stated)."""

    text: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Party:
    """An organisation that takes part. `role`: funding, accountable, extending or implementing."""

    role: str
    name: str
    ref: str = ""
    kind: str = ""
    activity: str = ""


@dataclass(frozen=True, slots=True)
class Sector:
    """A purpose. `vocabulary` "1" and "2" are OECD DAC five- and three-digit codes."""

    code: str
    vocabulary: str = "1"
    percentage: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Country:
    code: str
    percentage: str = ""
    name: str = ""


# The vocabulary of a place's code that is a hazard area in the State's own reference.
HAZARD_AREA = "hazard-area"


@dataclass(frozen=True, slots=True)
class Place:
    """A place named by the publisher. `codes` are (vocabulary, level, code)."""

    name: str = ""
    codes: tuple[tuple[str, str, str], ...] = ()
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class Amount:
    """A budget or a transaction. `kind` is "budget" or the IATI transaction type (2 commitment …)."""

    kind: str
    minor: int
    currency: str
    on: str = ""
    until: str = ""
    provider: str = ""
    receiver: str = ""
    ref: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Total:
    """The transactions of one type and currency together."""

    kind: str
    currency: str
    minor: int
    count: int
    first: str = ""
    last: str = ""


@dataclass(frozen=True, slots=True)
class Identifier:
    """Another identifier of the same activity, and who gave it."""

    value: str
    kind: str = ""
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A link to another activity: parent, child, sibling, cofunded, third_party, provider or receiver."""

    value: str
    kind: str


@dataclass(frozen=True, slots=True)
class ProgrammeRecord:
    """Everything of a published activity that tells what it does, where, when and whose money it is."""

    identifier: str
    reporter: Party
    titles: tuple[Text, ...] = ()
    descriptions: tuple[Text, ...] = ()
    parties: tuple[Party, ...] = ()
    countries: tuple[Country, ...] = ()
    regions: tuple[str, ...] = ()
    sectors: tuple[Sector, ...] = ()
    places: tuple[Place, ...] = ()
    planned_start: str = ""
    actual_start: str = ""
    planned_end: str = ""
    actual_end: str = ""
    status: str = ""
    budgets: tuple[Amount, ...] = ()
    transactions: tuple[Amount, ...] = ()
    totals: tuple[Total, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    links: tuple[Link, ...] = ()
    aid_types: tuple[str, ...] = ()
    finance_type: str = ""
    flow_type: str = ""
    tied_status: str = ""
    collaboration: str = ""
    markers: tuple[tuple[str, str, str], ...] = ()
    humanitarian: bool = False
    scope: str = ""
    outputs: tuple[str, ...] = ()
    currency: str = ""
    language: str = ""
    hierarchy: str = ""
    version: str = ""
    updated: str = ""

    @property
    def title(self) -> str:
        """The first title, in English where there is one."""
        return _best(self.titles)

    @property
    def description(self) -> str:
        """The first description, in English where there is one."""
        return _best(self.descriptions)

    @property
    def start(self) -> date | None:
        """The actual start, else the planned one."""
        return _day(self.actual_start or self.planned_start)

    @property
    def end(self) -> date | None:
        """The actual end, else the planned one."""
        return _day(self.actual_end or self.planned_end)

    @property
    def size(self) -> Amount | None:
        """The best figure of its size: committed, else budgeted, else disbursed, in its main currency."""
        for kind in ("2", "budget", "3", "4"):
            sums: dict[str, int] = {}
            for currency, minor in self._sums_of(kind):
                sums[currency] = sums.get(currency, 0) + minor
            if sums:
                currency = max(sums, key=lambda code: (sums[code], code))
                if 0 < sums[currency] <= LARGEST:
                    return Amount(kind, sums[currency], currency, self.actual_start or self.planned_start)
        return None

    def _sums_of(self, kind: str) -> Iterator[tuple[str, int]]:
        totals = [(total.currency, total.minor) for total in self.totals if total.kind == kind]
        yield from totals
        if kind == "budget" and not totals:
            # Of two budgets for one period the later in the file is the revised one.
            by_period = {(each.currency, each.on, each.until): each.minor for each in self.budgets}
            yield from ((currency, minor) for (currency, _, _), minor in by_period.items())

    def names_of(self, role: str) -> tuple[str, ...]:
        """Return the names of the parties in a role, each once, in their order."""
        return tuple(
            dict.fromkeys(p.name or p.ref for p in self.parties if p.role == role and (p.name or p.ref))
        )

    def to_json(self) -> dict[str, Any]:
        """Return the record as plain values, without what is empty."""
        plain = asdict(self)
        return {key: value for key, value in plain.items() if value not in ("", (), False, None)}

    @property
    def content_hash(self) -> str:
        """A digest that is equal for equal content, whatever file, version or moment it came from."""
        return digest_of(self.to_json())


def from_json(plain: dict[str, Any]) -> ProgrammeRecord:
    """Return the record that `to_json` wrote."""
    given = dict(plain)
    given["reporter"] = Party(**given["reporter"])
    for key, kind in _LISTS.items():
        given[key] = tuple(kind(**each) for each in given.get(key, ()))
    given["places"] = tuple(
        Place(**{**each, "codes": tuple(tuple(code) for code in each.get("codes", ()))})
        for each in plain.get("places", ())
    )
    given["markers"] = tuple(tuple(each) for each in plain.get("markers", ()))
    for key in ("regions", "aid_types", "outputs"):
        given[key] = tuple(given.get(key, ()))
    return ProgrammeRecord(**given)


_LISTS: dict[str, Any] = {
    "titles": Text,
    "descriptions": Text,
    "parties": Party,
    "countries": Country,
    "sectors": Sector,
    "budgets": Amount,
    "transactions": Amount,
    "totals": Total,
    "identifiers": Identifier,
    "links": Link,
}


# What changes from one publication to the next though nothing was done.
PASSING = frozenset({"version", "updated"})


def digest_of(plain: dict[str, Any]) -> str:
    """Return the digest of a record in its plain form; see ProgrammeRecord.content_hash."""
    lasting = {key: value for key, value in plain.items() if key not in PASSING}
    return sha256(json.dumps(lasting, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def identifier_key(identifier: str) -> str:
    """Return the form in which two spellings of one identifier are equal: case and spaces do not count."""
    return "".join(identifier.split()).casefold()


def _best(texts: tuple[Text, ...]) -> str:
    english = [each.text for each in texts if each.language.lower().startswith("en")]
    return (english or [each.text for each in texts] or [""])[0]


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
