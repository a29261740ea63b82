"""Commands for evaluation: `duplicates score` and `duplicates candidates`, streamed row by row."""

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from time import perf_counter
from typing import Any

import click

from coalition.db import current_session
from coalition.duplication.commands.asking import duplicates
from coalition.duplication.queries.scoring import (
    identifiers_of,
    numbers_of,
    rank_candidates,
    score_pairs,
    sides_of,
)
from coalition.web.answers import Unreadable, answering

AT_ONCE = 1_000
LONGEST_FIELD = 10_000
MOST = 100


@duplicates.command("score")
@click.argument("pairs", metavar="PAIRS.csv")
@click.option("--out", required=True, metavar="SCORES.csv", help="Where to write id_a,id_b,score.")
@answering(
    lambda v: f"{v['scored']} of {v['pairs']} pairs scored in {v['seconds']} s, {v['missing']} not on record."
)
def score(pairs: str, out: str) -> dict[str, Any]:
    """Score pairs of imported programmes from 0 to 1, in the order given; a pair not on record gets 0."""
    began, session = perf_counter(), current_session()
    count = missing = 0
    with reading(pairs, "id_a", "id_b") as rows, writing(out, "id_a", "id_b", "score") as keep:
        while batch := list(islice(rows, AT_ONCE)):
            asked = [(row["id_a"], row["id_b"]) for row in batch]
            for pair, value in zip(asked, score_pairs(session, asked), strict=True):
                keep.writerow([*pair, f"{value or 0.0:.6f}"])
                missing += value is None
            count += len(batch)
            session.expunge_all()
    return {
        "pairs": count,
        "scored": count - missing,
        "missing": missing,
        "seconds": round(perf_counter() - began, 3),
    }


@duplicates.command("candidates")
@click.argument("ids", metavar="IDS.csv")
@click.option(
    "--top", default=10, show_default=True, type=click.IntRange(1, MOST), help="How many a programme."
)
@click.option("--out", required=True, metavar="OUT.csv", help="Where to write id,candidate,rank,score.")
@answering(
    lambda v: f"{v['queries']} programmes asked about in {v['seconds']} s, {v['missing']} not on record."
)
def candidates(ids: str, top: int, out: str) -> dict[str, Any]:
    """Write, for each imported programme, the other programmes likeliest to be the same."""
    began, session = perf_counter(), current_session()
    count = missing = 0
    with reading(ids, "id") as rows, writing(out, "id", "candidate", "rank", "score") as keep:
        while batch := list(islice(rows, AT_ONCE)):
            names = [row["id"] for row in batch]
            numbers = numbers_of(session, set(names))
            sides = sides_of(session, set(numbers.values()))
            for name in names:
                side = sides.get(numbers.get(name, 0))
                missing += side is None
                ranked = rank_candidates(session, side, top) if side else []
                called = identifiers_of(session, [number for number, _ in ranked])
                for rank, (number, value) in enumerate(ranked, 1):
                    keep.writerow([name, called.get(number, number), rank, f"{value:.6f}"])
            count += len(batch)
            session.expunge_all()
    return {"queries": count, "missing": missing, "seconds": round(perf_counter() - began, 3)}


@contextmanager
def reading(path: str, *columns: str) -> Iterator[Iterator[dict[str, str]]]:
    """Yield the rows of a CSV file that has these columns. Raises Unreadable."""
    csv.field_size_limit(LONGEST_FIELD)
    try:
        with Path(path).open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file)
            absent = [name for name in columns if name not in (rows.fieldnames or ())]
            if absent:
                raise Unreadable(f"“{path}” has no column {', '.join(absent)}.")
            yield ({name: (row[name] or "").strip() for name in columns} for row in rows)
    except OSError as wrong:
        raise Unreadable(f"“{path}” cannot be read: {wrong.strerror}.") from wrong
    except (UnicodeDecodeError, csv.Error) as wrong:
        raise Unreadable(f"“{path}” is no CSV file in UTF-8.") from wrong


@contextmanager
def writing(path: str, *columns: str) -> Iterator[Any]:
    """Yield a writer of a CSV file with this header. Raises Unreadable."""
    try:
        with Path(path).open("w", encoding="utf-8", newline="") as file:
            keep = csv.writer(file, lineterminator="\n")
            keep.writerow(columns)
            yield keep
    except OSError as wrong:
        raise Unreadable(f"“{path}” cannot be written: {wrong.strerror}.") from wrong
