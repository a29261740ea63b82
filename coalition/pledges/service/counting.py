"""Keeping the running sums of a pledge right after each act, and its needs' status with them."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import joinedload
from sqlmodel import Session, col, select

from coalition.core.errors import RuleBroken
from coalition.core.money import check_currency
from coalition.db import related
from coalition.needs import service as needs
from coalition.needs.models import Need
from coalition.needs.rules import PLEDGEABLE
from coalition.pledges.models import Pledge, PledgeAllocation
from coalition.pledges.queries import coverage_of
from coalition.pledges.rules import FIRM, Ledger, check_onward, counted, in_share, split
from coalition.rates.service import usd_value


def ledger_of(pledge: Pledge) -> Ledger:
    """Return the running sums of a pledge as the rules take them."""
    return Ledger(pledge.amount, pledge.disbursed, pledge.refunded)


def value(session: Session, pledge: Pledge, *, amount: int | None, currency: str | None, on: date) -> None:
    """Write an amount into a pledge with its US dollars at the rate of a day (I08), or take it out."""
    if amount is None or currency is None:
        pledge.amount = pledge.currency = pledge.amount_usd = pledge.fx_rate_id = None
        return
    check_currency(currency)
    usd, rate = usd_value(session, amount, currency=currency, day=on)
    pledge.amount, pledge.currency, pledge.amount_usd, pledge.fx_rate_id = amount, currency, usd, rate.id


def recount(session: Session, pledge: Pledge, *, today: date) -> None:
    """Bring the counted sums of a pledge, of its allocations and of its needs in line with what it now is."""
    pledge.counted = counted(pledge.stage, ledger_of(pledge))
    pledge.counted_usd = in_share(pledge.amount_usd or 0, pledge.counted, pledge.amount or 0)
    check_onward(pledge.passed_on, pledge.counted if pledge.passed_on else 0)
    allocations = allocations_of(session, pledge)
    shares = split(pledge.counted_usd, [line.amount for line in allocations], pledge.amount or 0)
    for line, share in zip(allocations, shares, strict=True):
        line.counted_usd, line.is_firm = share, pledge.stage in FIRM
    session.flush()
    follow(session, [line.need for line in allocations if line.need is not None], today=today)


def allocations_of(session: Session, pledge: Pledge) -> Sequence[PledgeAllocation]:
    """Return the allocations of a pledge with their needs, oldest first."""
    rows = select(PledgeAllocation).where(PledgeAllocation.pledge_id == pledge.id)
    return session.exec(
        rows.options(joinedload(related(PledgeAllocation.need))).order_by(col(PledgeAllocation.id))
    ).all()


def follow(session: Session, touched: Sequence[Need], *, today: date) -> None:
    """Let the status of these needs follow their coverage."""
    found = coverage_of(session, touched)
    for need in touched:
        needs.follow_coverage(session, need, found[need.id], today)


def check_open_part(session: Session, pledge: Pledge, *, over_reason: str) -> None:
    """Raise RuleBroken when the firm money of a need would now exceed its cost and nobody says why.

    Asked after `recount`, in the transaction of the act: of two donors who commit to the last open part at
    the same moment, the second is told.
    """
    if pledge.stage not in FIRM or len(over_reason.strip()) >= 10:
        return
    touched = [line.need for line in allocations_of(session, pledge) if line.need and line.amount]
    for need_id, found in coverage_of(session, touched).items():
        if found.cost is not None and found.firm > found.cost:
            need = next(need for need in touched if need.id == need_id)
            raise RuleBroken(
                "With this, “{need}” would have more firm money than it costs. Lower the amount, or say why.",
                field="over_reason",
                need=need.title,
            )


def check_pledgeable(need: Need) -> None:
    """Raise RuleBroken unless money can be allocated to a need: posted, not on hold, not settled."""
    if need.status not in PLEDGEABLE:
        raise RuleBroken("“{need}” does not take pledges now.", field="need", need=need.title)


def fit_into_source(session: Session, pledge: Pledge, part: int, whole: int) -> None:
    """Let what an onward grant takes of its source shrink to part/whole; nothing happens to other pledges."""
    if pledge.parent_id is None or not pledge.parent_amount:
        return
    source = session.get_one(Pledge, pledge.parent_id)
    left = in_share(pledge.parent_amount, part, whole)
    source.passed_on -= pledge.parent_amount - left
    pledge.parent_amount = left
