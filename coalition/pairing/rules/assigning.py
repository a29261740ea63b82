"""One assignment over all States and donors at once, within each donor's capacity.

Every donor is a column for each coalition it can still lead; every State has a column of its own that
means "nobody yet", worth just less than a pair that is worth asking about. The sum of scores is largest.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linear_sum_assignment

from coalition.core.errors import RuleBroken
from coalition.pairing.rules.facts import Board, Candidate, Seeker
from coalition.pairing.rules.scoring import Pair, bar_of, pair_of

# Of 100. A State Party of which nothing else is known reaches 18, and nobody is bothered for that.
WORTH_ASKING = 20.0
NEVER = -1e6
LOCKED = 1e6


@dataclass(frozen=True, slots=True)
class Plan:
    """Who is suggested to whom, by State id; the others find nobody. `ranked`: the best for each State."""

    pairs: Mapping[int, Pair]
    unpaired: tuple[Seeker, ...]
    ranked: Mapping[int, tuple[Pair, ...]]


def assign(
    board: Board,
    *,
    locked: Mapping[int, int] | None = None,
    excluded: Collection[int] = (),
    most: int = 5,
) -> Plan:
    """Return the best plan for all; `locked` holds State id -> donor id, `excluded` donor ids.

    Raises RuleBroken when more pairs are locked with a donor than it has room for.
    """
    locked = locked or {}
    candidates = [c for c in board.candidates if c.organisation_id not in excluded]
    _check_locks(candidates, locked)
    rows = [[pair_of(board, seeker, candidate) for candidate in candidates] for seeker in board.seekers]
    scores = _matrix(board, rows, candidates, locked)
    columns = [place for place, candidate in enumerate(candidates) for _ in range(candidate.room)]
    chosen = _solve(scores, columns)
    pairs = {
        seeker.state_id: rows[row][chosen[row]] for row, seeker in enumerate(board.seekers) if row in chosen
    }
    return Plan(
        pairs,
        tuple(seeker for seeker in board.seekers if seeker.state_id not in pairs),
        {
            seeker.state_id: _best(rows[row], scores[row], pairs.get(seeker.state_id), most)
            for row, seeker in enumerate(board.seekers)
        },
    )


def _check_locks(candidates: list[Candidate], locked: Mapping[int, int]) -> None:
    by_id = {candidate.organisation_id: candidate for candidate in candidates}
    for donor_id in set(locked.values()):
        found = by_id.get(donor_id)
        asked = sum(one == donor_id for one in locked.values())
        if found is None or asked > found.room:
            raise RuleBroken(
                "{name} has no room for {count} coalitions.",
                field="locked",
                name=found.name if found else donor_id,
                count=asked,
            )


def _matrix(
    board: Board, rows: list[list[Pair]], candidates: list[Candidate], locked: Mapping[int, int]
) -> np.ndarray:
    scores = np.full((len(rows), len(candidates)), NEVER)
    for row, pairs in enumerate(rows):
        seeker = board.seekers[row]
        for column, pair in enumerate(pairs):
            if locked.get(seeker.state_id) == pair.candidate.organisation_id:
                scores[row, column] = LOCKED
            elif pair.score >= WORTH_ASKING and not bar_of(board, seeker, pair.candidate):
                scores[row, column] = pair.score
    return scores


def _solve(scores: np.ndarray, columns: list[int]) -> dict[int, int]:
    """Return row -> candidate for those who find somebody."""
    count = scores.shape[0]
    if not count or not columns:
        return {}
    nobody = np.full((count, count), NEVER)
    np.fill_diagonal(nobody, WORTH_ASKING - 0.1)
    rows, taken = linear_sum_assignment(np.hstack([scores[:, columns], nobody]), maximize=True)
    return {
        int(row): columns[column]
        for row, column in zip(rows, taken, strict=True)
        if column < len(columns) and scores[row, columns[column]] > NEVER
    }


def _best(pairs: list[Pair], scores: np.ndarray, first: Pair | None, most: int) -> tuple[Pair, ...]:
    """Return the pairs worth asking about: the assigned one, then by score and name."""
    order = sorted(range(len(pairs)), key=lambda place: (-scores[place], pairs[place].candidate.name))
    worth = [pairs[place] for place in order if scores[place] > NEVER and pairs[place] is not first]
    return tuple(([first] if first else []) + worth)[:most]
