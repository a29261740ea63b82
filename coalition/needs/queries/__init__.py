"""Reading needs."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy import func
from sqlalchemy.orm import joinedload
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import Select, SelectOfScalar

from coalition.contamination.models import HazardArea
from coalition.core.errors import NotFound
from coalition.core.paging import PER_PAGE, Page
from coalition.core.when import add_months
from coalition.db import prepared, related
from coalition.needs.models import Need, NeedHazardArea, NeedPhase, NeedQuestion, Statement
from coalition.needs.queries.sight import Asked, Sight, in_sight, narrowed, sees
from coalition.needs.rules import CONFIRM_EVERY_MONTHS, EDITABLE, POSTED, RANKED, NeedStatus, likeness
from coalition.states.models import State
from coalition.strategies.rules import Pillar


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums over needs, in US cents. Needs of unknown cost are counted apart, never valued at nothing."""

    count: int = 0
    cost_usd: int | None = None
    unknown_cost: int = 0


@dataclass(frozen=True, slots=True)
class Alike:
    """A need whose title is like another's, and how much, 0…1."""

    need: Need
    likeness: float


SHORTEST_TITLE = 6
MOST_COMPARED = 300
MOST_ALIKE = 5
ALIKE_FROM = 0.6


def get_need(session: Session, need_id: int) -> Need:
    """Return one need with its State and objective. Raises NotFound."""
    loaded = [joinedload(related(Need.state)), joinedload(related(Need.objective))]
    need = session.get(Need, need_id, options=loaded)
    if need is None:
        raise NotFound(f"need {need_id}")
    return need


def get_seen_need(session: Session, sight: Sight, need_id: int) -> Need:
    """Return one need in sight. Raises NotFound: what somebody may not see does not exist for them."""
    need = get_need(session, need_id)
    if not sees(sight, need):
        raise NotFound(f"need {need_id}")
    return need


def list_needs(session: Session, sight: Sight, asked: Asked, page: int = 1) -> tuple[Page[Need], Totals]:
    """Return one page of the needs in sight, each with its State, by State and rank; and sums over all."""
    totals = total_needs(session, sight, asked)
    found = _page_of_needs(session, sight=sight, asked=asked, start=(page - 1) * PER_PAGE).all()
    return Page(found, page, totals.count), totals


@prepared
def _page_of_needs(sight: Sight, asked: Asked, start: Any) -> SelectOfScalar[Need]:
    rows = narrowed(select(Need), sight, asked).options(joinedload(related(Need.state)))
    ordered: SelectOfScalar[Need] = rows.order_by(
        col(Need.state_id), sa.nulls_last(col(Need.priority_rank).asc()), col(Need.id).desc()
    )
    return ordered.limit(PER_PAGE).offset(start)


def total_needs(session: Session, sight: Sight, asked: Asked) -> Totals:
    """Return the sums over the needs in sight that were asked for."""
    return Totals(*_sums_of(session, sight=sight, asked=asked).one())


@prepared
def _sums_of(sight: Sight, asked: Asked) -> Select[int, int | None, int]:
    counted = select(
        func.count(col(Need.id)),
        func.sum(col(Need.cost_usd)),
        func.count(col(Need.id)) - func.count(col(Need.cost)),
    )
    summed: Select[int, int | None, int] = narrowed(counted, sight, asked)
    return summed


def list_needs_of(
    session: Session,
    state_id: int,
    statuses: Collection[NeedStatus] = POSTED,
    most: int = 200,
    *,
    sight: Sight,
) -> Sequence[Need]:
    """Return a State's needs in sight, in its own order of priority, at most so many."""
    narrowing = None if state_id in sight.own_states else sight
    return _of_state(session, state_id=state_id, statuses=statuses, most=most, sight=narrowing).all()


@prepared
def _of_state(state_id: Any, statuses: Any, most: Any, sight: Sight | None) -> SelectOfScalar[Need]:
    rows = select(Need).where(Need.state_id == state_id, col(Need.status).in_(statuses))
    rows = rows if sight is None else rows.where(in_sight(sight))
    return rows.order_by(sa.nulls_last(col(Need.priority_rank).asc()), col(Need.id)).limit(most)


def list_states_asking(session: Session) -> list[tuple[str, str]]:
    """Return (ISO3 code, short name) of the States that ever wrote a need down, by name."""
    rows = _asking(
        session,
    )
    return [(iso3, name) for iso3, name in rows]


@prepared
def _asking() -> Select[str, str]:
    wrote = sa.exists().where(col(Need.state_id) == col(State.id))
    return select(State.iso3, State.short_name).where(wrote).order_by(State.name)


def list_alike(
    session: Session,
    sight: Sight,
    *,
    state_id: int,
    pillar: Pillar | None,
    title: str,
    without_id: int | None,
) -> list[Alike]:
    """Return a State's needs whose titles are like this one, best first; none for a few letters."""
    if len(title.strip()) < SHORTEST_TITLE:
        return []
    rows = narrowed(select(Need), sight, Asked(EDITABLE, state_id, pillar)).where(
        col(Need.id) != (without_id or 0)
    )
    near = session.exec(rows.order_by(col(Need.id).desc()).limit(MOST_COMPARED)).all()
    scored = [Alike(need, likeness(title, need.title)) for need in near]
    best = sorted((one for one in scored if one.likeness >= ALIKE_FROM), key=lambda one: -one.likeness)
    return best[:MOST_ALIKE]


def list_statements(session: Session, need_id: int) -> Sequence[Statement]:
    """Return what was said about a need, in the order of saying."""
    return _statements(session, need_id=need_id).all()


@prepared
def _statements(need_id: Any) -> SelectOfScalar[Statement]:
    rows = select(Statement).where(Statement.need_id == need_id)
    return rows.order_by(col(Statement.said_on), col(Statement.id))


def get_statement(session: Session, need: Need, statement_id: int) -> Statement:
    """Return a statement about this need. Raises NotFound."""
    found = session.get(Statement, statement_id)
    if found is None or found.need_id != need.id:
        raise NotFound(f"statement {statement_id}")
    return found


def list_questions(session: Session, need_id: int) -> Sequence[NeedQuestion]:
    """Return the questions about a need with who asks, those without an answer first."""
    return _questions(session, need_id=need_id).all()


@prepared
def _questions(need_id: Any) -> SelectOfScalar[NeedQuestion]:
    rows = select(NeedQuestion).where(NeedQuestion.need_id == need_id)
    loaded = rows.options(joinedload(related(NeedQuestion.organisation)))
    return loaded.order_by(col(NeedQuestion.answered_on).is_not(None), col(NeedQuestion.id).desc())


def get_question(session: Session, need: Need, question_id: int) -> NeedQuestion:
    """Return a question about this need. Raises NotFound."""
    found = session.get(NeedQuestion, question_id)
    if found is None or found.need_id != need.id:
        raise NotFound(f"question {question_id}")
    return found


def list_unanswered(session: Session, state_id: int, most: int = 7) -> Sequence[NeedQuestion]:
    """Return the questions that wait for a State's answer, oldest first, with need and asker."""
    return _unanswered(session, state_id=state_id, most=most).all()


@prepared
def _unanswered(state_id: Any, most: Any) -> SelectOfScalar[NeedQuestion]:
    rows = select(NeedQuestion).join(Need).where(Need.state_id == state_id, NeedQuestion.answer == "")
    loaded = rows.options(
        joinedload(related(NeedQuestion.need)), joinedload(related(NeedQuestion.organisation))
    )
    return loaded.order_by(col(NeedQuestion.id)).limit(most)


def list_to_confirm(session: Session, state_id: int, today: date, most: int = 50) -> Sequence[Need]:
    """Return a State's posted needs that it has not confirmed for eleven months or more, oldest first."""
    before = add_months(today, 1 - CONFIRM_EVERY_MONTHS)
    return _to_confirm(session, state_id=state_id, before=before, most=most).all()


@prepared
def _to_confirm(state_id: Any, before: Any, most: Any) -> SelectOfScalar[Need]:
    rows = select(Need).where(
        Need.state_id == state_id, col(Need.status).in_(POSTED), col(Need.last_confirmed_on) <= before
    )
    return rows.order_by(col(Need.last_confirmed_on), col(Need.id)).limit(most)


def list_due_by_clock(session: Session, today: date) -> Sequence[Need]:
    """Return the needs that the calendar moves: on hold until today or before, or unconfirmed for a year."""
    over = (col(Need.status) == NeedStatus.ON_HOLD) & (col(Need.not_before) <= today)
    old = col(Need.status).in_({NeedStatus.OPEN, NeedStatus.PARTLY_MET}) & (
        col(Need.last_confirmed_on) < add_months(today, -CONFIRM_EVERY_MONTHS)
    )
    return session.exec(select(Need).where(over | old).order_by(col(Need.id))).all()


def list_hazard_refs(session: Session, need_id: int) -> list[str]:
    """Return the national references of the hazard areas that a need is about."""
    return list(_hazard_refs(session, need_id=need_id).all())


@prepared
def _hazard_refs(need_id: Any) -> SelectOfScalar[str]:
    rows = select(HazardArea.national_ref).join(NeedHazardArea).where(NeedHazardArea.need_id == need_id)
    return rows.order_by(HazardArea.national_ref)


def list_phases(session: Session, need_ids: Collection[int]) -> Sequence[NeedPhase]:
    """Return the yearly parts of these needs' costs, by year."""
    return _phases(session, need_ids=list(need_ids)).all()


@prepared
def _phases(need_ids: Any) -> SelectOfScalar[NeedPhase]:
    return select(NeedPhase).where(col(NeedPhase.need_id).in_(need_ids)).order_by(col(NeedPhase.year))


def count_needs_by_status(session: Session, state_id: int) -> dict[NeedStatus, int]:
    """Return how many needs of a State stand where."""
    counted = select(col(Need.status), func.count()).where(Need.state_id == state_id)
    return dict(session.exec(counted.group_by(col(Need.status))).all())


def next_ref(session: Session, iso3: str, year: int) -> str:
    """Return the next free reference of a State's needs in a year: NEED-LAO-2025-003."""
    start = f"NEED-{iso3}-{year}-"
    longest = select(Need.ref).where(col(Need.ref).startswith(start))
    newest = session.exec(
        longest.order_by(func.length(Need.ref).desc(), col(Need.ref).desc()).limit(1)
    ).first()
    return f"{start}{int(newest.rsplit('-', 1)[1]) + 1 if newest else 1:03}"


def next_rank(session: Session, state_id: int) -> int:
    """Return the rank after the last of a State's ranked needs."""
    highest = select(func.coalesce(func.max(Need.priority_rank), 0)).where(Need.state_id == state_id)
    return (session.exec(highest).one() or 0) + 1


def list_ranked(session: Session, state_id: int) -> Sequence[Need]:
    """Return every need of a State that carries or should carry a rank, by rank."""
    rows = select(Need).where(Need.state_id == state_id, col(Need.status).in_(RANKED))
    return session.exec(rows.order_by(sa.nulls_last(col(Need.priority_rank).asc()), col(Need.id))).all()


def page_of_ranked(session: Session, state_id: int, number: int = 1) -> Page[Need]:
    """Return one page of the needs of a State that carry a rank, by rank."""
    total = _count_ranked(session, state_id=state_id).one()
    return Page(_ranked(session, state_id=state_id, start=(number - 1) * PER_PAGE).all(), number, total)


@prepared
def _count_ranked(state_id: Any) -> SelectOfScalar[int]:
    return select(func.count(col(Need.id))).where(Need.state_id == state_id, col(Need.status).in_(RANKED))


@prepared
def _ranked(state_id: Any, start: Any) -> SelectOfScalar[Need]:
    rows = select(Need).where(Need.state_id == state_id, col(Need.status).in_(RANKED))
    ranked = rows.order_by(sa.nulls_last(col(Need.priority_rank).asc()), col(Need.id))
    return ranked.limit(PER_PAGE).offset(start)
