"""Votes of the General Assembly on record."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlmodel import Session, col, select

from coalition.states.models import State
from coalition.universalization.models import AssemblyVote, StateVote
from coalition.universalization.rules.votes import Ballot, Change, Totals, Vote, VoteStage, changed, totals_of


def list_totals(session: Session) -> Sequence[AssemblyVote]:
    """Return the totals on record, the newest year first."""
    return session.exec(
        select(AssemblyVote).order_by(col(AssemblyVote.year).desc(), col(AssemblyVote.stage))
    ).all()


@dataclass(frozen=True, slots=True)
class Recorded:
    """One ballot of which votes by State are on record: what they add up to, and what a source stated."""

    ballot: Ballot
    totals: Totals
    source: str
    stated: Totals | None

    @property
    def differs(self) -> bool:
        """Whether the States on record do not add up to what the source of the totals says."""
        return self.stated is not None and self.stated.all is not None and self.stated != self.totals


def list_recorded(session: Session, totals: Sequence[AssemblyVote]) -> list[Recorded]:
    """Return each ballot with votes by State, the newest first; `totals` as `list_totals` gives them."""
    stated = {(total.year, total.stage.replace(" ", "_")): total.totals for total in totals}
    year, stage, vote = col(StateVote.year), col(StateVote.stage), col(StateVote.vote)
    rows = sa.select(year, stage, vote, sa.func.count(), sa.func.max(StateVote.source))
    found: dict[Ballot, Counter[Vote]] = defaultdict(Counter)
    sources: dict[Ballot, str] = {}
    for on, at, cast, count, source in session.execute(rows.group_by(year, stage, vote)).all():
        found[on, VoteStage(at)][Vote(cast)] += count
        sources[on, VoteStage(at)] = source
    return [
        Recorded(ballot, totals_of(found[ballot]), sources[ballot], stated.get((ballot[0], ballot[1].value)))
        for ballot in sorted(found, reverse=True)
    ]


def votes_of(session: Session, ballot: Ballot) -> dict[int, Vote]:
    """Return the votes of one ballot by State."""
    year, stage = ballot
    rows = sa.select(col(StateVote.state_id), col(StateVote.vote)).where(
        col(StateVote.year) == year, col(StateVote.stage) == stage
    )
    return {number: Vote(vote) for number, vote in session.execute(rows).all()}


def list_changed(session: Session, change: Change) -> Sequence[State]:
    """Return the States whose vote changed so between two ballots of one kind, by name."""
    before, after = (votes_of(session, (year, change.stage)) for year in (change.before, change.after))
    found = changed(before, after, was=change.was, now=change.then)
    return session.exec(select(State).where(col(State.id).in_(found)).order_by(State.short_name)).all()
