"""Names of places in the form in which equal ones are equal; a country given as a place of itself is none."""

from collections.abc import Iterable
from functools import cache

from coalition.duplication.rules.identity.tables import countries

STEM = 7  # letters that tell one place's name from another's in most spellings
_PLACE_KIND = frozenset(("departa", "departm", "provinc", "distric", "oblast", "wilayat", "region"))


def places_apart(places: frozenset[str], codes: frozenset[str]) -> frozenset[str]:
    """Return folded names of places without those of the countries with these ISO2 codes."""
    names = countries().by_name
    return frozenset(place for place in places if names.get(place) not in codes)


def stems_of(places: Iterable[str], codes: frozenset[str]) -> frozenset[str]:
    """Return the beginnings of folded names of places, without those of the countries themselves."""
    return stems_in(places).difference(*(_stems_of_country(code) for code in codes))


def stems_in(texts: Iterable[str]) -> frozenset[str]:
    """Return the beginnings of the words of folded texts that may name a place."""
    found = {word[:STEM] for text in texts for word in text.split() if len(word) > 3}
    return frozenset(found - _PLACE_KIND)


@cache
def _stems_of_country(code: str) -> frozenset[str]:
    return stems_in(name for name, iso2 in countries().by_name.items() if iso2 == code)
