"""Where bars, steps and page numbers stand: arithmetic that does not belong in templates."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any


@dataclass(frozen=True, slots=True)
class Coverage:
    """Shares (0…1) of a cost that are firm, soft, national and open; together never more than the whole."""

    firm: float
    soft: float
    national: float
    open: float
    gap: int
    over: bool


def coverage_of(firm: int, soft: int, cost: int | None, national: int = 0) -> Coverage | None:
    """Return how a cost is covered, all in the same minor unit; None where the cost is not known.

    Firm comes first, then the State's own money, then soft; what does not fit under the cost is cut off.
    """
    if not cost or cost <= 0:
        return None
    left = cost
    parts = []
    for part in (firm, national, soft):
        taken = min(max(part, 0), left)
        left -= taken
        parts.append(taken / cost)
    gap = max(0, cost - firm - national)
    return Coverage(parts[0], parts[2], parts[1], left / cost, gap, firm + national > cost)


@dataclass(frozen=True, slots=True)
class Bar:
    """One signed bar: where it starts and how wide it is, in per cent of the drawing."""

    item: Any
    start: float
    width: float
    negative: bool


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars on one scale, the zero line at `zero` per cent."""

    rows: list[Bar]
    zero: float
    total: float


def weight_of(item: Any) -> float:
    """Return the signed weight of a signal, given as a mapping or as an object."""
    return float(item["weight"] if isinstance(item, dict) else item.weight)


def bars_of(signals: Sequence[Any]) -> Bars:
    """Return the signals as bars from one zero line, with the sum they add up to."""
    weights = [weight_of(item) for item in signals]
    highest, lowest = max([0.0, *weights]), min([0.0, *weights])
    span = (highest - lowest) or 1.0
    zero = -lowest / span * 100
    rows = [
        Bar(
            item,
            round(zero + min(weight, 0.0) / span * 100, 2),
            round(abs(weight) / span * 100, 2),
            weight < 0,
        )
        for item, weight in zip(signals, weights, strict=True)
    ]
    return Bars(rows, round(zero, 2), float(sum(Decimal(str(weight)) for weight in weights)))


def widths_of(rows: Sequence[Any]) -> list[tuple[float, Any]]:
    """Return each row with its width in per cent of the largest value; nought where nothing is known."""
    values = [(row["value"] if isinstance(row, dict) else row.value) or 0 for row in rows]
    most = max([0, *values])
    return [
        (round(float(value / most) * 100, 2) if most and value > 0 else 0.0, row)
        for value, row in zip(values, rows, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class Rung:
    """One step of a ladder and whether it is done, current or still ahead."""

    key: str
    label: str
    note: str | None
    state: str


def ladder_of(steps: Sequence[Any], current: str | None) -> list[Rung]:
    """Return the steps with those before the current one done; all lie ahead when current is none of them.

    A step is a (key, label) pair, a (key, label, note) triple, or a word that is both key and label.
    """
    full = [(step, step, None) if isinstance(step, str) else (*step, None)[:3] for step in steps]
    keys = [key for key, _, _ in full]
    stands = keys.index(current) if current in keys else -1
    states = ["done" if at < stands else "current" if at == stands else "ahead" for at in range(len(full))]
    return [
        Rung(str(key), label, note, state) for (key, label, note), state in zip(full, states, strict=True)
    ]


def pages_around(number: int, pages: int) -> list[int | None]:
    """Return the page numbers to offer, with None for a gap: first, last and the two on either side."""
    wanted = sorted({1, pages, *range(max(1, number - 1), min(pages, number + 1) + 1)})
    offered: list[int | None] = []
    for page in wanted:
        last = offered[-1] if offered else None
        if last is not None and page - last == 2:
            offered.append(last + 1)
        elif last is not None and page - last > 2:
            offered.append(None)
        offered.append(page)
    return offered
