"""The sums every page, export and API shows: always of the same column, by the same conditions."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import Select

from coalition.db import prepared
from coalition.needs.models import Need
from coalition.needs.rules import Coverage
from coalition.pledges.models import CountedElsewhere, Pledge, PledgeAllocation
from coalition.pledges.queries.choosing import (
    Which,
    counted_once,
    firm_usd,
    soft_usd,
    with_its_money_elsewhere,
    without_sources,
)
from coalition.pledges.rules import FIRM, PledgeStage


@dataclass(frozen=True, slots=True)
class Totals:
    """Money in US cents, each pledge at the rate of its own day; interest is never in it (I06)."""

    firm: int = 0
    soft: int = 0


def coverage_of(session: Session, needs: Sequence[Need]) -> dict[int, Coverage]:
    """Return how far each need is covered, by need id: allocated shares, net of refunds, once (I11)."""
    shares = _shares_of(session, ids=[need.id for need in needs])
    found = {need_id: (int(firm_sum), int(soft_sum)) for need_id, firm_sum, soft_sum in shares}
    return {need.id: Coverage(need.cost_usd, *found.get(need.id, (0, 0))) for need in needs}


@prepared
def _shares_of(ids: Any) -> Select[int | None, int, int]:
    share = col(PledgeAllocation.counted_usd)
    firm = sa.func.sum(sa.case((col(PledgeAllocation.is_firm), share), else_=0))
    return (
        select(PledgeAllocation.need_id, firm, sa.func.sum(share) - firm)
        .where(col(PledgeAllocation.need_id).in_(ids), ~with_its_money_elsewhere(PledgeAllocation))
        .group_by(col(PledgeAllocation.need_id))
    )


def totals_of(session: Session, which: Which) -> Totals:
    """Return the firm and the soft total of the pledges asked for, onward grants once (I07)."""
    row = session.exec(select(firm_usd(), soft_usd()).select_from(Pledge).where(*counted_once(which))).one()
    return Totals(int(row[0]), int(row[1]))


def totals_by_state(session: Session, state_ids: Sequence[int]) -> dict[int, Totals]:
    """Return the totals of each State, onward grants once; what is regional is in none."""
    source: Any = aliased(Pledge)
    once = without_sources(source, [source.state_id == Pledge.state_id])
    rows = (
        select(Pledge.state_id, firm_usd(), soft_usd())
        .where(col(Pledge.state_id).in_(state_ids), once)
        .group_by(col(Pledge.state_id))
    )
    found = {state_id: Totals(int(firm), int(soft)) for state_id, firm, soft in session.exec(rows).all()}
    return {state_id: found.get(state_id, Totals()) for state_id in state_ids}


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A pledge that a total leaves out, because `other` holds the same money. `usd` in US cents."""

    pledge_id: int
    ref: str
    other_id: int
    other: str
    usd: int
    since: date


def list_counted_elsewhere(session: Session, which: Which) -> list[Elsewhere]:
    """Return the pledges that the totals of those asked for leave out as recorded twice, by reference."""
    asked = replace(which, stages=tuple(which.stages))
    return [Elsewhere(*row) for row in _elsewhere(session, which=asked)]


@prepared
def _elsewhere(which: Which) -> Any:
    other: Any = aliased(Pledge)
    shown: list[Any] = [
        Pledge.id,
        Pledge.ref,
        other.id,
        other.ref,
        Pledge.counted_usd,
        CountedElsewhere.since,
    ]
    return (
        sa.select(*shown)
        .join(CountedElsewhere, col(CountedElsewhere.pledge_id) == Pledge.id)
        .join(other, other.id == CountedElsewhere.counted_in_id)
        .where(*which.clauses(), *which.clauses(other), col(Pledge.counted_usd) > 0)
        .order_by(col(Pledge.ref))
        .limit(50)
    )


def count_by_stage(session: Session, which: Which) -> dict[PledgeStage, tuple[int, int]]:
    """Return for each stage how many pledges stand there and what they count in US cents, each row once."""
    rows = select(Pledge.stage, sa.func.count(col(Pledge.id)), sa.func.sum(Pledge.counted_usd))
    return {
        PledgeStage(stage): (count, int(usd or 0))
        for stage, count, usd in session.exec(rows.where(*which.clauses()).group_by(col(Pledge.stage))).all()
    }


def count_channels(session: Session, state_id: int) -> int:
    """Return through how many channels live support reaches a State: how many it has to serve."""
    return channels_by_state(session, [state_id]).get(state_id, 0)


def channels_by_state(session: Session, state_ids: Collection[int]) -> dict[int, int]:
    """Return how many channels each of these States has to serve; one with none has no entry."""
    served = select(Pledge.state_id, Pledge.channel, Pledge.channel_organisation_id).where(
        col(Pledge.state_id).in_(state_ids), col(Pledge.stage).in_(FIRM), col(Pledge.channel).is_not(None)
    )
    each = served.distinct().subquery()
    rows = select(each.c.state_id, sa.func.count()).group_by(each.c.state_id)
    return dict(session.exec(rows).all())
