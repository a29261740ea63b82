"""Measure overlap against pairs read twice: `python -m tests.benchmarks.duplication_overlap`.

`tests/duplication/samples/overlap_pairs.csv` names pairs of the shipped register with what two readers said
(both language models), each by the rubric beside it and without having seen the other's answers or a score.
The points of `rules/placeless.py` were set on the part "design"; "held_out" was drawn and read afterwards.
"""

import csv
import gzip
import sys
from collections import Counter
from dataclasses import dataclass, replace
from importlib.resources import files
from io import BytesIO
from pathlib import Path

import numpy as np
from rapidfuzz import fuzz

from coalition.duplication.rules.flags import SideKind
from coalition.duplication.rules.identity.learning import average_precision
from coalition.duplication.rules.judging import POSSIBLE, judge_work
from coalition.duplication.rules.profile import Side
from coalition.duplication.rules.published import subject_of
from coalition.programmes.readers.notes import Notes
from coalition.programmes.readers.sieve import everything
from coalition.programmes.readers.xml import read_xml

PAIRS = Path(__file__).parent.parent / "duplication" / "samples" / "overlap_pairs.csv"
RECALL = 0.8


@dataclass(frozen=True)
class Reading:
    """One pair with the answers of two readers (1, 0 or U) and our score (0–100)."""

    part: str
    first: str
    second: str
    score: float
    wording: float
    names: tuple[str, str]

    @property
    def agreed(self) -> float | None:
        """What both said; None where they differ or could not tell."""
        same = self.second in ("", self.first)
        return float(self.first) if same and self.first in "01" else None


def readings() -> list[Reading]:
    """Return every labelled pair with its score."""
    packed = files("coalition.programmes").joinpath("data/mine_action.xml.gz").read_bytes()
    found = read_xml(BytesIO(gzip.decompress(packed)), Notes(), relevant=everything)
    sides = {
        each.record.identifier: Side(SideKind.PROGRAMME, number, subject_of(each.record))
        for number, each in enumerate(found, 1)
    }
    with PAIRS.open(encoding="utf-8", newline="") as file:
        return [reading(row, sides) for row in csv.DictReader(file)]


def reading(row: dict[str, str], sides: dict[str, Side]) -> Reading:
    one, other = sides[row["id_a"]], sides[row["id_b"]]
    said = [" ".join((*side.subject.titles, *side.subject.texts)).casefold() for side in (one, other)]
    judged = judge_work(one, other)
    score = judged.tenths / 10
    return Reading(
        row["part"],
        row["first"],
        row["second"],
        score,
        fuzz.token_set_ratio(*said),
        (row["id_a"], row["id_b"]),
    )


def agreement(pairs: list[Reading]) -> tuple[float, float]:
    """Return the share of pairs on which both readers said the same, and Cohen's kappa."""
    said = [(each.first, each.second) for each in pairs if each.second]
    if not said:
        return 0.0, 0.0
    same = sum(a == b for a, b in said) / len(said)
    words = {a for a, _ in said} | {b for _, b in said}
    chance = (
        sum(sum(a == word for a, _ in said) * sum(b == word for _, b in said) for word in words)
        / len(said) ** 2
    )
    return same, (same - chance) / (1 - chance) if chance < 1 else 1.0


def by_reader(pairs: list[Reading], reader: str) -> list[Reading]:
    """Return the pairs that one reader could tell, with that reader's answer alone."""
    told = [each for each in pairs if getattr(each, reader) and getattr(each, reader) in "01"]
    return [replace(each, first=getattr(each, reader), second="") for each in told]


def confusion(pairs: list[Reading]) -> str:
    """Return how often the readers said what, of the pairs that both read, and where they differ."""
    said = Counter((each.first, each.second) for each in pairs if each.second)
    words = sorted({word for pair in said for word in pair})
    lines = [
        "| first reader, second reader | " + " | ".join(words) + " |",
        "| --- |" + " --- |" * len(words),
    ]
    lines += [
        f"| {first} | " + " | ".join(str(said[first, second]) for second in words) + " |" for first in words
    ]
    apart = [each for each in pairs if each.second not in ("", each.first)]
    lines += ["", "they differ on:"]
    lines += [
        f"- {' and '.join(each.names)}: {each.first} and {each.second}, ours {each.score:.0f}"
        for each in apart
    ]
    return "\n".join(lines)


def figures(pairs: list[Reading], score: str = "score") -> dict[str, float]:
    """Return average precision, precision at recall 0.80, and both where people would be asked."""
    known = [each for each in pairs if each.agreed is not None]
    label = np.array([each.agreed for each in known], dtype=float)
    ours = np.array([getattr(each, score) for each in known])
    asked = ours >= POSSIBLE
    order = np.argsort(-ours, kind="stable")
    hits = label[order].cumsum()
    precision, recall = hits / np.arange(1, len(hits) + 1), hits / hits[-1]
    return {
        "pairs": len(known),
        "overlapping": int(label.sum()),
        "average precision": average_precision(label, ours),
        "precision at recall 0.80": float(precision[recall >= RECALL].max()),
        "asked: precision": float(label[asked].mean()) if asked.any() else 0.0,
        "asked: recall": float(asked[label == 1].mean()),
    }


def main() -> None:
    """Print the table."""
    pairs = readings()
    same, kappa = agreement(pairs)
    twice = sum(bool(each.second) for each in pairs)
    rows = {
        "all pairs": figures(pairs),
        "design": figures([each for each in pairs if each.part == "design"]),
        "held out": figures([each for each in pairs if each.part == "held_out"]),
        "read twice": figures([each for each in pairs if each.second]),
        "read twice, by the first alone": figures(by_reader([p for p in pairs if p.second], "first")),
        "read twice, by the second alone": figures(by_reader(pairs, "second")),
        "(wording alone, all pairs)": figures(pairs, "wording"),
    }
    names = list(rows["all pairs"])
    lines = [f"| part | {' | '.join(names)} |", "| --- |" + " --- |" * len(names)]
    for part, found in rows.items():
        lines.append(f"| {part} | " + " | ".join(f"{found[name]:.3g}" for name in names) + " |")
    sys.stdout.write("\n".join(lines) + f"\n\nreaders agree on {same:.1%} of {twice}, kappa {kappa:.2f}\n")
    sys.stdout.write(f"\n{confusion(pairs)}\n")


if __name__ == "__main__":
    main()
