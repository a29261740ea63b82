"""Pages of requests for more time: drafts stay at home, the day is told to few, the file opens again."""

from datetime import date
from io import BytesIO

import docx
import pytest

from coalition.auth.rules import Rank, Role
from coalition.obligations.queries.asking import find_open_process
from tests.factories.auth import make_person
from tests.factories.organisations import government_of
from tests.factories.states import make_party, make_state
from tests.factories.treaty import make_meeting, make_obligation

pytestmark = pytest.mark.on("sqlite")

LATE = "days after the date"


@pytest.fixture
def duty(session):
    state = make_party(session, "XAA", deposited_on=date(2010, 1, 10))
    own = make_obligation(session, state, current_deadline=date(2025, 8, 1))
    make_meeting(session, "12MSP", date(2024, 9, 10))
    session.commit()
    return own


@pytest.fixture
def head(session, duty):
    return make_person(session, Role.AFFECTED_STATE, rank=Rank.HEAD, state_id=duty.state_id)


@pytest.fixture
def address(session, duty, head, sign_in):
    client = sign_in(head)
    client.post(f"/obligations/{duty.id}/extensions/begin")
    session.rollback()
    found = f"/obligations/extensions/{find_open_process(session, duty.id).id}"
    session.rollback()
    client.post(f"{found}/terms", data={"requested_until": "1 August 2030", "meeting": ""})
    return found


def filed(client, address):
    paper = {"submitted_on": "15 January 2024", "source": "note"}
    return client.post(f"{address}/file", data=paper, follow_redirects=True)


def test_a_draft_is_the_states_and_the_isus_own(session, address, head, sign_in):
    session.rollback()
    donor = make_person(session, Role.DONOR, organisation=government_of(session, make_state(session)))
    session.commit()
    isu = make_person(session, Role.ISU)
    assert sign_in(head).get(address).status_code == 200
    assert sign_in(isu).get(address).status_code == 200
    assert sign_in(donor).get(address).status_code == 404
    assert "No request is under way" in sign_in(donor).get("/obligations/extensions").text


def test_the_day_is_told_to_the_state_the_isu_and_the_analysis_group_only(session, address, head, sign_in):
    session.rollback()
    one, other = (government_of(session, make_state(session)) for _ in range(2))
    member = make_person(session, Role.COORDINATOR, organisation=one)
    outsider = make_person(session, Role.COORDINATOR, organisation=other)
    isu = make_person(session, Role.ISU)
    assert LATE in filed(sign_in(head), address).text
    sign_in(isu).post(f"{address}/group", data={"states": [one.id], "office": ""})
    assert LATE in sign_in(isu).get(address).text
    assert LATE in sign_in(member).get(address).text
    assert LATE not in sign_in(outsider).get(address).text
    assert sign_in(member).post(f"{address}/ask", data={"text": "Why?"}).status_code == 302
    assert sign_in(outsider).post(f"{address}/ask", data={"text": "Why?"}).status_code == 403


def test_too_much_time_is_refused_at_its_field(address, head, sign_in):
    answer = sign_in(head).post(f"{address}/terms", data={"requested_until": "2035", "meeting": ""})
    assert "at most 5 years" in answer.text


def test_nothing_is_filed_before_it_is_said_until_when(session, duty, head, sign_in):
    client = sign_in(head)
    client.post(f"/obligations/{duty.id}/extensions/begin")
    session.rollback()
    process = find_open_process(session, duty.id)
    answer = filed(client, f"/obligations/extensions/{process.id}")
    assert "Say until when more time is asked" in answer.text


def test_the_file_opens_again_and_says_what_is_not_reported(address, head, sign_in):
    client = sign_in(head)
    client.post(f"{address}/points/g", data={"text": "Floods.\n\nA border was closed."})
    answer = client.get(f"{address}?format=docx")
    paper = docx.Document(BytesIO(answer.data))
    words = [one.text for one in paper.paragraphs]
    assert "(g) Circumstances that hindered" in words
    assert {"Floods.", "A border was closed."} <= set(words)
    assert "Cleared: not reported" in words
    assert "extension-request-article-4-xaa" in answer.headers["Content-Disposition"]


def test_a_benchmark_line_that_cannot_be_read_is_refused_at_its_field(session, address, head, sign_in):
    session.rollback()
    isu = make_person(session, Role.ISU)
    filed(sign_in(head), address)
    client = sign_in(isu)
    form = client.get(f"{address}/decision").text
    assert "12MSP" in form
    number = form.split('<option selected value="')[-1].split('"')[0]
    decision = {"outcome": "granted", "meeting": number, "granted_until": "1 August 2028", "note": "report"}
    answer = client.post(f"{address}/decision", data=decision | {"benchmarks": "soon A survey"})
    assert "Give a date such as" in answer.text
    answer = client.post(
        f"{address}/decision", data=decision | {"benchmarks": "2027-12 A survey"}, follow_redirects=True
    )
    assert "Granted shorter" in answer.text
    assert "A survey" in answer.text


def test_a_question_that_is_not_there_is_not_found(address, head, sign_in):
    assert sign_in(head).get(f"{address}/questions/99/answer").status_code == 404
    assert sign_in(head).get(f"{address}/points/z").status_code == 404
