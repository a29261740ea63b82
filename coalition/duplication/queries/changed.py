"""Which records a screening takes in turn: all, those of one coalition, or those changed since a day."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, or_, select

from coalition.activities.models import Activity
from coalition.coalitions.models import Coalition
from coalition.duplication.models import DuplicationFlag, Screening
from coalition.duplication.rules.flags import WAITING, SideKind
from coalition.needs.models import Need
from coalition.pledges.models import Pledge
from coalition.programmes.models import Programme, ProgrammeCountry

AT_ONCE = 2_000
# Published programmes are screened where they are mine action; the register may hold all sectors.
TABLES: dict[SideKind, Any] = {
    SideKind.PLEDGE: Pledge,
    SideKind.NEED: Need,
    SideKind.ACTIVITY: Activity,
    SideKind.PROGRAMME: Programme,
}


def iter_ids(
    session: Session, kind: SideKind, *, since: date | None = None, coalition: Coalition | None = None
) -> Iterator[int]:
    """Return the numbers of the records to screen, in order, a few thousand at a time."""
    table, last = TABLES[kind], 0
    while True:
        rows = select(table.id).where(table.id > last).order_by(table.id).limit(AT_ONCE)
        for condition in _conditions(kind, since, coalition):
            rows = rows.where(condition)
        found = session.exec(rows).all()
        yield from found
        if len(found) < AT_ONCE:
            return
        last = found[-1]


def count_ids(session: Session, *, since: date | None = None, coalition: Coalition | None = None) -> int:
    """Return how many records a screening takes in."""
    return sum(
        session.exec(
            select(sa.func.count()).select_from(table).where(*_conditions(kind, since, coalition))
        ).one()
        for kind, table in TABLES.items()
    )


def list_gone(session: Session) -> dict[SideKind, list[int]]:
    """Return the records that open questions name and that are no longer there."""
    gone: dict[SideKind, list[int]] = {}
    for kind, table in TABLES.items():
        named: set[int] = set()
        for side_kind, side_id in (
            (DuplicationFlag.left_kind, DuplicationFlag.left_id),
            (DuplicationFlag.right_kind, DuplicationFlag.right_id),
        ):
            rows = select(side_id).where(
                side_kind == kind,
                col(DuplicationFlag.status).in_(WAITING),
                col(side_id).not_in(select(table.id)),
            )
            named |= set(session.exec(rows).all())
        gone[kind] = sorted(named)
    return gone


def _conditions(kind: SideKind, since: date | None, coalition: Coalition | None) -> list[Any]:
    table = TABLES[kind]
    found: list[Any] = []
    if kind is SideKind.PROGRAMME:
        found.append(Programme.reason != "")
        if coalition is not None:
            there = select(ProgrammeCountry.programme_id).where(
                ProgrammeCountry.state_id == coalition.state_id
            )
            found.append(col(Programme.id).in_(there))
    elif coalition is not None:
        found.append(table.state_id == coalition.state_id)
    if since is not None:
        found.append(_changed_since(kind, since))
    return found


def _changed_since(kind: SideKind, since: date) -> Any:
    """Return the condition that a record changed on or after a day, or was never screened."""
    start = datetime.combine(since, time.min, tzinfo=UTC)
    changed: dict[SideKind, tuple[Any, ...]] = {
        SideKind.PROGRAMME: (Programme.source_at >= start,),
        SideKind.PLEDGE: (Pledge.changed_on >= since,),
        SideKind.NEED: (
            Need.created_on >= since,
            col(Need.posted_on) >= since,
            col(Need.last_confirmed_on) >= since,
        ),
        SideKind.ACTIVITY: (Activity.created_on >= since,),
    }
    screened = select(Screening.side_id).where(Screening.side_kind == kind)
    return or_(*changed[kind], col(TABLES[kind].id).not_in(screened))
