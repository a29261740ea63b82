"""What two records share in words: titles, descriptions, figures, references. NaN: a side does not say."""

from math import nan, sqrt

from rapidfuzz import fuzz

from coalition.duplication.rules.identity.facts import Facts, Words
from coalition.duplication.rules.identity.tables import rarity, weight

# A figure: its name, and how it must bear on the answer: 1 more speaks for, -1 against, 0 the data say.
Figure = tuple[str, int]

TITLE: tuple[Figure, ...] = (
    ("title_cosine", 1),
    ("title_held_most", 1),
    ("title_held_least", 1),
    ("core_cosine", 1),
    ("core_held", 1),
    ("title_shared", 1),
    ("title_only_least", -1),
    ("title_only_most", -1),
    ("title_rarest", 1),
    ("title_concepts", 1),
    ("title_sorted", 1),
    ("title_set", 1),
    ("title_partial", 1),
    ("title_equal", 1),
    ("title_tells", 0),
)
DESCRIPTION: tuple[Figure, ...] = (
    ("text_cosine", 1),
    ("text_held_most", 1),
    ("text_held_least", 1),
    ("text_shared", 1),
    ("text_rarest", 1),
    ("title_in_text", 1),
    ("told_cosine", 1),
    ("told_ratio", 1),
    ("title_quoted", 1),
    ("short_names", 1),
)
FIGURES: tuple[Figure, ...] = (
    ("numbers_alike", 1),
    ("numbers_shared", 1),
    ("numbers_differ", -1),
    ("phase", 1),
    ("phase_one_sided", -1),
    ("title_years", 1),
    ("codes", 1),
)


def compare_titles(a: Facts, b: Facts) -> list[float]:
    """Return the figures of TITLE."""
    one, other = a.words, b.words
    if not one.title.all or not other.title.all:
        return [nan] * len(TITLE)
    both, core = weight(one.title.all & other.title.all), one.core.all & other.core.all
    lightest, heaviest = sorted((one.title.weight, other.title.weight))
    shared = weight(core)
    only = sorted((one.core.weight - shared, other.core.weight - shared))
    return [
        both / sqrt(lightest * heaviest),
        both / lightest,
        both / heaviest,
        _cosine(one.core, other.core, shared),
        shared / min(one.core.weight, other.core.weight) if one.core.weight and other.core.weight else nan,
        shared,
        only[0],
        only[1],
        _rarest(core, 1),
        len(one.concepts & other.concepts) / max(1, len(one.concepts | other.concepts)),
        fuzz.token_sort_ratio(one.plain, other.plain) / 100,
        fuzz.token_set_ratio(one.plain, other.plain) / 100,
        fuzz.partial_ratio(one.plain, other.plain) / 100,
        float(one.plain == other.plain),
        lightest,
    ]


def _cosine(one: Words, other: Words, both: float) -> float:
    return both / sqrt(one.weight * other.weight) if one.weight and other.weight else nan


def _rarest(shared: frozenset[str], most: int) -> float:
    known, rare = rarity()
    return sum(sorted((known.get(word, rare) for word in shared), reverse=True)[:most])


def compare_texts(a: Facts, b: Facts) -> list[float]:
    """Return the figures of DESCRIPTION."""
    one, other = a.words, b.words
    if not one.everything.all or not other.everything.all:
        return [nan] * len(DESCRIPTION)
    shared = one.everything.all & other.everything.all
    both = weight(shared)
    lightest, heaviest = sorted((one.everything.weight, other.everything.weight))
    told = bool(one.told.all and other.told.all)
    any_told = bool(one.told.all or other.told.all)
    return [
        both / sqrt(lightest * heaviest),
        both / lightest,
        both / heaviest,
        both,
        _rarest(shared, 3),
        max(_held(one.core, other.everything), _held(other.core, one.everything)),
        _cosine(one.told, other.told, weight(one.told.all & other.told.all)) if told else nan,
        fuzz.ratio(one.opening, other.opening) / 100 if told else nan,
        float(_quoted(a, b) or _quoted(b, a)) if any_told else nan,
        float(min(len(one.short & other.short), 3)) if one.short and other.short else nan,
    ]


def _held(part: Words, whole: Words) -> float:
    return weight(part.all & whole.all) / part.weight if part.weight else 0.0


def _quoted(a: Facts, b: Facts) -> bool:
    return len(a.words.plain) > 11 and a.words.plain in b.words.opening


def compare_figures(a: Facts, b: Facts) -> list[float]:
    """Return the figures of FIGURES."""
    one, other = a.words, b.words
    numbers = bool(one.numbers or other.numbers)
    return [
        _jaccard(one.numbers, other.numbers),
        float(len(one.numbers & other.numbers)),
        float(bool(one.numbers ^ other.numbers)) if numbers else nan,
        agree(one.steps, other.steps),
        float(bool(one.steps) != bool(other.steps)) if one.steps or other.steps else nan,
        agree(one.years, other.years),
        float(min(len(one.codes & other.codes), 3)) if one.codes and other.codes else nan,
    ]


def agree(mine: frozenset[str] | frozenset[int], theirs: frozenset[str] | frozenset[int]) -> float:
    """Return 1 where something is in both, 0 where nothing is; NaN where one side does not say."""
    if not mine or not theirs:
        return nan
    return 0.0 if mine.isdisjoint(theirs) else 1.0


def _jaccard(mine: frozenset[str], theirs: frozenset[str]) -> float:
    return len(mine & theirs) / len(mine | theirs) if mine and theirs else nan
