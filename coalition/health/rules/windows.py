"""Money over time: what falls into a window, and what of the needs in it is covered. US cents throughout."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from coalition.core.when import add_months
from coalition.health.rules.facts import Grant, NeedFact, Span

WHOLE = 1_000_000  # phases are kept in millionths of the cost
LAST_YEAR = 2200


@dataclass(frozen=True, slots=True)
class Window:
    """Days from `first` up to, not including, `end`."""

    first: date
    end: date

    def share_of(self, start: date, last: date) -> float:
        """Return which part of the days from start to last, both included, lies in the window."""
        days = (last - start).days + 1
        inside = (min(self.end, last + timedelta(days=1)) - max(self.first, start)).days
        return max(0, inside) / days if days > 0 else 0.0


def next_year(day: date) -> Window:
    """Return the twelve months from day on."""
    return Window(day, add_months(day, 12))


def year_after(day: date) -> Window:
    """Return months 13 to 24 from day on."""
    return Window(add_months(day, 12), add_months(day, 24))


def from_now_on(day: date) -> Window:
    """Return all time from day on."""
    return Window(day, date(LAST_YEAR, 12, 31))


def cost_in(need: NeedFact, window: Window, today: date) -> int:
    """Return what a need costs in a window: by its phasing, else evenly over its period.

    A need without a period is taken to be for the twelve months from today. Unknown cost: 0.
    """
    if need.cost is None:
        return 0
    return round(sum(amount * window.share_of(first, last) for first, last, amount in spans_of(need, today)))


def spans_of(need: NeedFact, today: date) -> tuple[Span, ...]:
    """Return when a need's cost falls due."""
    cost = need.cost or 0
    if need.phases:
        return tuple((*_part_of_year(need, year), cost * part // WHOLE) for year, part in need.phases)
    soon = next_year(today)
    start = need.start or (need.end if need.end is not None else soon.first)
    end = need.end or max(start, soon.end - timedelta(days=1))
    return ((min(start, end), max(start, end), cost),)


def _part_of_year(need: NeedFact, year: int) -> tuple[date, date]:
    first, last = date(year, 1, 1), date(year, 12, 31)
    if need.start is not None and first < need.start <= last:
        first = need.start
    if need.end is not None and first <= need.end < last:
        last = need.end
    return first, last


def money_in(grant: Grant, window: Window, need: NeedFact | None, today: date) -> int:
    """Return what of a grant is to be paid in a window: by its own schedule, else as its need asks for it."""
    if grant.spans:
        return round(sum(amount * window.share_of(first, last) for first, last, amount in grant.spans))
    spans = spans_of(need, today) if need is not None else ()
    total = sum(amount for *_, amount in spans)
    if not total:
        soon = next_year(today)
        return round(grant.amount * window.share_of(soon.first, soon.end - timedelta(days=1)))
    inside = sum(amount * window.share_of(first, last) for first, last, amount in spans)
    return round(grant.amount * inside / total)


@dataclass(frozen=True, slots=True)
class Cover:
    """What the needs cost in a window, and what of it firm money covers."""

    asked: int
    covered: int
    by_need: dict[int, tuple[int, int]]  # need id -> cost, firm (capped at the cost)
    free: int

    @property
    def open(self) -> int:
        return self.asked - self.covered


def cover(needs: Sequence[NeedFact], grants: Sequence[Grant], window: Window, today: date) -> Cover:
    """Return how far a window is covered: firm money beyond a need's cost does not help another need."""
    by_id = {need.id: need for need in needs}
    firm: dict[int, int] = defaultdict(int)
    free = 0
    for grant in grants:
        need = by_id.get(grant.need_id) if grant.need_id is not None else None
        amount = money_in(grant, window, need, today)
        if grant.need_id is None:
            free += amount
        else:
            firm[grant.need_id] += amount
    asked = {need.id: cost_in(need, window, today) for need in needs}
    capped = {need_id: (cost, min(firm[need_id], cost)) for need_id, cost in asked.items()}
    total = sum(asked.values())
    return Cover(total, min(sum(held for _, held in capped.values()) + free, total), capped, free)
