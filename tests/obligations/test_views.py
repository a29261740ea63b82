"""Pages of obligations: who may do what, and what the page says when something is refused."""

from datetime import date
from io import BytesIO

import lxml.html
import pytest

from coalition.auth.rules import Rank, Role
from coalition.obligations.queries.declared import find_declaration
from coalition.treaty.rules.terms import ObligationStatus
from tests.factories.auth import make_person
from tests.factories.documents import pdf
from tests.factories.states import make_party
from tests.factories.treaty import make_meeting, make_obligation

pytestmark = pytest.mark.on("sqlite")

PAPER = {
    "declared_on": "15 December 2023",
    "stated_by": "Minister of Defence",
    "achievement": "All stocks are destroyed.",
    "source": "Letter to the ISU",
}


@pytest.fixture
def duty(session):
    state = make_party(session, "XAA")
    own = make_obligation(session, state, 3)
    make_meeting(session, "12MSP", date(2024, 9, 10))
    session.commit()
    return own


@pytest.fixture
def head(session, duty):
    return make_person(session, Role.AFFECTED_STATE, rank=Rank.HEAD, state_id=duty.state_id)


def test_the_head_of_the_state_declares_and_everybody_reads_it(session, duty, head, sign_in, client):
    answer = sign_in(head).post(f"/obligations/{duty.id}/declare", data=PAPER, follow_redirects=True)
    assert "The declaration is filed" in answer.text
    session.rollback()
    session.refresh(duty)
    assert duty.status is ObligationStatus.FULFILLED_DECLARED
    client.post("/sign-out")
    assert "All stocks are destroyed." in client.get("/states/XAA").text


def test_the_paper_of_a_declaration_is_kept_and_can_be_saved(session, duty, head, sign_in):
    client = sign_in(head)
    with_paper = PAPER | {"file": (BytesIO(pdf("We declare.")), "declaration.pdf")}
    answer = client.post(f"/obligations/{duty.id}/declare", data=with_paper, follow_redirects=True)
    link = lxml.html.fromstring(answer.text).xpath("//a[text()='declaration.pdf']/@href")[0]
    saved = client.get(link)
    assert saved.data.startswith(b"%PDF")
    assert saved.headers["Content-Disposition"] == "attachment; filename=declaration.pdf"


def test_a_disguised_paper_is_refused_and_nothing_is_declared(session, duty, head, sign_in):
    wrong = PAPER | {"file": (BytesIO(b"MZ not a paper"), "declaration.pdf")}
    answer = sign_in(head).post(f"/obligations/{duty.id}/declare", data=wrong)
    assert answer.status_code == 200
    session.rollback()
    assert find_declaration(session, duty.id) is None


def test_a_day_ahead_is_refused_at_its_field(session, duty, head, sign_in):
    answer = sign_in(head).post(f"/obligations/{duty.id}/declare", data=PAPER | {"declared_on": "2190"})
    assert answer.status_code == 200
    assert "A declaration cannot lie ahead." in answer.text
    session.rollback()
    assert find_declaration(session, duty.id) is None


def test_nobody_declares_for_another_state(session, duty, sign_in):
    other = make_party(session, "XBB")
    person = make_person(session, Role.AFFECTED_STATE, rank=Rank.HEAD, state_id=other.id)
    editor = make_person(session, Role.AFFECTED_STATE, rank=Rank.EDITOR, state_id=duty.state_id)
    for who in (person, editor):
        assert sign_in(who).post(f"/obligations/{duty.id}/declare", data=PAPER).status_code == 403


def test_the_ceremony_and_opening_again(session, duty, sign_in):
    client = sign_in(make_person(session, Role.ISU))
    client.post(f"/obligations/{duty.id}/declare", data=PAPER)
    session.rollback()
    word = find_declaration(session, duty.id)
    form = client.get(f"/obligations/declarations/{word.id}/ceremony").text
    assert "12MSP" in form
    assert "Enter a ceremony at the 12MSP" in client.get(f"/obligations/{duty.id}").text
    found = {"reopened_on": "5 January 2024", "reason": "Bombs in an old depot.", "source": "Letter"}
    answer = client.post(f"/obligations/{duty.id}/reopen", data=found, follow_redirects=True)
    assert "is open again" in answer.text
    assert "Bombs in an old depot." in answer.text


def test_articles_without_a_deadline_have_no_declaration(session, duty, sign_in):
    other = make_obligation(session, duty.state, 5)
    session.commit()
    client = sign_in(make_person(session, Role.ISU))
    assert client.get(f"/obligations/{other.id}/declare").status_code == 404
    assert "This obligation has no deadline." in client.get(f"/obligations/{other.id}").text


def test_the_list_asks_little_and_takes_any_day(session, duty, sign_in, statements):
    client = sign_in(make_person(session, Role.ISU))
    with statements() as asked:
        assert "XAA" in client.get("/obligations/?article=3").text
    assert len(asked) <= 12
    assert "Give a date" in client.get("/obligations/?on=yesterday").text
