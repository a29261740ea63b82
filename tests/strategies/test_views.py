from collections.abc import Callable
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from sqlmodel import Session

from coalition.auth.models import Person
from coalition.auth.rules import Rank, Role
from coalition.core.visibility import Visibility
from coalition.states.models import State
from coalition.strategies import service
from coalition.strategies.queries import list_milestones, list_objectives, list_versions
from coalition.strategies.rules import VersionStatus
from tests.factories import documents as make
from tests.factories.pledges import make_person
from tests.factories.states import make_state
from tests.factories.strategies import facts_of_objective, make_strategy, make_version

SignIn = Callable[[Person], FlaskClient]


@pytest.fixture
def state(session: Session) -> State:
    return make_state(session, "LAO", "Lao PDR")


def head_of(session: Session, state: State, rank: Rank = Rank.HEAD) -> Person:
    person = make_person(session, Role.AFFECTED_STATE, rank=rank, state_id=state.id)
    session.commit()
    return person


def test_a_visitor_reads_what_is_endorsed_and_public(session: Session, state: State, client: FlaskClient):
    strategy = make_strategy(session, state)
    draft = make_version(session, state, title="Only a draft")
    hidden = make_strategy(session, make_state(session), title="For members")
    hidden.visibility = Visibility.MEMBERS
    session.commit()
    page = client.get("/strategies/").text
    assert "Safe Path Forward III" in page
    assert "Only a draft" not in page
    assert "For members" not in page
    assert "30" in client.get(f"/strategies/versions/{strategy.id}").text
    assert client.get(f"/strategies/versions/{draft.id}").status_code == 404
    assert client.get(f"/strategies/versions/{hidden.id}").status_code == 404


def test_the_state_writes_endorses_and_renews_on_its_pages(session: Session, state: State, sign_in: SignIn):
    client = sign_in(head_of(session, state))
    made = client.post("/strategies/new", data={"title": "Safe Path Forward IV", "kind": "national_strategy"})
    assert made.status_code == 302
    session.rollback()
    (version,) = list_versions(session, state.id)
    period = {"valid_from": "2020", "valid_to": "2039", "languages": "lo, en", "seen_version": "1"}
    assert client.post(f"/strategies/versions/{version.id}/edit", data=period).status_code == 302
    objective = {
        "code": "1.1",
        "text": "Release land",
        "pillar": "survey_clearance",
        "indicator": "Land released",
        "unit": "m2",
        "target": "5000000",
        "milestones": "2027: 1 000 000\n2028: 2000000",
    }
    address = f"/strategies/versions/{version.id}/objectives/new"
    assert client.post(address, data=objective).status_code == 302
    endorsed = {"endorsed_on": "2020-01-05", "endorsed_by": "Prime Minister"}
    assert client.post(f"/strategies/versions/{version.id}/endorse", data=endorsed).status_code == 302
    session.rollback()
    assert version.status is VersionStatus.IN_FORCE
    assert "In force" in client.get(f"/strategies/versions/{version.id}").text
    renewed = client.post(f"/strategies/{version.document_id}/versions/new", data={"older": version.id})
    assert renewed.status_code == 302
    session.rollback()
    newest = list_versions(session, state.id)[-1]
    assert newest.number == 2
    (carried,) = list_objectives(session, newest.id)
    assert carried.code == "1.1"
    assert [one.value for one in list_milestones(session, [carried.id])] == [1_000_000, 2_000_000]


@pytest.mark.parametrize("line", ["2027", "2027: many", "soon: 5", "2027: -5", "2027: ٣"])
def test_a_milestone_that_cannot_be_read_is_refused_with_its_line(
    session: Session, state: State, sign_in: SignIn, line: str
):
    version = make_version(session, state)
    client = sign_in(head_of(session, state))
    data = {"code": "1", "text": "Text", "pillar": "survey_clearance", "milestones": line}
    answer = client.post(f"/strategies/versions/{version.id}/objectives/new", data=data)
    assert answer.status_code == 200
    assert line in answer.text


def test_an_editor_writes_but_does_not_endorse(session: Session, state: State, sign_in: SignIn):
    version = make_version(session, state)
    client = sign_in(head_of(session, state, Rank.EDITOR))
    assert client.get(f"/strategies/versions/{version.id}/edit").status_code == 200
    assert client.get(f"/strategies/versions/{version.id}/endorse").status_code == 403
    assert client.post(f"/strategies/versions/{version.id}/move/abandoned").status_code == 403


def test_another_state_changes_nothing(session: Session, state: State, sign_in: SignIn):
    version = make_strategy(session, state)
    client = sign_in(head_of(session, make_state(session)))
    assert client.get(f"/strategies/versions/{version.id}").status_code == 200
    assert client.get(f"/strategies/versions/{version.id}/edit").status_code == 403
    assert client.post(f"/strategies/{version.document_id}/versions/new").status_code == 403


def test_coordinators_read_what_is_in_consultation(session: Session, state: State, sign_in: SignIn):
    version = make_version(session, state)
    isu = make_person(session, Role.ISU)
    client = sign_in(head_of(session, state))
    assert client.post(f"/strategies/versions/{version.id}/move/under_consultation").status_code == 302
    assert sign_in(isu).get(f"/strategies/versions/{version.id}").status_code == 200


def test_a_file_is_handed_in_read_and_searched(
    session: Session, state: State, sign_in: SignIn, client: FlaskClient
):
    strategy = make_strategy(session, state)
    signed_in = sign_in(head_of(session, state))
    address = f"/strategies/versions/{strategy.id}/files"
    data = {"file": (BytesIO(make.pdf("Clearance in Sekong")), "plan.pdf"), "language": "en"}
    assert signed_in.post(f"{address}/new", data=data).status_code == 302
    read = signed_in.get(f"{address}/1")
    assert read.data == make.pdf("Clearance in Sekong")
    assert read.headers["Content-Disposition"] == "attachment; filename=plan.pdf"
    assert "plan.pdf" in client.get("/strategies/search?q=sekong").text
    again = {"file": (BytesIO(make.pdf("Clearance in Sekong")), "copy.pdf"), "language": "lo"}
    assert "there already" in signed_in.post(f"{address}/new", data=again).text
    assert signed_in.post(f"{address}/1/drop").status_code == 302
    assert signed_in.get(f"{address}/1").status_code == 404


def test_a_disguised_file_is_refused_on_its_form(session: Session, state: State, sign_in: SignIn):
    version = make_version(session, state)
    signed_in = sign_in(head_of(session, state))
    for data in (make.macro_file(), b"MZ program", b""):
        form = {"file": (BytesIO(data), "strategy.pdf"), "language": "en"}
        answer = signed_in.post(f"/strategies/versions/{version.id}/files/new", data=form)
        assert answer.status_code == 200
        assert "error-summary" in answer.text
    assert "No file is handed in yet" in signed_in.get(f"/strategies/versions/{version.id}").text


def test_a_draft_is_not_found_by_searching_its_words(
    session: Session, state: State, sign_in: SignIn, client: FlaskClient
):
    version = make_version(session, state)
    signed_in = sign_in(head_of(session, state))
    data = {"file": (BytesIO(make.pdf("Confidential figures")), "draft.pdf"), "language": "en"}
    signed_in.post(f"/strategies/versions/{version.id}/files/new", data=data)
    assert "draft.pdf" in signed_in.get("/strategies/search?q=confidential").text
    with client.session_transaction() as cookie:
        cookie.clear()
    assert "draft.pdf" not in client.get("/strategies/search?q=confidential").text
    assert client.get(f"/strategies/versions/{version.id}/files/1").status_code == 404


def test_two_versions_stand_side_by_side(session: Session, state: State, sign_in: SignIn):
    old = make_version(session, state)
    service.write_objective(session, old, facts=facts_of_objective())
    service.write_objective(session, old, facts=facts_of_objective(code="9", text="Will be dropped"))
    new = service.begin_version(session, old.document)
    service.carry_over(session, new, older=old)
    service.write_objective(
        session,
        new,
        facts=facts_of_objective(target=20_000_000),
        objective=list_objectives(session, new.id)[0],
    )
    service.drop_objective(session, list_objectives(session, new.id)[1])
    service.write_objective(session, new, facts=facts_of_objective(code="2.1", text="Brand new"))
    page = sign_in(head_of(session, state)).get(f"/strategies/versions/{new.id}/compare").text
    for words in ("10 000 000", "20 000 000", "differs", "dropped", "Brand new"):
        assert words in page
