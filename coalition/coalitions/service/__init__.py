"""What people do with coalitions. Each function is one act; its caller commits."""

from datetime import date

from sqlalchemy import func
from sqlmodel import Session, col, select

from coalition.coalitions import rules
from coalition.coalitions.models import Challenge, Coalition, Signature
from coalition.coalitions.queries import (
    find_open_coalition,
    list_challenges,
    list_members,
    list_signatures,
)
from coalition.coalitions.rules import (
    LEADING,
    ChallengeCategory,
    CoalitionStatus,
    EligibilityClass,
    MemberRole,
    Readiness,
    Signer,
)
from coalition.coalitions.service.seats import end_seat, hand_over, seat
from coalition.core.errors import RuleBroken
from coalition.states.models import State
from coalition.strategies.queries import find_guiding
from coalition.strategies.rules import GUIDING

__all__ = [
    "add_challenge",
    "blockers",
    "close",
    "describe",
    "end_seat",
    "hand_over",
    "note_presidency",
    "propose",
    "record_consent",
    "seat",
    "sign",
]

LEAST_NOTE = 20  # characters of the Presidency's note


def propose(
    session: Session,
    *,
    state: State,
    name: str,
    eligibility: EligibilityClass,
    today: date,
    is_example: bool = False,
) -> Coalition:
    """Propose a coalition for a State. Raises RuleBroken when the State has an open one (I18)."""
    if find_open_coalition(session, state.id) is not None:
        raise RuleBroken("{state} has an open coalition already.", field="state", state=state.name)
    coalition = Coalition(
        state_id=state.id, name=name, eligibility=eligibility, proposed_on=today, is_example=is_example
    )
    session.add(coalition)
    session.flush()
    return coalition


def record_consent(coalition: Coalition, *, on: date, today: date) -> None:
    """Record that the State consents; only from then on do others see the proposal."""
    if on > today:
        raise RuleBroken("The day of consent cannot lie in the future.", field="consent_on")
    coalition.consent_on = on


def describe(
    coalition: Coalition,
    *,
    purpose: str,
    scope_articles: str,
    channel_note: str,
    existing_forum: str,
    public_summary: str,
    meeting_rhythm_months: int,
    secretariat_id: int | None = None,
) -> None:
    """Write down what the coalition is for and how it works. Raises RuleBroken on a purpose too long."""
    rules.check_purpose(purpose)
    coalition.purpose = purpose.strip()
    coalition.scope_articles = scope_articles.strip()
    coalition.channel_note = channel_note.strip()
    coalition.existing_forum = existing_forum.strip()
    coalition.public_summary = public_summary.strip()
    coalition.secretariat_id = secretariat_id
    coalition.meeting_rhythm_months = meeting_rhythm_months
    coalition.row_version += 1


def note_presidency(coalition: Coalition, *, note: str) -> None:
    """Write down the Presidency's word on a coalition for a State not party (class C). Raises RuleBroken."""
    if coalition.eligibility is not EligibilityClass.C:
        raise RuleBroken("Only a coalition for a State not party needs this note.", field="note")
    if len(note.strip()) < LEAST_NOTE:
        raise RuleBroken("Say in a sentence what was agreed.", field="note")
    coalition.presidency_note = note.strip()
    coalition.row_version += 1


def add_challenge(
    session: Session, coalition: Coalition, *, title: str, category: ChallengeCategory, description: str
) -> Challenge:
    """Add what stands in the State's way."""
    challenge = Challenge(
        coalition_id=coalition.id, title=title.strip(), category=category, description=description.strip()
    )
    session.add(challenge)
    session.flush()
    return challenge


def blockers(session: Session, coalition: Coalition, *, then: CoalitionStatus, today: date) -> list[str]:
    """Return, in words, what still keeps the coalition from the next step; empty when it may be signed."""
    if then is CoalitionStatus.SCOPING:
        return rules.missing_to_scope(
            consent_on=coalition.consent_on,
            scope_articles=coalition.scope_articles,
            challenges=len(list_challenges(session, coalition.id)),
        )
    if then is CoalitionStatus.ACTIVE:
        return rules.missing_to_activate(_readiness(session, coalition, today))
    return []


def sign(
    session: Session,
    coalition: Coalition,
    *,
    then: CoalitionStatus,
    signer: Signer,
    person_id: int,
    today: date,
) -> bool:
    """Put one of the two signatures under a step; return whether the step was thereby taken.

    Raises RuleBroken when the step is not open, something is missing, or this side has signed already.
    """
    rules.check_step(coalition.status, then)
    lacking = blockers(session, coalition, then=then, today=today)
    if lacking:
        raise RuleBroken(lacking[0])
    signed = list_signatures(session, coalition.id, then)
    if len(signed) == len(Signer):  # the round before this one: the step was taken, and left again
        signed = []
    if any(signature.signer is signer for signature in signed):
        raise RuleBroken("This side has signed; the other one has still to sign.")
    session.add(
        Signature(
            coalition_id=coalition.id,
            step=then,
            round=_round(session, coalition, then, started=bool(signed)),
            signer=signer,
            person_id=person_id,
            signed_on=today,
        )
    )
    session.flush()
    if not signed:
        return False
    _take(session, coalition, then, today)
    return True


def close(coalition: Coalition, *, then: CoalitionStatus, reason: str, today: date) -> None:
    """Close, complete or put a coalition to rest, with the reason. Raises RuleBroken."""
    rules.check_step(coalition.status, then)
    if len(reason.strip()) < 10:
        raise RuleBroken("Say why, in a sentence.", field="reason")
    coalition.status = then
    coalition.closed_reason = reason.strip()
    if then is CoalitionStatus.COMPLETED:
        coalition.completed_on = today


def _take(session: Session, coalition: Coalition, then: CoalitionStatus, today: date) -> None:
    coalition.status = then
    if then is CoalitionStatus.ACTIVE:
        guiding = find_guiding(session, coalition.state_id)
        coalition.guiding_version_id = guiding.id if guiding else None
        coalition.started_on = coalition.started_on or today
    coalition.row_version += 1
    session.flush()


def _readiness(session: Session, coalition: Coalition, today: date) -> Readiness:
    members = [
        member
        for member in list_members(session, [coalition.id])
        if rules.is_current(member.valid_from, member.valid_to, today)
    ]
    guiding = find_guiding(session, coalition.state_id)
    return Readiness(
        eligibility=coalition.eligibility,
        presidency_note=coalition.presidency_note,
        coordinator_confirmed=any(
            m.role is MemberRole.AFFECTED_STATE_COORDINATOR and m.confirmed_on is not None for m in members
        ),
        current_leads=sum(m.role in LEADING for m in members),
        strategy_in_force=guiding is not None and guiding.status in GUIDING,
        purpose=coalition.purpose,
        channel_note=coalition.channel_note,
    )


def _newest_round(session: Session, coalition: Coalition, then: CoalitionStatus) -> int:
    return session.exec(
        select(func.coalesce(func.max(Signature.round), 0)).where(
            Signature.coalition_id == coalition.id, col(Signature.step) == then
        )
    ).one()


def _round(session: Session, coalition: Coalition, then: CoalitionStatus, *, started: bool) -> int:
    newest = _newest_round(session, coalition, then)
    return newest if started else newest + 1
