"""Needs that hold more firm money than they cost. Source: domain model §8.4."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.orm import joinedload
from sqlmodel import Session, col, select

from coalition.db import related
from coalition.duplication.models import DuplicationFlag
from coalition.duplication.rules.flags import WAITING, FlagKind, FlagStatus, SideKind
from coalition.duplication.service.screening import Screened
from coalition.duplication.service.telling import tell_concerned
from coalition.needs.models import Need
from coalition.needs.rules import Coverage
from coalition.pledges.models import Pledge, PledgeAllocation
from coalition.pledges.queries import coverage_of
from coalition.pledges.rules import FIRM, OVER_COVERED_PERCENT

FULL = 1000  # in tenths of a point: it is a sum, not an estimate


def flag_over_covered(
    session: Session, need_ids: Sequence[int], *, now: datetime, done: Screened | None = None
) -> Screened:
    """Ask who may give elsewhere where firm money exceeds 110 % of a cost; withdraw the question else."""
    done = done or Screened()
    rows = select(Need).where(col(Need.id).in_(need_ids)).options(joinedload(related(Need.state)))
    needs = session.exec(rows).all()
    coverage = coverage_of(session, needs)
    known = _known(session, need_ids)
    for need in needs:
        cover, flag = coverage[need.id], known.get(need.id)
        over = bool(need.cost_usd) and cover.firm * 100 > (need.cost_usd or 0) * OVER_COVERED_PERCENT
        if over and (flag is None or flag.status in WAITING or _grew(flag, cover)):
            _ask(session, need, cover, flag, now, done)
        elif over:
            done.settled += 1
        elif flag is not None and flag.status in WAITING:
            flag.status, flag.screened_at = FlagStatus.OBSOLETE, now
    session.flush()
    return done


def _ask(
    session: Session, need: Need, cover: Coverage, flag: DuplicationFlag | None, now: datetime, done: Screened
) -> None:
    evidence = _evidence(session, need, cover)
    facts = {
        "title": need.title,
        "owner": need.state.name,
        "usd": need.cost_usd,
        "firm": cover.firm,
        "amount": need.cost,
        "currency": need.currency,
    }
    fresh = flag is None
    if flag is None:
        flag = DuplicationFlag(
            kind=FlagKind.OVER_COVERED,
            left_kind=SideKind.NEED,
            left_id=need.id,
            right_kind=SideKind.NEED,
            right_id=need.id,
            score=FULL,
            confidence=100,
            verdict="over_covered",
            opened_on=now.date(),
            screened_at=now,
        )
    if not fresh and flag.status not in WAITING:
        flag.status = FlagStatus.REOPENED
        done.reopened += 1
    elif fresh:
        done.new += 1
    else:
        done.kept += 1
    flag.state_id, flag.evidence, flag.screened_at = need.state_id, evidence, now
    flag.facts = {"left": facts, "right": {**facts, "title": need.ref}}
    session.add(flag)
    session.flush()
    if fresh:
        tell_concerned(session, flag, news="opened", now=now)


def _evidence(session: Session, need: Need, cover: Coverage) -> list[dict[str, Any]]:
    """Return one line an allocation: whose share of the firm money it is."""
    rows = (
        select(PledgeAllocation, Pledge)
        .join(Pledge, col(Pledge.id) == PledgeAllocation.pledge_id)
        .where(PledgeAllocation.need_id == need.id, col(Pledge.stage).in_(FIRM))
        .options(joinedload(related(PledgeAllocation.pledge)).joinedload(related(Pledge.donor)))
        .order_by(col(PledgeAllocation.counted_usd).desc())
    )
    found = session.exec(rows).all()
    whole = sum(allocation.counted_usd for allocation, _ in found) or 1
    return [
        {
            "signal": pledge.donor.label,
            "weight": round(allocation.counted_usd * 100 / whole, 1),
            "left": pledge.ref,
            "right": need.ref,
            "text": f"{pledge.title}: USD {allocation.counted_usd // 100}",
        }
        for allocation, pledge in found
    ]


def _grew(flag: DuplicationFlag, cover: Coverage) -> bool:
    """Return whether the firm money grew by a quarter since people settled the question."""
    before = flag.facts.get("left", {}).get("firm") or 0
    return flag.status is not FlagStatus.OBSOLETE and cover.firm >= before * 1.25


def _known(session: Session, need_ids: Sequence[int]) -> dict[int, DuplicationFlag]:
    rows = select(DuplicationFlag).where(
        DuplicationFlag.kind == FlagKind.OVER_COVERED, col(DuplicationFlag.left_id).in_(need_ids)
    )
    return {flag.left_id: flag for flag in session.exec(rows).all()}
