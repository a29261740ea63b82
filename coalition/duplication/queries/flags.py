"""Reading flags, their decisions and replies, and the money that two records hold once too often."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy import func
from sqlalchemy.orm import joinedload
from sqlmodel import Session, col, or_, select
from sqlmodel.sql.expression import SelectOfScalar

from coalition.core.errors import NotFound
from coalition.core.paging import PER_PAGE, Page
from coalition.db import prepared, related
from coalition.duplication.models import DuplicationFlag, FlagDecision, FlagReply
from coalition.duplication.rules.flags import (
    LIKELY,
    WAITING,
    FlagKind,
    FlagStatus,
    Outcome,
    ReplyKind,
    SideKind,
)

Kept = TypeVar("Kept")
MONEY_SETTLED = (FlagStatus.CONFIRMED_DUPLICATE, FlagStatus.RESOLVED)
MOST_SIMILAR = 5


@dataclass(frozen=True, slots=True)
class Reach:
    """Whose flags somebody may see: all of them, or those of these States and organisations."""

    everything: bool = False
    state_ids: frozenset[int] = frozenset()
    organisation_ids: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which flags a list shows; None and empty: no matter."""

    statuses: frozenset[FlagStatus] = WAITING
    kind: FlagKind | None = None
    state_id: int | None = None
    likely: bool | None = None


@dataclass(frozen=True, slots=True)
class CountedTwice:
    """Money that two records hold and that counts once. `amount` is in US cents."""

    flag_id: int
    state_id: int | None
    amount: int
    left: tuple[SideKind, int]
    right: tuple[SideKind, int]
    decided_on: date


def get_flag(session: Session, flag_id: int) -> DuplicationFlag:
    """Return one flag with its State. Raises NotFound."""
    flag = session.get(DuplicationFlag, flag_id, options=[joinedload(related(DuplicationFlag.state))])
    if flag is None:
        raise NotFound(f"duplication flag {flag_id}")
    return flag


def list_flags(session: Session, reach: Reach, wanted: Wanted, page: int = 1) -> Page[DuplicationFlag]:
    """Return one page of the flags within reach, each with its State, the highest scores first."""
    total = _count(session, reach=reach, wanted=wanted).one()
    return Page(_page(session, reach=reach, wanted=wanted, start=(page - 1) * PER_PAGE).all(), page, total)


@prepared
def _count(reach: Reach, wanted: Wanted) -> SelectOfScalar[int]:
    return _wanted(within(select(func.count(col(DuplicationFlag.id))), reach), wanted)


@prepared
def _page(reach: Reach, wanted: Wanted, start: Any) -> SelectOfScalar[DuplicationFlag]:
    rows = _wanted(within(select(DuplicationFlag), reach), wanted)
    loaded = rows.options(joinedload(related(DuplicationFlag.state)))
    ordered = loaded.order_by(col(DuplicationFlag.score).desc(), col(DuplicationFlag.id))
    return ordered.limit(PER_PAGE).offset(start)


def list_flags_of(
    session: Session, side_kind: SideKind, side_id: int, *, waiting_only: bool = False
) -> Sequence[DuplicationFlag]:
    """Return the flags that a record is a side of, the highest scores first; obsolete ones are left out."""
    rows = select(DuplicationFlag).where(
        is_side(side_kind, [side_id]), DuplicationFlag.status != FlagStatus.OBSOLETE
    )
    if waiting_only:
        rows = rows.where(col(DuplicationFlag.status).in_(WAITING))
    return session.exec(rows.order_by(col(DuplicationFlag.score).desc()).limit(PER_PAGE)).all()


def list_flags_of_state(session: Session, state_id: int, most: int = 10) -> Sequence[DuplicationFlag]:
    """Return the flags about a State that wait for an answer, the highest scores first."""
    return _flags_of_state(session, state_id=state_id, most=most).all()


@prepared
def _flags_of_state(state_id: Any, most: Any) -> SelectOfScalar[DuplicationFlag]:
    rows = select(DuplicationFlag).where(
        DuplicationFlag.state_id == state_id, col(DuplicationFlag.status).in_(WAITING)
    )
    return rows.order_by(col(DuplicationFlag.score).desc()).limit(most)


def count_waiting(session: Session, reach: Reach) -> int:
    """Return how many flags within reach wait for an answer."""
    return _count(session, reach=reach, wanted=Wanted()).one()


def is_side(side_kind: SideKind, side_ids: Collection[int]) -> sa.ColumnElement[bool]:
    """Return the condition that one of these records is a side of a flag."""
    return or_(
        sa.and_(col(DuplicationFlag.left_kind) == side_kind, col(DuplicationFlag.left_id).in_(side_ids)),
        sa.and_(col(DuplicationFlag.right_kind) == side_kind, col(DuplicationFlag.right_id).in_(side_ids)),
    )


def blocks_contracting(session: Session, pledge_id: int) -> DuplicationFlag | None:
    """Return an unsettled likely duplicate of a pledge, or None: it holds up contracting (§8.5)."""
    rows = select(DuplicationFlag).where(
        is_side(SideKind.PLEDGE, [pledge_id]),
        col(DuplicationFlag.status).in_(WAITING),
        DuplicationFlag.kind != FlagKind.OVER_COVERED,
        DuplicationFlag.score >= LIKELY[FlagKind.SAME_WORK],
    )
    return session.exec(rows.order_by(col(DuplicationFlag.score).desc()).limit(1)).first()


def list_decisions(session: Session, flag_id: int) -> Sequence[FlagDecision]:
    """Return the decisions on a flag with who made them, newest first."""
    return _decisions(session, flag_id=flag_id).all()


@prepared
def _decisions(flag_id: Any) -> SelectOfScalar[FlagDecision]:
    rows = select(FlagDecision).where(FlagDecision.flag_id == flag_id)
    loaded = rows.options(
        joinedload(related(FlagDecision.decided_by)),
        joinedload(related(FlagDecision.objected_by)),
        joinedload(related(FlagDecision.remedy_owner)),
    )
    return loaded.order_by(col(FlagDecision.id).desc())


def newest_decisions(session: Session, flag_ids: Collection[int]) -> dict[int, FlagDecision]:
    """Return the newest decision on each of these flags."""
    if not flag_ids:
        return {}
    newest = select(func.max(FlagDecision.id)).where(col(FlagDecision.flag_id).in_(flag_ids))
    rows = session.exec(
        select(FlagDecision).where(col(FlagDecision.id).in_(newest.group_by(col(FlagDecision.flag_id))))
    )
    return {decision.flag_id: decision for decision in rows.all()}


def list_replies(session: Session, flag_id: int) -> Sequence[FlagReply]:
    """Return what was asked and said about a flag, in its order, with people and organisations."""
    return _replies(session, flag_id=flag_id).all()


@prepared
def _replies(flag_id: Any) -> SelectOfScalar[FlagReply]:
    rows = select(FlagReply).where(FlagReply.flag_id == flag_id)
    loaded = rows.options(joinedload(related(FlagReply.person)), joinedload(related(FlagReply.organisation)))
    return loaded.order_by(col(FlagReply.said_on), col(FlagReply.id))


def organisations_heard(session: Session, flag_id: int) -> set[int]:
    """Return the organisations that have answered."""
    rows = select(FlagReply.organisation_id).where(
        FlagReply.flag_id == flag_id, FlagReply.kind == ReplyKind.ANSWER
    )
    return {found for found in session.exec(rows).all() if found is not None}


def list_similar_decisions(session: Session, flag: DuplicationFlag) -> Sequence[FlagDecision]:
    """Return the newest decisions on flags of the same kind and State, then of other States."""
    rows = (
        select(FlagDecision)
        .join(DuplicationFlag, col(DuplicationFlag.id) == FlagDecision.flag_id)
        .where(DuplicationFlag.kind == flag.kind, DuplicationFlag.id != flag.id)
        .options(joinedload(related(FlagDecision.flag)).joinedload(related(DuplicationFlag.state)))
    )
    near = sa.case((col(DuplicationFlag.state_id) == flag.state_id, 0), else_=1)
    distance = func.abs(col(DuplicationFlag.score) - flag.score)
    return session.exec(rows.order_by(near, distance, col(FlagDecision.id).desc()).limit(MOST_SIMILAR)).all()


def list_counted_twice(session: Session, state_id: int | None = None) -> list[CountedTwice]:
    """Return the money that confirmed duplicates hold once too often, of one State or of all."""
    newest = select(func.max(FlagDecision.id)).group_by(col(FlagDecision.flag_id))
    rows = (
        select(FlagDecision, DuplicationFlag)
        .join(DuplicationFlag, col(DuplicationFlag.id) == FlagDecision.flag_id)
        .where(
            col(FlagDecision.id).in_(newest),
            FlagDecision.outcome == Outcome.CONFIRMED_DUPLICATE,
            col(FlagDecision.counted_twice).is_not(None),
            DuplicationFlag.kind == FlagKind.SAME_MONEY,
            col(DuplicationFlag.status).in_(MONEY_SETTLED),
        )
    )
    if state_id is not None:
        rows = rows.where(DuplicationFlag.state_id == state_id)
    return [
        CountedTwice(
            flag_id=flag.id,
            state_id=flag.state_id,
            amount=decision.counted_twice or 0,
            left=(flag.left_kind, flag.left_id),
            right=(flag.right_kind, flag.right_id),
            decided_on=decision.decided_on,
        )
        for decision, flag in session.exec(rows.order_by(col(FlagDecision.id))).all()
    ]


def double_counted(session: Session, state_id: int) -> int:
    """Return the US cents to take out of a State's totals because confirmed duplicates hold them twice."""
    return sum(each.amount for each in list_counted_twice(session, state_id))


def within(rows: SelectOfScalar[Kept], reach: Reach) -> SelectOfScalar[Kept]:
    if reach.everything:
        return rows
    return rows.where(
        or_(
            col(DuplicationFlag.state_id).in_(reach.state_ids),
            col(DuplicationFlag.left_owner_id).in_(reach.organisation_ids),
            col(DuplicationFlag.right_owner_id).in_(reach.organisation_ids),
        )
    )


def _wanted(rows: SelectOfScalar[Kept], wanted: Wanted) -> SelectOfScalar[Kept]:
    rows = rows.where(col(DuplicationFlag.status).in_(wanted.statuses))
    if wanted.kind is not None:
        rows = rows.where(DuplicationFlag.kind == wanted.kind)
    if wanted.state_id is not None:
        rows = rows.where(DuplicationFlag.state_id == wanted.state_id)
    if wanted.likely is not None:
        line = sa.case(
            *((col(DuplicationFlag.kind) == kind, least) for kind, least in LIKELY.items()), else_=0
        )
        above = col(DuplicationFlag.score) >= line
        rows = rows.where(above if wanted.likely else sa.not_(above))
    return rows
