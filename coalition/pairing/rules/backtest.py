"""How well past support tells who comes next: our order of donors beside two plain ones.

What a flow counts is the same within one back-test: US cents, or programmes begun.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

AT = (3, 5)
YEARS = 5
HALVED = 0.5

Flow = tuple[str, str, int, int]  # donor, recipient, year, amount
Order = Callable[["Past", str], list[str]]


@dataclass(frozen=True, slots=True)
class Past:
    """Flows up to a year, summed for quick looks."""

    year: int
    given: Mapping[str, Mapping[str, Mapping[int, int]]]  # recipient -> donor -> year -> amount
    sizes: Mapping[str, int]
    regions: Mapping[str, str]

    @property
    def donors(self) -> list[str]:
        """All donors, the largest first."""
        return sorted(self.sizes, key=lambda donor: (-self.sizes[donor], donor))


def past_of(flows: Iterable[Flow], year: int, regions: Mapping[str, str]) -> Past:
    """Return what was known at the end of a year."""
    given: dict[str, dict[str, dict[int, int]]] = defaultdict(lambda: defaultdict(lambda: defaultdict(int)))
    sizes: dict[str, int] = defaultdict(int)
    for donor, recipient, in_year, amount in flows:
        if in_year <= year:
            given[recipient][donor][in_year] += amount
            sizes[donor] += amount
    return Past(year, given, sizes, regions)


def largest_donors(past: Past, recipient: str) -> list[str]:
    """The baseline that knows no country: who gives most in all."""
    return past.donors


def last_years_donors(past: Past, recipient: str) -> list[str]:
    """The baseline that repeats the recipient's newest year on record, the largest first; then all others."""
    given = past.given.get(recipient, {})
    newest = max((year for years in given.values() for year in years), default=past.year)
    last = sorted(
        (donor for donor, years in given.items() if newest in years),
        key=lambda donor: (-given[donor][newest], donor),
    )
    return last + [donor for donor in past.donors if donor not in last]


def our_order(past: Past, recipient: str) -> list[str]:
    """Our order, from the signals that flows can tell: record and share there, the region, size.

    The points are those of the score: up to 15 for the years, up to 10 for the share, up to 4 for the region.
    A year that lies one further back counts half; size only settles what is equal.
    """
    given = past.given.get(recipient, {})
    newest = max((year for years in given.values() for year in years), default=past.year)
    weights = {
        donor: sum(amount * HALVED ** (newest - year) for year, amount in years.items())
        for donor, years in given.items()
    }
    total = sum(weights.values()) or 1
    nearby = _in_region(past, recipient)
    largest = max(past.sizes.values(), default=1) or 1

    def points(donor: str) -> float:
        years = [year for year in given.get(donor, {}) if year > newest - YEARS]
        record = 15.0 * sum(HALVED ** (newest - year) for year in years) / 2
        share = 10.0 * weights.get(donor, 0.0) / total
        return record + share + 4.0 * nearby.get(donor, 0.0) + past.sizes[donor] / largest

    return sorted(past.donors, key=lambda donor: (-points(donor), donor))


def _in_region(past: Past, recipient: str) -> dict[str, float]:
    region = past.regions.get(recipient)
    if region is None:
        return {}
    near = [one for one in past.given if past.regions.get(one) == region and one != recipient]
    counts: dict[str, int] = defaultdict(int)
    for one in near:
        for donor in past.given[one]:
            counts[donor] += 1
    return {donor: count / len(near) for donor, count in counts.items()}


ORDERS: Mapping[str, Order] = {
    "ours": our_order,
    "largest_donors": largest_donors,
    "last_years_donors": last_years_donors,
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """Hit rates of one order over all cases, by how many guesses were allowed."""

    order: str
    cases: int
    hits: Mapping[int, float]


def backtest(flows: Sequence[Flow], regions: Mapping[str, str]) -> list[Outcome]:
    """Return the mean hit rate of each order.

    A case is a recipient with money on record in two years that follow each other. Its hit rate at n is the
    share of the first n guesses (or of all true donors, if those are fewer) that paid in the year after.
    """
    paid: dict[tuple[str, int], set[str]] = defaultdict(set)
    for donor, recipient, year, _ in flows:
        paid[recipient, year].add(donor)
    cases = sorted((year, recipient) for recipient, year in paid if (recipient, year + 1) in paid)
    rates: dict[str, dict[int, list[float]]] = {name: {at: [] for at in AT} for name in ORDERS}
    for year, of_year in groupby(cases, key=itemgetter(0)):
        past = past_of(flows, year, regions)
        for _, recipient in of_year:
            truth = paid[recipient, year + 1]
            for name, order in ORDERS.items():
                guesses = order(past, recipient)
                for at in AT:
                    rates[name][at].append(len(truth & set(guesses[:at])) / min(at, len(truth)))
    return [
        Outcome(name, len(cases), {at: sum(hits) / len(hits) if hits else 0.0 for at, hits in found.items()})
        for name, found in rates.items()
    ]
