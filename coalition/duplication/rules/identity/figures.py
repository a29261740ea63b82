"""All figures of a pair, in one order: symmetric, and none tells which system a record is from."""

from collections.abc import Callable

from coalition.duplication.rules.identity.facts import Facts
from coalition.duplication.rules.identity.money_and_days import AMOUNT, DATES, compare_days, compare_sums
from coalition.duplication.rules.identity.who_and_where import (
    DONOR,
    PARTNER,
    PLACE,
    PUBLISHER,
    SECTOR,
    compare_donors,
    compare_partners,
    compare_places,
    compare_publishers,
    compare_sectors,
)
from coalition.duplication.rules.identity.wording import (
    DESCRIPTION,
    FIGURES,
    TITLE,
    Figure,
    compare_figures,
    compare_texts,
    compare_titles,
)

SIGNALS: dict[str, tuple[Callable[[Facts, Facts], list[float]], tuple[Figure, ...]]] = {
    "title": (compare_titles, TITLE),
    "description": (compare_texts, DESCRIPTION),
    "figures": (compare_figures, FIGURES),
    "donor": (compare_donors, DONOR),
    "partner": (compare_partners, PARTNER),
    "publisher": (compare_publishers, PUBLISHER),
    "amount": (compare_sums, AMOUNT),
    "dates": (compare_days, DATES),
    "place": (compare_places, PLACE),
    "sector": (compare_sectors, SECTOR),
}
NAMES = tuple(name for _, figures in SIGNALS.values() for name, _ in figures)
WAYS = tuple(way for _, figures in SIGNALS.values() for _, way in figures)
SIGNAL_OF = tuple(signal for signal, (_, figures) in SIGNALS.items() for _ in figures)


def compare(a: Facts, b: Facts) -> list[float]:
    """Return the figures of a pair in the order of NAMES."""
    return [value for measure, _ in SIGNALS.values() for value in measure(a, b)]
