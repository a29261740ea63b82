"""Reading flows for the back-test, and the proposals made."""

from collections import defaultdict
from collections.abc import Collection, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import joinedload
from sqlmodel import Session, col, select

from coalition.coalitions.models import Coalition
from coalition.core.errors import NotFound
from coalition.db import related
from coalition.pairing.models import PairingProposal
from coalition.pairing.rules.backtest import Flow
from coalition.pairing.rules.funders import donor_of
from coalition.pairing.rules.ladder import SEEN_BY_DONOR
from coalition.programmes.models import Programme, ProgrammeCountry, ProgrammeParty
from coalition.programmes.rules.register import PartyRole
from coalition.states.models import DonorFlow, State
from coalition.states.queries import iso3_by_iso2, iso3_by_name_key


def list_all_flows(session: Session) -> tuple[list[Flow], dict[str, str]]:
    """Return every reported flow between States, summed by year, and the region of each recipient."""
    facts = (DonorFlow.donor, DonorFlow.recipient, DonorFlow.year)
    rows = (
        select(*facts, sa.func.sum(DonorFlow.amount))
        .where(col(DonorFlow.recipient_state_id).is_not(None))
        .group_by(*(col(fact) for fact in facts))
    )
    return [
        (donor, recipient, year, int(amount)) for donor, recipient, year, amount in session.exec(rows).all()
    ], _regions(session)


def list_programme_flows(session: Session) -> tuple[list[Flow], dict[str, str]]:
    """Return how many programmes of the register each funder began in each State and year; the regions.

    Programmes are counted, not their money: their currencies go back to the German mark. A funder that the
    record does not tell as a State stands under its own name, and no State funds itself.
    """
    year = sa.extract("year", col(Programme.starts_on))
    rows = (
        sa.select(col(ProgrammeParty.name), col(ProgrammeParty.ref), col(State.iso3), year, sa.func.count())
        .join(ProgrammeCountry, col(ProgrammeCountry.programme_id) == col(ProgrammeParty.programme_id))
        .join(Programme, col(Programme.id) == col(ProgrammeParty.programme_id))
        .join(State, col(State.id) == col(ProgrammeCountry.state_id))
        .where(col(ProgrammeParty.role) == PartyRole.FUNDING, col(Programme.starts_on).is_not(None))
        .group_by(col(ProgrammeParty.name), col(ProgrammeParty.ref), col(State.iso3), year)
    )
    by_iso2, by_name = iso3_by_iso2(session), iso3_by_name_key(session)
    begun: dict[tuple[str, str, int], int] = defaultdict(int)
    for name, ref, recipient, in_year, count in session.execute(rows).all():
        donor = donor_of(name, ref, by_iso2=by_iso2, by_name=by_name)
        if donor != recipient:
            begun[donor, recipient, int(in_year)] += count
    flows = [(donor, recipient, in_year, count) for (donor, recipient, in_year), count in begun.items()]
    return sorted(flows), _regions(session)


def _regions(session: Session) -> dict[str, str]:
    return dict(session.exec(select(State.iso3, State.m49_subregion)).all())


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
