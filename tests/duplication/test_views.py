"""Pages: the queue, one question, the acts on it, and the panel beside a form."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlmodel import Session, select

from coalition.activities.models import Activity
from coalition.auth.models import Person
from coalition.auth.rules import Role, Theme
from coalition.duplication.models import DuplicationFlag, FlagReply
from coalition.duplication.rules.flags import FlagKind, FlagStatus
from coalition.programmes.models import Programme
from tests.factories.activities import Field
from tests.factories.auth import make_person
from tests.factories.duplication import make_flag, make_laos, make_published
from tests.factories.pledges import make_donor
from tests.factories.states import make_state

Enter = Callable[[Person], FlaskClient]
LONG = "They work north of the road, we work south of it."


@pytest.fixture
def coordinator(session: Session) -> Person:
    return make_person(session, Role.COORDINATOR)


def enter(session: Session, sign_in: Enter, person: Person) -> FlaskClient:
    session.commit()
    return sign_in(person)


def test_the_queue_says_when_it_is_empty(session: Session, sign_in: Enter, coordinator: Person):
    page = enter(session, sign_in, coordinator).get("/duplicates")
    assert "No question here." in page.text


def test_the_queue_asks_the_database_a_constant_number_of_times(
    session: Session, sign_in: Enter, coordinator: Person, statements
):
    for _ in range(30):
        make_flag(session)
    client = enter(session, sign_in, coordinator)
    with statements() as asked:
        page = client.get("/duplicates?status=&kind=same_work&band=possible")
    assert page.status_code == 200
    assert len(asked) <= 12


@pytest.mark.parametrize(
    "query", ["status=x&kind=y&state=z&band=q&page=-1", "state=99999999999999", "page=0"]
)
def test_odd_filters_are_no_error(session: Session, sign_in: Enter, coordinator: Person, query: str):
    make_flag(session)
    assert enter(session, sign_in, coordinator).get(f"/duplicates?{query}").status_code == 200


def test_a_question_is_one_screen(session: Session, sign_in: Enter, coordinator: Person, statements):
    flag = make_flag(session)
    client = enter(session, sign_in, coordinator)
    with statements() as asked:
        page = client.get(f"/duplicates/{flag.id}")
    assert "This is a question, not a finding." in page.text
    assert "Pledge Y" in page.text
    assert "68.7" in page.text
    assert len(asked) <= 16


@pytest.mark.parametrize("kind", list(FlagKind))
@pytest.mark.parametrize("status", list(FlagStatus))
def test_every_state_of_a_question_can_be_read(
    session: Session, sign_in: Enter, coordinator: Person, kind: FlagKind, status: FlagStatus
):
    flag = make_flag(session, kind=kind, facts={"left": {}, "right": {}}, evidence=[], status=status)
    if status in (FlagStatus.CONFIRMED_DUPLICATE, FlagStatus.COORDINATED):
        flag.status = FlagStatus.OPEN
        session.commit()
        client = sign_in(coordinator)
        client.post(f"/duplicates/{flag.id}/decide", data=dismissal())
    assert enter(session, sign_in, coordinator).get(f"/duplicates/{flag.id}").status_code == 200


def statuses(session: Session) -> set[FlagStatus]:
    """Return how the questions stand after what the client did."""
    session.rollback()
    return set(session.exec(select(DuplicationFlag.status)).all())


def dismissal(**given: str) -> dict[str, str]:
    sound = {"outcome": "dismissed", "reason": "not_same_work", "text": LONG} | given
    return {f"dismissed-{key}": value for key, value in sound.items()}


def test_a_coordinator_dismisses(session: Session, sign_in: Enter, coordinator: Person):
    flag = make_flag(session)
    page = enter(session, sign_in, coordinator).post(f"/duplicates/{flag.id}/decide", data=dismissal())
    assert page.status_code == 302
    assert statuses(session) == {FlagStatus.DISMISSED}


def test_what_is_refused_is_said_at_the_field(session: Session, sign_in: Enter, coordinator: Person):
    flag = make_flag(session)
    client = enter(session, sign_in, coordinator)
    page = client.post(f"/duplicates/{flag.id}/decide", data=dismissal(text="too short"))
    assert page.status_code == 200
    assert "Write at least 20 characters: who does what." in page.text


def test_a_question_without_an_outcome_is_a_bad_request(
    session: Session, sign_in: Enter, coordinator: Person
):
    flag = make_flag(session)
    assert enter(session, sign_in, coordinator).post(f"/duplicates/{flag.id}/decide").status_code == 400


def test_several_are_dismissed_at_once(session: Session, sign_in: Enter, coordinator: Person):
    flags = [make_flag(session).id, make_flag(session).id]
    client = enter(session, sign_in, coordinator)
    page = client.post("/duplicates/dismiss", data={"flags": flags, "reason": "not_same_work", "text": LONG})
    assert page.status_code == 302
    assert statuses(session) == {FlagStatus.DISMISSED}


def test_a_donor_sees_and_answers_only_what_concerns_it(session: Session, sign_in: Enter):
    norway = make_donor(session, "NOR", "Norway")
    mine, other = make_flag(session, left_owner_id=norway.id), make_flag(session)
    client = enter(session, sign_in, make_person(session, Role.DONOR, organisation=norway))
    assert client.get(f"/duplicates/{mine.id}").status_code == 200
    assert client.get(f"/duplicates/{other.id}").status_code == 403
    assert client.get("/duplicates").text.count("/duplicates/") < 12
    assert client.post(f"/duplicates/{mine.id}/reply", data={"reply-text": "Ours."}).status_code == 302
    assert client.post(f"/duplicates/{mine.id}/decide", data=dismissal()).status_code == 403
    session.rollback()
    assert session.exec(select(FlagReply.organisation_id)).one() == norway.id


def test_a_state_settles_its_own_and_sees_no_others(session: Session, sign_in: Enter):
    flag, foreign = make_flag(session), make_flag(session, make_state(session))
    head = make_person(session, Role.AFFECTED_STATE, state_id=make_laos(session).id)
    client = enter(session, sign_in, head)
    assert client.post(f"/duplicates/{flag.id}/decide", data=dismissal()).status_code == 302
    assert client.get(f"/duplicates/{foreign.id}").status_code == 403


def test_coordinators_of_other_themes_do_not_see_the_queue(session: Session, sign_in: Enter):
    person = make_person(session, Role.COORDINATOR, theme=Theme.TRANSPARENCY)
    flag = make_flag(session)
    assert enter(session, sign_in, person).get(f"/duplicates/{flag.id}").status_code == 403


def test_visitors_are_sent_to_sign_in(session: Session, client: FlaskClient):
    assert client.get("/duplicates").status_code == 302


def test_a_draft_sees_what_looks_like_it_before_it_is_saved(session: Session, sign_in: Enter):
    make_published(session)
    norway = make_donor(session, "NOR", "Norway")
    client = enter(session, sign_in, make_person(session, Role.DONOR, organisation=norway))
    form = {
        "title": "Land release teams",
        "state": "LAO",
        "pillar": "survey_clearance",
        "activity_type": "clearance",
        "places": "P",
        "starts": "July 2025",
        "ends": "June 2026",
        "implementer": "Operator Y",
        "amount": "not yet",
    }
    page = client.post("/duplicates/live", data=form, headers={"HX-Request": "true"})
    assert "Land release and village support teams" in page.text
    assert "<html" not in page.text
    assert "<html" in client.post("/duplicates/live", data=form).text
    assert session.exec(select(DuplicationFlag)).all() == []


@pytest.mark.parametrize(
    "form", [{}, {"title": "x" * 10_000, "starts": "never"}, {"state": "1", "donor": "5"}]
)
def test_a_form_that_says_little_gets_a_hint(session: Session, sign_in: Enter, form: dict[str, str]):
    norway = make_donor(session, "NOR", "Norway")
    client = enter(session, sign_in, make_person(session, Role.DONOR, organisation=norway))
    page = client.post("/duplicates/live", data=form)
    assert page.status_code == 200


@pytest.mark.on("sqlite")
def test_a_programme_entered_by_hand_is_looked_for_before_it_is_saved(session: Session, sign_in: Enter):
    """Without scripts too: the button checks, keeps what was typed, and saves nothing."""
    published = make_published(session)
    norway = make_donor(session, "NOR", "Norway")
    client = enter(session, sign_in, make_person(session, Role.DONOR, organisation=norway))
    form = {
        "title": "Land release and village support teams",
        "country": "LAO",
        "description": "Mine clearance for farmers",
        "places": "P",
        "implementer": "Operator X",
        "start": "January 2025",
        "end": "December 2026",
    }
    assert "hx-post" in client.get("/pledges/register/new").text
    page = client.post("/pledges/register/new", data=form | {"act": "check"})
    assert f"/programmes/{published.id}" in page.text
    assert 'value="Operator X"' in page.text
    assert session.exec(select(Programme.id)).all() == [published.id]


@pytest.mark.on("sqlite")
def test_an_activity_proposed_is_looked_for_before_it_is_saved(session: Session, sign_in: Enter):
    field = Field(session)
    published = make_published(session)
    field.coalition.state_id = make_laos(session).id
    head = make_person(session, Role.AFFECTED_STATE, state_id=field.coalition.state_id)
    client = enter(session, sign_in, head)
    form = {
        "coalition": str(field.coalition.id),
        "title": "Land release teams",
        "type": "clearance",
        "pillar": "survey_clearance",
        "implementer": str(field.operator.id),
        "places": "P",
        "planned_start": "July 2025",
        "planned_end": "June 2026",
    }
    page = client.post("/activities/new", data=form | {"act": "check"})
    assert f"/programmes/{published.id}" in page.text
    assert session.exec(select(Activity)).all() == []
