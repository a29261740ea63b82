"""Text: normal forms for comparing and searching, in any script."""

import re
import unicodedata

_SPACES = re.compile(r"\s+")
_NOT_WORD = re.compile(r"[^\w]+")
FORMULA_BEGINS = ("=", "+", "-", "@", "\t", "\r")


def squeeze(text: str) -> str:
    """Return text with every run of white space as one space and none at its ends."""
    return _SPACES.sub(" ", text).strip()


def fold(text: str) -> str:
    """Return text for comparison: lower case, no accents, words parted by one space."""
    if text.isascii():  # nothing to decompose: the quick way to the same
        return _NOT_WORD.sub(" ", text.lower()).strip()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(mark for mark in decomposed if not unicodedata.combining(mark))
    return _NOT_WORD.sub(" ", plain).strip()


def cut(text: str, most: int) -> str:
    """Return at most so many characters, ended by an ellipsis where something was left out."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def no_formula(text: str) -> str:
    """Return text for a cell of a CSV file: a spreadsheet would run what begins like a formula."""
    return f"'{text}" if text.startswith(FORMULA_BEGINS) else text


def msgid(text: str) -> str:
    """Mark a text for translation where it is written down but not yet shown."""
    return text
