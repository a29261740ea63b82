"""Who an organisation is behind its names and references, as far as a pure rule can tell.

"HALO", "The HALO Trust" and "GB-CHC-1001813" are one body; "Ministry of Foreign Affairs, Finland" and "FI-3"
act for one nation. Source: `data/bodies.json`: IATI organisation identifiers, OECD DAC channel codes, and
names as published; the platform's own alias table comes first where it knows the name (`Named.known`).
"""

import json
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from coalition.core.text import fold
from coalition.duplication.rules.subject import Named
from coalition.duplication.rules.text import LONGEST_WORD, SMALL, cosine

LONGEST = 200
OFFICE = frozenset([
    "government", "govt", "gov", "ministry", "minister", "foreign", "affairs", "mfa",
    "department", "embassy", "agency", "republic", "kingdom", "for", "development", "cooperation",
    "international", "directorate", "general", "office", "federal",
])  # fmt: skip


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation for comparing: a short name where it is a well-known body, its nation, its words."""

    known: str = ""
    nation: str = ""
    ref: str = ""
    words: frozenset[str] = frozenset()
    number: int | None = None


@cache
def _table() -> tuple[dict[str, str], dict[str, str], dict[str, str], frozenset[str]]:
    plain: dict[str, Any] = json.loads(
        files("coalition.duplication").joinpath("data/bodies.json").read_text("utf-8")
    )
    nations = {f" {name} ": code for code, names in plain["nations"].items() for name in names}
    bodies = {name: known for known, names in plain["bodies"].items() for name in [known, *names]}
    return nations, bodies, plain["refs"], frozenset(plain["empty"])


@lru_cache(maxsize=4096)
def nation_of(name: str) -> str:
    """Return the ISO2 code of the nation (or EU) whose body a folded name is, or an empty string."""
    padded = f" {name} "
    for phrase, code in _table()[0].items():
        if phrase in padded:
            rest = [word for word in padded.replace(phrase, " ").split() if word not in SMALL]
            if not rest or code == "EU" or any(word in OFFICE for word in rest):
                return code
    return ""


def body_of(named: Named) -> Body:
    """Return an organisation as a record names it, for comparing."""
    _, bodies, refs, empty = _table()
    name, ref = fold(named.name[:LONGEST]), fold(named.ref[:LONGEST])
    plain = name.removeprefix("the ")
    known = bodies.get(plain) or bodies.get(ref) or ""
    nation = refs.get(named.ref) or refs.get(named.ref[:10]) or _nation_of_ref(named.ref) or nation_of(name)
    words = [word for word in name.split() if word not in SMALL]
    if not known:
        known = next((bodies[word] for word in words if len(word) > 2 and word in bodies), "")
    kept = frozenset(word[:LONGEST_WORD] for word in words if word not in empty)
    generic = not ref or (ref.isdigit() and ref.endswith("000")) or ref in ("n a", "0")
    return Body(known, nation, "" if generic else ref, kept, named.known)


def known_in(words: list[str]) -> frozenset[str]:
    """Return the well-known bodies that stand in a title under one of their names of one to five words."""
    bodies, found = _table()[1], set()
    for at in range(min(len(words), 60)):
        for length in range(1, 6):
            name = " ".join(words[at : at + length])
            if len(name) > 2 and not name.isdigit() and name in bodies:
                found.add(bodies[name])
    return frozenset(found)


def _nation_of_ref(ref: str) -> str:
    code = ref[:2]
    nations = set(_table()[0].values())
    return code if code in nations and (len(ref) == 2 or ref[2:3] == "-") and len(ref) < 6 else ""


def likeness(one: Body, other: Body) -> float:
    """Return how alike two organisations are (0–1); 1 where they are one body."""
    if one.number is not None and one.number == other.number:
        return 1.0
    if (one.ref and one.ref == other.ref) or (one.known and one.known == other.known):
        return 1.0
    if one.nation and one.nation == other.nation and not (one.known or other.known):
        return 0.9
    return cosine(one.words, other.words) if one.words and other.words else 0.0


def best_likeness(some: tuple[Body, ...], others: tuple[Body, ...]) -> float | None:
    """Return how alike the two most alike organisations of two lists are; None where one list is empty."""
    if not some or not others:
        return None
    best = 0.0
    for one in some:
        for other in others:
            best = max(best, likeness(one, other))
            if best == 1.0:
                return best
    return best
