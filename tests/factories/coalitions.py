"""Coalitions with sound defaults."""

from datetime import date
from typing import Any

from sqlmodel import Session

from coalition.coalitions.models import Coalition, CoalitionMember
from coalition.coalitions.rules import CoalitionStatus, EligibilityClass, MemberRole
from coalition.organisations.models import Organisation
from tests.factories.states import make_state

SINCE = date(2022, 5, 16)


def make_coalition(session: Session, **given: Any) -> Coalition:
    """Return an active coalition to which its State has consented."""
    if "state_id" not in given:
        given["state_id"] = make_state(session).id
    values = {
        "name": "Country coalition",
        "status": CoalitionStatus.ACTIVE,
        "eligibility": EligibilityClass.A,
        "proposed_on": SINCE,
        "consent_on": SINCE,
        "started_on": SINCE,
        "purpose": "Release land and support survivors.",
        "scope_articles": "4, 5",
        "channel_note": "Direct grants.",
    } | given
    coalition = Coalition(**values)
    session.add(coalition)
    session.commit()
    return coalition


def make_seat(
    session: Session, coalition: Coalition, organisation: Organisation, role: MemberRole = MemberRole.LEAD
) -> CoalitionMember:
    """Return a seat held since the coalition began, confirmed then."""
    seat = CoalitionMember(
        coalition_id=coalition.id,
        organisation_id=organisation.id,
        role=role,
        valid_from=SINCE,
        confirmed_on=SINCE,
    )
    session.add(seat)
    session.commit()
    return seat
