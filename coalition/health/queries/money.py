"""Needs and money of many States; a handful of queries however many there are. US cents."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from coalition.core.when import add_months, last_day
from coalition.health.rules.facts import Grant, NeedFact, Plan, Promise, Span
from coalition.health.rules.windows import WHOLE, Window
from coalition.needs.models import Need, NeedPhase
from coalition.needs.rules import POSTED
from coalition.organisations.models import Organisation
from coalition.organisations.queries import label_of
from coalition.pledges.models import Pledge, PledgeAllocation, PledgeSchedule, PledgeStep, Transaction
from coalition.pledges.queries.choosing import without_sources
from coalition.pledges.rules import FIRM, PledgeKind, PledgeStage, TransactionType
from coalition.strategies.rules import Pillar

BEFORE_ALL = date(1900, 1, 1)
OLDEST_PROMISE = 24  # months


@dataclass(slots=True)
class Money:
    """What of a State's money the indicators look at."""

    grants: list[Grant] = field(default_factory=list)
    promises: list[Promise] = field(default_factory=list)
    plans: list[Plan] = field(default_factory=list)
    technical: set[Pillar] = field(default_factory=set)


def needs_of(session: Session, state_ids: Collection[int], on: date) -> dict[int, list[NeedFact]]:
    """Return the posted needs by State; drafts, needs on hold, withdrawn and fulfilled ones do not count."""
    phases = _phases(session, state_ids)
    rows = session.exec(
        select(Need)
        .where(
            col(Need.state_id).in_(state_ids),
            col(Need.status).in_(POSTED),
            sa.or_(col(Need.posted_on).is_(None), col(Need.posted_on) <= on),
        )
        .order_by(col(Need.priority_rank), col(Need.id))
    ).all()
    found: dict[int, list[NeedFact]] = defaultdict(list)
    for need in rows:
        found[need.state_id].append(_fact(need, phases.get(need.id, {})))
    return found


def _phases(session: Session, state_ids: Collection[int]) -> dict[int, dict[int, int]]:
    rows = select(NeedPhase.need_id, NeedPhase.year, NeedPhase.amount).join(Need)
    found: dict[int, dict[int, int]] = defaultdict(dict)
    for need_id, year, amount in session.exec(rows.where(col(Need.state_id).in_(state_ids))).all():
        found[need_id][year] = amount
    return found


def _fact(need: Need, phases: dict[int, int]) -> NeedFact:
    total = sum(phases.values())
    end = need.period_end
    return NeedFact(
        id=need.id,
        ref=need.ref,
        title=need.title,
        pillar=need.pillar,
        cost=need.cost_usd,
        start=need.period_start,
        end=last_day(end, need.period_end_precision) if end else None,
        phases=tuple((year, amount * WHOLE // total) for year, amount in sorted(phases.items())),
        has_target=need.output_target is not None,
        has_place=need.whole_country or bool(need.places.strip()),
        has_objective=need.objective_id is not None,
        has_group=bool(need.target_groups.strip()),
        confirmed_on=need.last_confirmed_on or need.posted_on,
    )


def money_of(session: Session, state_ids: Collection[int], on: date) -> dict[int, Money]:
    """Return grants, promises and payment plans by State, as they stood on the day."""
    found: dict[int, Money] = defaultdict(Money)
    schedules, paid = _schedules(session, state_ids), _paid(session, state_ids, on)
    allocated = _allocated(session, state_ids)
    for row in _firm_pledges(session, state_ids, on):
        money = found[row.state_id]
        if row.kind is not PledgeKind.FINANCIAL:
            money.technical.add(row.pillar)
        spans = schedules.get(row.id, [])
        free = row.counted_usd - sum(amount for _, amount in allocated.get(row.id, []))
        parts = [*allocated.get(row.id, []), *([(None, free)] if free > 0 and row.counts else [])]
        money.grants += [
            Grant(row.id, row.donor, amount, need_id, _spans(row, spans, amount), row.pillar)
            for need_id, amount in parts
            if amount > 0
        ]
        if spans and row.amount:
            worth = row.counted_usd / row.amount if row.counted_usd else 0.0
            money.plans.append(
                Plan(row.ref, round(_due(spans, on) * worth), round(paid.get(row.id, 0) * worth))
            )
    _add_promises(session, state_ids, on, found)
    return found


def _firm_pledges(session: Session, state_ids: Collection[int], on: date) -> list[Any]:
    """Return the pledges of these States that are firm now and were firm on the day, with their donor.

    `counts`: its source is not in the same State, so that onward grants are in the sum once (I07).
    """
    source: Any = aliased(Pledge)
    counts = without_sources(source, [source.state_id == Pledge.state_id])
    firm_on = (
        sa.select(sa.func.min(PledgeStep.on))
        .where(col(PledgeStep.pledge_id) == Pledge.id, col(PledgeStep.after).in_(FIRM))
        .correlate(Pledge)
        .scalar_subquery()
    )
    facts = (
        Pledge.id,
        Pledge.ref,
        Pledge.state_id,
        Pledge.kind,
        Pledge.pillar,
        Pledge.amount,
        Pledge.counted_usd,
        Pledge.starts_on,
        Pledge.ends_on,
    )
    rows = (
        sa.select(
            *(col(fact) for fact in facts),
            label_of().label("donor"),
            counts.label("counts"),
        )
        .join(Organisation, col(Organisation.id) == Pledge.donor_id)
        .where(
            col(Pledge.state_id).in_(state_ids),
            col(Pledge.stage).in_(FIRM),
            sa.func.coalesce(firm_on, Pledge.statement_on) <= on,
        )
    )
    return list(session.execute(rows).all())


def _allocated(session: Session, state_ids: Collection[int]) -> dict[int, list[tuple[int | None, int]]]:
    rows = (
        select(PledgeAllocation.pledge_id, PledgeAllocation.need_id, PledgeAllocation.counted_usd)
        .join(Pledge)
        .where(col(Pledge.state_id).in_(state_ids), col(PledgeAllocation.need_id).is_not(None))
    )
    found: dict[int, list[tuple[int | None, int]]] = defaultdict(list)
    for pledge_id, need_id, usd in session.exec(rows).all():
        found[pledge_id].append((need_id, usd))
    return found


def _schedules(session: Session, state_ids: Collection[int]) -> dict[int, list[Span]]:
    rows = (
        sa.select(
            col(PledgeSchedule.pledge_id),
            col(PledgeSchedule.starts_on),
            col(PledgeSchedule.ends_on),
            col(PledgeSchedule.amount),
        )
        .join(Pledge)
        .where(col(Pledge.state_id).in_(state_ids), col(Pledge.stage).in_(FIRM))
        .order_by(col(PledgeSchedule.starts_on))
    )
    found: dict[int, list[Span]] = defaultdict(list)
    for pledge_id, start, end, amount in session.execute(rows).all():
        found[pledge_id].append((start, end, amount))
    return found


def _paid(session: Session, state_ids: Collection[int], on: date) -> dict[int, int]:
    came_back = col(Transaction.type) == TransactionType.REFUND
    sign = sa.case((came_back, -col(Transaction.amount)), else_=col(Transaction.amount))
    rows = (
        select(Transaction.pledge_id, sa.func.sum(sign))
        .join(Pledge)
        .where(
            col(Pledge.state_id).in_(state_ids),
            col(Transaction.type) != TransactionType.EXPENDITURE_REPORTED,
            Transaction.value_on <= on,
        )
        .group_by(col(Transaction.pledge_id))
    )
    return {pledge_id: int(amount) for pledge_id, amount in session.exec(rows).all()}


def _spans(row: Any, schedule: list[Span], amount: int) -> tuple[Span, ...]:
    """Return when a part of a pledge is to be paid: as scheduled, else over the pledge's own period."""
    planned = sum(part for *_, part in schedule)
    if planned:
        return tuple((start, end, amount * part // planned) for start, end, part in schedule)
    if row.starts_on is not None and row.ends_on is not None:
        return ((row.starts_on, row.ends_on, amount),)
    return ()


def _due(schedule: list[Span], on: date) -> float:
    until = Window(BEFORE_ALL, on + timedelta(days=1))
    return sum(amount * until.share_of(start, end) for start, end, amount in schedule)


def _add_promises(session: Session, state_ids: Collection[int], on: date, found: dict[int, Money]) -> None:
    facts = (Pledge.state_id, PledgeStep.on, PledgeStep.amount_usd, Pledge.stage, Pledge.counted_usd)
    rows = (
        sa.select(*(col(fact) for fact in facts))
        .select_from(PledgeStep)
        .join(Pledge)
        .where(
            col(Pledge.state_id).in_(state_ids),
            col(PledgeStep.after) == PledgeStage.PLEDGE,
            col(PledgeStep.amount_usd) > 0,
            col(PledgeStep.on).between(add_months(on, -OLDEST_PROMISE), on),
            sa.or_(col(PledgeStep.before).is_(None), col(PledgeStep.before) != PledgeStage.PLEDGE),
        )
    )
    for state_id, stated_on, stated, stage, counted in session.execute(rows).all():
        found[state_id].promises.append(Promise(stated_on, stated, counted if stage in FIRM else 0))
