"""Words, figures, codes and short names of a text, in the form in which equal ones are equal. Bounded."""

import re
from collections.abc import Iterable

from coalition.core.text import fold
from coalition.duplication.rules.identity.tables import countries, text_of

LONGEST_TITLE, LONGEST_TEXT, MOST_WORDS, LONGEST_WORD = 600, 3_000, 320, 30
SPACELESS = "\u0e00"  # scripts from Thai on part words by no space: taken in pieces of two signs
SMALL = frozenset(text_of("small_words.txt").split())
ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}
SAID = {"first": 1, "second": 2, "third": 3, "fourth": 4, "one": 1, "two": 2, "three": 3, "four": 4}
_CODE = re.compile(r"\b(?=[\w./-]*\d)\w+(?:[./-]+\w+)*\b")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_STEP = re.compile(
    r"\b(?:phase|phases|fase|part|tranche|round|stage|year|no|lot|component|cycle|etape|vaihe|fas|ii+)\s*(\w+)"
)
_SHORT = re.compile(r"\b[A-Z][A-Z0-9&]{1,7}\b")
_BRACKETED = re.compile(r"\((\d{3})\)")


def words_in(text: str, longest: int) -> list[str]:
    """Return the words of a text in their order, folded; at most so many."""
    found: list[str] = []
    for word in fold(text[:longest]).split():
        if word[0] >= SPACELESS:
            found += [word[at : at + 2] for at in range(min(max(len(word) - 1, 1), LONGEST_WORD))]
        else:
            found.append(word[:LONGEST_WORD])
        if len(found) >= MOST_WORDS:
            break
    return found[:MOST_WORDS]


def telling(words: Iterable[str]) -> frozenset[str]:
    """Return the words that say something, each once."""
    return frozenset(word for word in words if word not in SMALL)


def codes_in(text: str) -> frozenset[str]:
    """Return what looks like a reference: five signs or more, three figures or more, no plain year or sum."""
    found = set()
    for each in _CODE.findall(text[:LONGEST_TEXT]):
        plain = "".join(mark for mark in each.upper() if mark.isalnum())
        figures = sum(mark.isdigit() for mark in plain)
        if 5 <= len(plain) <= 40 and figures >= 3 and not plain.endswith("000") and not each.isalpha():
            found.add(plain)
    return frozenset(found)


def short_names_in(text: str) -> frozenset[str]:
    """Return the words of capitals only, unless the text is set in them."""
    letters = [mark for mark in text[:LONGEST_TITLE] if mark.isalpha()]
    if sum(mark.isupper() for mark in letters) > 0.6 * len(letters):
        return frozenset()
    return frozenset(each.casefold() for each in _SHORT.findall(text))


def years_in(text: str) -> frozenset[int]:
    """Return the years that a text names."""
    return frozenset(int(year) for year in _YEAR.findall(text[:LONGEST_TITLE]))


def numbers_in(words: list[str]) -> frozenset[str]:
    """Return the plain figures of a title, years apart."""
    return frozenset(
        word.lstrip("0") or "0"
        for word in words
        if word.isdecimal() and word.isascii() and not (len(word) == 4 and word[:2] in ("19", "20"))
    )


def steps_in(words: list[str]) -> frozenset[int]:
    """Return which phase, part or round a title speaks of."""
    found = {ROMAN[word] for at, word in enumerate(words) if at and word in ROMAN and word != "i"}
    for said in _STEP.findall(" ".join(words)):
        number = int(said) if said.isdecimal() and len(said) < 3 else ROMAN.get(said) or SAID.get(said)
        found |= {number} if number else set()
    return frozenset(found)


def component_in(text: str) -> frozenset[str]:
    """Return the numbers that donors put behind a title in brackets: "… (103)"."""
    return frozenset(_BRACKETED.findall(text[:LONGEST_TITLE]))


def countries_in(words: list[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Return the countries that words name, as ISO2 codes, and the words that name them."""
    table = countries()
    codes, used, at = set(), set(), 0
    while at < len(words):
        step = 1
        if words[at] in table.beginnings:
            for length in range(min(6, len(words) - at), 0, -1):
                code = table.by_name.get(" ".join(words[at : at + length]))
                if code:
                    codes.add(code)
                    used.update(words[at : at + length])
                    step = length
                    break
        at += step
    return frozenset(codes), frozenset(used)


_GLOSSARY = {
    word: concept
    for line in text_of("glossary.csv").splitlines()[1:]
    for concept, _, said in [line.partition(",")]
    for word in said.split("|")
    if word
}


def concepts(words: Iterable[str]) -> frozenset[str]:
    """Return words with those of other languages brought to English, and simple plurals to the singular."""
    found = set()
    for word in words:
        known = _GLOSSARY.get(word)
        if known is None and word.endswith("s") and len(word) > 4 and word.isascii():
            known = _GLOSSARY.get(word[:-1], word[:-1])
        found.add(known or word)
    return frozenset(found)
