"""Words of a record weighed by how rare they are, and the figures, codes and short names among them.

Weights come from `data/words.json`: in how many of the records the model was trained on a word occurs.
What is not listed there is rare. Bounded work: a text is cut before it is taken apart.
"""

import json
import math
import re
from collections.abc import Iterable, Set
from functools import cache
from importlib.resources import files

from coalition.core.text import fold

MOST_WORDS = 400
LONGEST_WORD = 40
SPACELESS = "\u2e80"  # scripts from here on set no spaces between words
_YEAR = re.compile(r"(?:19|20)\d\d")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_SHORT = re.compile(r"\b[A-Z][A-Z0-9&]{1,7}\b")
_CODE = re.compile(r"\b(?=[\w./-]*\d)[\w]+(?:[./-][\w]+)*\b")
_PHASE = re.compile(r"\b(?:phase|part|phases|fase|tranche|round|stage|tranches|no|lot|year)\s+(\w+)")
ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}
ORDINAL = {"first": 1, "second": 2, "third": 3, "one": 1, "two": 2, "three": 3, "four": 4, "fourth": 4}
SMALL = frozenset([
    "the", "of", "and", "in", "to", "for", "a", "an", "on", "at", "by", "from", "with", "de",
    "la", "le", "les", "des", "du", "et", "en", "y", "el", "los", "las", "del", "para", "o",
    "da", "do", "e", "i", "og", "för", "och", "till", "von", "der", "die", "und", "für", "im",
    "zur",
])  # fmt: skip


@cache
def rarity() -> tuple[dict[str, float], float]:
    """Return the weight of each common word, and that of a word not listed."""
    plain = json.loads(files("coalition.duplication").joinpath("data/words.json").read_text("utf-8"))
    total, seldom = plain["records"], plain["seldom"]
    weights = {
        word: math.log(total / int(count))
        for count, words in plain["words"].items()
        for word in words.split()
    }
    return weights, math.log(total / (seldom / 2))


def weight_of(words: Iterable[str]) -> float:
    """Return how much a set of words tells, in natural logarithms of rarity."""
    known, rare = rarity()
    return math.fsum(known.get(word, rare) for word in words)


def words_in(text: str, most: int = MOST_WORDS) -> list[str]:
    """Return the words of a text in their order, folded; scripts without spaces in pieces of two signs."""
    found: list[str] = []
    for word in fold(text).split():
        if word[0] >= SPACELESS:
            found += [word[at : at + 2] for at in range(min(max(len(word) - 1, 1), LONGEST_WORD))]
        else:
            found.append(word[:LONGEST_WORD])
        if len(found) >= most:
            break
    return found[:most]


def telling(words: Iterable[str]) -> frozenset[str]:
    """Return the words that say something, each once."""
    return frozenset(word for word in words if word not in SMALL and (len(word) > 1 or word.isdigit()))


def years_in(text: str) -> frozenset[str]:
    """Return the years that a text names."""
    return frozenset(_YEAR.findall(text))


def numbers_in(text: str) -> frozenset[str]:
    """Return the other figures of a text, without their marks of thousands."""
    plain = (found.replace(",", "").replace(".", "") for found in _NUMBER.findall(text))
    return frozenset(each.lstrip("0") for each in plain if not _YEAR.fullmatch(each)) - {""}


def codes_in(text: str) -> frozenset[str]:
    """Return what looks like a reference: signs with a figure in them, five or more, not a year or amount."""
    found = (each.upper() for each in _CODE.findall(text))
    return frozenset(
        each
        for each in found
        if len(each) >= 5 and sum(mark.isdigit() for mark in each) >= 3 and not each.endswith("000")
    )


def short_names_in(text: str) -> frozenset[str]:
    """Return the words of capitals only, unless the whole text is set in them."""
    letters = [mark for mark in text if mark.isalpha()]
    if not letters or sum(mark.isupper() for mark in letters) > 0.6 * len(letters):
        return frozenset()
    return frozenset(each.casefold() for each in _SHORT.findall(text))


def steps_in(words: list[str]) -> frozenset[int]:
    """Return which phase, part or round a title speaks of: its Roman figures, ordinals and small numbers."""
    found = {ROMAN[word] for at, word in enumerate(words) if word in ROMAN and (at or len(word) > 1)}
    for match in _PHASE.finditer(" ".join(words)):
        said = match[1]
        number = int(said) if said.isdecimal() and len(said) < 3 else ROMAN.get(said) or ORDINAL.get(said)
        found |= {number} if number else set()
    found |= {ORDINAL[word] for word in words if word in ORDINAL}
    return frozenset(found)


def cosine(one: Set[str], other: Set[str]) -> float:
    """Return how alike two sets of words are (0–1), rare words weighing more."""
    both = weight_of(one & other)
    return both / math.sqrt(weight_of(one) * weight_of(other)) if both else 0.0


def held(part: Set[str], whole: Set[str]) -> float:
    """Return the share of the first set of words that the second holds too (0–1), by weight."""
    return weight_of(part & whole) / weight_of(part) if part else 0.0
