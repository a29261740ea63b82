"""`benchmark screen`: one check against a register, beside rapidfuzz over the same in the same run."""

import random
import resource
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter, process_time
from typing import Any

import click
from rapidfuzz import fuzz, process
from sqlmodel import Session

from coalition.duplication.commands.register import a_register, add, fill, size_of, titles_of
from coalition.duplication.commands.synthetic import make_draft, make_register
from coalition.duplication.queries.asking import check_draft
from coalition.duplication.queries.checking import PROGRAMMES
from coalition.duplication.rules.profile import Side
from coalition.web.answers import answering
from coalition.web.benchmarks import benchmark

QUERIES, BASELINE_QUERIES = 200, 12
MORE = 10_000  # programmes added to the finished register, to see what they cost
MEGABYTE = 1024
NOBODYS_DAY = date(2020, 1, 1)  # before most made programmes end: screening has its full work


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds of each check as the clock says and of the processor, and the share that found its partner."""

    wall: list[float]
    processor: list[float]
    found: float


@benchmark.command("screen")
@click.option("--size", default=100_000, show_default=True, type=click.IntRange(100, 2_000_000))
@click.option(
    "--register",
    metavar="FILE",
    help="Keep the made register in this file, or postgresql database, and use it again.",
)
@answering(
    lambda v: (
        f"{v['size']} programmes: rapidfuzz {v['baseline']} ms, one check with evidence {v['ours']} ms "
        f"(95 % under {v['p95']} ms; of the processor {v['cpu']} and {v['cpu_p95']} ms), ratio {v['ratio']}; "
        f"partner found for {v['found']:.0%}; filled in {v['filled_seconds']} s, "
        f"{v['added']} more in {v['added_seconds']} s; {v['peak_mb']} MB"
    )
)
def benchmark_screen(size: int, register: str | None) -> dict[str, Any]:
    """Check drafts against a made register, and compare with rapidfuzz over the same titles."""
    with ExitStack() as stack:
        place = register or str(Path(stack.enter_context(tempfile.TemporaryDirectory())) / "register.db")
        url = place if "://" in place else f"sqlite:///{Path(place).absolute()}"
        session = stack.enter_context(a_register(url))
        filled, began = size_of(session), perf_counter()
        if not filled:
            fill(session, size)
        filling = perf_counter() - began if not filled else 0.0
        found = measure(session, drafts_of(size))
        slow = _baseline(session, size)
        more, added = min(MORE, size // 10), perf_counter()
        add(session, size_of(session) + 1, more)
        added = perf_counter() - added
    ours, baseline = median(found.wall), median(slow)
    return {
        "baseline": round(baseline * 1000, 2),
        "ours": round(ours * 1000, 2),
        "ratio": round(baseline / ours, 1),
        "size": size,
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEGABYTE, 1),
        "p95": round(quantiles(found.wall, n=20)[-1] * 1000, 2),
        "cpu": round(median(found.processor) * 1000, 2),
        "cpu_p95": round(quantiles(found.processor, n=20)[-1] * 1000, 2),
        "found": found.found,
        "filled_seconds": round(filling, 1),
        "added": more,
        "added_seconds": round(added, 2),
    }


def drafts_of(size: int, count: int = QUERIES) -> list[tuple[Side, Side]]:
    """Return some programmes of the register, each with a draft that tells it in other words."""
    dice, every = random.Random(2), max(1, size // count)
    sides = (next(make_register(1, first=number)) for number in range(every, size + 1, every))
    return [(side, make_draft(side, dice)) for side in list(sides)[:count]]


def measure(session: Session, drafts: list[tuple[Side, Side]]) -> Measured:
    """Return how long each check takes once warm, and how often the partner is among the ten shown."""
    found = Measured([], [], 0.0)
    hits = 0
    for warm in (False, True):
        for side, draft in drafts:
            began, busy = perf_counter(), process_time()
            matches = check_draft(session, draft, today=NOBODYS_DAY, kinds=PROGRAMMES)
            if warm:
                found.wall.append(perf_counter() - began)
                found.processor.append(process_time() - busy)
                hits += any(match.side.number == side.number for match in matches)
    return Measured(found.wall, found.processor, hits / max(1, len(drafts)))


def _baseline(session: Session, size: int) -> list[float]:
    titles, times = titles_of(session)[:size], []
    for _, draft in drafts_of(size, BASELINE_QUERIES):
        began = perf_counter()
        process.extract(draft.subject.title, titles, scorer=fuzz.token_set_ratio, limit=10)
        times.append(perf_counter() - began)
    return times
