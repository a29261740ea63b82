"""`benchmark review`: all coalitions reviewed at once, beside one by one in the same run."""

import resource
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

import click
from sqlmodel import Session, SQLModel

from coalition.coalitions.models import Coalition
from coalition.db import make_engine
from coalition.health.commands.made import DAY, MOST, fill
from coalition.health.queries.facts import gather, list_reviewed
from coalition.health.rules.review import review
from coalition.web.answers import answering
from coalition.web.benchmarks import benchmark

PLEDGES_EACH, PROGRAMMES_EACH = 100, 2_000
SAMPLE = 10  # coalitions that are reviewed one by one
PARTS = (4, 2, 1)  # a quarter, half, all: to see that the time grows as the number does
MEGABYTE = 1024


@benchmark.command("review")
@click.option("--size", default=50, show_default=True, type=click.IntRange(SAMPLE, MOST))
@answering(
    lambda v: (
        f"{v['size']} coalitions, {v['pledges']} pledges, {v['programmes']} programmes: one by one "
        f"{v['baseline']} s, all at once {v['ours']} s, ratio {v['ratio']}; "
        f"by number: {v['by_size']}; peak {v['peak_mb']} MB ({v['filled_mb']} MB before)"
    )
)
def benchmark_review(size: int) -> dict[str, Any]:
    """Review made coalitions with 100 pledges and 2,000 programmes each; 500 make a million programmes."""
    with TemporaryDirectory() as folder:
        engine = make_engine(f"sqlite:///{Path(folder) / 'review.db'}")
        SQLModel.metadata.create_all(engine)
        with Session(engine) as session:
            counts = {"pledges": size * PLEDGES_EACH, "programmes": size * PROGRAMMES_EACH}
            fill(session, coalitions=size, **counts)
            filled = _peak()
            session.expunge_all()
            found = list(list_reviewed(session))
            by_size = {len(found) // part: _timed(session, found[: len(found) // part]) for part in PARTS}
            one_by_one = sum(_timed(session, [one]) for one in found[:SAMPLE])
        engine.dispose()
    ours, baseline = by_size[size], one_by_one / SAMPLE * size
    return {
        "baseline": round(baseline, 2),
        "ours": round(ours, 2),
        "ratio": round(baseline / ours, 1),
        "size": size,
        "peak_mb": _peak(),
        "filled_mb": filled,
        "by_size": {str(number): round(seconds, 2) for number, seconds in by_size.items()},
        **counts,
    }


def _timed(session: Session, coalitions: list[Coalition]) -> float:
    began = perf_counter()
    for facts in gather(session, coalitions, DAY):
        review(facts, DAY)
    return perf_counter() - began


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // MEGABYTE
