"""What an organisation had to do with a State, and who has open business there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Session, col, or_, select

from coalition.coalitions.models import Attendance, Coalition, CoalitionMember, Meeting
from coalition.coalitions.rules import OPEN
from coalition.needs.models import Need, NeedQuestion
from coalition.pledges.models import Pledge
from coalition.pledges.rules.ladder import PledgeStage

# Stages in which somebody still waits for the other.
RUNNING = (
    PledgeStage.EXPRESSION_OF_INTEREST, PledgeStage.PLEDGE, PledgeStage.COMMITMENT, PledgeStage.CONTRACTED,
    PledgeStage.DISBURSING,
)  # fmt: skip


class BusinessKind(StrEnum):
    PLEDGE = "pledge"
    MEETING = "meeting"
    QUESTION = "question"


@dataclass(frozen=True, slots=True)
class Business:
    """One thing done together. `number` is that of the pledge, meeting or need."""

    on: date
    kind: BusinessKind
    number: int
    title: str


def list_business(
    session: Session, organisation_ids: Sequence[int], state_id: int, most: int = 100
) -> list[Business]:
    """Return what these organisations did with a State, the newest first; three queries, none for nobody."""
    if not organisation_ids:
        return []
    given = sa.select(col(Pledge.changed_on), col(Pledge.id), col(Pledge.title)).where(
        col(Pledge.donor_id).in_(organisation_ids), col(Pledge.state_id) == state_id
    )
    met = (
        sa.select(col(Meeting.starts_on), col(Meeting.id), col(Meeting.title))
        .join(Attendance, col(Attendance.meeting_id) == Meeting.id)
        .join(Coalition, col(Coalition.id) == Meeting.coalition_id)
        .where(
            col(Attendance.organisation_id).in_(organisation_ids),
            col(Attendance.present),
            col(Coalition.state_id) == state_id,
        )
    )
    asked = (
        sa.select(col(NeedQuestion.asked_on), col(Need.id), col(Need.title))
        .join(Need, col(Need.id) == NeedQuestion.need_id)
        .where(col(NeedQuestion.organisation_id).in_(organisation_ids), col(Need.state_id) == state_id)
    )
    kinds = zip((given, met, asked), BusinessKind.__members__.values(), strict=True)
    found = [
        Business(on, kind, number, title)
        for rows, kind in kinds
        for on, number, title in session.execute(rows.order_by(sa.desc(sa.text("1"))).limit(most)).all()
    ]
    return sorted(found, key=lambda one: (one.on, one.kind, one.number), reverse=True)


def list_with_business(session: Session, state_id: int, today: date) -> list[int]:
    """Return the organisations with a running pledge for a State, or a seat in its open coalition."""
    givers = select(Pledge.donor_id).where(Pledge.state_id == state_id, col(Pledge.stage).in_(RUNNING))
    seats = (
        select(CoalitionMember.organisation_id)
        .join(Coalition)
        .where(
            Coalition.state_id == state_id,
            col(Coalition.status).in_(OPEN),
            or_(col(CoalitionMember.valid_to).is_(None), col(CoalitionMember.valid_to) >= today),
        )
    )
    return sorted({*session.exec(givers).all(), *session.exec(seats).all()})
