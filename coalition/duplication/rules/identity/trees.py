"""A sum of small decision trees, read from JSON and walked without any machine-learning library."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np

from coalition.duplication.rules.identity.growing import Node, Rows

SCALE = 10_000  # what nodes say is kept in whole ten-thousandths of log-odds


@dataclass(frozen=True, slots=True)
class Forest:
    """The trees, what they start from, the line that calibrates them, and how they were made.

    A node says what all rows in it have in common, so that the steps of a walk add up to its end.
    """

    figures: tuple[str, ...]
    base: float
    slope: float
    shift: float
    trees: tuple[tuple[Node, ...], ...]
    made: dict[str, Any] = field(default_factory=dict)

    def log_odds(self, row: Sequence[float]) -> float:
        """Return the calibrated log-odds of a row of figures."""
        total = self.base
        for nodes in self.trees:
            figure, limit, left, right, unknown, says = nodes[0]
            while figure >= 0:
                given = row[figure]
                step = left if given <= limit else right if given > limit else unknown
                figure, limit, left, right, unknown, says = nodes[step]
            total += says
        return self.slope * total + self.shift

    def parts(self, row: Sequence[float]) -> tuple[float, list[float]]:
        """Return what is said before anything is known, and what each figure adds: together the log-odds."""
        start, parts = self.base, [0.0] * len(self.figures)
        for nodes in self.trees:
            figure, limit, left, right, unknown, says = nodes[0]
            start += says
            while figure >= 0:
                given, asked, before = row[figure], figure, says
                step = left if given <= limit else right if given > limit else unknown
                figure, limit, left, right, unknown, says = nodes[step]
                parts[asked] += says - before
        return self.slope * start + self.shift, [self.slope * part for part in parts]

    def many(self, rows: Rows) -> Rows:
        """Return the calibrated log-odds of many rows at once."""
        total = np.full(len(rows), self.base)
        lines = np.arange(len(rows))
        for nodes in self.trees:
            asked, limit, left, right, unknown, says = (
                np.array(column) for column in zip(*nodes, strict=True)
            )
            at = np.zeros(len(rows), dtype=np.int64)
            while (asked[at] >= 0).any():
                given = rows[lines, np.maximum(asked[at], 0)]
                above = np.where(given > limit[at], right[at], unknown[at])
                step = np.where(given <= limit[at], left[at], above)
                at = np.where(asked[at] >= 0, step, at)
            total += says[at]
        return self.slope * total + self.shift

    def to_json(self) -> str:
        """Return the forest as text that `forest_from` reads; trees in lists, one tree a line."""
        head = {
            "made": self.made,
            "figures": list(self.figures),
            "base": round(self.base, 6),
            "slope": round(self.slope, 6),
            "shift": round(self.shift, 6),
        }
        trees = ",\n".join(json.dumps(_packed(tree), separators=(",", ":")) for tree in self.trees)
        return json.dumps(head, indent=1, ensure_ascii=False)[:-2] + f',\n "trees": [\n{trees}\n]}}\n'


def _packed(tree: Sequence[Node]) -> list[list[float]]:
    """Return the lists figure, limit, left, whether unknown goes right, says; right is always left + 1."""
    return [
        [node[0] for node in tree],
        [float(f"{node[1]:.5g}") if node[0] >= 0 else 0 for node in tree],
        [node[2] for node in tree],
        [int(node[4] > node[2]) for node in tree],
        [round(node[5] * SCALE) for node in tree],
    ]


def forest_from(text: str) -> Forest:
    """Return the forest that `to_json` wrote."""
    plain = json.loads(text)
    trees = tuple(
        tuple(
            (int(figure), float(limit), int(left), int(left) + 1, int(left + right), says / SCALE)
            for figure, limit, left, right, says in zip(*tree, strict=True)
        )
        for tree in plain["trees"]
    )
    base, slope, shift = (float(plain[name]) for name in ("base", "slope", "shift"))
    return Forest(tuple(plain["figures"]), base, slope, shift, trees, plain["made"])


@cache
def forest() -> Forest:
    """Return the model that is shipped with the room."""
    path = files("coalition.duplication").joinpath("data/identity_model.json")
    return forest_from(path.read_text("utf-8"))
