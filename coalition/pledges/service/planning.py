"""What a pledge goes to, and when it is to be paid. The caller commits."""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlmodel import Session, col, select

from coalition.core.errors import RuleBroken
from coalition.needs.models import Need
from coalition.needs.queries import get_need
from coalition.pledges.models import Pledge, PledgeAllocation, PledgeSchedule
from coalition.pledges.queries import list_children, list_schedule
from coalition.pledges.rules import (
    LIVE,
    By,
    PledgeStage,
    RecipientScope,
    StepKind,
    check_allocations,
    check_onward,
)
from coalition.pledges.service.counting import (
    allocations_of,
    check_open_part,
    check_pledgeable,
    follow,
    recount,
)
from coalition.pledges.service.stating import note
from coalition.strategies.models import StrategyObjective

# What an allocation is for: ("need", 5), ("objective", 3), or ("coalition", None) for the coalition as such.
Aim = tuple[str, int | None]


def allocate(
    session: Session, pledge: Pledge, *, shares: Mapping[Aim, int], over_reason: str = "", by: By
) -> None:
    """Say anew what a pledge goes to, each share in minor units of its currency; nought takes an aim off.

    Raises RuleBroken beyond the pledge's amount (I03), for needs of another country, for what its source
    already pays (I07), or when firm money would exceed a need's cost without a reason.
    """
    if pledge.stage not in LIVE | {PledgeStage.COMPLETED, PledgeStage.REIMBURSED}:
        raise RuleBroken("This pledge is over and is kept as it was.")
    if any(amount < 0 for amount in shares.values()):
        raise RuleBroken("Give an amount above zero.", field="allocation")
    check_allocations(sum(shares.values()), pledge.amount)
    old = {_aim_of(line): line for line in allocations_of(session, pledge)}
    for aim, amount in shares.items():
        if amount and aim not in old:
            _check_aim(session, pledge, aim)
    freed = _write(session, pledge, old, shares)
    pledge.allocated = sum(shares.values())
    pledge.changed_on = by.today
    pledge.row_version += 1
    note(session, pledge, by=by, kind=StepKind.AMENDED, reason=over_reason.strip())
    recount(session, pledge, today=by.today)
    follow(session, freed, today=by.today)
    check_open_part(session, pledge, over_reason=over_reason)


def set_schedule(
    session: Session, pledge: Pledge, *, parts: Sequence[tuple[date, date, int]], by: By
) -> None:
    """Say anew when a pledge is to be paid: (first day, last day, amount) for each period.

    Raises RuleBroken when the parts exceed the pledge or overlap.
    """
    ordered = sorted(parts)
    if sum(amount for _, _, amount in ordered) > (pledge.amount or 0):
        raise RuleBroken("More is planned than the pledge holds.", field="schedule")
    if any(start > end or amount <= 0 for start, end, amount in ordered):
        raise RuleBroken(
            "Each period has a beginning, an end after it and an amount above zero.", field="schedule"
        )
    if any(later[0] <= earlier[1] for earlier, later in zip(ordered, ordered[1:], strict=False)):
        raise RuleBroken("Two periods overlap.", field="schedule")
    for line in list_schedule(session, pledge.id):
        session.delete(line)
    session.flush()
    session.add_all(
        PledgeSchedule(pledge_id=pledge.id, starts_on=start, ends_on=end, amount=amount)
        for start, end, amount in ordered
    )
    pledge.scheduled = sum(amount for _, _, amount in ordered)
    pledge.changed_on = by.today
    session.flush()


def link_to_source(session: Session, pledge: Pledge, source: Pledge, *, part: int, by: By) -> None:
    """Say that a pledge recorded apart is an onward grant of another: totals then count the money once.

    `part` is what of the source it is, in minor units of the source's currency. Raises RuleBroken.
    """
    if pledge.parent_id is not None or pledge.id == source.id:
        raise RuleBroken("This pledge has its source already.", field="parent")
    if source.root_id is not None and source.root_id != source.parent_id:
        raise RuleBroken("Money is followed over three grants, not further.", field="parent")
    if list_children(session, pledge.id):
        raise RuleBroken("Something was granted onward from this pledge; link that first.", field="parent")
    check_onward(source.passed_on + part, source.counted)
    _refuse_shared_needs(session, pledge, source)
    pledge.parent_id, pledge.root_id, pledge.parent_amount = source.id, source.root_id or source.id, part
    source.passed_on += part
    note(session, pledge, by=by, kind=StepKind.CORRECTED, reason=f"granted onward from {source.ref}")
    session.flush()


def _aim_of(line: PledgeAllocation) -> Aim:
    if line.need_id is not None:
        return ("need", line.need_id)
    return ("objective", line.objective_id) if line.objective_id is not None else ("coalition", None)


def _write(
    session: Session, pledge: Pledge, old: Mapping[Aim, PledgeAllocation], shares: Mapping[Aim, int]
) -> list[Need]:
    """Change, add and remove lines; return the needs that lost theirs."""
    freed = []
    for aim, line in old.items():
        if shares.get(aim):
            line.amount = shares[aim]
        else:
            freed += [line.need] if line.need is not None else []
            session.delete(line)
    for (kind, thing_id), amount in shares.items():
        if amount and (kind, thing_id) not in old:
            session.add(
                PledgeAllocation(
                    pledge_id=pledge.id,
                    need_id=thing_id if kind == "need" else None,
                    objective_id=thing_id if kind == "objective" else None,
                    amount=amount,
                )
            )
    session.flush()
    return freed


def _check_aim(session: Session, pledge: Pledge, aim: Aim) -> None:
    kind, thing_id = aim
    if kind == "coalition":
        return
    if pledge.scope is not RecipientScope.COUNTRY:
        raise RuleBroken(
            "Regional support counts for no country. Record what goes to one country as an onward grant.",
            field="allocation",
        )
    state_id = None
    if kind == "need" and thing_id is not None:
        need = get_need(session, thing_id)
        check_pledgeable(need)
        _refuse_what_relatives_pay(session, pledge, need)
        state_id = need.state_id
    elif thing_id is not None:
        state_id = session.get_one(StrategyObjective, thing_id).state_id
    if state_id != pledge.state_id:
        raise RuleBroken("That is of another country than the pledge.", field="allocation")


def _refuse_what_relatives_pay(session: Session, pledge: Pledge, need: Need) -> None:
    above = [pledge_id for pledge_id in (pledge.parent_id, pledge.root_id) if pledge_id is not None]
    below = select(Pledge.id).where((col(Pledge.parent_id) == pledge.id) | (col(Pledge.root_id) == pledge.id))
    kin = {*above, *session.exec(below).all()}
    rows = select(PledgeAllocation.id).where(
        PledgeAllocation.need_id == need.id,
        col(PledgeAllocation.pledge_id).in_(kin),
        PledgeAllocation.amount > 0,
    )
    if kin and session.exec(rows).first() is not None:
        raise RuleBroken(
            "The grant this money comes from, or one made from it, is allocated to this need already.",
            field="allocation",
        )


def _refuse_shared_needs(session: Session, pledge: Pledge, source: Pledge) -> None:
    mine = {line.need_id for line in allocations_of(session, pledge) if line.need_id is not None}
    theirs = {line.need_id for line in allocations_of(session, source) if line.need_id is not None}
    if mine & theirs:
        raise RuleBroken(
            "Both are allocated to the same need; free one of the allocations first.", field="parent"
        )
