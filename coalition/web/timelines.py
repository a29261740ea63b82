"""Where periods stand on one line of time that whole years bound."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

MOST_TICKS = 12


@dataclass(frozen=True, slots=True)
class Span:
    """One period: where it starts and how long it is, in per cent of the line; None when not drawn."""

    item: Any
    start: float
    width: float | None


@dataclass(frozen=True, slots=True)
class Tick:
    """The first day of a year on the line."""

    year: int
    at: float


@dataclass(frozen=True, slots=True)
class Line:
    """Periods under each other, from the first day of one year to the last day of another."""

    spans: list[Span]
    ticks: list[Tick]
    first: int | None
    last: int | None
    today: float | None


def part(item: Any, name: str) -> Any:
    """Return a part of something given as a mapping or as an object; None when it has none."""
    return item.get(name) if isinstance(item, dict) else getattr(item, name, None)


def periods_of(items: Sequence[Any], today: date | None = None) -> Line:
    """Return periods on one line; an end that nobody stated is drawn to the last day shown."""
    days = [on for item in items for on in (part(item, "start"), part(item, "end")) if on is not None]
    if not days:
        return Line([Span(item, 0, None) for item in items], [], None, None, None)
    first, last = min(days).year, max(days).year
    opening, closing = date(first, 1, 1), date(last, 12, 31)
    length = (closing - opening).days + 1

    def at(on: date, more: int = 0) -> float:
        return round(((on - opening).days + more) / length * 100, 2)

    spans = []
    for item in items:
        start, end = part(item, "start"), part(item, "end") or closing
        drawn = start is not None and start <= end
        spans.append(
            Span(item, at(start), round(at(end, 1) - at(start), 2)) if drawn else Span(item, 0, None)
        )
    every = -(-(last - first + 1) // MOST_TICKS)
    ticks = [Tick(year, at(date(year, 1, 1))) for year in range(first + 1, last + 1, every)]
    shown = at(today) if today is not None and opening <= today <= closing else None
    return Line(spans, ticks, first, last, shown)
