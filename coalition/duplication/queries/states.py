"""Names that the queue and the page of a question need."""

from collections.abc import Collection

from sqlmodel import Session, col, select

from coalition.duplication.models import DuplicationFlag
from coalition.duplication.queries.flags import Reach, within
from coalition.organisations.models import Organisation
from coalition.states.models import State


def states_with_flags(session: Session, reach: Reach) -> dict[int, str]:
    """Return the States that any flag within reach is about: id and name, by name."""
    flagged = within(select(DuplicationFlag), reach).with_only_columns(col(DuplicationFlag.state_id))
    rows = select(State.id, State.name).where(col(State.id).in_(flagged)).order_by(State.name)
    return dict(session.exec(rows).all())


def names_of(session: Session, organisation_ids: Collection[int]) -> dict[int, str]:
    """Return the names of these organisations by id."""
    if not organisation_ids:
        return {}
    rows = select(Organisation.id, Organisation.name).where(col(Organisation.id).in_(organisation_ids))
    return dict(session.exec(rows.order_by(Organisation.name)).all())
