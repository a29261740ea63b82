"""The global assignment of 200 States and 60 donors, beside taking the best donor for each State in turn.

Run: python -m tests.benchmarks.pairing_assignment
"""

import json
import random
import time

from coalition.pairing.rules.assigning import assign
from coalition.pairing.rules.facts import Board, Record
from coalition.pairing.rules.scoring import pair_of
from tests.factories.pairing import board, candidate, seeker

STATES, DONORS = 200, 60


def made(seed: int = 1) -> Board:
    """Return a board in which one pair in five has a record, and each donor has a few embassies."""
    draw = random.Random(seed)
    records = {
        (donor, state): Record(frozenset({2025}), draw.randrange(1, 100))
        for donor in range(1, DONORS + 1)
        for state in range(1, STATES + 1)
        if draw.random() < 0.2
    }
    donors = [
        candidate(number, embassies=frozenset(f"S{draw.randrange(1, STATES):02}" for _ in range(9)))
        for number in range(1, DONORS + 1)
    ]
    return board([seeker(number) for number in range(1, STATES + 1)], donors, records)


def greedy(seen: Board) -> float:
    """Return the sum of scores when every State takes the best donor that still has room."""
    room = {donor.organisation_id: donor.room for donor in seen.candidates}
    total = 0.0
    for one in seen.seekers:
        free = [pair_of(seen, one, donor) for donor in seen.candidates if room[donor.organisation_id]]
        if free:
            best = max(free, key=lambda pair: pair.score)
            room[best.candidate.organisation_id] -= 1
            total += best.score
    return total


def measure() -> dict[str, float]:
    """Return seconds and sums of both ways."""
    seen = made()
    started = time.perf_counter()
    plan = assign(seen)
    ours = time.perf_counter() - started
    started = time.perf_counter()
    baseline = greedy(seen)
    return {
        "seconds": round(ours, 3),
        "baseline_seconds": round(time.perf_counter() - started, 3),
        "score": round(sum(pair.score for pair in plan.pairs.values()), 1),
        "baseline_score": round(baseline, 1),
        "paired": len(plan.pairs),
    }


if __name__ == "__main__":
    print(json.dumps(measure()))  # noqa: T201
