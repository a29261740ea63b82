"""Names that the queue and the page of a question need."""

from collections.abc import Collection

from sqlmodel import Session, col, select

from coalition.auth.policy import Standing
from coalition.coalitions.models import Coalition
from coalition.duplication.models import DuplicationFlag
from coalition.duplication.queries.flags import Reach, within
from coalition.needs.models import Need
from coalition.organisations.models import Organisation
from coalition.organisations.queries import label_of
from coalition.pledges.models import Pledge
from coalition.pledges.queries import seen_by
from coalition.programmes.models import Programme
from coalition.programmes.queries import seen_by as programme_seen_by
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
    rows = select(Organisation.id, label_of()).where(col(Organisation.id).in_(organisation_ids))
    return dict(session.exec(rows.order_by(Organisation.name)).all())


def seen_pledges(session: Session, standing: Standing, pledge_ids: Collection[int]) -> set[int]:
    """Return which of these pledges somebody may see."""
    if not pledge_ids:
        return set()
    rows = select(Pledge.id).where(col(Pledge.id).in_(pledge_ids), seen_by(standing))
    return set(session.exec(rows).all())


def seen_programmes(session: Session, standing: Standing, programme_ids: Collection[int]) -> set[int]:
    """Return which of these programmes somebody may see."""
    if not programme_ids:
        return set()
    rows = select(Programme.id).where(col(Programme.id).in_(programme_ids), programme_seen_by(standing))
    return set(session.exec(rows).all())


def find_iso3(session: Session, state: str, need: str = "", coalition: str = "") -> str:
    """Return the ISO3 code of a State that a form names by code, number, a need or its coalition; else ""."""
    rows = select(State.iso3)
    if len(state) == 3 and state.isalpha():
        rows = rows.where(State.iso3 == state.upper())
    elif _is_number(state):
        rows = rows.where(State.id == int(state))
    elif _is_number(need):
        rows = rows.join(Need, col(Need.state_id) == State.id).where(Need.id == int(need))
    elif _is_number(coalition):
        rows = rows.join(Coalition, col(Coalition.state_id) == State.id).where(Coalition.id == int(coalition))
    else:
        return ""
    return session.exec(rows).first() or ""


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 10
