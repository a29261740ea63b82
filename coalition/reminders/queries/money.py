"""Days of pledges: what was promised for when, and when it ends."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from sqlalchemy.orm import joinedload
from sqlmodel import Session, col, select

from coalition.auth.policy import Act
from coalition.core.visibility import Visibility
from coalition.core.when import Precision, When, add_months
from coalition.db import related
from coalition.pledges.models import Pledge, PledgeSchedule
from coalition.pledges.rules.ladder import PledgeStage
from coalition.reminders.queries.work import plain
from coalition.reminders.rules import Code, Coming

SOFT = (PledgeStage.EXPRESSION_OF_INTEREST, PledgeStage.PLEDGE)
RUNNING = (PledgeStage.COMMITMENT, PledgeStage.CONTRACTED, PledgeStage.DISBURSING)
SEEN_BY_MEMBERS = (Visibility.PUBLIC, Visibility.MEMBERS)


def list_money(session: Session) -> list[Coming]:
    """Return the open days of pledges; two queries."""
    rows = select(Pledge).where(col(Pledge.stage).in_((*SOFT, *RUNNING)))
    pledges = session.exec(rows.options(joinedload(related(Pledge.state)))).all()
    return [
        *(coming for pledge in pledges for coming in _of(pledge)),
        *_payments(session, {pledge.id: pledge for pledge in pledges if pledge.stage in RUNNING}),
    ]


def _of(pledge: Pledge) -> Iterator[Coming]:
    if pledge.stage in SOFT and pledge.expected_commitment_on is not None:
        yield _plain(Code.P1, pledge, pledge.expected_commitment_on)
    if pledge.stage is PledgeStage.EXPRESSION_OF_INTEREST:
        yield _plain(Code.P4, pledge, add_months(pledge.changed_on, 12))
    if pledge.stage in RUNNING and pledge.ends_on is not None:
        yield _plain(Code.P2, pledge, pledge.ends_on, precision=pledge.ends_on_precision)


def _payments(session: Session, pledges: dict[int, Pledge]) -> Iterator[Coming]:
    """Lines of payment plans that what was paid does not yet cover (rule P3)."""
    rows = select(PledgeSchedule).join(Pledge).where(col(Pledge.stage).in_(RUNNING))
    lines = session.exec(rows.order_by(col(PledgeSchedule.pledge_id), col(PledgeSchedule.ends_on))).all()
    for pledge_id, own in groupby(lines, key=lambda line: line.pledge_id):
        planned = 0
        for line in own:
            planned += line.amount
            if pledge_id in pledges and pledges[pledge_id].disbursed < planned:
                yield _plain(Code.P3, pledges[pledge_id], line.ends_on, subject=f"payment:{line.id}")


def _plain(
    code: Code, pledge: Pledge, on: date, *, precision: Precision = Precision.DAY, subject: str = ""
) -> Coming:
    partner = pledge.channel_organisation_id
    return plain(
        code,
        subject or f"pledge:{pledge.id}",
        When(on, precision),
        pledge.state,
        title=pledge.title,
        owner_ids=pledge.owner_ids,
        partner_ids=() if partner is None else (partner,),
        link=f"/pledges/{pledge.id}",
        act=Act.PLEDGE_SEE.value,
        narrow=pledge.visibility not in SEEN_BY_MEMBERS,
        source=pledge.ref,
    )
