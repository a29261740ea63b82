"""Reference data of the room: votes on record, and the workshop of Manila. The caller commits."""

from collections.abc import Mapping
from datetime import date

from sqlmodel import Session, select

from coalition.core.visibility import Confidence
from coalition.core.when import parse_when
from coalition.states.queries import ids_by_iso3
from coalition.universalization.models import AssemblyVote, StateVote, Workshop, WorkshopCount
from coalition.universalization.readers import packaged
from coalition.universalization.rules.votes import Vote, VoteStage


def load_reference(session: Session) -> dict[str, int]:
    """Load the packaged votes and the workshop of Manila; what stands is left as it is."""
    if session.exec(select(AssemblyVote)).first() is None:
        for row in packaged("unga_votes.csv"):
            session.add(_total(row))
        numbers = ids_by_iso3(session)
        for row in packaged("unga_votes_by_state.csv"):
            session.add(
                StateVote(
                    year=int(row["year"]),
                    stage=VoteStage.PLENARY,  # each row names the resolution as the Assembly adopted it
                    state_id=numbers[row["iso3"]],
                    vote=Vote(row["vote"]),
                    source=row["source"],
                    confidence=Confidence(row["confidence"]),
                )
            )
        _manila(session)
        session.flush()
    count = len(session.exec(select(StateVote.year)).all())
    return {"state_votes": count}


def _total(row: Mapping[str, str]) -> AssemblyVote:
    yes, no, abstain, absent = (
        int(row[name]) if row[name] else None for name in ("yes", "no", "abstain", "absent")
    )
    return AssemblyVote(
        year=int(row["year"]),
        stage=row["stage"],
        resolution=row["resolution"],
        voted_on=parse_when(row["date"]).on if row["date"] else None,
        confidence=Confidence(row["confidence"]),
        source=row["source"],
        yes=yes,
        no=no,
        abstain=abstain,
        absent=absent,
    )


def _manila(session: Session) -> None:
    """The workshop of March 2025: its paper gives two counts of the same guests (contradiction K1)."""
    paper = "Working paper of the Meeting of States Parties of September 2025 on the Manila workshop"
    held = Workshop(
        title="Southeast Asia and Pacific regional workshop",
        place="Manila",
        starts_on=date(2025, 3, 18),
        region="Southeast Asia and the Pacific",
        hosts="Philippines",
        source=paper,
    )
    session.add(held)
    session.flush()
    for what, figure, where in (
        ("States not party from the region", 12, f"{paper}, paragraph 1"),
        ("States not party from the region", 21, f"{paper}, annex, paragraph 1"),
        ("representatives", 48, paper),
    ):
        session.add(WorkshopCount(workshop_id=held.id, what=what, figure=figure, source=where))
