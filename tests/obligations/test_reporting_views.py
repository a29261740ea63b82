"""Pages of transparency reports: three clicks, who reads what, ministries' parts, files that open again."""

from datetime import timedelta
from io import BytesIO

import docx
import pytest
from python_calamine import CalamineWorkbook

from coalition.auth.rules import Rank, Role
from coalition.core.clock import today
from coalition.obligations.queries.reporting import find_report
from coalition.treaty.rules.terms import ReportKind
from tests.factories.auth import make_person
from tests.factories.organisations import government_of
from tests.factories.states import make_party, make_state

pytestmark = pytest.mark.on("sqlite")

YEAR = today().year - 1
LETTERS = "ABCDEFGHIJ"


@pytest.fixture
def state(session):
    return make_party(session, "XAA")


@pytest.fixture
def people(session, state):
    """Everybody the tests ask, by name; made before a page is opened."""
    found = {
        rank.value: make_person(session, Role.AFFECTED_STATE, rank=rank, state_id=state.id)
        for rank in (Rank.HEAD, Rank.EDITOR, Rank.CONTRIBUTOR)
    }
    found["isu"] = make_person(session, Role.ISU)
    found["donor"] = make_person(
        session, Role.DONOR, organisation=government_of(session, make_state(session))
    )
    return found


@pytest.fixture
def address(session, state, people, sign_in):
    client = sign_in(people["head"])
    client.post(f"/obligations/article7/XAA/{YEAR}/start")
    session.rollback()
    found = find_report(session, state.id, ReportKind.ANNUAL, YEAR)
    return f"/obligations/article7/{found.id}"


def test_nothing_changed_takes_three_clicks_from_the_first_page(session, people, sign_in):
    client = sign_in(people["head"])
    home = client.get("/home").text
    start = f"/obligations/article7/XAA/{YEAR}/start"
    assert start in home
    first = client.post(start, follow_redirects=True)
    assert f"All forms unchanged since {YEAR - 1}" in first.text
    page = first.request.path
    second = client.post(f"{page}/unchanged", follow_redirects=True)
    assert "Send for signature" in second.text
    third = client.post(f"{page}/sign", follow_redirects=True)
    assert "The report waits for its signature." in third.text


def test_handed_in_it_is_met_in_the_calendar_and_read_by_others(address, people, sign_in, client):
    state = sign_in(people["head"])
    assert sign_in(people["donor"]).get(address).status_code == 404
    assert sign_in(people["isu"]).get(address).status_code == 200
    state = sign_in(people["head"])
    state.post(f"{address}/unchanged")
    state.post(f"{address}/sign")
    ahead = (today() + timedelta(days=2)).isoformat()
    refused = state.post(f"{address}/submit", data={"submitted_on": ahead, "signed_by": "Minister"})
    assert "lies ahead" in refused.text
    day = f"{YEAR + 1}-01-20"
    state.post(f"{address}/submit", data={"submitted_on": day, "signed_by": "Minister"})
    assert "not yet received" not in state.get("/home").text
    assert sign_in(people["donor"]).get(address).status_code == 200
    sign_in(people["isu"]).post(f"{address}/publish")
    assert "Published" in client.get("/obligations/article7").text
    strip = client.get(f"/deadlines?state=XAA&rule=T10&from={YEAR + 1}-01-01&to={YEAR + 1}-12-31").text
    assert f"Received: 20 January {YEAR + 1}." in strip
    assert "fulfilled" in strip


def test_a_ministry_writes_its_own_part_and_no_other(session, address, people, sign_in):
    head = sign_in(people["head"])
    form = {"letter": "H", "owner": people["contributor"].id, "due_on": "2099", "ask": "By sex and age."}
    head.post(f"{address}/inputs/new", data=form)
    health = sign_in(people["contributor"])
    assert "Your part of the Article 7 report is asked: form H" in health.get("/home").text
    assert "By sex and age." in health.get(f"{address}/inputs/1").text
    done = health.post(f"{address}/inputs/1", data={"text": "41 women, 38 men."}, follow_redirects=True)
    assert "41 women, 38 men." in done.text
    assert health.post(f"{address}/unchanged").status_code == 403
    assert health.post(f"{address}/forms/H", data={"state": "changed", "text": "x"}).status_code == 403


def test_a_form_marked_without_words_is_refused_at_its_field(address, people, sign_in):
    client = sign_in(people["editor"])
    answer = client.post(f"{address}/forms/A", data={"state": "changed", "text": ""})
    assert "Say what has changed." in answer.text
    assert "Mark these forms first" in client.post(f"{address}/sign", follow_redirects=True).text
    assert client.get(f"{address}/forms/Z").status_code == 404
    assert client.post(f"{address}/submit", data={}).status_code == 403


def test_the_files_open_again_with_every_form_and_say_what_is_not_reported(address, people, sign_in):
    client = sign_in(people["head"])
    client.post(f"{address}/forms/A", data={"state": "changed", "text": "=1+1 is no formula here"})
    paper = docx.Document(BytesIO(client.get(f"{address}?format=docx").data))
    headings = [one.text for one in paper.paragraphs if one.style.name == "Heading 1"]
    assert [one[0] for one in headings[1:]] == list(LETTERS)
    words = "\n".join(one.text for one in paper.paragraphs)
    assert "of this, cancelled: not reported" in words
    book = CalamineWorkbook.from_filelike(BytesIO(client.get(f"{address}?format=xlsx").data))
    assert [name[0] for name in book.sheet_names[1:]] == list(LETTERS)
    rows = book.get_sheet_by_name(book.sheet_names[1]).to_python()
    assert ["=1+1 is no formula here"] in [[cell for cell in row if cell] for row in rows]


def test_a_year_that_has_not_begun_is_refused_in_words(people, sign_in):
    client = sign_in(people["head"])
    answer = client.post(f"/obligations/article7/XAA/{YEAR + 2}/start", follow_redirects=True)
    assert "There is no report on" in answer.text
    other = client.post(f"/obligations/article7/XAA/{YEAR}/start", data={"kind": "monthly"})
    assert other.status_code == 404
