"""A record taken apart for comparing: its words, bodies, money, days, places. Done once, used for many pairs.

Empty means that the record does not say. Nothing tells from which system a record came.
Yearly mean rates (`data/rates.json`, dollars a unit) serve comparing only, never a shown amount.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from coalition.core.money import exponent
from coalition.core.text import fold
from coalition.duplication.rules import text as words
from coalition.duplication.rules.names import Body, body_of, known_in
from coalition.duplication.rules.subject import DOLLARS, MOST_SUMS, Subject, Sum

LONGEST_TITLE, LONGEST_TEXT, MOST_ORGANISATIONS = 500, 3_000, 24
# Units of the currencies that became the euro. Source: Council Regulation (EC) No 2866/98 and 1478/2000.
EURO = {
    "FIM": 5.94573, "DEM": 1.95583, "NLG": 2.20371, "FRF": 6.55957, "BEF": 40.3399, "ITL": 1936.27,
    "ESP": 166.386, "IEP": 0.787564, "ATS": 13.7603, "LUF": 40.3399, "PTE": 200.482, "GRD": 340.75,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Money:
    """One sum in its own currency and in dollars of its year; `digits` says how telling the figure is."""

    major: float
    currency: str
    dollars: float
    digits: int
    on: str
    main: bool


@dataclass(frozen=True, slots=True)
class Facts:
    """What one record says, in the forms that are compared. Days are ordinals."""

    title: str
    titles: frozenset[str]
    text: str
    texts: frozenset[str]
    everything: frozenset[str]
    years: frozenset[str]
    numbers: frozenset[str]
    steps: frozenset[int]
    codes: frozenset[str]
    short: frozenset[str]
    funders: tuple[Body, ...]
    doers: tuple[Body, ...]
    bodies: tuple[Body, ...]
    reporter: tuple[Body, ...]
    known: frozenset[str]
    money: tuple[Money, ...]
    start: int | None
    end: int | None
    span: tuple[int, int] | None
    days: frozenset[int]
    countries: frozenset[str]
    sectors: frozenset[str]
    places: frozenset[str]
    points: tuple[tuple[float, float], ...]


@cache
def _rates() -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = json.loads(
        files("coalition.duplication").joinpath("data/rates.json").read_text("utf-8")
    )
    return found


def dollars_of(major: float, currency: str, on: str) -> float:
    """Return a sum in dollars at the mean rate of its year; nought where no rate is known."""
    if currency in EURO:
        major, currency = major / EURO[currency], "EUR"
    years = _rates().get(currency)
    if years is None:
        return major * DOLLARS.get(currency, 0.0)
    return major * (years.get(on[:4]) or DOLLARS[currency])


def facts_of(subject: Subject) -> Facts:
    """Return a record taken apart."""
    said = " ".join(subject.titles)[:LONGEST_TITLE]
    told = " ".join(subject.texts)[:LONGEST_TEXT]
    in_title = words.words_in(said)
    titles, texts = words.telling(in_title), words.telling(words.words_in(told))
    named = [
        (each.role, body_of(each))
        for each in subject.organisations[:MOST_ORGANISATIONS]
        if each.name or each.ref
    ]
    funders = tuple(body for role, body in named if role in ("funding", "extending", "accountable"))
    doers = tuple(body for role, body in named if role not in ("funding", "extending", "accountable"))
    reporter = (body_of(subject.reporter),) if subject.reporter else ()
    start, end = _day(subject.start), _day(subject.end)
    dated = [day for day in (start, end, *(_day(each.on) for each in subject.sums)) if day is not None]
    return Facts(
        title=fold(subject.title[:LONGEST_TITLE]),
        titles=titles,
        text=fold(told),
        texts=texts,
        everything=titles | texts,
        years=words.years_in(said),
        numbers=words.numbers_in(said),
        steps=words.steps_in(in_title),
        codes=words.codes_in(f"{said} {told}"),
        short=words.short_names_in(said) | words.short_names_in(told),
        funders=tuple(dict.fromkeys((*funders, *reporter)))[:12],
        doers=tuple(dict.fromkeys(doers))[:12],
        bodies=tuple(dict.fromkeys((*funders, *doers, *reporter)))[:16],
        reporter=reporter,
        known=frozenset(body.known for body in doers if body.known) | known_in(in_title),
        money=tuple(_money(subject)),
        start=start,
        end=end,
        span=(min(dated), max(dated)) if dated else None,
        days=frozenset(day for each in subject.sums if (day := _day(each.on)) is not None),
        countries=frozenset(subject.countries),
        sectors=frozenset(code for kind, code in subject.sectors if code.isdecimal() and kind in ("1", "2")),
        places=words.telling(words.words_in(" ".join(subject.places)[:LONGEST_TITLE])),
        points=subject.points[:20],
    )


def _day(text: str) -> int | None:
    return date.fromisoformat(text).toordinal() if text else None


def _money(subject: Subject) -> Iterator[Money]:
    main = subject.main_sum
    for each in subject.sums[:MOST_SUMS]:
        if each.minor > 0:
            major = each.minor / 10 ** exponent(each.currency)
            digits = len(str(round(major)).rstrip("0"))
            value = dollars_of(major, each.currency, each.on or subject.start)
            yield Money(major, each.currency, value, digits, each.on, _is_main(each, main))


def _is_main(each: Sum, main: Sum | None) -> bool:
    return each is main
