"""Who an organisation is behind its names and references, and the nation whose money it spends. Pure."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from coalition.core.text import fold
from coalition.duplication.rules.identity.tables import bodies, countries, text_of
from coalition.duplication.rules.identity.words import SMALL, countries_in
from coalition.duplication.rules.subject import Named

_OFFICE = frozenset(text_of("office_words.txt").split())
_LEGAL = frozenset(text_of("legal_words.txt").split())
# Short names that are everyday words: an organisation only where they stand as its whole name.
_WORDS = frozenset(text_of("everyday_words.txt").split())
_PARTS = re.compile(r"\s*[/(),;|_]\s*|\s+-\s+")
_REF_NATION = re.compile(r"([A-Z]{2})(?:-|$)")
_NO_NATION = frozenset(("XM", "XI", "XR", "XL"))


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation for comparing: keys that say who it is, its nation, the telling words of its name."""

    keys: frozenset[str]
    nation: str = ""
    words: frozenset[str] = frozenset()


NOBODY = Body(frozenset())


def body_of(named: Named, aliases: Mapping[str, str] | None = None) -> Body:
    """Return who is named; `aliases` maps further folded names to keys of the user's own choice."""
    table = bodies()
    name = fold(named.name[:160])
    ref = fold(named.ref[:60])
    keys = {f"#{named.known}"} if named.known is not None else set()
    for said in _sayings(named, name, ref):
        key = (aliases or {}).get(said) or table.by_name.get(said)
        if key:
            keys.add(key)
    if len(ref) > 4 and not ref.isdecimal():
        keys.add("=" + ref.removeprefix("xm dac "))
    nation = named.nation or _nation(named, name, keys)
    if name in table.generic and not keys:
        return Body(frozenset(), _two(nation))
    words = frozenset(w for w in name.split() if w not in _LEGAL and w not in SMALL and len(w) > 1)
    return Body(frozenset(keys), _two(nation), words if name not in table.generic else frozenset())


def _sayings(named: Named, name: str, ref: str) -> Iterable[str]:
    yield name
    yield name.removeprefix("the ")
    if ref:
        yield ref
        yield ref.removeprefix("xm dac ")
    for part in _PARTS.split(named.name[:160]):
        plain = fold(part)
        if len(plain) > 1 and plain != name:
            yield plain.removeprefix("the ")


def _two(nation: str) -> str:
    return countries().by_iso3.get(nation, nation)


def _nation(named: Named, name: str, keys: Iterable[str]) -> str:
    table = bodies()
    for key in keys:
        if key in table.nation_of:
            return table.nation_of[key]
    plain = " ".join(word for word in name.split() if word not in _OFFICE)
    code = countries().by_name.get(plain) or countries().by_name.get(name)
    if code:
        return code
    found = _REF_NATION.match(named.ref)
    official = found and (len(named.ref) <= 5 or "-GOV" in named.ref)
    return found[1] if found and official and found[1] not in _NO_NATION else ""


def bodies_in(words: list[str]) -> frozenset[str]:
    """Return the well-known organisations that a text names in full or by an unmistakable short name."""
    table, found, at = bodies(), set[str](), 0
    while at < len(words):
        step = 1
        if words[at] in table.beginnings:
            for length in range(min(8, len(words) - at), 0, -1):
                said = " ".join(words[at : at + length])
                key = table.by_name.get(said)
                if key and not (length == 1 and (said in _WORDS or said.isdecimal())):
                    found.add(key)
                    step = length
                    break
        at += step
    return frozenset(found)


def nations_in(names: Iterable[str]) -> frozenset[str]:
    """Return the countries that some names of organisations hold."""
    return frozenset().union(*(countries_in(fold(name).split())[0] for name in names))
