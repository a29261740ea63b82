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

# Words of half of all organisations' names.
OFFICE_WORDS = frozenset(
    [
        "affairs",
        "agency",
        "association",
        "committee",
        "company",
        "cooperation",
        "council",
        "department",
        "development",
        "federal",
        "foreign",
        "foundation",
        "fund",
        "government",
        "group",
        "institute",
        "international",
        "limited",
        "ministry",
        "national",
        "nations",
        "office",
        "organisation",
        "organization",
        "programme",
        "republic",
        "services",
        "society",
        "united",
        "university",
    ]
)
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


# How much a shared key speaks: by what is said (words), and by what is stated (who, where, when, how much).
Weight = tuple[float, float]
Part = tuple[str | int, ...]
WEIGHTS: dict[str, Weight] = {
    "n": (2.0, 0.0),  # a word with figures in it, of the title
    "w": (1.2, 0.0),  # a word of the title
    "t": (0.5, 0.0),  # a word of the description
    "cw": (1.2, 0.0),  # country and stem of a title word
    "b": (1.0, 0.0),  # two words of the title in a row
    "cdy": (0.0, 0.8),  # country, donor, year
    "cwy": (0.0, 0.4),  # country, kind of work, year
    "p": (0.0, 1.2),  # country and place
    "pw": (0.0, 1.0),  # country, place, kind of work
    "h": (0.0, 4.0),  # hazard area
    "i": (0.0, 8.0),  # identifier
    "oc": (0.0, 0.8),  # organisation and country
    "owc": (0.0, 0.8),  # word of an organisation's name and country
    "ocd": (0.0, 0.8),  # organisation, country, donor
    "oy": (0.0, 0.5),  # organisation and year
    "a": (0.0, 2.5),  # the very amount
    "ab": (0.0, 0.5),  # country, donor, amount within a quarter
}
# Words read alike wherever they stand: a word of the title finds it in a description.
_SPACE = {"n": "w", "t": "w"}


def keys_of(traits: Traits, *, asking: bool) -> dict[int, Weight]:
    """Return the keys of a record and their weights; one that asks looks into near years and amounts too."""
    keys: dict[int, Weight] = {}
    for kind, *parts in _parts(traits, asking):
        key = _digest((_SPACE.get(str(kind), kind), *parts))
        keys[key] = max(WEIGHTS[str(kind)], keys.get(key, (0.0, 0.0)))
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


def _parts(traits: Traits, asking: bool) -> Iterator[Part]:
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
                yield "cdy", country, donor, year
    for identifier in traits.identifiers[:MOST_IDENTIFIERS]:
        yield "i", identifier


def _of_places(traits: Traits, country: str, years: list[int]) -> Iterator[Part]:
    works = traits.work[:4]
    for work, year in product(works, years):
        yield "cwy", country, work, year
    for place in traits.places[:MOST_PLACES]:
        yield "p", country, place
        for work in works:
            yield "pw", country, place, work
    for area in traits.hazard_areas[:MOST_PLACES]:
        yield "h", country, area


def _of_words(title: list[str], traits: Traits, countries: tuple[str, ...]) -> Iterator[Part]:
    for word in title:
        yield "n" if len(word) > 3 and _numbered(word) else "w", word
        for country in countries[:2]:
            yield "cw", country, word[:STEM]
    for first, second in zip(title, title[1:], strict=False):
        yield "b", first, second
    for word in _telling(traits.text):
        yield "t", word


def _telling(text: str) -> list[str]:
    """Return the words of a description likeliest to be rare: with figures in them, then the longest."""
    words = [word for word in words_of(text, LONGEST_TEXT, 120) if len(word) > 4]
    return sorted(words, key=lambda word: (not _numbered(word), -len(word), word))[:MOST_TEXT_WORDS]


def _numbered(word: str) -> bool:
    return any(mark.isdigit() for mark in word)


def _of_organisations(traits: Traits, countries: tuple[str, ...], donors: tuple[str, ...]) -> Iterator[Part]:
    for organisation in traits.organisations[:MOST_ORGANISATIONS]:
        for country in countries:
            yield "oc", organisation, country
            for donor in donors:
                yield "ocd", organisation, country, donor
        for year in _years(traits.years, asking=False)[:2]:
            yield "oy", organisation, year
    for word in _words_of_names(traits.organisations):
        for country in countries[:3]:
            yield "owc", word, country


def _words_of_names(names: tuple[str, ...]) -> list[str]:
    """Return the words of names that tell one organisation from another."""
    words = (word for name in names[:MOST_ORGANISATIONS] for word in name.split() if not name.startswith("#"))
    return list(dict.fromkeys(word for word in words if len(word) > 3 and word not in OFFICE_WORDS))[:10]


def _of_amounts(
    traits: Traits, countries: tuple[str, ...], donors: tuple[str, ...], asking: bool
) -> Iterator[Part]:
    for amount in traits.amounts[:MOST_AMOUNTS]:
        yield "a", amount.minor // 100, amount.currency
        step = int(math.log(max(amount.dollars, 1.0)) / AMOUNT_STEP)
        for near in (step - 1, step, step + 1) if asking else (step,):
            for country in countries[:3]:
                for donor in donors:
                    yield "ab", country, donor, near


def _years(years: tuple[int, ...], asking: bool) -> list[int]:
    if not years:
        return []
    first = min(years)
    last = min(max(years), first + MOST_YEARS - 1)
    return list(range(first - 1, last + 2) if asking else range(first, last + 1))


def _digest(parts: Iterable[str | int]) -> int:
    text = "\x1f".join(map(str, parts))
    return int.from_bytes(
        blake2b(text.encode("utf-8", "replace"), digest_size=8).digest(), "big", signed=True
    )
