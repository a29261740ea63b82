"""A sum of small decision trees, read from JSON and walked with numpy alone.

A tree is equal lists over its nodes in the order of a walk that goes left first, so that the left node is the
next one: the figure asked (-1: a leaf), the limit (up to it go left), the right node, whether what is unknown
goes left, and the value, in ten-thousandths; a fork's is the mean of what hangs on it, so that the steps of a
way down add up to the value of its leaf.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np

SCALE = 10_000
LISTS = ("figure", "limit", "right", "unknown_left", "value")
Array = np.ndarray[Any, np.dtype[Any]]


@dataclass(frozen=True, slots=True)
class Forest:
    """All nodes of all trees one after another, what they start from, the line that calibrates them."""

    roots: Array
    figure: Array
    limit: Array
    right: Array
    unknown: Array
    value: Array
    base: float
    slope: float
    shift: float
    figures: tuple[str, ...]
    made: dict[str, Any]

    def log_odds(self, rows: Sequence[Sequence[float]]) -> list[float]:
        """Return the calibrated log-odds of rows."""
        given = np.asarray(rows, dtype=float).reshape(-1, len(self.figures))
        at = np.tile(self.roots, (len(given), 1))
        number = np.arange(len(given))[:, None]
        while True:
            figure = self.figure[at]
            inner = figure >= 0
            if not inner.any():
                break
            at = np.where(inner, self._next(at, given[number, figure]), at)
        found: list[float] = (self.slope * (self.base + self.value[at].sum(axis=1)) + self.shift).tolist()
        return found

    def _next(self, at: Array, value: Array) -> Array:
        onward = np.where(value <= self.limit[at], at + 1, self.right[at])
        return np.where(np.isnan(value), self.unknown[at], onward)

    def parts(self, row: Sequence[float]) -> tuple[float, list[float]]:
        """Return what is said before anything is known, and what each figure adds: together the log-odds."""
        given, at = np.asarray(row, dtype=float), self.roots
        parts = np.zeros(len(self.figures))
        start = self.base + self.value[at].sum()
        while (inner := self.figure[at] >= 0).any():
            at = at[inner]
            figure = self.figure[at]
            onward = self._next(at, given[figure])
            np.add.at(parts, figure, self.value[onward] - self.value[at])
            at = onward
        return float(self.slope * start + self.shift), (self.slope * parts).tolist()


@cache
def forest() -> Forest:
    """Return the model that is shipped with the room."""
    text = files("coalition.duplication").joinpath("data/identity_model.json").read_text("utf-8")
    return forest_from(json.loads(text))


def forest_from(plain: dict[str, Any]) -> Forest:
    """Return the model behind its JSON."""
    trees = plain["trees"]
    roots = np.cumsum([0, *(len(tree["figure"]) for tree in trees)])[:-1]
    figure, limit, right, unknown_left, value = (
        np.concatenate([np.asarray(tree[name]) for tree in trees]) for name in LISTS
    )
    right = right + np.repeat(roots, [len(tree["figure"]) for tree in trees])
    return Forest(
        roots=roots,
        figure=figure,
        limit=limit,
        right=right,
        unknown=np.where(unknown_left, np.arange(len(right)) + 1, right),
        value=value / SCALE,
        base=plain["base"],
        slope=plain["slope"],
        shift=plain["shift"],
        figures=tuple(plain["figures"]),
        made=dict(plain["made"]),
    )
