"""Seats in a coalition: given, ended, handed over. Each function is one act; its caller commits."""

from datetime import date, timedelta

from sqlmodel import Session

from coalition.coalitions import rules
from coalition.coalitions.models import Coalition, CoalitionMember
from coalition.coalitions.queries import eligibility_of, list_members
from coalition.coalitions.queries.meetings import list_open_points
from coalition.coalitions.rules import LEADING, EligibilityClass, MemberRole
from coalition.core.errors import RuleBroken
from coalition.organisations.models import Organisation
from coalition.organisations.rules import DONORS


def seat(
    session: Session,
    coalition: Coalition,
    *,
    organisation: Organisation,
    role: MemberRole,
    valid_from: date,
    lead_reason: str = "",
) -> CoalitionMember:
    """Give an organisation a seat. Raises RuleBroken when it holds it already, or leads without reason."""
    if role in LEADING:
        is_donor = organisation.kind in DONORS and organisation.state_id != coalition.state_id
        joined = (
            organisation.state_id is not None
            and eligibility_of(session, organisation.state_id, valid_from) is EligibilityClass.A
        )
        rules.check_lead(is_donor_state=is_donor and joined, exception_reason=lead_reason)
    held = [
        member
        for member in list_members(session, [coalition.id])
        if member.organisation_id == organisation.id and member.role is role
    ]
    if any(rules.is_current(member.valid_from, member.valid_to, valid_from) for member in held):
        raise RuleBroken("{name} holds this seat already.", field="organisation", name=organisation.label)
    member = CoalitionMember(
        coalition_id=coalition.id,
        organisation_id=organisation.id,
        role=role,
        valid_from=valid_from,
        confirmed_on=valid_from,
        lead_reason=lead_reason.strip(),
    )
    session.add(member)
    session.flush()
    return member


def end_seat(member: CoalitionMember, *, on: date, handover_note: str) -> None:
    """End a seat on a day. Raises RuleBroken when it would end before it began."""
    if on < member.valid_from:
        raise RuleBroken("A seat cannot end before it began.", field="valid_to")
    member.valid_to = on
    member.handover_note = handover_note.strip()


def hand_over(
    session: Session,
    member: CoalitionMember,
    *,
    on: date,
    note: str,
    successor: Organisation | None = None,
    lead_reason: str = "",
    with_points: bool = True,
) -> CoalitionMember | None:
    """End a seat and give it to a successor from the next day on: both or neither.

    With `with_points` the successor takes over the open action points. Without a successor the seat is
    empty from the next day; the coalition goes on, and its health says that a lead is missing.
    Raises RuleBroken by field.
    """
    if member.valid_to is not None:
        raise RuleBroken("This seat has its last day already.", field="valid_to")
    if successor is not None and successor.id == member.organisation_id:
        raise RuleBroken("Choose another organisation.", field="successor")
    if successor is not None and len(note.strip()) < 10:
        raise RuleBroken("Write down what the next one should know.", field="handover_note")
    end_seat(member, on=on, handover_note=note)
    session.flush()
    if successor is None:
        return None
    taken = seat(
        session,
        member.coalition,
        organisation=successor,
        role=member.role,
        valid_from=on + timedelta(days=1),
        lead_reason=lead_reason,
    )
    if with_points:
        for point in list_open_points(session, member):
            point.owner_id = successor.id
    session.flush()
    return taken
