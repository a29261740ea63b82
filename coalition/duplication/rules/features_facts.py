"""How parties, money, dates, places and sectors of two records compare."""

import math
from datetime import date

from coalition.duplication.rules.facts import Facts, Money
from coalition.duplication.rules.features_base import UNKNOWN, Figure, agree
from coalition.duplication.rules.names import best_likeness
from coalition.duplication.rules.text import cosine, held


def measure_parties(a: Facts, b: Facts) -> list[float]:
    """Return how who pays and who works of two records compare."""
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
        agree(a.known, b.known),
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
    return agree(mine, theirs)


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


def measure_amounts(a: Facts, b: Facts) -> list[float]:
    """Return how their money of two records compare."""
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


def measure_dates(a: Facts, b: Facts) -> list[float]:
    """Return how their dates of two records compare."""
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


def measure_place(a: Facts, b: Facts) -> list[float]:
    """Return how countries and places of two records compare."""
    return [
        agree(a.countries, b.countries),
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


def measure_sector(a: Facts, b: Facts) -> list[float]:
    """Return how sectors of two records compare."""
    if not a.sectors or not b.sectors:
        return [UNKNOWN] * len(SECTOR)
    return [
        agree(a.sectors, b.sectors),
        len(a.sectors & b.sectors) / len(a.sectors | b.sectors),
        agree({code[:3] for code in a.sectors}, {code[:3] for code in b.sectors}),
    ]


SECTOR: tuple[Figure, ...] = (("sector", 1), ("sectors_alike", 1), ("sector_group", 1))
