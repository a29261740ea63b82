"""Reading single pledges, their parts and their lists."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from coalition.auth.policy import Standing
from coalition.core.errors import NotFound
from coalition.core.paging import PER_PAGE, Page
from coalition.db import prepared, related
from coalition.documents.models import StoredFile
from coalition.needs.models import Need
from coalition.organisations.models import Organisation
from coalition.pledges.models import Pledge, PledgeAllocation, PledgeSchedule, PledgeStep, Transaction
from coalition.pledges.queries.choosing import Which
from coalition.pledges.queries.seen import seen_by
from coalition.pledges.rules import COUNTED, PledgeStage, RecipientScope, lapses_on
from coalition.states.models import State

WITH = (
    joinedload(related(Pledge.lead)),
    joinedload(related(Pledge.donor)),
    joinedload(related(Pledge.state)),
    joinedload(related(Pledge.fx_rate)),
)
# Members of ASEAN, whose regional mine action centre donors support as such. Source: asean.org, 2025.
ASEAN = frozenset(["BRN", "KHM", "IDN", "LAO", "MYS", "MMR", "PHL", "SGP", "THA", "TLS", "VNM"])
# The order a reader may ask for; "-key" turns it round.
ORDERS: dict[str, Any] = {
    "ref": col(Pledge.ref),
    "donor": col(Organisation.name),
    "state": col(State.name),
    "stage": col(Pledge.stage),
    "usd": col(Pledge.counted_usd),
    "changed": col(Pledge.changed_on),
}


def get_pledge(session: Session, pledge_id: int, viewer: Standing | None = None) -> Pledge:
    """Return one pledge with donor, State, channel and rate; NotFound also when the viewer may not see it."""
    rows = select(Pledge).where(Pledge.id == pledge_id).options(*WITH)
    rows = rows.options(joinedload(related(Pledge.channel_organisation)))
    if viewer is not None:
        rows = rows.where(seen_by(viewer))
    found = session.exec(rows).first()
    if found is None:
        raise NotFound(f"pledge {pledge_id}")
    return found


def list_pledges(session: Session, which: Which, *, page: int = 1, order: str = "-changed") -> Page[Pledge]:
    """Return one page of pledges with donor, State and rate, newest change first unless asked otherwise."""
    total = session.exec(select(sa.func.count(col(Pledge.id))).where(*which.clauses())).one()
    rows = select(Pledge).where(*which.clauses()).options(*WITH)
    key = order.removeprefix("-")
    if key in ("donor", "state"):
        rows = rows.outerjoin(Organisation if key == "donor" else State, _tie(key))
    column = ORDERS.get(key, ORDERS["changed"])
    down = order.startswith("-") or key not in ORDERS
    by = (column.desc(), col(Pledge.id).desc()) if down else (column, col(Pledge.id))
    found = session.exec(rows.order_by(*by).limit(PER_PAGE).offset((page - 1) * PER_PAGE)).all()
    return Page(found, page, total)


def list_allocations(session: Session, pledge_id: int) -> Sequence[PledgeAllocation]:
    """Return what a pledge is allocated to, with needs and objectives."""
    rows = select(PledgeAllocation).where(PledgeAllocation.pledge_id == pledge_id)
    loaded = rows.options(
        joinedload(related(PledgeAllocation.need)), joinedload(related(PledgeAllocation.objective))
    )
    return session.exec(loaded.order_by(col(PledgeAllocation.id))).all()


def list_allocations_to(
    session: Session, need_id: int, viewer: Standing | None = None
) -> Sequence[PledgeAllocation]:
    """Return the allocations to a need that the viewer may see, each with its pledge, donor and rate."""
    return _allocations_to(session, need_id=need_id, viewer=viewer).all()


@prepared
def _allocations_to(need_id: Any, viewer: Standing | None) -> SelectOfScalar[PledgeAllocation]:
    rows = select(PledgeAllocation).join(Pledge).where(PledgeAllocation.need_id == need_id)
    if viewer is not None:
        rows = rows.where(seen_by(viewer))
    of_pledge = joinedload(related(PledgeAllocation.pledge))
    loaded = rows.options(
        of_pledge.joinedload(related(Pledge.donor)), of_pledge.joinedload(related(Pledge.fx_rate))
    )
    return loaded.order_by(col(PledgeAllocation.id))


def list_pledges_to(session: Session, need: Need, viewer: Standing | None = None) -> Sequence[Pledge]:
    """Return the pledges allocated to a need, each with its donor."""
    return [allocation.pledge for allocation in list_allocations_to(session, need.id, viewer)]


def list_schedule(session: Session, pledge_id: int) -> Sequence[PledgeSchedule]:
    """Return the planned payments of a pledge in the order of their periods."""
    rows = select(PledgeSchedule).where(PledgeSchedule.pledge_id == pledge_id)
    return session.exec(rows.order_by(col(PledgeSchedule.starts_on))).all()


def list_steps(session: Session, pledge_id: int) -> Sequence[PledgeStep]:
    """Return the history of a pledge, newest first, with who recorded each step and its file."""
    rows = select(PledgeStep).where(PledgeStep.pledge_id == pledge_id)
    loaded = rows.options(joinedload(related(PledgeStep.person)), joinedload(related(PledgeStep.file)))
    return session.exec(loaded.order_by(col(PledgeStep.on).desc(), col(PledgeStep.id).desc())).all()


def list_transactions(session: Session, pledge_id: int, most: int = 500) -> Sequence[Transaction]:
    """Return the ledger of a pledge by value date, newest first, each with its rates."""
    rows = select(Transaction).where(Transaction.pledge_id == pledge_id)
    loaded = rows.options(
        joinedload(related(Transaction.fx_rate)),
        joinedload(related(Transaction.pledge_rate)),
        joinedload(related(Transaction.file)),
    )
    return session.exec(
        loaded.order_by(col(Transaction.value_on).desc(), col(Transaction.id).desc()).limit(most)
    ).all()


def find_paper(session: Session, pledge_id: int, file_id: int) -> StoredFile | None:
    """Return a file if it stands behind a step or a payment of this very pledge, else None."""
    steps = select(PledgeStep.file_id).where(PledgeStep.pledge_id == pledge_id)
    lines = select(Transaction.file_id).where(Transaction.pledge_id == pledge_id)
    behind = sa.or_(col(StoredFile.id).in_(steps), col(StoredFile.id).in_(lines))
    return session.exec(select(StoredFile).where(StoredFile.id == file_id, behind)).first()


def list_children(session: Session, pledge_id: int) -> Sequence[Pledge]:
    """Return the onward grants made from a pledge."""
    return session.exec(
        select(Pledge).where(Pledge.parent_id == pledge_id).options(*WITH).order_by(col(Pledge.id))
    ).all()


def list_possible_sources(session: Session, organisation_ids: Sequence[int]) -> Sequence[Pledge]:
    """Return the pledges from which these organisations may grant onward: own, or channelled by them."""
    theirs = sa.or_(
        col(Pledge.donor_id).in_(organisation_ids), col(Pledge.channel_organisation_id).in_(organisation_ids)
    )
    rows = select(Pledge).where(theirs, Pledge.counted > Pledge.passed_on)
    return session.exec(rows.options(*WITH).order_by(col(Pledge.id).desc()).limit(200)).all()


def list_run_out(session: Session, today: date) -> Sequence[Pledge]:
    """Return the expressions of interest that nobody touched for twelve months."""
    rows = select(Pledge).where(Pledge.stage == PledgeStage.EXPRESSION_OF_INTEREST)
    return [pledge for pledge in session.exec(rows).all() if lapses_on(pledge.changed_on) <= today]


def next_ref(session: Session, code: str, year: int) -> str:
    """Return the next free reference of a donor's pledges in a year: PLEDGE-NOR-2026-001."""
    start = f"PLEDGE-{code}-{year}-"
    rows = select(Pledge.ref).where(col(Pledge.ref).startswith(start, autoescape=True))
    newest = session.exec(
        rows.order_by(sa.func.length(Pledge.ref).desc(), col(Pledge.ref).desc()).limit(1)
    ).first()
    return f"{start}{int(newest.removeprefix(start)) + 1 if newest else 1:03}"


def _tie(key: str) -> Any:
    return col(Organisation.id) == Pledge.donor_id if key == "donor" else col(State.id) == Pledge.state_id


def regional_support(session: Session, viewer: Standing, state: State) -> Sequence[Pledge]:
    """Return regional support that reaches a State's region; it counts in no country's totals."""
    rows = select(Pledge).where(
        Pledge.scope == RecipientScope.REGIONAL, col(Pledge.stage).in_(COUNTED), seen_by(viewer)
    )
    own_region = col(Pledge.region).icontains(state.ccm_region.value, autoescape=True)
    granted = col(Pledge.id).in_(select(Pledge.parent_id).where(Pledge.state_id == state.id))
    asean = col(Pledge.region).icontains("ASEAN", autoescape=True) if state.iso3 in ASEAN else sa.false()
    found = rows.where(sa.or_(own_region, granted, asean)).options(*WITH)
    return session.exec(found.order_by(col(Pledge.counted_usd).desc()).limit(20)).all()
