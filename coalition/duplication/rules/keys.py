"""Candidate keys: what two records must share, at least once, to be worth comparing. No database, no web.

A key is a 64-bit digest of a few facts together: a word of the title, a word with the country, an
organisation with the country and the donor, an amount, an identifier. Common keys are left out when they are
read, so conjunctions carry where single words fail (a million equal titles, every programme in one country).
Work a record is bounded, however long its texts.
"""

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from itertools import product

from coalition.core.text import fold
from coalition.duplication.rules.flags import SideKind

KIND_CODES: dict[SideKind, int] = {
    SideKind.PROGRAMME: 1,
    SideKind.PLEDGE: 2,
    SideKind.NEED: 3,
    SideKind.ACTIVITY: 4,
}
_KINDS = {code: kind for kind, code in KIND_CODES.items()}

LONGEST_TITLE, LONGEST_TEXT = 600, 4_000  # characters that are read of a text
MOST_TITLE_WORDS, MOST_TEXT_WORDS, MOST_COUNTRIES, MOST_ORGANISATIONS = 20, 16, 6, 6
MOST_YEARS, MOST_AMOUNTS, MOST_PLACES, MOST_IDENTIFIERS = 6, 4, 24, 12
AMOUNT_STEP = math.log(1.25)  # two amounts within 25 % fall into the same or the next step
STEM = 6  # letters of a title word that go with the country: bridges related words of one language
_WORDS = re.compile(r"\w+")  # the quick way, for plain ASCII; gives what core.text.fold gives
SPACELESS = 0x0E00  # from Thai on, scripts that part words by no space are read in threes of characters

EMPTY_WORDS = frozenset(
    fold(
        """
        a an and as at av by con da das de del der des die du e el en et for from fra fur i im in
        la las le les los mit no och of og on or para per por pour project programme program
        projekt programa projet s sur the till til to und van von voor with y
        """
    ).split()
)


@dataclass(frozen=True, slots=True)
class Amount:
    """Money for comparing: as stated, in minor units, and about how many US dollars that is."""

    minor: int
    currency: str
    dollars: float


@dataclass(frozen=True, slots=True)
class Traits:
    """What keys are made of. Organisations and donors are in the form in which equal ones are equal."""

    title: str = ""
    text: str = ""
    countries: tuple[str, ...] = ()
    donors: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    work: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    hazard_areas: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    amounts: tuple[Amount, ...] = ()
    identifiers: tuple[str, ...] = ()


def item_of(kind: SideKind, number: int) -> int:
    """Return a record's kind and number in one figure."""
    return number * 8 + KIND_CODES[kind]


def side_of(item: int) -> tuple[SideKind, int]:
    """Return the kind and number that `item_of` joined."""
    return _KINDS[item & 7], item >> 3


def keys_of(traits: Traits, *, asking: bool) -> dict[int, float]:
    """Return the keys of a record and their weights; one that asks looks into near years and amounts too."""
    keys: dict[int, float] = {}
    for weight, *parts in _parts(traits, asking):
        key = _digest(parts)
        keys[key] = max(float(weight), keys.get(key, 0.0))
    return keys


def words_of(text: str, longest: int, most: int) -> list[str]:
    """Return the first telling words of a text in their order, each once."""
    found: dict[str, None] = {}
    plain = text[:longest]
    for word in _WORDS.findall(plain.lower()) if plain.isascii() else fold(plain).split():
        for piece in _pieces(word):
            if piece not in EMPTY_WORDS and (len(piece) > 1 or piece.isdigit()):
                found[piece] = None
        if len(found) >= 4 * most:
            break
    return list(found)[:most]


def _pieces(word: str) -> Iterable[str]:
    if len(word) > 3 and ord(word[0]) >= SPACELESS:
        return [word[at : at + 3] for at in range(min(len(word) - 2, 40))]
    return [word[:40]]


def _parts(traits: Traits, asking: bool) -> Iterator[tuple[float | str | int, ...]]:
    title = words_of(traits.title, LONGEST_TITLE, MOST_TITLE_WORDS)
    countries = traits.countries[:MOST_COUNTRIES] or ("",)
    donors = traits.donors[:2] or ("",)
    years = _years(traits.years, asking)
    yield from _of_words(title, traits, countries)
    yield from _of_organisations(traits, countries, donors)
    yield from _of_amounts(traits, countries, donors, asking)
    for country in countries:
        yield from _of_places(traits, country, years)
        for donor in donors:
            for year in years:
                yield 0.8, "cdy", country, donor, year
    for identifier in traits.identifiers[:MOST_IDENTIFIERS]:
        yield 8.0, "i", identifier


def _of_places(traits: Traits, country: str, years: list[int]) -> Iterator[tuple[float | str | int, ...]]:
    works = traits.work[:4]
    for work, year in product(works, years):
        yield 0.4, "cwy", country, work, year
    for place in traits.places[:MOST_PLACES]:
        yield 1.2, "p", country, place
        for work in works:
            yield 1.0, "pw", country, place, work
    for area in traits.hazard_areas[:MOST_PLACES]:
        yield 4.0, "h", country, area


def _of_words(
    title: list[str], traits: Traits, countries: tuple[str, ...]
) -> Iterator[tuple[float | str | int, ...]]:
    for word in title:
        yield (2.0 if len(word) > 3 and _numbered(word) else 1.2), "w", word
        for country in countries[:2]:
            yield 1.2, "cw", country, word[:STEM]
    for first, second in zip(title, title[1:], strict=False):
        yield 1.0, "b", first, second
    for word in _telling(traits.text):
        yield 0.5, "w", word


def _telling(text: str) -> list[str]:
    """Return the words of a description likeliest to be rare: with figures in them, then the longest."""
    words = [word for word in words_of(text, LONGEST_TEXT, 120) if len(word) > 4]
    return sorted(words, key=lambda word: (not _numbered(word), -len(word), word))[:MOST_TEXT_WORDS]


def _numbered(word: str) -> bool:
    return any(mark.isdigit() for mark in word)


def _of_organisations(
    traits: Traits, countries: tuple[str, ...], donors: tuple[str, ...]
) -> Iterator[tuple[float | str | int, ...]]:
    for organisation in traits.organisations[:MOST_ORGANISATIONS]:
        for country in countries:
            yield 0.8, "oc", organisation, country
            for donor in donors:
                yield 0.8, "ocd", organisation, country, donor
        for year in _years(traits.years, asking=False)[:2]:
            yield 0.5, "oy", organisation, year


def _of_amounts(
    traits: Traits, countries: tuple[str, ...], donors: tuple[str, ...], asking: bool
) -> Iterator[tuple[float | str | int, ...]]:
    for amount in traits.amounts[:MOST_AMOUNTS]:
        yield 2.5, "a", amount.minor // 100, amount.currency
        step = int(math.log(max(amount.dollars, 1.0)) / AMOUNT_STEP)
        for near in (step - 1, step, step + 1) if asking else (step,):
            for country in countries[:3]:
                for donor in donors:
                    yield 0.5, "ab", country, donor, near


def _years(years: tuple[int, ...], asking: bool) -> list[int]:
    if not years:
        return []
    first = min(years)
    last = min(max(years), first + MOST_YEARS - 1)
    return list(range(first - 1, last + 2) if asking else range(first, last + 1))


def _digest(parts: Iterable[float | str | int]) -> int:
    text = "\x1f".join(map(str, parts))
    return int.from_bytes(
        blake2b(text.encode("utf-8", "replace"), digest_size=8).digest(), "big", signed=True
    )
