"""What identifiers and published links add to identity: how many pairs they settle, and how many wrongly.

`python -m tests.benchmarks.duplication_links FOLDER`; FOLDER holds `xml/` (IATI files, `.xz`) and
`gold_pairs_dev.csv` (id_a, id_b, label, relation, trust, …) with the true identifiers. The learned model
never sees those (`duplication_identity` measures it blind).
"""

import argparse
import csv
import lzma
import sys
from collections import defaultdict
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from coalition.duplication.rules.likeness import shared_identifier
from coalition.duplication.rules.published import subject_of
from coalition.duplication.rules.subject import Subject
from coalition.programmes.readers.notes import Notes
from coalition.programmes.readers.sieve import everything
from coalition.programmes.readers.xml import read_xml


def gold(folder: Path) -> list[dict[str, str]]:
    """Return the pairs whose answer is trusted."""
    with (folder / "gold_pairs_dev.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["label"] in ("0", "1") and row["trust"] != "C"]


def activities(folder: Path, wanted: set[str]) -> Iterator[tuple[str, Subject]]:
    """Yield the published activities with these identifiers."""
    for path in sorted((folder / "xml").rglob("*.xz")):
        text = lzma.decompress(path.read_bytes())
        for each in read_xml(BytesIO(text), Notes(), relevant=everything):
            if each.record.identifier in wanted:
                yield each.record.identifier, subject_of(each.record)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    pairs = gold(folder)
    known = dict(activities(folder, {row[side] for row in pairs for side in ("id_a", "id_b")}))
    counts: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    for row in pairs:
        if row["id_a"] in known and row["id_b"] in known:
            joined = bool(shared_identifier(known[row["id_a"]], known[row["id_b"]]))
            for relation in (row["relation"], "all"):
                counts[row["label"], relation][0] += 1
                counts[row["label"], relation][1] += joined
    lines = ["| answer | relation | pairs | settled by an identifier or link |", "| --- | --- | --- | --- |"]
    for (label, relation), (found, joined) in sorted(counts.items(), reverse=True):
        lines.append(f"| {'same' if label == '1' else 'different'} | {relation} | {found} | {joined} |")
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
