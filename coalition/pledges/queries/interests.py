"""Reading interest that others reported."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy.orm import joinedload
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from coalition.core.errors import NotFound
from coalition.db import prepared, related
from coalition.needs.models import Need
from coalition.pledges.models import ReportedInterest
from coalition.pledges.rules import InterestResponse

_OF_NEED = joinedload(related(ReportedInterest.need)).joinedload(related(Need.state))


def get_interest(session: Session, interest_id: int) -> ReportedInterest:
    """Return one reported interest with donor and need. Raises NotFound."""
    rows = select(ReportedInterest).where(ReportedInterest.id == interest_id)
    found = session.exec(rows.options(joinedload(related(ReportedInterest.donor)), _OF_NEED)).first()
    if found is None:
        raise NotFound(f"interest {interest_id}")
    return found


def list_interests_in(session: Session, need_id: int) -> Sequence[ReportedInterest]:
    """Return what was reported of donors' interest in a need, claim and answer together, oldest first."""
    return _interests_in(session, need_id=need_id).all()


@prepared
def _interests_in(need_id: Any) -> SelectOfScalar[ReportedInterest]:
    rows = select(ReportedInterest).where(ReportedInterest.need_id == need_id)
    loaded = rows.options(joinedload(related(ReportedInterest.donor)))
    return loaded.order_by(col(ReportedInterest.said_on), col(ReportedInterest.id))


def list_unanswered(
    session: Session, organisation_ids: Sequence[int], most: int = 7
) -> Sequence[ReportedInterest]:
    """Return what was reported of these donors and they have not answered, oldest first."""
    rows = select(ReportedInterest).where(
        col(ReportedInterest.donor_id).in_(organisation_ids),
        ReportedInterest.response == InterestResponse.NONE,
    )
    return session.exec(rows.options(_OF_NEED).order_by(col(ReportedInterest.id)).limit(most)).all()


def donors_not_to_ask(session: Session, need_id: int, today: date) -> set[int]:
    """Return the donors that asked not to be approached about a need yet: left out of matching until then."""
    rows = select(ReportedInterest.donor_id).where(
        ReportedInterest.need_id == need_id, col(ReportedInterest.not_before) > today
    )
    return set(session.exec(rows).all())
