"""Pages of contacts: who keeps them, who reads them, and what a reader is told."""

from datetime import date

import pytest
from sqlmodel import Session, select

from coalition.auth.rules import Rank, Role, Theme
from coalition.core.clock import today
from coalition.notifications.models import Mail
from coalition.organisations.models import Contact, Organisation
from tests.factories.auth import make_person
from tests.factories.organisations import government_of, make_contact, make_organisation
from tests.factories.states import make_state

pytestmark = pytest.mark.on("sqlite")


@pytest.fixture
def centre(session: Session) -> Organisation:
    return make_organisation(session, name="Centre", state_id=make_state(session, "COD", "DR Congo").id)


@pytest.fixture
def head(session: Session, centre: Organisation):
    return make_person(session, Role.AFFECTED_STATE, rank=Rank.HEAD, state_id=centre.state_id)


def test_a_post_is_named_handed_over_and_those_concerned_are_told(session, centre, head, sign_in):
    told = make_person(session, Role.COORDINATOR, organisation_id=centre.id, theme=Theme.ICA)
    client = sign_in(head)
    given = {"post_title": "National Coordinator", "name": "First", "since": "2019", "follows": ""}
    page = client.post(f"/contacts/organisations/{centre.id}/new", data=given, follow_redirects=True).text
    assert "First" in page
    session.rollback()
    first = session.exec(select(Contact)).one()
    given = {"on": "2022", "note": "", "name": "Second", "since": str(today().year)}
    page = client.post(f"/contacts/{first.id}/hand-over", data=given, follow_redirects=True).text
    assert f"new since {today().year}" in page
    assert "none was left" in page
    session.rollback()
    subjects = {(mail.person_id, mail.subject) for mail in session.exec(select(Mail)).all()}
    assert (told.id, "A post has changed hands") in subjects
    assert head.id not in {person for person, _ in subjects}


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"name": ""}, "This field is required."),
        ({"email": "nobody"}, "This is no e-mail address."),
        ({"since": "tomorrow"}, "tomorrow"),
        ({"since": "2090"}, "has not begun yet"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(session, centre, head, sign_in, given, words):
    sound = {"post_title": "Head", "name": "A", "since": "2019", "follows": ""}
    answer = sign_in(head).post(f"/contacts/organisations/{centre.id}/new", data=sound | given)
    assert answer.status_code == 200
    assert words in answer.text
    session.rollback()
    assert session.exec(select(Contact)).all() == []


def test_others_read_ask_to_be_introduced_and_change_nothing(session, centre, head, sign_in):
    contact = make_contact(session, centre)
    donor = make_person(
        session, Role.DONOR, organisation_id=government_of(session, make_state(session, "BEL", "Belgium")).id
    )
    client = sign_in(donor)
    for path in (f"/contacts/{contact.id}/edit", f"/contacts/{contact.id}/hand-over"):
        assert client.get(path).status_code == 403
    for act in ("confirm", "forget"):
        assert client.post(f"/contacts/{contact.id}/{act}").status_code == 403
    assert "A. Person" in client.get("/states/COD").text
    client.post(f"/contacts/{contact.id}/introduction", data={"message": "Our grant is running."})
    session.rollback()
    mails = session.exec(select(Mail)).all()
    assert [mail.person_id for mail in mails] == [head.id]
    assert "Our grant is running." in repr(mails[0])


def test_visitors_learn_nothing_of_contacts(session, centre, client):
    make_contact(session, centre)
    assert "A. Person" not in client.get("/states/COD").text
    assert client.get("/contacts/").status_code == 302


def test_an_old_word_is_asked_about_and_confirmed_at_home(session, centre, head, sign_in):
    contact = make_contact(session, centre)
    client = sign_in(head)
    assert "Is National Coordinator of Centre still right?" in client.get("/home").text
    client.post(f"/contacts/{contact.id}/confirm")
    assert "still right?" not in client.get("/home").text
    session.rollback()
    session.refresh(contact)
    assert contact.last_confirmed_on == today()


def test_the_list_asks_little_and_is_narrowed(session, centre, sign_in, statements):
    other = make_organisation(session, name="Another body")
    for number in range(30):
        make_contact(session, centre, post_title=f"Post {number:02}")
    make_contact(session, other, post_title="Liaison", valid_from=date(2020, 1, 1))
    client = sign_in(make_person(session, Role.ISU))
    with statements() as asked:
        page = client.get("/contacts/?state=COD").text
    assert len(asked) <= 12
    assert "Post 00" in page
    assert "Liaison" not in page
    assert "Liaison" in client.get("/contacts/?q=liais").text
    assert "Nobody is named here." in client.get("/contacts/?show=past").text
