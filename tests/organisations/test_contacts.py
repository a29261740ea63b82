"""People in posts on both databases: handed over, confirmed, forgotten, and what the next reader learns."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from coalition.audit.queries import list_history
from coalition.audit.service import act_as
from coalition.core.errors import RuleBroken
from coalition.core.when import Precision, When
from coalition.needs.models import NeedQuestion
from coalition.organisations import service
from coalition.organisations.models import Contact, Organisation
from coalition.organisations.queries import list_to_confirm, list_unfollowed, page_of_contacts
from coalition.organisations.service import ContactFacts
from coalition.pledges.queries.business import BusinessKind, list_business, list_with_business
from tests.factories.organisations import make_contact, make_organisation
from tests.factories.pledges import make_donor, make_open_need, make_pledge
from tests.factories.states import make_state

TODAY = date(2023, 11, 13)
NOW = datetime(2023, 11, 13, 9, tzinfo=UTC)


@pytest.fixture
def centre(session: Session) -> Organisation:
    return make_organisation(session, name="Centre", state_id=make_state(session, "COD", "DR Congo").id)


def facts(**given: object) -> ContactFacts:
    values = {"name": " B.  Next ", "post_title": "National Coordinator", "since": When(date(2023, 8, 1))}
    return ContactFacts(**(values | given))


def hand_over(session: Session, contact: Contact, *, note: str = "", **given: object) -> Contact:
    left = When(date(2023, 7, 1), Precision.MONTH)
    found = service.hand_over(
        session, contact, on=left, note=note, successor=facts(**given), person_id=None, today=TODAY
    )
    assert found is not None
    return found


def test_a_post_that_changes_hands_keeps_both_and_the_note(session: Session, centre: Organisation):
    first = make_contact(session, centre)
    second = hand_over(session, first, note="Three workshops wait for an answer.")
    assert (first.valid_to, first.ended_on) == (date(2023, 7, 31), date(2023, 7, 1))
    assert (second.name, second.before, second.last_confirmed_on) == ("B. Next", first, TODAY)
    in_post = page_of_contacts(session, TODAY, state_id=centre.state_id)
    gone = page_of_contacts(session, TODAY, state_id=centre.state_id, past=True)
    assert ([one.id for one in in_post.rows], [one.id for one in gone.rows]) == ([second.id], [first.id])
    assert in_post.rows[0].before.handover_note == "Three workshops wait for an answer."


def test_a_wrong_successor_leaves_the_post_as_it_was(session: Session, centre: Organisation):
    first = make_contact(session, centre)
    session.commit()
    with pytest.raises(RuleBroken) as refused:
        hand_over(session, first, since=When(date(2024, 1, 1)))
    session.rollback()
    assert (refused.value.field, first.valid_to) == ("since", None)


def test_nobody_is_followed_twice_nor_across_organisations(session: Session, centre: Organisation):
    first = make_contact(session, centre)
    other = make_organisation(session, name="Other")
    with pytest.raises(RuleBroken):
        service.add_contact(session, centre.id, facts=facts(), follows=first, person_id=None, today=TODAY)
    hand_over(session, first)
    assert list_unfollowed(session, centre.id) == []
    for body in (centre, other):
        with pytest.raises(RuleBroken):
            service.add_contact(session, body.id, facts=facts(), follows=first, person_id=None, today=TODAY)
    third = {"name": "C", "post_title": "D", "valid_from": TODAY, "follows_id": first.id}
    session.add(Contact(organisation_id=centre.id, **third))
    with pytest.raises(IntegrityError):
        session.flush()


def test_a_contact_is_confirmed_only_while_in_the_post(session: Session, centre: Organisation):
    first = make_contact(session, centre, last_confirmed_on=date(2023, 1, 1))
    asked = {"state_ids": [centre.state_id], "organisation_ids": []}
    assert list_to_confirm(session, TODAY, **asked) == [first]
    service.confirm_contact(first, person_id=None, today=TODAY)
    session.flush()
    assert list_to_confirm(session, TODAY, **asked) == []
    hand_over(session, first)
    with pytest.raises(RuleBroken):
        service.confirm_contact(first, person_id=None, today=TODAY)


def test_who_is_forgotten_stands_nowhere_any_more(session: Session, centre: Organisation):
    act_as(session, None, "test", NOW)
    first = make_contact(session, centre, name="Unforgettable")
    with pytest.raises(RuleBroken):
        service.forget_contact(first)
    hand_over(session, first, note="Ask Unforgettable at home.")
    service.forget_contact(first)
    session.flush()
    assert (first.name, first.email, first.handover_note) == ("", "", "")
    assert "Unforgettable" not in repr(
        [(one.before, one.after) for one in list_history(session, "contact", first.id)]
    )


def test_addresses_of_those_who_left_go_after_two_years(session: Session, centre: Organisation):
    first = make_contact(session, centre)
    hand_over(session, first)
    assert service.forget_old_contacts(session, date(2025, 7, 31)) == 0
    assert service.forget_old_contacts(session, date(2025, 8, 1)) == 1
    session.expire_all()
    assert (first.email, first.name) == ("", "A. Person")
    assert service.forget_old_contacts(session, date(2030, 1, 1)) == 0


def test_ones_business_with_a_state_is_told_newest_first(session: Session, centre: Organisation):
    donor, other = make_donor(session, "BEL"), make_donor(session, "CHE")
    need = make_open_need(session)
    pledge = make_pledge(session, need, donor=donor)
    question = NeedQuestion(
        need_id=need.id, organisation_id=donor.id, text="When?", asked_on=date(2020, 5, 1)
    )
    session.add(question)
    session.flush()
    found = list_business(session, [donor.id], need.state_id)
    assert [(one.kind, one.number) for one in found] == [
        (BusinessKind.PLEDGE, pledge.id), (BusinessKind.QUESTION, question.need_id),
    ]  # fmt: skip
    assert list_business(session, [other.id], need.state_id) == []
    assert list_business(session, [], need.state_id) == []
    assert list_with_business(session, need.state_id, TODAY) == [donor.id]
