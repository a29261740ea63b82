"""What a summary without names keeps of minutes. Closed notes are never in it."""

import re
from collections.abc import Iterable

TITLES = re.compile(r"^(?:(?:H\.?\s?E\.?|Mrs?|Ms|Miss|Dr|Prof|Ambassador|Amb)\.?\s+)+", re.IGNORECASE)
SHORTEST = 3


def names_of_person(line: str) -> list[str]:
    """Return how minutes name a person: the whole name, without its title, the last word."""
    whole = line.strip()
    plain = TITLES.sub("", whole)
    parts = plain.split()
    last = parts[-1] if parts else ""
    return [name for name in (whole, plain, last) if len(name) >= SHORTEST]


def without_names(text: str, *, bodies: Iterable[str], people: Iterable[str], body: str, person: str) -> str:
    """Return text with every State or body and every person that took part replaced by a general word.

    `body` and `person` are these words in the reader's language. Longer names go first, so that no part of
    one is left behind.
    """
    words = {name: body for name in bodies if len(name) >= SHORTEST}
    words |= {form: person for line in people for form in names_of_person(line)}
    for name in sorted(words, key=len, reverse=True):
        text = re.sub(rf"(?<!\w)(?:the\s+)?{re.escape(name)}(?!\w)", words[name], text, flags=re.IGNORECASE)
    return text
