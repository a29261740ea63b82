"""Handing over a lead: what the next one is told, what stays open, and a coalition without a lead."""

from datetime import date

import pytest
from sqlmodel import Session, select

from coalition.auth.rules import Rank, Role, Theme
from coalition.coalitions import service
from coalition.coalitions.models import ActionPoint, Coalition, CoalitionMember
from coalition.coalitions.queries import list_members
from coalition.coalitions.rules import CoalitionStatus, EligibilityClass, MemberRole, is_current
from coalition.core.errors import RuleBroken
from coalition.notifications.models import Mail
from coalition.organisations.rules import OrganisationKind
from tests.factories.auth import make_person
from tests.factories.coalitions import make_coalition, make_seat
from tests.factories.organisations import make_organisation

LAST = date(2026, 12, 31)
NOTE = "The second workshop waits for a letter."
REASON = "It has chaired the working group for years."


@pytest.fixture
def coalition(session: Session) -> Coalition:
    return make_coalition(session, status=CoalitionStatus.ACTIVE)


@pytest.fixture
def lead(session: Session, coalition: Coalition) -> CoalitionMember:
    return make_seat(session, coalition, make_organisation(session, name="First lead"))


def leads_on(session: Session, coalition: Coalition, day: date) -> list[str]:
    return [
        seat.organisation.name
        for seat in list_members(session, [coalition.id])
        if seat.role is MemberRole.LEAD and is_current(seat.valid_from, seat.valid_to, day)
    ]


def promise(session: Session, lead: CoalitionMember) -> ActionPoint:
    said = {"owner_id": lead.organisation_id, "created_on": date(2026, 1, 1)}
    point = ActionPoint(coalition_id=lead.coalition_id, text="Send the letter", **said)
    session.add(point)
    session.flush()
    return point


def test_the_successor_leads_from_midnight_on_and_takes_over_what_stays_open(
    session: Session, coalition: Coalition, lead: CoalitionMember
):
    point, body = promise(session, lead), make_organisation(session, name="Second lead")
    service.hand_over(session, lead, on=LAST, note=NOTE, successor=body, lead_reason=REASON)
    assert leads_on(session, coalition, LAST) == ["First lead"]
    assert leads_on(session, coalition, date(2027, 1, 1)) == ["Second lead"]
    assert (point.owner_id, lead.handover_note) == (body.id, NOTE)


def test_a_lead_that_leaves_without_a_successor_leaves_an_active_coalition_without_a_lead(
    session: Session, coalition: Coalition, lead: CoalitionMember
):
    point = promise(session, lead)
    assert service.hand_over(session, lead, on=LAST, note="") is None
    assert leads_on(session, coalition, date(2027, 1, 1)) == []
    assert coalition.status is CoalitionStatus.ACTIVE
    assert point.owner_id == lead.organisation_id
    assert "There is no lead." in service.blockers(
        session, coalition, then=CoalitionStatus.ACTIVE, today=date(2027, 1, 1)
    )


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"note": "short"}, "handover_note"),
        ({"lead_reason": ""}, "lead_reason"),
        ({"on": date(2019, 1, 1)}, None),
    ],
)
def test_half_a_handover_never_stands(
    session: Session, coalition: Coalition, lead: CoalitionMember, given: dict[str, object], field: str | None
):
    body = make_organisation(session, name="Second lead", kind=OrganisationKind.EXPERT_BODY)
    session.commit()
    values = {"on": LAST, "note": NOTE, "successor": body, "lead_reason": REASON} | given
    with pytest.raises(RuleBroken) as refused:
        service.hand_over(session, lead, **values)
    session.rollback()
    assert field in (None, refused.value.field)
    assert (lead.valid_to, leads_on(session, coalition, date(2027, 1, 1))) == (None, ["First lead"])


def test_a_seat_is_handed_over_once_and_not_to_oneself(session: Session, lead: CoalitionMember):
    with pytest.raises(RuleBroken):
        service.hand_over(session, lead, on=LAST, note=NOTE, successor=lead.organisation)
    service.hand_over(session, lead, on=LAST, note=NOTE)
    with pytest.raises(RuleBroken):
        service.hand_over(session, lead, on=LAST, note=NOTE)


def test_the_note_of_the_presidency_is_for_states_not_party(session: Session):
    outside = make_coalition(session, eligibility=EligibilityClass.C)
    with pytest.raises(RuleBroken):
        service.note_presidency(outside, note="yes")
    service.note_presidency(outside, note="A guest of the coalition, as agreed in May.")
    assert outside.presidency_note == "A guest of the coalition, as agreed in May."
    with pytest.raises(RuleBroken):
        service.note_presidency(make_coalition(session), note="A guest of the coalition, as agreed in May.")


@pytest.mark.on("sqlite")
def test_the_page_shows_what_stays_open_and_tells_the_others(session, coalition, lead, sign_in):
    promise(session, lead)
    head = make_person(session, Role.AFFECTED_STATE, rank=Rank.HEAD, state_id=coalition.state_id)
    ica = make_person(session, Role.COORDINATOR, theme=Theme.ICA)
    client, path = sign_in(head), f"/coalitions/{coalition.id}/members/{lead.id}/end"
    assert "Send the letter" in client.get(path).text
    assert client.post(path, data={"valid_to": "31 December 2026", "handover_note": NOTE}).status_code == 302
    session.rollback()
    mails = session.exec(select(Mail).where(Mail.subject == "A lead leaves and nobody follows yet")).all()
    assert [mail.person_id for mail in mails] == [ica.id]
    assert NOTE in client.get(f"/coalitions/{coalition.id}").text
