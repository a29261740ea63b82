"""What two records have in common and where they differ, in figures that a model can weigh.

Everything is symmetric. NaN means that one side does not say: the model takes no side then. Nothing tells
from which system a record came.
"""

import math
from collections.abc import Callable, Set
from datetime import date

from rapidfuzz import fuzz

from coalition.duplication.rules.facts import Facts, Money
from coalition.duplication.rules.names import best_likeness
from coalition.duplication.rules.text import cosine, held, weight_of

UNKNOWN = math.nan
# Name, and how it must bear on the answer: 1 more speaks for, -1 against, 0 the data say.
Figure = tuple[str, int]


def _title(a: Facts, b: Facts) -> list[float]:
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


def _text(a: Facts, b: Facts) -> list[float]:
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


def _figures(a: Facts, b: Facts) -> list[float]:
    return [
        _agree(a.years, b.years),
        _agree(a.numbers, b.numbers),
        float(len(a.numbers & b.numbers)),
        float(bool(a.numbers ^ b.numbers)) if a.numbers or b.numbers else UNKNOWN,
        _agree(a.steps, b.steps) if a.steps and b.steps else (0.5 if a.steps or b.steps else UNKNOWN),
        float(min(len(a.codes & b.codes), 3)) if a.codes and b.codes else UNKNOWN,
    ]


def _agree(mine: Set[object], theirs: Set[object]) -> float:
    """Return 1 where all of the shorter list is in the other, 0 where nothing is; NaN where one is empty."""
    if not mine or not theirs:
        return UNKNOWN
    return len(mine & theirs) / min(len(mine), len(theirs))


FIGURES: tuple[Figure, ...] = (
    ("title_years", 1),
    ("title_numbers", 1),
    ("title_numbers_shared", 1),
    ("title_numbers_differ", -1),
    ("phase", 1),
    ("codes", 1),
)


def _parties(a: Facts, b: Facts) -> list[float]:
    funder, doer = best_likeness(a.funders, b.funders), best_likeness(a.doers, b.doers)
    cross = [best_likeness(a.funders, b.doers), best_likeness(a.doers, b.funders)]
    known = [each for each in cross if each is not None]
    anyone = best_likeness(a.bodies, b.bodies)
    return [
        UNKNOWN if funder is None else funder,
        UNKNOWN if doer is None else doer,
        max(known) if known else UNKNOWN,
        UNKNOWN if anyone is None else anyone,
        _nations(a, b),
        _agree(a.known, b.known),
        _same_publisher(a, b),
        _passed_on(a, b),
        max(_named_in(a, b), _named_in(b, a)),
    ]


def _same_publisher(a: Facts, b: Facts) -> float:
    """Return 1 where one body published both: it reports a thing of its own once."""
    alike = best_likeness(a.reporter, b.reporter)
    return UNKNOWN if alike is None else float(alike >= 0.9)


def _passed_on(a: Facts, b: Facts) -> float:
    """Return how far the publisher of one is who does the work of the other (0–1)."""
    found = [best_likeness(a.reporter, b.doers), best_likeness(b.reporter, a.doers)]
    known = [each for each in found if each is not None]
    return max(known) if known else UNKNOWN


def _nations(a: Facts, b: Facts) -> float:
    mine = {body.nation for body in a.funders} - {""}
    theirs = {body.nation for body in b.funders} - {""}
    return _agree(mine, theirs)


def _named_in(a: Facts, b: Facts) -> float:
    """Return how far a doer of one record is named in the words of the other (0–1)."""
    best = 0.0
    for body in a.doers:
        if body.known and (body.known in b.titles or body.known in b.texts):
            return 1.0
        if body.words:
            best = max(best, held(body.words, b.everything))
    return best


PARTIES: tuple[Figure, ...] = (
    ("funder", 1),
    ("implementer", 1),
    ("funder_is_implementer", 1),
    ("any_party", 1),
    ("donor_nation", 1),
    ("well_known", 1),
    ("publisher", 0),
    ("passed_on", 1),
    ("implementer_in_text", 1),
)


def _amounts(a: Facts, b: Facts) -> list[float]:
    if not a.money or not b.money:
        return [UNKNOWN] * len(AMOUNTS)
    same = across = 0.0
    nearest, apart, agreeing = 9.0, UNKNOWN, set()
    for mine in a.money:
        for theirs in b.money:
            found = _match(mine, theirs)
            if found >= 2:
                agreeing.add(round(mine.dollars))
            if mine.currency == theirs.currency:
                if found > same:
                    same, apart = found, _days(mine.on, theirs.on)
            else:
                across = max(across, found)
            if mine.dollars and theirs.dollars:
                nearest = min(nearest, abs(math.log(mine.dollars / theirs.dollars)))
    one, other = _main(a), _main(b)
    ratio = math.log(one / other) if one and other else UNKNOWN
    size = math.log(max(one, other)) if one or other else UNKNOWN
    return [
        same,
        across,
        nearest,
        abs(ratio),
        size,
        apart,
        float(len(agreeing)),
        max(_said(a, b), _said(b, a)),
    ]


def _said(a: Facts, b: Facts) -> float:
    """Return how many telling digits a sum of one record has that stands as a figure in the other's title."""
    said = {f"{each.major:.0f}": each.digits for each in a.money}
    return float(max((said[number] for number in b.numbers if number in said), default=0))


def _days(mine: str, theirs: str) -> float:
    if not mine or not theirs:
        return UNKNOWN
    return math.log1p(abs(date.fromisoformat(mine).toordinal() - date.fromisoformat(theirs).toordinal()))


def _match(mine: Money, theirs: Money) -> float:
    if mine.currency == theirs.currency:
        return _agreeing_digits(mine, theirs)
    if not mine.dollars or not theirs.dollars:
        return 0.0
    return _close(mine.dollars, theirs.dollars) * min(max(mine.digits, theirs.digits), 4)


def _agreeing_digits(mine: Money, theirs: Money) -> float:
    apart = abs(mine.major - theirs.major) / max(mine.major, theirs.major)
    return min(-math.log10(apart + 1e-7), max(mine.digits, theirs.digits)) if apart < 0.05 else 0.0


def _close(mine: float, theirs: float) -> float:
    return max(0.0, 1.0 - abs(math.log(mine / theirs)) / 0.12)


def _main(facts: Facts) -> float:
    return next((each.dollars for each in facts.money if each.main), 0.0)


AMOUNTS: tuple[Figure, ...] = (
    ("amount_digits", 1),
    ("amount_across", 1),
    ("amount_nearest", -1),
    ("amount_ratio", -1),
    ("amount_size", 0),
    ("amount_days", -1),
    ("amounts_agreeing", 1),
    ("amount_said", 1),
)


def _dates(a: Facts, b: Facts) -> list[float]:
    found = [_apart(a.start, b.start), _apart(a.end, b.end)]
    if a.span is None or b.span is None:
        return [*found, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN]
    (first, last), (begun, over) = a.span, b.span
    both = min(last, over) - max(first, begun) + 1
    shorter, longer = sorted((last - first + 1, over - begun + 1))
    days = min((abs(x - y) for x in a.days for y in b.days), default=None)
    return [
        *found,
        max(0.0, both / shorter),
        max(0.0, both / (max(last, over) - min(first, begun) + 1)),
        math.log1p(max(0, -both)),
        UNKNOWN if days is None else math.log1p(days),
    ]


def _apart(mine: int | None, theirs: int | None) -> float:
    return UNKNOWN if mine is None or theirs is None else math.log1p(abs(mine - theirs))


DATES: tuple[Figure, ...] = (
    ("start_apart", -1),
    ("end_apart", -1),
    ("period_within", 1),
    ("period_alike", 1),
    ("period_gap", -1),
    ("payment_days", -1),
)


def _place(a: Facts, b: Facts) -> list[float]:
    return [
        _agree(a.countries, b.countries),
        len(a.countries & b.countries) / len(a.countries | b.countries)
        if a.countries and b.countries
        else UNKNOWN,
        cosine(a.places, b.places) if a.places and b.places else UNKNOWN,
        max(held(a.places, b.everything), held(b.places, a.everything)) if a.places or b.places else UNKNOWN,
        _distance(a, b),
    ]


def _distance(a: Facts, b: Facts) -> float:
    apart = (abs(x - u) + abs(y - v) for x, y in a.points for u, v in b.points)
    return min(apart, default=UNKNOWN)


PLACE: tuple[Figure, ...] = (
    ("country", 1),
    ("countries_alike", 1),
    ("places", 1),
    ("place_in_text", 1),
    ("distance", -1),
)


def _sector(a: Facts, b: Facts) -> list[float]:
    if not a.sectors or not b.sectors:
        return [UNKNOWN] * len(SECTOR)
    return [
        _agree(a.sectors, b.sectors),
        len(a.sectors & b.sectors) / len(a.sectors | b.sectors),
        _agree({code[:3] for code in a.sectors}, {code[:3] for code in b.sectors}),
    ]


SECTOR: tuple[Figure, ...] = (("sector", 1), ("sectors_alike", 1), ("sector_group", 1))

GROUPS: dict[str, tuple[Callable[[Facts, Facts], list[float]], tuple[Figure, ...]]] = {
    "title": (_title, TITLE),
    "description": (_text, TEXT),
    "figures": (_figures, FIGURES),
    "parties": (_parties, PARTIES),
    "amount": (_amounts, AMOUNTS),
    "dates": (_dates, DATES),
    "place": (_place, PLACE),
    "sector": (_sector, SECTOR),
}
NAMES = tuple(name for _, figures in GROUPS.values() for name, _ in figures)
DIRECTIONS = tuple(way for _, figures in GROUPS.values() for _, way in figures)
GROUP_OF = tuple(group for group, (_, figures) in GROUPS.items() for _ in figures)


def compare(a: Facts, b: Facts) -> list[float]:
    """Return the figures of a pair in the order of NAMES."""
    return [value for measure, _ in GROUPS.values() for value in measure(a, b)]
