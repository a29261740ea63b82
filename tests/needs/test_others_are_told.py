"""Who gives to a need or asked about it hears when it changes in what counts."""

from collections.abc import Callable

import lxml.html
import pytest
from flask.testing import FlaskClient
from sqlmodel import Session, select

from coalition.auth.models import Person
from coalition.auth.rules import Role
from coalition.needs.models import NeedQuestion
from coalition.notifications.models import Mail
from coalition.states.models import State
from tests.factories.needs import TODAY, make_posted
from tests.factories.pledges import make_donor, make_person, make_pledge
from tests.factories.states import make_state

SignIn = Callable[[Person], FlaskClient]

pytestmark = pytest.mark.on("sqlite")


@pytest.fixture
def state(session: Session) -> State:
    return make_state(session, "TCD", "Chad")


def form_values(page: str) -> dict[str, str]:
    """Return what the form of a page would send if nothing were changed."""
    form = next(one for one in lxml.html.fromstring(page).forms if one.get("id") == "form")
    return dict(form.form_values())


def test_who_pledges_or_asked_is_told_when_a_need_changes_in_what_counts(
    session: Session, state: State, sign_in: SignIn
):
    need = make_posted(session, state)
    pledge = make_pledge(session, need)
    donor = make_person(session, Role.DONOR, organisation_id=pledge.donor_id)
    other = make_person(session, Role.DONOR, organisation_id=make_donor(session).id)
    asker = make_person(session, Role.COORDINATOR)
    session.add(NeedQuestion(need_id=need.id, asked_by_id=asker.id, text="Which districts?", asked_on=TODAY))
    head = make_person(session, Role.AFFECTED_STATE, state_id=state.id)
    session.commit()
    client = sign_in(head)
    shown = form_values(client.get(f"/needs/{need.id}/edit").text)
    client.post(f"/needs/{need.id}/edit", data=shown | {"contact": "Another office"})
    session.rollback()
    assert session.exec(select(Mail)).all() == [], "an office is no news to donors"
    shown = form_values(client.get(f"/needs/{need.id}/edit").text)
    client.post(f"/needs/{need.id}/edit", data=shown | {"amount": "123456"})
    session.rollback()
    mails = session.exec(select(Mail)).all()
    assert {mail.person_id for mail in mails} == {donor.id, asker.id}
    assert {mail.body for mail in mails} == {"Changed: Cost"}
    client.post(f"/needs/{need.id}/withdraw", data={"reason": "Done by our own means"})
    session.rollback()
    last = [mail for mail in session.exec(select(Mail)) if mail.person_id == donor.id][-1]
    assert last.subject.startswith("Now withdrawn")
    assert last.body == "Done by our own means"
    assert other.id not in {mail.person_id for mail in session.exec(select(Mail))}
