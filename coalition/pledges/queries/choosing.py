"""Which pledges a list, a sum or an export is about: one set of conditions, so that all agree."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import col

from coalition.auth.policy import Standing
from coalition.pledges.models import CountedElsewhere, Pledge, PledgeAllocation
from coalition.pledges.queries.seen import Clause, seen_by
from coalition.pledges.rules import FIRM, SOFT, PledgeKind, PledgeStage, RecipientScope
from coalition.strategies.rules import Pillar


@dataclass(frozen=True, slots=True, kw_only=True)
class Which:
    """The pledges asked for; what is not named does not narrow. `viewer` None: all (jobs, commands)."""

    viewer: Standing | None = None
    donor_id: int | None = None
    lead_id: int | None = None
    state_id: int | None = None
    coalition_id: int | None = None
    scope: RecipientScope | None = None
    kind: PledgeKind | None = None
    pillar: Pillar | None = None
    stages: Collection[PledgeStage] = ()
    year: int | None = None
    text: str = ""

    def clauses(self, pledge: Any = Pledge) -> list[Clause]:
        """Return the conditions on `pledge`, the table or an alias of it."""
        same = ("donor_id", "lead_id", "state_id", "coalition_id", "scope", "kind", "pillar")
        wanted = [(name, getattr(self, name)) for name in same]
        found = [getattr(pledge, name) == value for name, value in wanted if value is not None]
        if self.viewer is not None:
            found.append(seen_by(self.viewer, pledge))
        if self.stages:
            found.append(pledge.stage.in_(self.stages))
        if self.year is not None:
            found.append(pledge.statement_on.between(date(self.year, 1, 1), date(self.year, 12, 31)))
        if self.text:
            words = (
                pledge.title.icontains(self.text, autoescape=True),
                pledge.ref.icontains(self.text, autoescape=True),
            )
            found.append(sa.or_(*words))
        return found


def counted_once(which: Which) -> list[Clause]:
    """Return the conditions for a sum: `which`, less what another pledge in the sum holds already (I07)."""
    source: Any = aliased(Pledge)
    return [*which.clauses(), without_sources(source, which.clauses(source))]


def without_sources(source: Any, inside: Sequence[Clause]) -> Clause:
    """Return the condition that nothing inside the boundary holds the money of a pledge already.

    That is: no source that it was granted from (`source`, an alias), and no pledge that people confirmed to
    be the same money.
    """
    above = sa.or_(source.id == Pledge.parent_id, source.id == Pledge.root_id)
    chosen = sa.select(source.id).where(above, *inside)
    table = sa.inspect(Pledge).local_table
    onward = sa.and_(col(Pledge.parent_id).is_not(None), sa.exists(chosen).correlate(table))
    same = sa.select(col(CountedElsewhere.pledge_id)).join(
        source, source.id == CountedElsewhere.counted_in_id
    )
    twice = sa.exists(same.where(col(CountedElsewhere.pledge_id) == Pledge.id, *inside)).correlate(table)
    return ~onward & ~twice


def with_its_money_elsewhere(allocation: Any) -> Clause:
    """Return the condition that an allocation's money stands in another pledge to the same purpose."""
    other: Any = aliased(PledgeAllocation)
    same = sa.select(col(CountedElsewhere.pledge_id)).join(
        other, other.pledge_id == CountedElsewhere.counted_in_id
    )
    goal = sa.or_(other.need_id == allocation.need_id, other.objective_id == allocation.objective_id)
    mine = same.where(CountedElsewhere.pledge_id == allocation.pledge_id, goal)
    return sa.exists(mine).correlate(allocation)


def firm_usd(pledge: Any = Pledge) -> sa.ColumnElement[int]:
    """Return the sum of firm money in US cents."""
    return sa.func.coalesce(sa.func.sum(sa.case((pledge.stage.in_(FIRM), pledge.counted_usd), else_=0)), 0)


def soft_usd(pledge: Any = Pledge) -> sa.ColumnElement[int]:
    """Return the sum of pledges not yet firm, in US cents."""
    return sa.func.coalesce(sa.func.sum(sa.case((pledge.stage.in_(SOFT), pledge.counted_usd), else_=0)), 0)
