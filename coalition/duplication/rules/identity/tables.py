"""Reference tables that identity reads once: countries, organisations, rarity of words, rates. No database.

Sources: `data/identity/README.md`.
"""

import csv
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

FOLDER = files("coalition.duplication").joinpath("data/identity")


def text_of(name: str) -> str:
    """Return the text of a packaged table."""
    return FOLDER.joinpath(name).read_text("utf-8")


def _rows(name: str) -> Iterator[dict[str, str]]:
    yield from csv.DictReader(text_of(name).splitlines())


@dataclass(frozen=True, slots=True)
class Countries:
    """Country codes and names. `by_name` holds folded names in many languages; values are ISO2 codes."""

    by_iso3: dict[str, str]
    by_name: dict[str, str]
    beginnings: frozenset[str]


@cache
def countries() -> Countries:
    """Return the table of countries."""
    by_iso3: dict[str, str] = {}
    by_name: dict[str, str] = {}
    for row in _rows("countries.csv"):
        by_iso3[row["iso3"]] = row["iso2"]
        by_name |= dict.fromkeys(row["names"].split("|"), row["iso2"])
    return Countries(by_iso3, by_name, frozenset(name.split(" ", 1)[0] for name in by_name))


@dataclass(frozen=True, slots=True)
class Bodies:
    """Organisations known by several names: folded name or reference -> key; key -> nation (ISO2, EU)."""

    by_name: dict[str, str]
    nation_of: dict[str, str]
    beginnings: frozenset[str]
    generic: frozenset[str]


@cache
def bodies() -> Bodies:
    """Return the table of well-known organisations."""
    by_name: dict[str, str] = {}
    nation_of: dict[str, str] = {}
    for row in _rows("organisations.csv"):
        by_name |= dict.fromkeys([row["key"], *row["names"].split("|")], row["key"])
        if row["nation"]:
            nation_of[row["key"]] = row["nation"]
    beginnings = frozenset(name.split(" ", 1)[0] for name in by_name)
    return Bodies(by_name, nation_of, beginnings, frozenset(text_of("generic.txt").split("\n")))


@cache
def rarity() -> tuple[dict[str, float], float]:
    """Return how telling each common word is (natural logarithm of 1/frequency), and a word not listed."""
    plain: dict[str, Any] = json.loads(text_of("rarity.json"))
    weights = {word: int(level) / 2 for level, words in plain["levels"].items() for word in words.split()}
    return weights, max(weights.values()) + 1.0


def weight(words: Iterable[str]) -> float:
    """Return how telling some words are together."""
    known, rare = rarity()
    return sum(known.get(word, rare) for word in words)


@cache
def rates() -> dict[str, tuple[int, list[list[float | None]], list[float]]]:
    """Return by currency: the first year, US dollars for one unit by month, and by year."""
    plain: dict[str, Any] = json.loads(text_of("rates.json"))
    found = {}
    for code, series in plain["rates"].items():
        found[code] = (series["from"], series["months"], _by_year(series["months"]))
    start, months, years = found["EUR"]
    for code, units in plain["fixed_to_euro"].items():
        monthly = [[rate and rate / units for rate in year] for year in months]
        found[code] = (start, monthly, [rate / units for rate in years])
    return found


def _by_year(months: list[list[float | None]]) -> list[float]:
    means: list[float] = []
    for year in months:
        known = [rate for rate in year if rate]
        means.append(sum(known) / len(known) if known else means[-1])
    return means


def dollars(amount: float, currency: str, on: str) -> tuple[float, float] | None:
    """Return an amount in US dollars at the mean rate of its year and of its month; None where unknown."""
    if currency == "USD":
        return amount, amount
    series = rates().get(currency)
    if series is None:
        return None
    first, months, years = series
    year = int(on[:4]) if on else first + len(years) - 1
    row = min(max(year - first, 0), len(years) - 1)
    month = months[row][int(on[5:7]) - 1] if len(on) >= 7 else None
    return amount * years[row], amount * (month or years[row])
