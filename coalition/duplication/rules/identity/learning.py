"""Learning from labelled pairs: from published data, and from what people on the platform decided.

`train` gives a model and how well such models did on pairs of programmes they had not seen. numpy alone.
Pairs of one connected programme never part between folds.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from coalition.duplication.rules.identity.facts import Facts
from coalition.duplication.rules.identity.figures import NAMES, SIGNAL_OF, compare
from coalition.duplication.rules.identity.growing import Bools, Ints, Rows, Settings, grow
from coalition.duplication.rules.identity.trees import Forest

FOLDS = 5
# Whole signals are forgotten in this share of a second copy of the rows, titles excepted.
FORGOTTEN = 0.15
# A user's decision weighs as much as this many published pairs.
OWN_WEIGHT = 3.0
FEWEST = 40  # pairs, and at least eight of each answer, below which nothing is learned
FEWEST_OF_EACH = 8
FIELDS = ("rows", "label", "group", "weight", "counts", "kinds")


@dataclass(frozen=True, slots=True)
class Labelled:
    """Pairs for learning: figures, answers (1 one, 0 two), weights, the programme each belongs to.

    `kinds` part pairs for the macro average only; they are no signal. `counts` is False for pairs whose
    answer is too doubtful to learn or measure by.
    """

    rows: Rows
    label: Rows
    group: Ints
    weight: Rows
    counts: Bools
    kinds: Rows


def labelled(
    pairs: Sequence[tuple[Facts, Facts]],
    label: Iterable[int],
    names: Sequence[tuple[str, str]],
    *,
    kinds: Iterable[str] = (),
    counts: Iterable[bool] = (),
) -> Labelled:
    """Return pairs ready for learning; `names` tell the records apart, so that programmes can be grouped."""
    size = len(pairs)
    return Labelled(
        rows=np.array([compare(a, b) for a, b in pairs]).reshape(size, len(NAMES)),
        label=np.array(list(label), dtype=float),
        group=components(names),
        weight=np.ones(size),
        counts=np.array(list(counts) or [True] * size, dtype=bool),
        kinds=np.array(list(kinds) or [""] * size),
    )


def joined(published: Labelled, own: Labelled) -> Labelled:
    """Return published pairs and the platform's own, which weigh more."""
    apart = published.group.max(initial=0) + 1
    own = replace(own, group=own.group + apart, weight=own.weight * OWN_WEIGHT)
    return Labelled(*(np.concatenate([getattr(published, name), getattr(own, name)]) for name in FIELDS))


def part_of(data: Labelled, which: Bools) -> Labelled:
    """Return some of the pairs."""
    return Labelled(*(getattr(data, name)[which] for name in FIELDS))


def components(names: Sequence[tuple[str, str]]) -> Ints:
    """Return the connected programme of each pair as a number: records joined by any pair belong together."""
    parent: dict[str, str] = {}

    def top(name: str) -> str:
        while parent.setdefault(name, name) != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    for a, b in names:
        parent[top(a)] = top(b)
    numbers = {name: at for at, name in enumerate(sorted({top(a) for a, _ in names}))}
    return np.array([numbers[top(a)] for a, _ in names], dtype=np.int64)


def folds_of(data: Labelled, seed: int) -> Ints:
    """Return the fold of each pair: whole programmes, largest first, each where its answers lack most."""
    random = np.random.default_rng(seed)
    said = [f"{kind}{answer:.0f}" for kind, answer in zip(data.kinds, data.label, strict=True)]
    strata = np.unique(said, return_inverse=True)[1]
    share = np.bincount(strata) / FOLDS
    filled = np.zeros((FOLDS, len(share)))
    size = np.bincount(data.group)
    order = random.permutation(len(size))
    fold = np.zeros(len(data.label), dtype=np.int64)
    for group in order[np.argsort(-size[order], kind="stable")]:
        here = np.flatnonzero(data.group == group)
        add = np.bincount(strata[here], minlength=len(share))
        over = (((filled + add) / share) ** 2).sum(1) - ((filled / share) ** 2).sum(1)
        best = int(np.argmin(over))
        fold[here], filled[best] = best, filled[best] + add
    return fold


def fit(data: Labelled, chosen: Ints, settings: Settings) -> Forest:
    """Return the trees of the chosen pairs, not yet calibrated."""
    rows, random = data.rows[chosen], np.random.default_rng(settings.seed)
    copy = rows.copy()
    for signal in dict.fromkeys(SIGNAL_OF):
        if signal != "title":
            gone = random.random(len(copy)) < FORGOTTEN
            copy[np.ix_(gone, np.array(SIGNAL_OF) == signal)] = np.nan
    both = np.vstack([rows, copy])
    base, trees = grow(both, np.tile(data.label[chosen], 2), np.tile(data.weight[chosen], 2), settings)
    return Forest(NAMES, base, 1.0, 0.0, tuple(tuple(tree) for tree in trees))


def crossed(
    data: Labelled,
    settings: Settings,
    only: Rows | None = None,
    tell: Callable[[], object] = lambda: None,
) -> Rows:
    """Return log-odds for every pair from a model that saw no pair of its programme."""
    if only is not None:
        data = replace(data, rows=np.where(only, data.rows, np.nan))
    fold, found = folds_of(data, settings.seed), np.zeros(len(data.label))
    for number in range(FOLDS):
        test = fold == number
        found[test] = fit(data, np.flatnonzero(~test & data.counts), settings).many(data.rows[test])
        tell()
    return found


def train(
    data: Labelled,
    settings: Settings,
    *,
    made: dict[str, Any],
    tell: Callable[[], object] = lambda: None,
    needed: Bools | None = None,
) -> tuple[Forest, Rows]:
    """Return a calibrated model of all pairs that count, and the cross-validated log-odds behind its figures.

    Raises ValueError when there are too few pairs to learn from, among those `needed` (all unless told).
    """
    teaching = data.label[data.counts if needed is None else data.counts & needed]
    if len(teaching) < FEWEST or min(teaching.sum(), (1 - teaching).sum()) < FEWEST_OF_EACH:
        raise ValueError("too few decided pairs to learn from")
    label = data.label[data.counts]
    scores = crossed(data, settings, tell=tell)
    slope, shift = calibrated(scores[data.counts], label, data.weight[data.counts])
    model = fit(data, np.flatnonzero(data.counts), settings)
    tell()
    known = {**made, "pairs": len(label), "average_precision": measured(data, scores)}
    return replace(model, slope=slope, shift=shift, made=known), scores


def calibrated(scores: Rows, label: Rows, weight: Rows) -> tuple[float, float]:
    """Return the line that makes scores log-odds that are right on average (Platt), by Newton's steps."""
    line = np.array([1.0, 0.0])
    sides = np.column_stack([scores, np.ones(len(scores))])
    for _ in range(50):
        chance = 1 / (1 + np.exp(-np.clip(sides @ line, -30, 30)))
        bend = np.maximum(chance * (1 - chance), 1e-6) * weight
        pull = sides.T @ ((chance - label) * weight) + 1e-3 * (line - (1.0, 0.0))
        step = np.linalg.solve((sides.T * bend) @ sides + 1e-3 * np.eye(2), pull)
        line = line - step
        if np.abs(step).max() < 1e-9:
            break
    return float(line[0]), float(line[1])


def average_precision(label: Rows, scores: Rows) -> float:
    """Return the average precision of a ranking; pairs of equal score count together."""
    order = np.argsort(-scores, kind="stable")
    ranked, hits = scores[order], label[order].cumsum()
    last = np.append(np.flatnonzero(np.diff(ranked)), len(ranked) - 1)
    precision, recall = hits[last] / (last + 1), hits[last] / max(hits[-1], 1)
    return float((np.diff(recall, prepend=0.0) * precision).sum())


def measured(data: Labelled, scores: Rows) -> dict[str, float]:
    """Return average precision over the pairs that count: all, macro over kinds, and by kind."""
    found = {}
    for kind in sorted(set(data.kinds[data.counts])):
        here = data.counts & (data.kinds == kind)
        if data.label[here].any():
            found[str(kind)] = round(average_precision(data.label[here], scores[here]), 4)
    whole = round(average_precision(data.label[data.counts], scores[data.counts]), 4)
    return {"all": whole, "macro": round(sum(found.values()) / max(1, len(found)), 4), **found}
