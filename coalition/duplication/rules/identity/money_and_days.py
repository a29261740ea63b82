"""What two records share in sums and dates. NaN: one side does not say."""

from dataclasses import dataclass
from math import log, log1p, log10, nan

from coalition.duplication.rules.identity.facts import Days, Facts, Money
from coalition.duplication.rules.identity.wording import Figure

# How many decimal digits two sums agree in counts for at most so many: in one currency, across two.
MOST_DIGITS, MOST_ACROSS = 6.0, 4.5
TELLING = 2.5
NEAR = 60  # days
KINDS = ("commitment", "budget", "disbursement", "expenditure", "other")

AMOUNT: tuple[Figure, ...] = (
    ("total_digits", 1),
    ("any_digits", 1),
    ("sums_agreeing", 1),
    ("digits_agreeing", 1),
    ("main_digits", 1),
    ("main_ratio", -1),
    ("largest_ratio", -1),
    ("same_day_digits", 1),
    ("same_year_digits", 1),
    ("agreeing_days", -1),
    ("nearest_dollars", -1),
    ("amount_said", 1),
    ("amount_size", 0),
)
DATES: tuple[Figure, ...] = (
    ("start_apart", -1),
    ("start_days", -1),
    ("end_days", -1),
    ("same_start", 1),
    ("exact_days", 1),
    ("period_within", 1),
    ("period_alike", 1),
    ("period_gap", -1),
    ("nearest_days", -1),
    ("days_within", 1),
)


@dataclass(slots=True)
class _Best:
    """What the comparison of all sums with all sums has found so far."""

    any: float = -1.0
    total: float = -1.0
    day: float = -1.0
    year: float = -1.0
    apart: float = nan
    nearest: float = 9.0


def digits_agreeing(mine: Money, theirs: Money) -> float:
    """Return in how many decimal digits two sums agree, at most as many as are telling."""
    if mine.currency == theirs.currency:
        if mine.minor == theirs.minor:
            return min(MOST_DIGITS, mine.digits + 0.5)
        return -log10(abs(mine.minor - theirs.minor) / max(mine.minor, theirs.minor))
    apart = min(_apart(mine.by_year, theirs.by_year), _apart(mine.by_month, theirs.by_month))
    return min(-log10(apart), MOST_ACROSS) if apart else MOST_ACROSS


def _apart(mine: float, theirs: float) -> float:
    return abs(mine - theirs) / max(mine, theirs)


def compare_sums(a: Facts, b: Facts) -> list[float]:
    """Return the figures of AMOUNT."""
    if not a.sums or not b.sums:
        return [nan] * len(AMOUNT)
    best, agreeing, parts = _Best(), set[int](), dict[int, float]()
    for mine in a.sums:
        for theirs in b.sums:
            ratio = _ratio(mine.by_year, theirs.by_year)
            if ratio < 2:
                found = digits_agreeing(mine, theirs)
                _note(best, mine, theirs, found)
                if found >= 2:
                    parts[_step(mine, theirs)] = min(found, MOST_DIGITS)
                if found >= TELLING:
                    agreeing.add(_step(mine, theirs))
            best.nearest = min(best.nearest, log(ratio))
    one, other = main_sum(a), main_sum(b)
    largest = _ratio(max(s.by_year for s in a.sums), max(s.by_year for s in b.sums))
    return [
        best.total,
        best.any,
        float(len(agreeing)),
        sum(sorted(parts.values())),
        digits_agreeing(one, other),
        log10(_ratio(one.by_year, other.by_year)),
        log10(largest),
        best.day,
        best.year,
        best.apart,
        best.nearest,
        max(_said(a, b), _said(b, a)),
        log10(max(1.0, one.by_year, other.by_year)),
    ]


def _ratio(mine: float, theirs: float) -> float:
    return max(mine, theirs) / min(mine, theirs)


def _step(mine: Money, theirs: Money) -> int:
    """Return where an agreed sum lies, so that one sum stated twice counts once."""
    return round(log(max(mine.by_year, theirs.by_year)) * 50)


def _note(best: _Best, mine: Money, theirs: Money, found: float) -> None:
    apart = abs(mine.on - theirs.on) if mine.on and theirs.on else -1
    if found > best.any:
        best.any = found
        best.apart = log1p(apart) if apart >= 0 and found >= 1 else nan
    if mine.total and theirs.total:
        best.total = max(best.total, found)
    if apart == 0:
        best.day = max(best.day, found)
    if mine.year and mine.year == theirs.year:
        best.year = max(best.year, found)


def main_sum(facts: Facts) -> Money:
    """Return the largest total of the best kind there is: committed, else budgeted, else paid."""
    return max(facts.sums, key=lambda each: (-KINDS.index(each.kind), each.total, each.by_year))


def _said(a: Facts, b: Facts) -> float:
    """Return how many telling digits a sum of one record has that stands as a figure in the other's title."""
    numbers = b.words.numbers
    return float(max((s.digits for s in a.sums if numbers and str(s.minor // 100) in numbers), default=0))


def compare_days(a: Facts, b: Facts) -> list[float]:
    """Return the figures of DATES."""
    one, other = a.days, b.days
    starts, ends = bool(one.start and other.start), bool(one.end and other.end)
    within, alike = _overlap(one, other) if starts and ends else (nan, nan)
    return [
        log1p(_years_apart(one, other)) if starts else nan,
        log1p(abs(one.start - other.start)) if starts else nan,
        log1p(abs(one.end - other.end)) if ends else nan,
        float(one.start == other.start and one.start in one.exact) if starts else nan,
        float(min(len(one.exact & other.exact), 3)) if one.exact and other.exact else nan,
        within,
        alike,
        *_moments(one, other),
    ]


def _years_apart(one: Days, other: Days) -> float:
    """Return the days between two starts, by whole years where one is no more than a year."""
    if one.vague or other.vague:
        return abs(one.year - other.year) * 365.0
    return float(abs(one.start - other.start))


def _overlap(one: Days, other: Days) -> tuple[float, float]:
    shared = max(0, min(one.end, other.end) - max(one.start, other.start) + 1)
    whole = max(1, max(one.end, other.end) - min(one.start, other.start) + 1)
    shorter = max(1, min(one.end - one.start, other.end - other.start) + 1)
    return min(1.0, shared / shorter), shared / whole


def _moments(one: Days, other: Days) -> tuple[float, float, float]:
    mine, theirs = one.moments, other.moments
    if not mine or not theirs:
        return nan, nan, nan
    gap = max(mine[0], theirs[0]) - min(mine[-1], theirs[-1])
    nearest = min(abs(x - y) for x in mine for y in theirs)
    return log1p(max(0, gap)), log1p(nearest), max(_within(mine, theirs), _within(theirs, mine))


def _within(part: tuple[int, ...], whole: tuple[int, ...]) -> float:
    first, last = whole[0] - NEAR, whole[-1] + NEAR
    return sum(first <= day <= last for day in part) / len(part)
