"""The published pairs that the shipped model learned from, as figures, and what decisions teach beside them.

The file holds no text of any record: for each pair what `figures.compare` found, the answer, and which pairs
belong to one connected programme. Source and command: `data/identity/README.md`.
"""

import csv
import gzip
import io
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

import numpy as np

from coalition.duplication.rules.flags import Outcome, ReasonCode
from coalition.duplication.rules.identity.figures import NAMES
from coalition.duplication.rules.identity.growing import Bools, Rows, Settings
from coalition.duplication.rules.identity.learning import (
    Labelled,
    calibrated,
    crossed,
    joined,
    measured,
    part_of,
    train,
)
from coalition.duplication.rules.identity.trees import Forest

FILE = "data/identity/labelled_pairs.csv.gz"
HEAD = ("label", "group", "counts", "kind")
OWN = "decided here"
# Reasons that speak of wrong records, not of whether two are one: nothing is learned from them.
TEACH_NOTHING = frozenset({ReasonCode.WRONG_DATA, ReasonCode.CORRECT_RECORD})
LINES = (0.45, 0.75)  # probabilities from which people are asked, and from which a pair reads as likely
MAY_LOSE = 0.005  # of average precision on published pairs, for a gain on one's own


@dataclass(frozen=True, slots=True)
class Lesson:
    """A model learned from published pairs and from decisions, and how it did beside one without them.

    `before` and `after` hold, for "own" and "published" pairs: average precision ("all", "macro"), and
    precision and recall from each probability of LINES on. All are cross-validated: no pair was judged by a
    model that saw its programme.
    """

    model: Forest
    pairs: int
    same: int
    before: dict[str, dict[str, float]]
    after: dict[str, dict[str, float]]

    @property
    def better(self) -> bool:
        """Whether it ranks one's own pairs better, or as well, and the published ones no worse."""
        own = self.after["own"]["all"] >= self.before["own"]["all"]
        return own and self.after["published"]["all"] >= self.before["published"]["all"] - MAY_LOSE


def taught_by(outcome: Outcome, reason: ReasonCode) -> int | None:
    """Return what a decision on “the same money” says of a pair: 1 one, 0 two, None nothing."""
    if reason in TEACH_NOTHING:
        return None
    return int(outcome is Outcome.CONFIRMED_DUPLICATE)


def learn(
    published: Labelled,
    own: Labelled,
    settings: Settings,
    *,
    made: dict[str, str],
    tell: Callable[[], object] = lambda: None,
) -> Lesson:
    """Return the model of both, and the figures before and after. `tell` hears of each of eleven forests.

    Raises ValueError when there are too few decisions, or only of one kind.
    """
    both = joined(published, own)
    mine = np.arange(len(both.label)) >= len(published.label)
    model, after = train(both, settings, made=dict(made), tell=tell, needed=mine)
    before = crossed(replace(both, counts=both.counts & ~mine), settings, tell=tell)
    return Lesson(
        model,
        len(own.label),
        int(own.label.sum()),
        {"own": _figures(both, before, mine), "published": _figures(both, before, ~mine)},
        {"own": _figures(both, after, mine), "published": _figures(both, after, ~mine)},
    )


def _figures(data: Labelled, scores: Rows, which: Bools) -> dict[str, float]:
    some, odds = part_of(data, which), scores[which]
    whole = measured(some, odds)
    found = {"all": whole["all"], "macro": whole["macro"]}
    slope, shift = calibrated(scores[data.counts], data.label[data.counts], data.weight[data.counts])
    chance = 1 / (1 + np.exp(-np.clip(slope * odds + shift, -30, 30)))
    for line in LINES:
        asked = some.counts & (chance >= line)
        hits = float(some.label[asked].sum())
        found[f"precision from {line}"] = round(hits / max(1, int(asked.sum())), 4)
        found[f"recall from {line}"] = round(hits / max(1.0, float(some.label[some.counts].sum())), 4)
    return found


def to_bytes(data: Labelled) -> bytes:
    """Return published pairs as the file that `published` reads; equal pairs give equal bytes."""
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow([*HEAD, *NAMES])
    for row, label, group, counts, kind in zip(
        data.rows, data.label, data.group, data.counts, data.kinds, strict=True
    ):
        figures = ("" if np.isnan(value) else f"{value:.4g}" for value in row)
        table.writerow([int(label), int(group), int(counts), kind, *figures])
    return gzip.compress(text.getvalue().encode(), 9, mtime=0)


@cache
def published() -> Labelled:
    """Return the packaged pairs. Raises ValueError when they were written for other figures than today's."""
    packed = files("coalition.duplication").joinpath(FILE).read_bytes()
    head, *rows = csv.reader(gzip.decompress(packed).decode().splitlines())
    if tuple(head) != (*HEAD, *NAMES):
        raise ValueError("the published pairs were written for other figures: train anew")
    count = len(HEAD)
    return Labelled(
        rows=np.array([[float(value) if value else np.nan for value in row[count:]] for row in rows]),
        label=np.array([float(row[0]) for row in rows]),
        group=np.array([int(row[1]) for row in rows], dtype=np.int64),
        weight=np.ones(len(rows)),
        counts=np.array([row[2] == "1" for row in rows], dtype=bool),
        kinds=np.array([row[3] for row in rows]),
    )
