"""One check against a register, beside Splink asked about one new record of the same.

`python -m tests.benchmarks.duplication_splink_speed [--size 100000]`. Splink 5 calls it `predict_between`
(it was `find_matches_to_new_records`); it runs on DuckDB with the comparisons of `duplication_peers`, blocked
by country with the year of start, donor with country, and title: the narrowing that our index has too. Its
weights and term frequencies are made once; only asking is timed, warm.
"""

import argparse
import logging
import random
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter
from typing import Any

from splink import DuckDBAPI, Linker, SettingsCreator, block_on

from coalition.duplication.commands.benchmark import NOBODYS_DAY, a_register, fill
from coalition.duplication.commands.synthetic import make_draft, make_register
from coalition.duplication.queries.checking import PROGRAMMES, check
from coalition.duplication.rules.profile import Side
from tests.benchmarks.duplication_peers import Record, comparisons_of, flat, registered

ASKED, WARM = 40, 5
BLOCKS = [
    block_on("country", "substr(starts, 1, 4)"),
    block_on("donor", "country"),
    block_on("title"),
]


def of_splink(size: int) -> Callable[[Side], object]:
    """Return a function that asks Splink about one record."""
    logging.getLogger("splink").setLevel(logging.ERROR)
    api = DuckDBAPI()
    table = registered(api, "records", [_row(side) for side in make_register(size)])
    settings = SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="unique_id",
        blocking_rules_to_generate_predictions=BLOCKS,
        comparisons=comparisons_of(),
    )
    linker = Linker(table, settings)
    for column in ("title", "donor", "partner", "country", "sector"):
        linker.table_management.compute_tf_table(column)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    count = 0

    def ask(draft: Side) -> object:
        nonlocal count
        count += 1
        row = {**_row(draft), "unique_id": f"new{count}"}
        new = registered(api, f"asked{count}", [row])
        return linker.inference.predict_between(table, new, warning_mode="never").as_record_list()

    return ask


def _row(side: Side) -> Record:
    return {"unique_id": str(side.number), **flat(side.subject)}


def timed(ask: Callable[[Side], object], drafts: list[Side]) -> list[float]:
    """Return the seconds of each question, the first ones left out."""
    times = []
    for draft in drafts:
        began = perf_counter()
        ask(draft)
        times.append(perf_counter() - began)
    return times[WARM:]


def main() -> None:
    """Print both, and their ratio."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--size", type=int, default=100_000)
    size: int = parser.parse_args().size
    dice = random.Random(2)
    with (
        tempfile.TemporaryDirectory() as folder,
        a_register(f"sqlite:///{Path(folder) / 'register.db'}") as session,
    ):
        sample, _, _ = fill(session, size)
        drafts = [make_draft(side, dice) for side in sample[: ASKED + WARM]]

        def ours(draft: Side) -> Any:
            return check(session, draft, today=NOBODYS_DAY, kinds=PROGRAMMES)

        found = {"ours": timed(ours, drafts), "Splink": timed(of_splink(size), drafts)}
    lines = [f"{size} programmes, {ASKED} questions"]
    for name, times in found.items():
        p95 = quantiles(times, n=20)[-1]
        lines.append(f"{name}: {median(times) * 1000:.1f} ms, 95 % under {p95 * 1000:.1f} ms")
    lines.append(f"ratio of the medians: {median(found['Splink']) / median(found['ours']):.1f}")
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
