"""Growing a sum of small trees from labelled rows, with numpy alone, so that a platform can learn by itself.

Gradient boosting on binned figures: each tree asks at most so many questions, each question is chosen among a
random part of the figures. A row whose figure is unknown goes the way that served such rows best; training
rows are doubled with whole signals forgotten at random, so that what is missing is no sign in itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

Rows = np.ndarray[Any, np.dtype[np.float64]]
Bools = np.ndarray[Any, np.dtype[np.bool_]]
Ints = np.ndarray[Any, np.dtype[np.int64]]
Node = tuple[int, float, int, int, int, float]  # figure asked (-1: leaf), limit, left, right, unknown, says

BINS = 128
WIDE = BINS + 3


@dataclass(frozen=True, slots=True)
class Settings:
    """How trees are grown; chosen by cross-validation, see `data/identity/README.md`."""

    trees: int = 260
    rate: float = 0.06
    leaves: int = 14
    least: int = 20  # rows a leaf must hold
    calm: float = 3.0  # L2 on what a node says
    share: float = 0.25  # of the figures among which a question is chosen
    seed: int = 0


@dataclass(slots=True)
class _Open:
    """A node that may still be split: its place in the tree, its rows, and the best question found."""

    at: int
    rows: Ints
    gain: float = 0.0
    figure: int = -1
    limit: int = 0
    unknown_left: bool = False


@dataclass(slots=True)
class _Ground:
    """What a tree grows on: binned rows (0: unknown), what they pull, and how a question is chosen."""

    bins: Ints
    slope: Rows
    bend: Rows
    usable: Ints
    random: np.random.Generator
    settings: Settings


def limits_of(rows: Rows) -> list[Rows]:
    """Return for each figure the limits between its bins."""
    found = []
    for column in rows.T:
        known = column[~np.isnan(column)]
        values = np.unique(known)
        if len(values) > BINS:
            values = np.unique(np.quantile(known, np.linspace(0, 1, BINS + 1)))
        found.append((values[1:] + values[:-1]) / 2)
    return found


def binned(rows: Rows, limits: Sequence[Rows]) -> Ints:
    """Return the bin of each figure from 1 on; 0 where it is unknown."""
    found = np.zeros(rows.shape, dtype=np.int64)
    for at, (column, limit) in enumerate(zip(rows.T, limits, strict=True)):
        found[:, at] = np.where(np.isnan(column), 0, np.searchsorted(limit, column, side="left") + 1)
    return found


def grow(rows: Rows, label: Rows, weights: Rows, settings: Settings) -> tuple[float, list[list[Node]]]:
    """Return the log-odds to start from and the trees. `label` is 0 or 1."""
    limits = limits_of(rows)
    mean = float(np.average(label, weights=weights))
    base = float(np.log(mean / (1 - mean)))
    odds = np.full(len(label), base)
    ground = _Ground(
        binned(rows, limits),
        np.zeros(len(label)),
        np.zeros(len(label)),
        np.array([at for at, limit in enumerate(limits) if len(limit)]),
        np.random.default_rng(settings.seed),
        settings,
    )
    trees = []
    for _ in range(settings.trees):
        chance = 1 / (1 + np.exp(-odds))
        ground.slope, ground.bend = (chance - label) * weights, chance * (1 - chance) * weights
        tree = _tree(ground, odds)
        trees.append(
            [(f, float(limits[f][x - 1]) if f >= 0 else 0.0, i, j, u, v) for f, x, i, j, u, v in tree]
        )
    return base, trees


def _tree(ground: _Ground, odds: Rows) -> list[Any]:
    """Return the nodes of one tree, limits as bins, and add what it says of each row to its odds."""
    nodes: list[list[Any]] = []
    waiting: list[_Open] = []
    said = np.zeros(len(odds))

    def add(rows: Ints) -> None:
        calm = ground.bend[rows].sum() + ground.settings.calm
        said[rows] = value = -ground.settings.rate * ground.slope[rows].sum() / calm
        child = _Open(len(nodes), rows)
        nodes.append([-1, 0, 0, 0, 0, float(value)])
        _look(child, ground)
        waiting.append(child)

    add(np.arange(len(odds)))
    while len(nodes) < 2 * ground.settings.leaves - 1:
        best = max(waiting, key=lambda each: each.gain)
        if best.gain <= 0:
            break
        waiting.remove(best)
        column = ground.bins[best.rows, best.figure]
        left = np.where(column == 0, best.unknown_left, column <= best.limit)
        ways = len(nodes), len(nodes) + 1
        nodes[best.at][:5] = [best.figure, best.limit, *ways, ways[0] if best.unknown_left else ways[1]]
        add(best.rows[left])
        add(best.rows[~left])
    odds += said
    return nodes


def _look(node: _Open, ground: _Ground) -> None:
    """Find the question that tells most about the rows of a node."""
    settings = ground.settings
    if len(node.rows) < 2 * settings.least:
        return
    many = max(1, round(settings.share * len(ground.usable)))
    asked = ground.random.choice(ground.usable, many, replace=False)
    flat = (ground.bins[np.ix_(node.rows, asked)] + WIDE * np.arange(many)).ravel()
    g, h, n = (
        np.bincount(flat, each, WIDE * many).reshape(many, WIDE)
        for each in (
            np.repeat(ground.slope[node.rows], many),
            np.repeat(ground.bend[node.rows], many),
            np.ones(len(flat)),
        )
    )
    for unknown_left in (False, True):
        sums = [_to_the_left(each, unknown_left) for each in (g, h)]
        gain = _gain(sums, (g.sum(1), h.sum(1)), settings.calm)
        # Enough rows that do say must stand on both sides: whether a figure is known is no question.
        known = n[:, 1:].cumsum(1)
        gain[(known < settings.least) | (known[:, -1:] - known < settings.least)] = -1.0
        best = int(gain.argmax())
        if gain.flat[best] > node.gain:
            node.gain, node.unknown_left = float(gain.flat[best]), unknown_left
            node.figure, node.limit = int(asked[best // (WIDE - 1)]), best % (WIDE - 1) + 1


def _to_the_left(each: Any, unknown_left: bool) -> Rows:
    known: Rows = each[:, 1:].cumsum(1)
    return known + each[:, :1] if unknown_left else known


def _gain(left: Sequence[Rows], whole: Sequence[Rows], calm: float) -> Rows:
    (g, h), (all_g, all_h) = left, (each[:, None] for each in whole)
    gain: Rows = g**2 / (h + calm) + (all_g - g) ** 2 / (all_h - h + calm) - all_g**2 / (all_h + calm)
    return gain
