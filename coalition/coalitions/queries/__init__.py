"""Reading coalitions and who sits in them."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from sqlalchemy import func
from sqlalchemy.orm import joinedload
from sqlmodel import Session, col, or_, select
from sqlmodel.sql.expression import Select, SelectOfScalar

from coalition.coalitions.models import Challenge, Coalition, CoalitionMember, Signature
from coalition.coalitions.rules import (
    LEADING,
    OPEN,
    CoalitionStatus,
    EligibilityClass,
    is_current,
)
from coalition.core.errors import NotFound
from coalition.core.paging import PER_PAGE, Page
from coalition.core.visibility import Visibility
from coalition.db import prepared, related
from coalition.organisations.models import Organisation
from coalition.states.models import State
from coalition.states.queries import list_events
from coalition.states.rules import Instrument, TreatyStatus, status_on
from coalition.strategies.models import StrategyVersion


def get_coalition(session: Session, coalition_id: int) -> Coalition:
    """Return one coalition with State, strategy and secretariat loaded. Raises NotFound."""
    found = session.get(
        Coalition,
        coalition_id,
        options=[
            joinedload(related(Coalition.state)),
            joinedload(related(Coalition.guiding_version)),
            joinedload(related(Coalition.secretariat)),
        ],
    )
    if found is None:
        raise NotFound(f"coalition {coalition_id}")
    return found


def find_open_coalition(session: Session, state_id: int) -> Coalition | None:
    """Return the State's open coalition, or None."""
    rows = select(Coalition).where(Coalition.state_id == state_id, col(Coalition.status).in_(OPEN))
    return session.exec(rows).first()


def eligibility_of(session: Session, state_id: int, day: date) -> EligibilityClass:
    """Return the class of a State on a day: A party, B signatory or acceding, C any other."""
    events = list_events(session, Instrument.CCM, [state_id]).get(state_id, [])
    status = status_on(events, Instrument.CCM, day)
    if status is TreatyStatus.STATE_PARTY:
        return EligibilityClass.A
    joining = {
        TreatyStatus.SIGNATORY,
        TreatyStatus.RATIFIED_NOT_IN_FORCE,
        TreatyStatus.ACCEDED_NOT_IN_FORCE,
    }
    return EligibilityClass.B if status in joining else EligibilityClass.C


def names_of_leads(session: Session, coalition_ids: Sequence[int], day: date) -> dict[int, list[str]]:
    """Return the names of the leads of each of these coalitions on a day."""
    leads: dict[int, list[str]] = {}
    for member in list_members(session, coalition_ids):
        if member.role in LEADING and is_current(member.valid_from, member.valid_to, day):
            leads.setdefault(member.coalition_id, []).append(member.organisation.label)
    return leads


def list_coalitions(
    session: Session,
    *,
    statuses: Collection[CoalitionStatus],
    only_public: bool,
    page: int = 1,
) -> Page[Coalition]:
    """Return one page of coalitions with their States, by State name; only public ones for a visitor."""
    rows = select(Coalition).join(State).where(col(Coalition.status).in_(statuses))
    if only_public:
        rows = rows.where(
            Coalition.visibility == Visibility.PUBLIC,
            col(Coalition.consent_on).is_not(None),
        )
    total = session.exec(select(func.count()).select_from(rows.subquery())).one()
    loaded = rows.options(
        joinedload(related(Coalition.state)),
        joinedload(related(Coalition.guiding_version)).joinedload(related(StrategyVersion.document)),
    )
    found = session.exec(
        loaded.order_by(State.name, col(Coalition.id)).limit(PER_PAGE).offset((page - 1) * PER_PAGE)
    ).all()
    return Page(found, page, total)


def list_members(session: Session, coalition_ids: Sequence[int]) -> Sequence[CoalitionMember]:
    """Return the seats of these coalitions, leads first, each with its organisation."""
    return _members(session, coalition_ids=list(coalition_ids)).all()


@prepared
def _members(coalition_ids: Any) -> SelectOfScalar[CoalitionMember]:
    rows = select(CoalitionMember).where(col(CoalitionMember.coalition_id).in_(coalition_ids))
    loaded = rows.options(joinedload(related(CoalitionMember.organisation)))
    first = col(CoalitionMember.role).in_(LEADING).desc()
    return loaded.order_by(first, col(CoalitionMember.role), col(CoalitionMember.valid_from))


def get_member(session: Session, coalition: Coalition, member_id: int) -> CoalitionMember:
    """Return one seat of this coalition, with its organisation. Raises NotFound."""
    member = session.get(
        CoalitionMember, member_id, options=[joinedload(related(CoalitionMember.organisation))]
    )
    if member is None or member.coalition_id != coalition.id:
        raise NotFound(f"member {member_id}")
    return member


def list_challenges(session: Session, coalition_id: int) -> Sequence[Challenge]:
    """Return the challenges of a coalition in the order they were named."""
    return _challenges(session, coalition_id=coalition_id).all()


@prepared
def _challenges(coalition_id: Any) -> SelectOfScalar[Challenge]:
    return select(Challenge).where(Challenge.coalition_id == coalition_id).order_by(col(Challenge.id))


def list_signatures(session: Session, coalition_id: int, step: CoalitionStatus) -> Sequence[Signature]:
    """Return the signatures under the newest round of a step."""
    newest = select(func.max(Signature.round)).where(
        Signature.coalition_id == coalition_id, Signature.step == step
    )
    return session.exec(
        select(Signature).where(
            Signature.coalition_id == coalition_id,
            Signature.step == step,
            Signature.round == newest.scalar_subquery(),
        )
    ).all()


def states_sat_in(
    session: Session, organisation_ids: Sequence[int], day: date
) -> tuple[frozenset[int], frozenset[int]]:
    """Return the affected States in whose open coalition these organisations sit, and those they lead."""
    if not organisation_ids:
        return frozenset(), frozenset()
    rows = _seats(session, organisation_ids=list(organisation_ids), day=day).all()
    return frozenset(state for state, _ in rows), frozenset(state for state, role in rows if role in LEADING)


@prepared
def _seats(organisation_ids: Any, day: Any) -> Select[int, str]:
    return (
        select(Coalition.state_id, CoalitionMember.role)
        .join(CoalitionMember)
        .where(
            col(CoalitionMember.organisation_id).in_(organisation_ids),
            col(Coalition.status).in_(OPEN),
            CoalitionMember.valid_from <= day,
            or_(
                col(CoalitionMember.valid_to).is_(None),
                col(CoalitionMember.valid_to) >= day,
            ),
        )
    )


def list_led_by(session: Session, organisation_id: int, day: date) -> Sequence[Coalition]:
    """Return the open coalitions an organisation sits in on a day, with their States."""
    rows = (
        select(Coalition)
        .join(CoalitionMember)
        .join(Organisation)
        .where(
            CoalitionMember.organisation_id == organisation_id,
            col(Coalition.status).in_(OPEN),
            CoalitionMember.valid_from <= day,
            or_(
                col(CoalitionMember.valid_to).is_(None),
                col(CoalitionMember.valid_to) >= day,
            ),
        )
    )
    return session.exec(rows.options(joinedload(related(Coalition.state))).distinct()).all()


def list_open_of(session: Session, *, state_ids: Collection[int]) -> list[Coalition]:
    """Return the open coalitions of these States, with State and strategy loaded, by State name."""
    if not state_ids:
        return []
    return list(_open_of(session, state_ids=list(state_ids)).all())


@prepared
def _open_of(state_ids: Any) -> SelectOfScalar[Coalition]:
    rows = (
        select(Coalition)
        .join(State)
        .where(col(Coalition.state_id).in_(state_ids), col(Coalition.status).in_(OPEN))
    )
    loaded = rows.options(
        joinedload(related(Coalition.state)), joinedload(related(Coalition.guiding_version))
    )
    return loaded.order_by(State.name)
