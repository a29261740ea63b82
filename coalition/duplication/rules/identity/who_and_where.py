"""What two records share in organisations, countries, places and sectors. NaN: one side does not say."""

from math import nan, sqrt

from coalition.duplication.rules.identity.facts import Facts, Parties, Words
from coalition.duplication.rules.identity.parties import Body
from coalition.duplication.rules.identity.tables import bodies, countries, weight
from coalition.duplication.rules.identity.wording import Figure, agree

MOST_POINTS = 12
TELLING_NAME = 6.0  # natural logarithm of rarity below which a name's words say nothing

DONOR: tuple[Figure, ...] = (("donor", 1), ("funder", 1))
PARTNER: tuple[Figure, ...] = (
    ("partner", 1),
    ("partner_names", 1),
    ("doer", 1),
    ("anyone", 1),
    ("anyone_alike", 1),
    ("partner_in_text", 1),
)
PUBLISHER: tuple[Figure, ...] = (("publisher", 0), ("passed_on", 1))
PLACE: tuple[Figure, ...] = (
    ("country", 1),
    ("countries_alike", 1),
    ("country_said", 1),
    ("places", 1),
    ("place_in_text", 1),
    ("distance", -1),
)
SECTOR: tuple[Figure, ...] = (("sectors_alike", 1), ("sector_groups", 1))


def compare_donors(a: Facts, b: Facts) -> list[float]:
    """Return the figures of DONOR."""
    return [agree(a.parties.donors, b.parties.donors), agree(a.parties.funders, b.parties.funders)]


def of_different_states(a: Facts, b: Facts) -> bool:
    """Return whether two records hold the money of different States, neither of which the other names.

    Of 266 such pairs among the labelled ones not one is the same money. A State that passes on another's
    money, or pays with it, is named on the other side and is no such pair.
    """
    mine, theirs = a.parties.donors, b.parties.donors
    if not mine or not theirs or mine & theirs:
        return False
    if not all(len(key) == 2 and key.isupper() for key in mine | theirs):
        return False
    return not mine & _nations_beside(b.parties) and not theirs & _nations_beside(a.parties)


def _nations_beside(parties: Parties) -> frozenset[str]:
    """Return the nations of whoever reports, passes on, carries out or is mentioned."""
    nation_of, by_name = bodies().nation_of, countries().by_name
    keys = parties.everyone | parties.doers | parties.funders
    words = (word for names in parties.partner_words for word in names)
    found = {nation_of[key] for key in keys if key in nation_of}
    return frozenset(found | {by_name[word] for word in words if word in by_name} | {parties.reporter.nation})


def compare_partners(a: Facts, b: Facts) -> list[float]:
    """Return the figures of PARTNER."""
    one, other = a.parties, b.parties
    names = _names_alike(one, other)
    shared = agree(one.partners, other.partners)
    if names == names and names > 0.75:
        shared = 1.0
    return [
        shared if shared == shared else names,
        names,
        agree(one.doers, other.doers),
        agree(one.everyone, other.everyone),
        len(one.everyone & other.everyone) / len(one.everyone | other.everyone)
        if one.everyone and other.everyone
        else nan,
        max(_named_in(one, b), _named_in(other, a)),
    ]


def _names_alike(one: Parties, other: Parties) -> float:
    """Return how alike the most alike names of partners are (0–1)."""
    best = nan
    for mine in one.partner_words:
        for theirs in other.partner_words:
            found = weight(mine & theirs)
            alike = found / sqrt(weight(mine) * weight(theirs)) if found else 0.0
            best = best if best >= alike else alike
    return best


def _named_in(parties: Parties, other: Facts) -> float:
    """Return how far a partner of one record is named in the words of the other (0–1)."""
    if parties.partners & other.parties.mentioned:
        return 1.0
    best, said = 0.0, other.words.everything.all
    for words in parties.partner_words:
        whole = weight(words)
        if whole > TELLING_NAME:
            best = max(best, weight(words & said) / whole)
    return best


def compare_publishers(a: Facts, b: Facts) -> list[float]:
    """Return the figures of PUBLISHER: one body reports a thing of its own once; the next passes it on."""
    one, other = a.parties.reporter, b.parties.reporter
    if not _is_known(one) or not _is_known(other):
        return [nan, nan]
    same = bool(one.keys & other.keys) or one.words == other.words
    return [float(same), max(_passed_on(a.parties, b.parties), _passed_on(b.parties, a.parties))]


def _is_known(body: Body) -> bool:
    return bool(body.keys or body.words)


def _passed_on(giver: Parties, taker: Parties) -> float:
    """Return 2 where each side names the other's publisher as funder and as doer, 1 where one does."""
    own = taker.reporter.keys - giver.reporter.keys
    down = bool(own & giver.doers)
    up = bool((giver.reporter.keys - taker.reporter.keys) & taker.funders)
    return float(down + up)


def compare_places(a: Facts, b: Facts) -> list[float]:
    """Return the figures of PLACE."""
    one, other = a.countries, b.countries
    return [
        agree(one, other),
        len(one & other) / len(one | other) if one and other else nan,
        agree(a.any_countries, b.any_countries),
        _cosine(a.places, b.places),
        _in_text(a, b),
        _distance(a, b),
    ]


def _cosine(one: Words, other: Words) -> float:
    if not one.weight or not other.weight:
        return nan
    return weight(one.all & other.all) / sqrt(one.weight * other.weight)


def _in_text(a: Facts, b: Facts) -> float:
    if not a.places.all and not b.places.all:
        return nan
    return max(weight(a.places.all & b.words.core.all), weight(b.places.all & a.words.core.all))


def _distance(a: Facts, b: Facts) -> float:
    """Return the degrees between the nearest two points."""
    some, others = a.points[:MOST_POINTS], b.points[:MOST_POINTS]
    return min((abs(x - u) + abs(y - v) for x, y in some for u, v in others), default=nan)


def compare_sectors(a: Facts, b: Facts) -> list[float]:
    """Return the figures of SECTOR."""
    return [_alike(a.sectors, b.sectors), _alike(a.groups, b.groups)]


def _alike(mine: frozenset[str], theirs: frozenset[str]) -> float:
    return len(mine & theirs) / len(mine | theirs) if mine and theirs else nan
