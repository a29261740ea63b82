"""Votes of the General Assembly on the resolution about the Convention."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

MEMBERS = 193  # of the United Nations since 2011


class Vote(StrEnum):
    YES = "yes"
    NO = "no"
    ABSTAIN = "abstain"
    ABSENT = "absent"


class VoteStage(StrEnum):
    """Each year the resolution is voted on twice; the two votes are never mixed."""

    FIRST_COMMITTEE = "first_committee"
    PLENARY = "plenary"


Ballot = tuple[int, VoteStage]


@dataclass(frozen=True, slots=True)
class Totals:
    """The figures of one vote as its source gives them; None: not given."""

    yes: int | None = None
    no: int | None = None
    abstain: int | None = None
    absent: int | None = None

    @property
    def all(self) -> int | None:
        """The four together; None where one is missing."""
        given = [each for each in (self.yes, self.no, self.abstain, self.absent) if each is not None]
        return sum(given) if len(given) == 4 else None

    @property
    def differs(self) -> bool:
        """Whether the four do not add up to the members: kept as stated, shown with a warning."""
        return self.all is not None and self.all != MEMBERS


@dataclass(frozen=True, slots=True)
class Change:
    """What is asked of two ballots of one kind: who voted `was` in one year and `then` in the other."""

    stage: VoteStage
    before: int
    after: int
    was: Vote = Vote.YES
    then: Vote = Vote.ABSENT


def totals_of(cast: Mapping[Vote, int]) -> Totals:
    """Return the totals of votes that were counted."""
    return Totals(*(cast.get(vote, 0) for vote in (Vote.YES, Vote.NO, Vote.ABSTAIN, Vote.ABSENT)))


def changed(
    before: Mapping[int, Vote], after: Mapping[int, Vote], *, was: Vote = Vote.YES, now: Vote = Vote.ABSENT
) -> list[int]:
    """Return the States that voted `was` one year and `now` the other, by number."""
    return sorted(state for state, vote in after.items() if vote is now and before.get(state) is was)
