"""Reading flows for the back-test, and the proposals made."""

from collections.abc import Collection, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import joinedload
from sqlmodel import Session, col, select

from coalition.coalitions.models import Coalition
from coalition.core.errors import NotFound
from coalition.db import related
from coalition.pairing.models import PairingProposal
from coalition.pairing.rules.backtest import Flow
from coalition.pairing.rules.ladder import SEEN_BY_DONOR
from coalition.states.models import DonorFlow, State


def list_all_flows(session: Session) -> tuple[list[Flow], dict[str, str]]:
    """Return every reported flow between States, summed by year, and the region of each recipient."""
    facts = (DonorFlow.donor, DonorFlow.recipient, DonorFlow.year)
    rows = (
        select(*facts, sa.func.sum(DonorFlow.amount))
        .where(col(DonorFlow.recipient_state_id).is_not(None))
        .group_by(*(col(fact) for fact in facts))
    )
    regions = dict(session.exec(select(State.iso3, State.m49_subregion)).all())
    return [
        (donor, recipient, year, int(amount)) for donor, recipient, year, amount in session.exec(rows).all()
    ], regions


def get_proposal(session: Session, proposal_id: int) -> PairingProposal:
    """Return one proposal with coalition, State and donor. Raises NotFound."""
    found = session.get(
        PairingProposal,
        proposal_id,
        options=[
            joinedload(related(PairingProposal.coalition)).joinedload(related(Coalition.state)),
            joinedload(related(PairingProposal.donor)),
        ],
    )
    if found is None:
        raise NotFound(f"proposal {proposal_id}")
    return found


def list_proposals(
    session: Session,
    *,
    state_ids: Collection[int] | None = None,
    donor_ids: Collection[int] | None = None,
) -> Sequence[PairingProposal]:
    """Return proposals, the newest first. With `donor_ids`: only what those donors know of."""
    rows = select(PairingProposal).join(Coalition)
    if state_ids is not None:
        rows = rows.where(col(Coalition.state_id).in_(state_ids))
    if donor_ids is not None:
        rows = rows.where(
            col(PairingProposal.donor_id).in_(donor_ids), col(PairingProposal.status).in_(SEEN_BY_DONOR)
        )
    loaded = rows.options(
        joinedload(related(PairingProposal.coalition)).joinedload(related(Coalition.state)),
        joinedload(related(PairingProposal.donor)),
    )
    return session.exec(loaded.order_by(col(PairingProposal.moved_on).desc(), col(PairingProposal.id))).all()
