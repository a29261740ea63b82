"""Reading needs."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy import func
from sqlalchemy.orm import joinedload
from sqlmodel import Session, col, select

from coalition.contamination.models import HazardArea
from coalition.core.errors import NotFound
from coalition.core.paging import PER_PAGE, Page
from coalition.core.visibility import Visibility
from coalition.core.when import add_months
from coalition.db import related
from coalition.needs.models import Need, NeedHazardArea, NeedPhase, NeedQuestion, Statement
from coalition.needs.rules import CONFIRM_EVERY_MONTHS, EDITABLE, POSTED, RANKED, SHOWN, NeedStatus, likeness
from coalition.states.models import State
from coalition.strategies.rules import Pillar


@dataclass(frozen=True, slots=True)
class Sight:
    """Which needs somebody gets to see. `states` None means the needs of every State."""

    states: frozenset[int] | None = frozenset()
    own_states: frozenset[int] = frozenset()
    led_states: frozenset[int] | None = frozenset()
    on_behalf: bool = False


EVERYTHING = Sight(states=None, led_states=None, on_behalf=True)


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums over needs, in US cents. Needs of unknown cost are counted apart, never valued at nothing."""

    count: int = 0
    cost_usd: int | None = None
    unknown_cost: int = 0


@dataclass(frozen=True, slots=True)
class Asked:
    """What a list of needs is narrowed to."""

    statuses: Collection[NeedStatus] = field(default_factory=lambda: POSTED)
    state_id: int | None = None
    pillar: Pillar | None = None
    text: str = ""


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


def list_needs(session: Session, sight: Sight, asked: Asked, page: int = 1) -> tuple[Page[Need], Totals]:
    """Return one page of the needs in sight, each with its State, by State and rank; and sums over all."""
    totals = total_needs(session, sight, asked)
    rows = narrowed(select(Need), sight, asked).options(joinedload(related(Need.state)))
    ordered = rows.order_by(
        col(Need.state_id), sa.nulls_last(col(Need.priority_rank).asc()), col(Need.id).desc()
    )
    found = session.exec(ordered.limit(PER_PAGE).offset((page - 1) * PER_PAGE)).all()
    return Page(found, page, totals.count), totals


def total_needs(session: Session, sight: Sight, asked: Asked) -> Totals:
    """Return the sums over the needs in sight that were asked for."""
    counted: Any = select(
        func.count(col(Need.id)),
        func.sum(col(Need.cost_usd)),
        func.count(col(Need.id)) - func.count(col(Need.cost)),
    )
    return Totals(*session.exec(narrowed(counted, sight, asked)).one())


def list_needs_of(
    session: Session, state_id: int, statuses: Collection[NeedStatus] = POSTED, most: int = 200
) -> Sequence[Need]:
    """Return a State's needs in its own order of priority, at most so many."""
    rows = select(Need).where(Need.state_id == state_id, col(Need.status).in_(statuses))
    ordered = rows.order_by(sa.nulls_last(col(Need.priority_rank).asc()), col(Need.id))
    return session.exec(ordered.limit(most)).all()


def list_states_asking(session: Session) -> list[tuple[str, str]]:
    """Return (ISO3 code, short name) of the States that ever wrote a need down, by name."""
    wrote = sa.exists().where(col(Need.state_id) == col(State.id))
    rows = session.exec(select(State.iso3, State.short_name).where(wrote).order_by(State.name))
    return [(iso3, name) for iso3, name in rows]


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
    rows = select(Statement).where(Statement.need_id == need_id)
    return session.exec(rows.order_by(col(Statement.said_on), col(Statement.id))).all()


def get_statement(session: Session, need: Need, statement_id: int) -> Statement:
    """Return a statement about this need. Raises NotFound."""
    found = session.get(Statement, statement_id)
    if found is None or found.need_id != need.id:
        raise NotFound(f"statement {statement_id}")
    return found


def list_questions(session: Session, need_id: int) -> Sequence[NeedQuestion]:
    """Return the questions about a need with who asks, those without an answer first."""
    rows = select(NeedQuestion).where(NeedQuestion.need_id == need_id)
    loaded = rows.options(joinedload(related(NeedQuestion.organisation)))
    return session.exec(
        loaded.order_by(col(NeedQuestion.answered_on).is_not(None), col(NeedQuestion.id).desc())
    ).all()


def get_question(session: Session, need: Need, question_id: int) -> NeedQuestion:
    """Return a question about this need. Raises NotFound."""
    found = session.get(NeedQuestion, question_id)
    if found is None or found.need_id != need.id:
        raise NotFound(f"question {question_id}")
    return found


def list_unanswered(session: Session, state_id: int, most: int = 7) -> Sequence[NeedQuestion]:
    """Return the questions that wait for a State's answer, oldest first, with need and asker."""
    rows = select(NeedQuestion).join(Need).where(Need.state_id == state_id, NeedQuestion.answer == "")
    loaded = rows.options(
        joinedload(related(NeedQuestion.need)), joinedload(related(NeedQuestion.organisation))
    )
    return session.exec(loaded.order_by(col(NeedQuestion.id)).limit(most)).all()


def list_to_confirm(session: Session, state_id: int, today: date, most: int = 50) -> Sequence[Need]:
    """Return a State's posted needs that it has not confirmed for eleven months or more, oldest first."""
    before = add_months(today, 1 - CONFIRM_EVERY_MONTHS)
    rows = select(Need).where(
        Need.state_id == state_id, col(Need.status).in_(POSTED), col(Need.last_confirmed_on) <= before
    )
    return session.exec(rows.order_by(col(Need.last_confirmed_on), col(Need.id)).limit(most)).all()


def list_due_by_clock(session: Session, today: date) -> Sequence[Need]:
    """Return the needs that the calendar moves: on hold until today or before, or unconfirmed for a year."""
    over = (col(Need.status) == NeedStatus.ON_HOLD) & (col(Need.not_before) <= today)
    old = col(Need.status).in_({NeedStatus.OPEN, NeedStatus.PARTLY_MET}) & (
        col(Need.last_confirmed_on) < add_months(today, -CONFIRM_EVERY_MONTHS)
    )
    return session.exec(select(Need).where(over | old).order_by(col(Need.id))).all()


def list_hazard_refs(session: Session, need_id: int) -> list[str]:
    """Return the national references of the hazard areas that a need is about."""
    rows = select(HazardArea.national_ref).join(NeedHazardArea).where(NeedHazardArea.need_id == need_id)
    return list(session.exec(rows.order_by(HazardArea.national_ref)).all())


def list_phases(session: Session, need_ids: Collection[int]) -> Sequence[NeedPhase]:
    """Return the yearly parts of these needs' costs, by year."""
    rows = select(NeedPhase).where(col(NeedPhase.need_id).in_(need_ids))
    return session.exec(rows.order_by(col(NeedPhase.year))).all()


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
    wheres = (Need.state_id == state_id, col(Need.status).in_(RANKED))
    total = session.exec(select(func.count(col(Need.id))).where(*wheres)).one()
    rows = select(Need).where(*wheres).order_by(sa.nulls_last(col(Need.priority_rank).asc()), col(Need.id))
    found = session.exec(rows.limit(PER_PAGE).offset((number - 1) * PER_PAGE)).all()
    return Page(found, number, total)


def narrowed(rows: Any, sight: Sight, asked: Asked) -> Any:
    """Return a selection of needs narrowed to what was asked for and what may be seen."""
    rows = rows.where(_in_sight(sight), col(Need.status).in_(asked.statuses))
    if asked.state_id is not None:
        rows = rows.where(Need.state_id == asked.state_id)
    if asked.pillar is not None:
        rows = rows.where(Need.pillar == asked.pillar)
    if asked.text:
        rows = rows.where(
            col(Need.title).icontains(asked.text, autoescape=True)
            | col(Need.ref).icontains(asked.text, autoescape=True)
        )
    return rows


def sees(sight: Sight, need: Need) -> bool:
    """Return whether a need is in sight; the twin of the filter below for one need."""
    if need.state_id in sight.own_states:
        return True
    if need.status is NeedStatus.DRAFT_ON_BEHALF:
        return sight.on_behalf
    if need.status not in SHOWN or need.visibility is Visibility.OWNER:
        return False
    states = sight.led_states if need.visibility is Visibility.LEADS else sight.states
    return states is None or need.state_id in states


def _in_sight(sight: Sight) -> sa.ColumnElement[bool]:
    """Return the condition; ways that lead to no State are left out, so that the index of States is used."""
    shown = col(Need.status).in_(SHOWN)
    members = col(Need.visibility).in_({Visibility.PUBLIC, Visibility.MEMBERS})
    leads = col(Need.visibility) == Visibility.LEADS
    ways: list[sa.ColumnElement[bool]] = [col(Need.state_id).in_(sight.own_states)]
    for level, states in ((members, sight.states), (leads, sight.led_states)):
        if states is None or states - sight.own_states:
            ways.append(shown & level & _among(states))
    if sight.on_behalf:
        ways.append(col(Need.status) == NeedStatus.DRAFT_ON_BEHALF)
    return sa.or_(*ways)


def _among(states: frozenset[int] | None) -> sa.ColumnElement[bool]:
    return sa.true() if states is None else col(Need.state_id).in_(states)
