"""A sum of small decision trees, read from JSON and walked without any machine-learning library."""

import json
from collections.abc import Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np

from coalition.duplication.rules.identity.growing import Node, Rows

Numbers = np.ndarray[Any, np.dtype[np.int64]]
AT_ONCE = 256  # rows walked at once: bounded memory
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
    flat: list["_Flat"] = field(default_factory=list, init=False, repr=False, compare=False)

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
        flat, given_row = self._flattened(), np.asarray(row, dtype=np.float64)
        parts, at = np.zeros(len(self.figures)), flat.roots
        start = self.base + float(flat.says[at].sum())
        for _ in range(flat.depth):
            step = flat.next_of(at, given_row[flat.figure[at]])
            np.add.at(parts, flat.figure[at], flat.says[step] - flat.says[at])
            at = step
        return self.slope * start + self.shift, [self.slope * float(part) for part in parts]

    def many(self, rows: Rows) -> Rows:
        """Return the calibrated log-odds of many rows at once: all trees are walked together."""
        flat = self._flattened()
        found = [self._walked(rows[at : at + AT_ONCE], flat) for at in range(0, len(rows), AT_ONCE)]
        total = np.concatenate(found) if found else np.zeros(0)
        return self.slope * (self.base + total) + self.shift

    def _flattened(self) -> "_Flat":
        if not self.flat:
            self.flat.append(_flat(self.trees))
        return self.flat[0]

    def _walked(self, rows: Rows, flat: "_Flat") -> Rows:
        """Return for each row the sum of what the leaves say that it comes to."""
        count, width = rows.shape
        given_flat = np.ascontiguousarray(rows).ravel()
        offsets = np.repeat(np.arange(count) * width, len(flat.roots))
        at = np.tile(flat.roots, count)
        for _ in range(flat.depth):
            at = flat.next_of(at, given_flat[offsets + flat.figure[at]])
        found: Rows = flat.says[at].reshape(count, -1).sum(axis=1)
        return found

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


@dataclass(frozen=True, slots=True)
class _Flat:
    """All nodes of all trees in arrays. `steps` holds four ways a node: below, above, unknown, unknown."""

    roots: Numbers
    figure: Numbers
    limit: Rows
    steps: Numbers
    says: Rows
    depth: int

    def next_of(self, at: Numbers, given: Rows) -> Numbers:
        """Return where each walk goes from its node with what is given there; a leaf leads to itself."""
        # NaN is neither below nor above a limit: the third way.
        way = (given > self.limit[at]) + 2 * np.isnan(given)
        found: Numbers = self.steps[at * 4 + way]
        return found


def _flat(trees: tuple[tuple[Node, ...], ...]) -> _Flat:
    """Return the trees in arrays."""
    figure: list[int] = []
    limit: list[float] = []
    steps: list[int] = []
    says: list[float] = []
    roots: list[int] = []
    for nodes in trees:
        root = len(figure)
        roots.append(root)
        for at, (asked, line, left, right, unknown, said) in enumerate(nodes):
            figure.append(max(asked, 0))
            limit.append(line)
            ways = (left, right, unknown, unknown) if asked >= 0 else (at, at, at, at)
            steps += [root + way for way in ways]
            says.append(said)
    depth = max((_depth(nodes, 0) for nodes in trees), default=0)
    return _Flat(np.array(roots), np.array(figure), np.array(limit), np.array(steps), np.array(says), depth)


def _depth(nodes: Sequence[Node], at: int) -> int:
    """Return how many steps the longest walk from a node takes."""
    asked, _, left, right, unknown, _ = nodes[at]
    return 0 if asked < 0 else 1 + max(_depth(nodes, way) for way in {left, right, unknown})


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


# What a platform learned from its own decisions, for the request or job that says so.
_LEARNED: ContextVar[Forest | None] = ContextVar("learned", default=None)


def use(learned: Forest | None) -> None:
    """Have this request or job weigh pairs by a model of the platform's own; None: by the shipped one."""
    _LEARNED.set(learned)


def forest() -> Forest:
    """Return the model in use."""
    return _LEARNED.get() or shipped()


@cache
def shipped() -> Forest:
    """Return the model that is shipped with the room."""
    path = files("coalition.duplication").joinpath("data/identity_model.json")
    return forest_from(path.read_text("utf-8"))
