"""Train and measure the identity model: `python -m tests.benchmarks.duplication_identity FOLDER --train`.

FOLDER holds `pairs_dev.xml.gz` (IATI) and `pairs_dev.csv` (id_a, id_b, label, relation, trust, kinds).
`--peers` and `--ablation` add to the one table the libraries, and ours without each signal, all measured by
the same folds of connected programmes.
"""

import argparse
import csv
import gzip
import hashlib
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from time import perf_counter

import numpy as np
from rapidfuzz import fuzz

from coalition.duplication.rules.identity import lessons
from coalition.duplication.rules.identity.facts import facts_of
from coalition.duplication.rules.identity.figures import SIGNAL_OF, SIGNALS, compare
from coalition.duplication.rules.identity.growing import Rows, Settings
from coalition.duplication.rules.identity.learning import Labelled, crossed, labelled, measured, train
from coalition.duplication.rules.identity.trees import Forest
from coalition.duplication.rules.identity.who_and_where import of_different_states
from coalition.duplication.rules.likeness import DIFFERENT_STATES, weigh
from coalition.duplication.rules.published import subject_of
from coalition.duplication.rules.subject import Subject
from coalition.programmes.readers.notes import Notes
from coalition.programmes.readers.sieve import everything
from coalition.programmes.readers.xml import read_xml
from tests.benchmarks.duplication_peers import by_dedupe, by_splink

COMMAND = "python -m tests.benchmarks.duplication_identity FOLDER --train"


@dataclass(frozen=True)
class Case:
    """The labelled pairs of a folder, and what the peers need of them."""

    data: Labelled
    subjects: dict[str, Subject]
    names: list[tuple[str, str]]
    digest: str


def load(folder: Path) -> Case:
    """Return the pairs of a folder, with records read as the register keeps them."""
    with gzip.open(folder / "pairs_dev.xml.gz") as stream:
        found = [each.record for each in read_xml(stream, Notes(), relevant=everything)]
    subjects = {record.identifier: subject_of(record) for record in found}
    facts = {name: facts_of(subject) for name, subject in subjects.items()}
    text = (folder / "pairs_dev.csv").read_bytes()
    pairs = list(csv.DictReader(text.decode().splitlines()))
    names = [(each["id_a"], each["id_b"]) for each in pairs]
    data = labelled(
        [(facts[a], facts[b]) for a, b in names],
        [int(each["label"]) for each in pairs],
        names,
        kinds=[each["kinds"] for each in pairs],
        counts=[each["trust"] != "C" for each in pairs],
    )
    digest = hashlib.sha256(text + (folder / "pairs_dev.xml.gz").read_bytes()).hexdigest()
    return Case(data, subjects, names, digest)


def plain_text(case: Case) -> Rows:
    """Return rapidfuzz's token_set_ratio over title and description."""
    said = {name: " ".join((*s.titles, *s.texts)).casefold() for name, s in case.subjects.items()}
    return np.array([fuzz.token_set_ratio(said[a], said[b]) for a, b in case.names])


def only_missing(case: Case, settings: Settings) -> Rows:
    """Return what our model would say if it saw only which figures are known: it should say nothing."""
    known = np.where(np.isnan(case.data.rows), 0.0, 1.0)
    blind = Labelled(
        known, case.data.label, case.data.group, case.data.weight, case.data.counts, case.data.kinds
    )
    return crossed(blind, settings)


def of_states(case: Case) -> Rows:
    """Return what the rule on money of different States takes off each pair; no part of the trees."""
    facts = {name: facts_of(subject) for name, subject in case.subjects.items()}
    return np.array([DIFFERENT_STATES * of_different_states(facts[a], facts[b]) for a, b in case.names])


def speed(case: Case) -> str:
    """Return what a comparison costs here, in milliseconds."""
    some = case.names[:400]
    began = perf_counter()
    facts = {name: facts_of(case.subjects[name]) for pair in some for name in pair}
    taken_apart = (perf_counter() - began) / len(facts)
    began = perf_counter()
    for a, b in some:
        compare(facts[a], facts[b])
    compared = (perf_counter() - began) / len(some)
    began = perf_counter()
    for a, b in some:
        weigh(facts[a], facts[b], case.subjects[a], case.subjects[b])
    weighed = (perf_counter() - began) / len(some)
    shown = (f"{1000 * each:.3f} ms" for each in (taken_apart, compared, weighed))
    return "a record taken apart {}; a pair compared {}; a pair with evidence {}".format(*shown)


def table(rows: dict[str, dict[str, float]]) -> str:
    """Return figures as a Markdown table."""
    kinds = [name for name in next(iter(rows.values())) if name not in ("all", "macro")]
    columns = ["all", "macro", *kinds]
    lines = [f"| method | {' | '.join(columns)} |", "| --- |" + " --- |" * len(columns)]
    for name, found in rows.items():
        lines.append(f"| {name} | " + " | ".join(f"{found[column]:.3f}" for column in columns) + " |")
    return "\n".join(lines)


def ablation(case: Case, settings: Settings) -> dict[str, dict[str, float]]:
    """Return what is left without each signal."""
    found = {}
    for signal in SIGNALS:
        keep = np.array([each != signal for each in SIGNAL_OF])
        found[f"ours without {signal}"] = measured(case.data, crossed(case.data, settings, keep))
    return found


def peers(case: Case) -> dict[str, dict[str, float]]:
    """Return what the record-linkage libraries make of the same pairs and folds."""
    return {
        "Splink": measured(case.data, by_splink(case.data, case.subjects, case.names)),
        "dedupe": measured(case.data, by_dedupe(case.data, case.subjects, case.names)),
    }


def write(model: Forest, data: Labelled) -> None:
    """Put the model, and the pairs as figures, where the room reads them."""
    room = Path(str(files("coalition.duplication")))
    (room / "data/identity_model.json").write_text(model.to_json(), "utf-8")
    (room / lessons.FILE).write_bytes(lessons.to_bytes(data))


def main() -> None:
    """Measure, and train where asked."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--train", action="store_true", help="write data/identity_model.json")
    parser.add_argument("--peers", action="store_true", help="measure Splink and dedupe as well")
    parser.add_argument("--ablation", action="store_true", help="measure ours without each signal")
    given = parser.parse_args()
    case, settings = load(given.folder), Settings()
    made = {"command": COMMAND, "on": datetime.now(UTC).date().isoformat(), "data_sha256": case.digest}
    model, scores = train(case.data, settings, made=made)
    rows = {
        "ours": measured(case.data, scores + of_states(case)),
        "ours without the rule on different States": measured(case.data, scores),
        "rapidfuzz token_set_ratio": measured(case.data, plain_text(case)),
        "(which figures are known, alone)": measured(case.data, only_missing(case, settings)),
    }
    rows |= peers(case) if given.peers else {}
    rows |= ablation(case, settings) if given.ablation else {}
    if given.train:
        write(model, case.data)
    sys.stdout.write(f"{table(rows)}\n\n{speed(case)}\n")


if __name__ == "__main__":
    main()
