"""How the words and figures of two records compare."""

from collections.abc import Set

from rapidfuzz import fuzz

from coalition.duplication.rules.facts import Facts
from coalition.duplication.rules.features_base import UNKNOWN, Figure, agree
from coalition.duplication.rules.text import cosine, held, weight_of


def measure_title(a: Facts, b: Facts) -> list[float]:
    """Return how titles of two records compare."""
    if not a.titles or not b.titles:
        return [UNKNOWN] * len(TITLE)
    only_a, only_b = weight_of(a.titles - b.titles), weight_of(b.titles - a.titles)
    first, second = held(a.titles, b.titles), held(b.titles, a.titles)
    tells = (weight_of(a.titles), weight_of(b.titles))
    return [
        cosine(a.titles, b.titles),
        max(first, second),
        min(first, second),
        fuzz.ratio(a.title, b.title) / 100,
        fuzz.token_sort_ratio(a.title, b.title) / 100,
        fuzz.partial_ratio(a.title, b.title) / 100,
        weight_of(a.titles & b.titles),
        min(only_a, only_b),
        max(only_a, only_b),
        min(tells),
        _rarest(a.titles & b.titles),
        float(a.title == b.title),
    ]


TITLE: tuple[Figure, ...] = (
    ("title_cosine", 1),
    ("title_held_most", 1),
    ("title_held_least", 1),
    ("title_ratio", 1),
    ("title_sorted", 1),
    ("title_partial", 1),
    ("title_shared", 1),
    ("title_only_least", -1),
    ("title_only_most", -1),
    ("title_tells", 0),
    ("title_rarest", 1),
    ("title_equal", 1),
)


def _rarest(shared: Set[str]) -> float:
    return max((weight_of((word,)) for word in shared), default=0.0)


def measure_text(a: Facts, b: Facts) -> list[float]:
    """Return how descriptions of two records compare."""
    if not a.everything or not b.everything:
        return [UNKNOWN] * len(TEXT)
    shared = a.everything & b.everything
    first, second = held(a.everything, b.everything), held(b.everything, a.everything)
    both = bool(a.texts and b.texts)
    return [
        cosine(a.everything, b.everything),
        max(first, second),
        min(first, second),
        weight_of(shared),
        sum(sorted((weight_of((word,)) for word in shared), reverse=True)[:3]),
        cosine(a.texts, b.texts) if both else UNKNOWN,
        fuzz.ratio(a.text[:400], b.text[:400]) / 100 if both else UNKNOWN,
        max(held(a.texts, b.texts), held(b.texts, a.texts)) if both else UNKNOWN,
        max(_across(a, b), _across(b, a)) if a.texts or b.texts else UNKNOWN,
        float(_quoted(a, b) or _quoted(b, a)) if a.texts or b.texts else UNKNOWN,
        float(min(len(a.short & b.short), 3)) if a.short and b.short else UNKNOWN,
    ]


def _quoted(a: Facts, b: Facts) -> bool:
    return len(a.title) > 11 and a.title in b.text


def _across(a: Facts, b: Facts) -> float:
    return held(a.titles, b.texts) if a.titles and b.texts else 0.0


TEXT: tuple[Figure, ...] = (
    ("text_cosine", 1),
    ("text_held_most", 1),
    ("text_held_least", 1),
    ("text_shared", 1),
    ("text_rarest", 1),
    ("description_cosine", 1),
    ("description_ratio", 1),
    ("description_held", 1),
    ("title_in_text", 1),
    ("title_quoted", 1),
    ("short_names", 1),
)


def measure_figures(a: Facts, b: Facts) -> list[float]:
    """Return how years, numbers, phases and references of two records compare."""
    return [
        agree(a.years, b.years),
        agree(a.numbers, b.numbers),
        float(len(a.numbers & b.numbers)),
        float(bool(a.numbers ^ b.numbers)) if a.numbers or b.numbers else UNKNOWN,
        agree(a.steps, b.steps) if a.steps and b.steps else (0.5 if a.steps or b.steps else UNKNOWN),
        float(min(len(a.codes & b.codes), 3)) if a.codes and b.codes else UNKNOWN,
    ]


FIGURES: tuple[Figure, ...] = (
    ("title_years", 1),
    ("title_numbers", 1),
    ("title_numbers_shared", 1),
    ("title_numbers_differ", -1),
    ("phase", 1),
    ("codes", 1),
)
