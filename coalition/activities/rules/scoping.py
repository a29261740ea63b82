"""How far a coalition is scoped: challenges, work that answers them, who does it, the country seminar. Pure.

Source: domain model §4.4; the seeds' order is challenges → activities → actors → country seminar.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from coalition.core.when import Precision


class ScopingStep(StrEnum):
    CHALLENGES = "challenges"
    ACTIVITIES = "activities"
    ACTORS = "actors"
    SEMINAR = "country_seminar"


@dataclass(frozen=True, slots=True)
class Stood:
    """Where a step stands: `done` of `all` things; `on` the day of the seminar, held or planned."""

    step: ScopingStep
    done: int
    all: int
    on: date | None = None
    precision: Precision = Precision.DAY
    held: bool = False

    @property
    def complete(self) -> bool:
        """Whether nothing of this step is open; what nobody listed yet is open."""
        return self.held if self.step is ScopingStep.SEMINAR else 0 < self.all == self.done


@dataclass(frozen=True, slots=True)
class Answered:
    """One line of the matrix: the challenge it answers, and whether somebody does it."""

    challenge_id: int
    has_actor: bool


@dataclass(frozen=True, slots=True)
class Seminar:
    """A country seminar on record, held or planned."""

    on: date
    precision: Precision


def steps_of(
    challenge_ids: Collection[int], lines: Collection[Answered], seminars: Collection[Seminar], today: date
) -> tuple[Stood, ...]:
    """Return where each of the four steps stands; the newest seminar counts, one to come is planned."""
    answered = {line.challenge_id for line in lines} & set(challenge_ids)
    newest = max(seminars, key=lambda one: one.on, default=None)
    held = newest is not None and newest.on <= today
    return (
        Stood(ScopingStep.CHALLENGES, len(challenge_ids), len(challenge_ids)),
        Stood(ScopingStep.ACTIVITIES, len(answered), len(challenge_ids)),
        Stood(ScopingStep.ACTORS, sum(line.has_actor for line in lines), len(lines)),
        Stood(ScopingStep.SEMINAR, int(held), 1)
        if newest is None
        else Stood(ScopingStep.SEMINAR, int(held), 1, newest.on, newest.precision, held),
    )
