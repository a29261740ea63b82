"""Which needs fit what a donor says of itself, and why, in words; no score is shown. No database, no web."""

from collections.abc import Collection
from dataclasses import dataclass

from coalition.core.text import msgid

IN_PILLAR, IN_COUNTRY, IN_REGION, IN_SIZE, BY_CHANNEL, WITH_EMBASSY = 4, 4, 2, 2, 1, 1


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a donor supports. Lists hold enum values, ISO3 codes, regions; grants are in US cents."""

    pillars: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    regions: frozenset[str] = frozenset()
    excluded: frozenset[str] = frozenset()
    channels: frozenset[str] = frozenset()
    embassies: frozenset[str] = frozenset()
    smallest: int | None = None
    largest: int | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """What a need asks for. `open` is what is not yet firm, in US cents; None: cost not known."""

    pillar: str
    iso3: str
    region: str
    channels: frozenset[str]
    open: int | None


@dataclass(frozen=True, slots=True)
class Fit:
    """How well a need fits, for ordering only, and the reasons to show."""

    points: int
    reasons: tuple[str, ...]


def fit_of(wishes: Wishes, asked: Asked) -> Fit | None:
    """Return how a need fits, or None where the donor excluded the country or nothing speaks for it."""
    if asked.iso3 in wishes.excluded or (asked.open is not None and asked.open <= 0):
        return None
    held = [
        (asked.pillar in wishes.pillars, IN_PILLAR, msgid("a pillar you support")),
        (asked.iso3 in wishes.countries, IN_COUNTRY, msgid("a country you work in")),
        (asked.region in wishes.regions, IN_REGION, msgid("a region you work in")),
        (_in_size(wishes, asked.open), IN_SIZE, msgid("within your usual size")),
        (_meets(asked.channels, wishes.channels), BY_CHANNEL, msgid("a channel you use")),
        (asked.iso3 in wishes.embassies, WITH_EMBASSY, msgid("you have an embassy there")),
    ]
    points = sum(weight for true, weight, _ in held if true)
    if points < IN_PILLAR:
        return None
    return Fit(points, tuple(words for true, _, words in held if true))


def _in_size(wishes: Wishes, left: int | None) -> bool:
    if left is None or (wishes.smallest is None and wishes.largest is None):
        return False
    return left >= (wishes.smallest or 0)  # a larger need can be met in part


def _meets(asked: Collection[str], used: Collection[str]) -> bool:
    return bool(set(asked) & set(used))
