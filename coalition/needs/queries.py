"""Reading needs."""

from collections.abc import Collection, Sequence

import sqlalchemy as sa
from sqlalchemy import func
from sqlalchemy.orm import joinedload
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from coalition.core.errors import NotFound
from coalition.core.paging import PER_PAGE, Page
from coalition.db import related
from coalition.needs.models import Need, Statement
from coalition.needs.rules import POSTED, NeedStatus
from coalition.strategies.rules import Pillar


def get_need(session: Session, need_id: int) -> Need:
    """Return one need with its State. Raises NotFound."""
    need = session.get(Need, need_id, options=[joinedload(related(Need.state))])
    if need is None:
        raise NotFound(f"need {need_id}")
    return need


def list_needs(
    session: Session,
    *,
    statuses: Collection[NeedStatus] = POSTED,
    state_id: int | None = None,
    pillar: Pillar | None = None,
    text: str = "",
    page: int = 1,
) -> Page[Need]:
    """Return one page of needs, each with its State, by State and priority."""
    rows = _filtered(select(Need), statuses, state_id, pillar, text)
    total = session.exec(select(func.count()).select_from(rows.subquery())).one()
    order = rows.options(joinedload(related(Need.state))).order_by(
        col(Need.state_id), sa.nulls_last(col(Need.priority_rank)), col(Need.id).desc()
    )
    found = session.exec(order.limit(PER_PAGE).offset((page - 1) * PER_PAGE)).all()
    return Page(found, page, total)


def list_needs_of(
    session: Session,
    state_id: int,
    statuses: Collection[NeedStatus] = POSTED,
    most: int = 200,
) -> Sequence[Need]:
    """Return a State's needs in its own order of priority, at most so many."""
    rows = _filtered(select(Need), statuses, state_id, None, "")
    return session.exec(rows.order_by(sa.nulls_last(col(Need.priority_rank)), col(Need.id)).limit(most)).all()


def list_statements(session: Session, need_id: int) -> Sequence[Statement]:
    """Return what was said about a need, in the order of saying."""
    rows = select(Statement).where(Statement.need_id == need_id)
    return session.exec(rows.order_by(col(Statement.said_on), col(Statement.id))).all()


def count_needs_by_status(session: Session, state_id: int) -> dict[NeedStatus, int]:
    """Return how many needs of a State stand where."""
    counted = session.exec(
        select(col(Need.status), func.count()).where(Need.state_id == state_id).group_by(col(Need.status))
    )
    return dict(counted.all())


def next_ref(session: Session, iso3: str, year: int) -> str:
    """Return the next free reference of a State's needs in a year: NEED-LAO-2025-003."""
    start = f"NEED-{iso3}-{year}-"
    newest = session.exec(select(func.max(Need.ref)).where(col(Need.ref).startswith(start))).one()
    return f"{start}{int(newest.rsplit('-', 1)[1]) + 1 if newest else 1:03}"


def _filtered(
    rows: SelectOfScalar[Need],
    statuses: Collection[NeedStatus],
    state_id: int | None,
    pillar: Pillar | None,
    text: str,
) -> SelectOfScalar[Need]:
    rows = rows.where(col(Need.status).in_(statuses))
    if state_id is not None:
        rows = rows.where(Need.state_id == state_id)
    if pillar is not None:
        rows = rows.where(Need.pillar == pillar)
    if text:
        rows = rows.where(col(Need.title).icontains(text, autoescape=True))
    return rows
