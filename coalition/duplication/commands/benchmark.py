"""`benchmark screen`: one check against a register, beside rapidfuzz over the same in the same run."""

import random
import resource
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter
from typing import Any

import click
from rapidfuzz import fuzz, process
from sqlmodel import Session, SQLModel

from coalition.db import make_engine, transaction
from coalition.duplication.commands.synthetic import make_draft, make_register
from coalition.duplication.queries.checking import PROGRAMMES, check
from coalition.duplication.rules.profile import Side
from coalition.duplication.service.index import KEYS, PROFILES, in_batches, remember
from coalition.web.answers import answering, progress
from coalition.web.benchmarks import benchmark

QUERIES, BASELINE_QUERIES, WARM = 200, 12, 20
MORE = 10_000  # programmes added to the finished register, to see what they cost
AT_ONCE = 5_000
MEGABYTE = 1024
NOBODYS_DAY = date(2020, 1, 1)  # before most made programmes end: screening has its full work


@benchmark.command("screen")
@click.option("--size", default=100_000, show_default=True, type=click.IntRange(100, 2_000_000))
@answering(
    lambda v: (
        f"{v['size']} programmes: rapidfuzz {v['baseline']} ms, one check with evidence {v['ours']} ms "
        f"(95 % under {v['p95']} ms), ratio {v['ratio']}; partner found for {v['found']:.0%}; "
        f"filled in {v['filled_seconds']} s, {v['added']} more in {v['added_seconds']} s; {v['peak_mb']} MB"
    )
)
def benchmark_screen(size: int) -> dict[str, Any]:
    """Check drafts against a made register, and compare with rapidfuzz over the same titles."""
    with (
        tempfile.TemporaryDirectory() as folder,
        a_register(f"sqlite:///{Path(folder) / 'register.db'}") as session,
    ):
        sample, titles, filled = fill(session, size)
        added_began = perf_counter()
        more = min(MORE, size)
        _store(session, _shifted(make_register(more, seed=1), size))
        added = perf_counter() - added_began
        dice = random.Random(2)
        drafts = [(side, make_draft(side, dice)) for side in sample]
        times, found = measure(session, drafts)
        slow = [_timed_baseline(draft, titles) for _, draft in drafts[:BASELINE_QUERIES]]
    ours, baseline = median(times), median(slow)
    return {
        "baseline": round(baseline * 1000, 2),
        "ours": round(ours * 1000, 2),
        "ratio": round(baseline / ours, 1),
        "size": size,
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEGABYTE, 1),
        "p95": round(quantiles(times, n=20)[-1] * 1000, 2),
        "found": found,
        "filled_seconds": round(filled, 1),
        "added": more,
        "added_seconds": round(added, 2),
    }


@contextmanager
def a_register(url: str) -> Iterator[Session]:
    """Yield a session on a database that holds the two tables of the index and nothing else."""
    engine = make_engine(url)
    SQLModel.metadata.create_all(engine, tables=[KEYS, PROFILES])
    with Session(engine) as session:
        yield session
    engine.dispose()


def fill(session: Session, size: int) -> tuple[list[Side], list[str], float]:
    """Fill the index; return the programmes to ask about, all titles, and the seconds it took."""
    began, every = perf_counter(), max(1, size // QUERIES)
    sample: list[Side] = []
    titles: list[str] = []

    def noted() -> Iterator[Side]:
        for side in make_register(size):
            titles.append(side.subject.title)
            if side.number % every == 0 and len(sample) < QUERIES:
                sample.append(side)
            yield side

    with progress(noted(), "Making the register", size) as sides:
        _store(session, sides)
    return sample, titles, perf_counter() - began


def measure(session: Session, drafts: list[tuple[Side, Side]]) -> tuple[list[float], float]:
    """Return the seconds of each check once warm, and the share that finds its true partner in ten."""
    times: list[float] = []
    hits = 0
    for at, (side, draft) in enumerate([*drafts[:WARM], *drafts]):
        began = perf_counter()
        matches = check(session, draft, today=NOBODYS_DAY, kinds=PROGRAMMES)
        if at >= min(WARM, len(drafts)):
            times.append(perf_counter() - began)
            hits += any(match.side.number == side.number for match in matches)
    return times, hits / max(1, len(drafts))


def _store(session: Session, sides: Iterator[Side]) -> None:
    for some in in_batches(sides, AT_ONCE):
        with transaction(session):
            remember(session, some)


def _shifted(sides: Iterator[Side], by: int) -> Iterator[Side]:
    for side in sides:
        yield Side(side.kind, side.number + by, side.subject, card=side.card)


def _timed_baseline(draft: Side, titles: list[str]) -> float:
    began = perf_counter()
    process.extract(draft.subject.title, titles, scorer=fuzz.token_set_ratio, limit=10)
    return perf_counter() - began
