"""Taking over votes of the General Assembly. The caller commits."""

from collections.abc import Mapping
from datetime import date

from sqlmodel import Session, col, select

from coalition.core.errors import RuleBroken
from coalition.core.visibility import Confidence
from coalition.states.queries import find_state_by_name, ids_by_iso3
from coalition.universalization.models import StateVote
from coalition.universalization.readers import VoteFile
from coalition.universalization.rules.votes import Ballot, Vote

FIRST_YEAR = 2015  # of the resolution on the Convention


def take_votes(
    session: Session, ballot: Ballot, file: VoteFile, *, source: str, today: date
) -> list[tuple[int, str]]:
    """Take over the votes of one ballot, all rows that are read; return the rows refused, with the reason.

    A State named twice is refused the second time. Raises RuleBroken without a source or for a wrong year.
    """
    if not FIRST_YEAR <= ballot[0] <= today.year:
        raise RuleBroken("The resolution is voted on since 2015.", field="year")
    if not source.strip():
        raise RuleBroken("Say where the votes are published.", field="source")
    numbers, refused, votes = ids_by_iso3(session), list(file.refused), dict[int, Vote]()
    for row in file.rows:
        known = numbers.get(row.state.upper()) or _by_name(session, row.state)
        if known is None:
            refused.append((row.line, f"no State is called “{row.state}”"))
        elif known in votes:
            refused.append((row.line, f"“{row.state}” stands in an earlier row"))
        else:
            votes[known] = row.vote
    _keep_votes(session, ballot, votes, source.strip())
    return sorted(refused)


def _keep_votes(session: Session, ballot: Ballot, votes: Mapping[int, Vote], source: str) -> None:
    year, stage = ballot
    rows = select(StateVote).where(col(StateVote.year) == year, col(StateVote.stage) == stage)
    held = {vote.state_id: vote for vote in session.exec(rows).all()}
    for state_id, vote in votes.items():
        kept = held.get(state_id)
        if kept is None:
            kept = StateVote(
                year=year,
                stage=stage,
                state_id=state_id,
                vote=vote,
                source=source,
                confidence=Confidence.MEDIUM,
            )
            session.add(kept)
        kept.vote, kept.source = vote, source
    session.flush()


def _by_name(session: Session, name: str) -> int | None:
    found = find_state_by_name(session, name)
    return found.id if found else None
