"""What people do with proposals. Each function is one act; its caller commits."""

from datetime import date

from sqlmodel import Session, select

from coalition.coalitions import service as coalitions
from coalition.coalitions.models import Coalition, CoalitionMember
from coalition.coalitions.rules import MemberRole
from coalition.core.errors import RuleBroken
from coalition.organisations.models import Organisation
from coalition.pairing.models import PairingProposal
from coalition.pairing.queries.board import board_of
from coalition.pairing.rules import ladder
from coalition.pairing.rules.ladder import RUNNING, PairingDecline, ProposalStatus
from coalition.pairing.rules.reasons import reasons_against, reasons_for
from coalition.pairing.rules.scoring import MOST, bar_of, pair_of
from coalition.treaty.rules.said import kept


def suggest(
    session: Session, coalition: Coalition, *, donor: Organisation, person_id: int | None, today: date
) -> PairingProposal:
    """Put a donor before the affected State; the donor knows nothing of it yet.

    Raises RuleBroken when the donor is barred, or is proposed already.
    """
    running = session.exec(
        select(PairingProposal).where(
            PairingProposal.coalition_id == coalition.id, PairingProposal.donor_id == donor.id
        )
    ).all()
    if any(proposal.status in RUNNING for proposal in running):
        raise RuleBroken("{name} is proposed already.", field="donor", name=donor.label)
    board = board_of(session, today, state_ids=[coalition.state_id])
    found = [one for one in board.candidates if one.organisation_id == donor.id]
    if not found or not board.seekers:
        raise RuleBroken("{name} is no donor on record.", field="donor", name=donor.label)
    seeker, candidate = board.seekers[0], found[0]
    barred = bar_of(board, seeker, candidate)
    if barred:
        raise RuleBroken(barred, field="donor")
    pair = pair_of(board, seeker, candidate)
    proposal = PairingProposal(
        coalition_id=coalition.id,
        donor_id=donor.id,
        score=round(10 * pair.score),
        signals=[
            {"signal": signal.value, "points": round(points, 1), "most": MOST[signal]}
            for signal, points in pair.by_signal.items()
        ]
        + [{"for": kept(reason)} for reason in reasons_for(pair)]
        + [{"against": kept(reason)} for reason in reasons_against(pair, today)],
        proposed_by_id=person_id,
        proposed_on=today,
        moved_on=today,
    )
    session.add(proposal)
    session.flush()
    return proposal


def consent(proposal: PairingProposal, *, today: date) -> None:
    """The affected State agrees that the donor may be sounded out. Raises RuleBroken."""
    _move(proposal, ProposalStatus.CONSENTED_BY_STATE, today)
    proposal.consented_on = today


def sound_out(proposal: PairingProposal, *, today: date) -> None:
    """Ask the donor in confidence; only after the State has consented. Raises RuleBroken."""
    _move(proposal, ProposalStatus.SOUNDED_OUT, today)


def invite(proposal: PairingProposal, *, today: date) -> None:
    """Invite the donor formally. Raises RuleBroken."""
    _move(proposal, ProposalStatus.INVITED, today)


def accept(
    session: Session, proposal: PairingProposal, *, role: MemberRole, reason: str, today: date
) -> CoalitionMember:
    """The donor accepts: it takes its seat today. Raises RuleBroken, also for a lead without its reason."""
    _move(proposal, ProposalStatus.ACCEPTED, today)
    return coalitions.seat(
        session,
        proposal.coalition,
        organisation=proposal.donor,
        role=role,
        valid_from=today,
        lead_reason=reason,
    )


def decline(proposal: PairingProposal, *, reason: PairingDecline, text: str, today: date) -> None:
    """Let a proposal go, by the State or by the donor; it is not made again for a year. Raises RuleBroken."""
    _move(proposal, ProposalStatus.DECLINED, today, decline_reason=reason)
    proposal.decline_text = text.strip()
    proposal.not_again_before = ladder.not_again_before(today)


def expire(session: Session, today: date) -> int:
    """Close the proposals that nobody has moved for six months; return how many."""
    stale = [
        proposal
        for proposal in session.exec(select(PairingProposal)).all()
        if proposal.status in RUNNING and ladder.expires_on(proposal.moved_on) <= today
    ]
    for proposal in stale:
        _move(proposal, ProposalStatus.EXPIRED, today)
    return len(stale)


def _move(
    proposal: PairingProposal,
    then: ProposalStatus,
    today: date,
    *,
    decline_reason: PairingDecline | None = None,
) -> None:
    ladder.check_step(proposal.status, then)
    proposal.status, proposal.moved_on, proposal.decline_reason = then, today, decline_reason
