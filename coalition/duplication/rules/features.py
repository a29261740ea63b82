"""What two records have in common and where they differ, in figures that a model can weigh.

Everything is symmetric. NaN means that one side does not say: the model takes no side then. Nothing tells
from which system a record came.
"""

from collections.abc import Callable

from coalition.duplication.rules.facts import Facts
from coalition.duplication.rules.features_base import Figure
from coalition.duplication.rules.features_facts import (
    AMOUNTS,
    DATES,
    PARTIES,
    PLACE,
    SECTOR,
    measure_amounts,
    measure_dates,
    measure_parties,
    measure_place,
    measure_sector,
)
from coalition.duplication.rules.features_words import (
    FIGURES,
    TEXT,
    TITLE,
    measure_figures,
    measure_text,
    measure_title,
)

GROUPS: dict[str, tuple[Callable[[Facts, Facts], list[float]], tuple[Figure, ...]]] = {
    "title": (measure_title, TITLE),
    "description": (measure_text, TEXT),
    "figures": (measure_figures, FIGURES),
    "parties": (measure_parties, PARTIES),
    "amount": (measure_amounts, AMOUNTS),
    "dates": (measure_dates, DATES),
    "place": (measure_place, PLACE),
    "sector": (measure_sector, SECTOR),
}
NAMES = tuple(name for _, figures in GROUPS.values() for name, _ in figures)
DIRECTIONS = tuple(way for _, figures in GROUPS.values() for _, way in figures)
GROUP_OF = tuple(group for group, (_, figures) in GROUPS.items() for _ in figures)


def compare(a: Facts, b: Facts) -> list[float]:
    """Return the figures of a pair in the order of NAMES."""
    return [value for measure, _ in GROUPS.values() for value in measure(a, b)]
