"""Votes of the General Assembly on record."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlmodel import Session, col, func, select

from coalition.states.models import State
from coalition.universalization.models import AssemblyVote, StateVote
from coalition.universalization.rules.votes import Vote, changed


def list_totals(session: Session) -> Sequence[AssemblyVote]:
    """Return the totals on record, the newest year first."""
    return session.exec(
        select(AssemblyVote).order_by(col(AssemblyVote.year).desc(), col(AssemblyVote.stage))
    ).all()


def years_on_record(session: Session) -> dict[int, int]:
    """Return for each year of which votes by State are on record how many States are in it."""
    rows = select(StateVote.year, func.count()).group_by(col(StateVote.year)).order_by(col(StateVote.year))
    return dict(session.exec(rows).all())


def votes_of(session: Session, year: int) -> dict[int, Vote]:
    """Return the votes of a year by State."""
    rows = sa.select(col(StateVote.state_id), col(StateVote.vote)).where(col(StateVote.year) == year)
    return {number: Vote(vote) for number, vote in session.execute(rows).all()}


def list_changed(
    session: Session, before: int, after: int, *, was: Vote = Vote.YES, now: Vote = Vote.ABSENT
) -> Sequence[State]:
    """Return the States that voted `was` in one year and `now` in the other, by name."""
    found = changed(votes_of(session, before), votes_of(session, after), was=was, now=now)
    return session.exec(select(State).where(col(State.id).in_(found)).order_by(State.short_name)).all()
