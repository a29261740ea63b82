"""Train and measure the identity model: `python -m tests.benchmarks.duplication_identity [--train] FOLDER`.

FOLDER holds `pairs_dev.xml.gz` (IATI) and `pairs_dev.csv` (id_a, id_b, label, relation, trust, kinds).
"""

import argparse
import csv
import gzip
import hashlib
import json
import sys
import time
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
from rapidfuzz import fuzz
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score
from sklearn.model_selection import StratifiedGroupKFold

from coalition.duplication.rules.facts import facts_of
from coalition.duplication.rules.features import DIRECTIONS, GROUP_OF, NAMES, compare
from coalition.duplication.rules.published import subject_of
from coalition.duplication.rules.subject import Subject
from coalition.duplication.rules.trees import SCALE
from coalition.programmes.readers.notes import Notes
from coalition.programmes.readers.sieve import everything
from coalition.programmes.readers.xml import read_xml

Rows = np.ndarray[Any, np.dtype[np.float64]]
SETTINGS: dict[str, Any] = {
    "max_iter": 300,
    "learning_rate": 0.05,
    "max_leaf_nodes": 16,
    "min_samples_leaf": 20,
    "l2_regularization": 3.0,
    "max_features": 0.25,
}
SEEDS = 2
# A field forgotten in this share of the copies: how much is missing must not become a sign.
FORGOTTEN = 0.15
# Records beside themselves, entered again: what agrees in everything is the same.
REPEATED = 80
MONOTONE = ("figures", "sector", "place")


@dataclass(frozen=True)
class Labelled:
    """The labelled pairs: their records, figures, labels, kinds, whether they count, and their group."""

    pairs: list[tuple[Subject, Subject]]
    rows: Rows
    label: Rows
    kinds: Rows
    counts: Rows
    group: Rows
    digest: str


def load(folder: Path) -> Labelled:
    """Return the pairs of a folder, grouped by connected component."""
    with gzip.open(folder / "pairs_dev.xml.gz") as stream:
        found = {
            each.record.identifier: each.record for each in read_xml(stream, Notes(), relevant=everything)
        }
    subjects = {name: subject_of(record) for name, record in found.items()}
    facts = {name: facts_of(subject) for name, subject in subjects.items()}
    text = (folder / "pairs_dev.csv").read_bytes()
    pairs = list(csv.DictReader(text.decode().splitlines()))
    names = [(each["id_a"], each["id_b"]) for each in pairs]
    return Labelled(
        [(subjects[a], subjects[b]) for a, b in names],
        np.array([compare(facts[a], facts[b]) for a, b in names]),
        np.array([int(each["label"]) for each in pairs]),
        np.array([each["kinds"] for each in pairs]),
        np.array([each["trust"] != "C" for each in pairs]),
        components(names),
        hashlib.sha256(text + (folder / "pairs_dev.xml.gz").read_bytes()).hexdigest(),
    )


def components(names: list[tuple[str, str]]) -> Rows:
    """Return the connected component of each pair as a number."""
    parent: dict[str, str] = {}

    def top(name: str) -> str:
        while parent.setdefault(name, name) != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    for a, b in names:
        parent[top(a)] = top(b)
    numbers = {name: number for number, name in enumerate(sorted({top(a) for a, _ in names}))}
    return np.array([numbers[top(a)] for a, _ in names])


def fit(data: Labelled, use: Rows, seed: int, only: Rows | None = None) -> HistGradientBoostingClassifier:
    """Return a model of these pairs, of as many again with fields forgotten, and of records entered again."""
    known, same = again(data, use, seed)
    rows, label = np.vstack([data.rows[use], known]), np.concatenate([data.label[use], same])
    rows = rows if only is None else rows[:, only]
    random = np.random.default_rng(seed)
    copy = rows.copy()
    groups = np.array(GROUP_OF)[only] if only is not None else np.array(GROUP_OF)
    ways = np.where(
        np.isin(groups, MONOTONE), np.array(DIRECTIONS)[only] if only is not None else DIRECTIONS, 0
    )
    for group in dict.fromkeys(groups):
        if group not in ("title", "description"):
            copy[np.ix_(random.random(len(copy)) < FORGOTTEN, groups == group)] = np.nan
    model = HistGradientBoostingClassifier(monotonic_cst=ways, random_state=seed, **SETTINGS)
    return model.fit(np.vstack([rows, copy]), np.tile(label, 2))


def again(data: Labelled, use: Rows, seed: int) -> tuple[Rows, Rows]:
    """Return records of these pairs beside themselves as entered again, in fewer words."""
    random = np.random.default_rng(seed)
    chosen = [data.pairs[at][int(random.integers(2))] for at in random.choice(use, REPEATED, replace=False)]
    rows = [compare(facts_of(each), facts_of(reworded(each, random))) for each in chosen]
    return np.array(rows), np.ones(len(rows))


def reworded(subject: Subject, random: np.random.Generator) -> Subject:
    """Return a record with a fifth of the words of its title gone, mostly without description or sectors."""
    title = " ".join(word for word in subject.title.split() if random.random() > 0.2) or subject.title
    return replace(
        subject,
        titles=(title,),
        texts=subject.texts if random.random() < 0.4 else (),
        sectors=subject.sectors if random.random() < 0.6 else (),
        places=(),
    )


def crossed(data: Labelled, seeds: int = 1, only: Rows | None = None) -> Rows:
    """Return the log-odds of every pair from models that saw nothing of its component."""
    total = np.zeros(len(data.label))
    rows = data.rows if only is None else data.rows[:, only]
    for seed in range(seeds):
        for train, test in folds(data, seed):
            total[test] += fit(data, train, seed, only).decision_function(rows[test])
    return total / seeds


def folds(data: Labelled, seed: int) -> list[tuple[Rows, Rows]]:
    """Return five folds that part no component and share labels and kinds evenly."""
    strata = [f"{label}{kind}" for label, kind in zip(data.label, data.kinds, strict=True)]
    return list(StratifiedGroupKFold(5, shuffle=True, random_state=seed).split(data.rows, strata, data.group))


def figures(data: Labelled, scores: Rows) -> dict[str, float]:
    """Return average precision without trust C: overall, macro over kinds, and by kind."""
    by_kind = {}
    for kind in sorted(set(data.kinds)):
        here = data.counts & (data.kinds == kind)
        by_kind[str(kind)] = round(float(average_precision_score(data.label[here], scores[here])), 4)
    overall = average_precision_score(data.label[data.counts], scores[data.counts])
    return {
        "all": round(float(overall), 4),
        "macro": round(sum(by_kind.values()) / len(by_kind), 4),
        **by_kind,
    }


def exported(model: HistGradientBoostingClassifier, share: float) -> list[dict[str, list[float]]]:
    """Return the trees of a model as lists, their values scaled to their share of the whole."""
    trees = []
    for (predictor,) in model._predictors:
        nodes = predictor.nodes
        value = node_values(nodes) * share
        leaf = nodes["is_leaf"].astype(bool)
        assert (nodes["left"][~leaf] == np.flatnonzero(~leaf) + 1).all()
        limits = [float(f"{limit:.6g}") for limit in nodes["num_threshold"]]
        trees.append(
            {
                "figure": np.where(leaf, -1, nodes["feature_idx"].astype(int)).tolist(),
                "limit": [0 if end else limit for limit, end in zip(limits, leaf, strict=True)],
                "right": np.where(leaf, 0, nodes["right"]).tolist(),
                "unknown_left": np.where(leaf, 0, nodes["missing_go_to_left"]).tolist(),
                "value": np.round(value * SCALE).astype(int).tolist(),
            }
        )
    return trees


def node_values(nodes: Any) -> Rows:
    """Return the value of every node: of a leaf its own, of a fork the mean of what hangs on it."""
    value = nodes["value"].astype(float).copy()
    for at in range(len(nodes) - 1, -1, -1):
        if not nodes["is_leaf"][at]:
            left, right = nodes["left"][at], nodes["right"][at]
            weights = nodes["count"][[left, right]]
            value[at] = np.average(value[[left, right]], weights=weights)
    return value


def train(data: Labelled, scores: Rows, when: date) -> None:
    """Write the model of all pairs, with what it was made from and how good it is."""
    use = data.counts
    models = [fit(data, np.arange(len(data.label)), seed) for seed in range(SEEDS)]
    line = LogisticRegression().fit(scores[use].reshape(-1, 1), data.label[use])
    plain = {
        "made": {
            "command": "python -m tests.benchmarks.duplication_identity --train FOLDER",
            "on": when.isoformat(),
            "data_sha256": data.digest,
            "pairs": len(use),
            "pairs_counted": int(use.sum()),
            "settings": {**SETTINGS, "seeds": SEEDS, "forgotten": FORGOTTEN, "repeated": REPEATED},
            "average_precision": figures(data, scores),
        },
        "figures": list(NAMES),
        "base": float(np.mean([model._baseline_prediction.item() for model in models])),
        "slope": float(line.coef_[0, 0]),
        "shift": float(line.intercept_[0]),
        "trees": [tree for model in models for tree in exported(model, 1 / SEEDS)],
    }
    path = Path(str(files("coalition.duplication").joinpath("data/identity_model.json")))
    path.write_text(json.dumps(plain, separators=(",", ":")) + "\n", "utf-8")


def plain_text(data: Labelled) -> Rows:
    """Return rapidfuzz's token_set_ratio over title and description."""
    said = [[" ".join((*s.titles, *s.texts)).lower() for s in pair] for pair in data.pairs]
    return np.array([fuzz.token_set_ratio(a, b) for a, b in said])


def table(data: Labelled, scores: Rows) -> str:
    """Return the comparison as a table, with what is lost without each signal."""
    lines = ["| method | all | macro | by kind |", "| --- | --- | --- | --- |"]
    rows = {"coalition": scores, "rapidfuzz token_set_ratio": plain_text(data)}
    for group in dict.fromkeys(GROUP_OF):
        only = np.array([each != group for each in GROUP_OF])
        rows[f"coalition without {group}"] = crossed(data, 1, only)
    for name, values in rows.items():
        found = figures(data, values)
        kinds = ", ".join(f"{kind} {value:.3f}" for kind, value in list(found.items())[2:])
        lines.append(f"| {name} | {found['all']:.3f} | {found['macro']:.3f} | {kinds} |")
    return "\n".join(lines)


def main() -> None:
    """Measure, and train where asked."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--train", action="store_true")
    parser.add_argument("--table", action="store_true")
    given = parser.parse_args()
    data = load(given.folder)
    began = time.perf_counter()
    scores = crossed(data, SEEDS)
    seconds = time.perf_counter() - began
    sys.stdout.write(f"{figures(data, scores)} in {seconds:.0f} s\n")
    if given.train:
        train(data, scores, datetime.now(UTC).date())
    if given.table:
        sys.stdout.write(table(data, scores) + "\n")


if __name__ == "__main__":
    main()
