"""Progress on the action plan, the ISU's own money, working papers."""

from datetime import date
from io import BytesIO

import docx
import pytest

from coalition.auth.rules import Rank, Role, Theme
from coalition.committee.queries.library import list_actions, page_of_papers, progress_by_action
from coalition.committee.rules.money import EntryKind
from coalition.committee.service import library as service
from coalition.core.errors import RuleBroken
from coalition.core.when import parse_when
from coalition.states.queries import get_state
from tests.factories.auth import make_person
from tests.factories.committee import load_all, make_officer
from tests.factories.states import make_state

TODAY = date(2023, 11, 13)

pytestmark = pytest.mark.on("sqlite")


@pytest.fixture
def actions(session):
    load_all(session)
    return list_actions(session)


@pytest.fixture
def budget(session):
    return service.set_budget(
        session, year=2023, amount=50_000_00, currency="CHF", as_of=TODAY, source="test"
    )


def pay(session, budget, state, amount, kind=EntryKind.CONTRIBUTION, earmark=""):
    return service.enter_money(
        session,
        budget,
        state_id=state.id,
        kind=kind,
        amount=amount,
        earmark=earmark,
        paid=parse_when("October 2023"),
        source="test",
    )


def progress(session, action, year=2023, narrative="Two declared."):
    return service.record_progress(
        session,
        action,
        year=year,
        value="2",
        narrative=narrative,
        joint_conclusion="",
        source="test",
        person_id=None,
        today=TODAY,
    )


def test_placeholders_are_counted_and_give_way_to_the_plans_own_text(session, actions):
    assert (len(actions), sum(action.inferred for action in actions)) == (50, 33)
    service.enter_text(actions[0], title="As in the plan", indicator="", source="page 3")
    assert not actions[0].inferred
    assert actions[0].kept_by_hand
    with pytest.raises(RuleBroken):
        service.enter_text(actions[1], title="As in the plan", indicator="", source=" ")


def test_a_year_has_one_entry_and_none_lies_ahead(session, actions):
    progress(session, actions[12])
    progress(session, actions[12], narrative="Three declared.")
    progress(session, actions[12], year=2022)
    found = progress_by_action(session)[actions[12].id]
    assert [(one.year, one.narrative) for one in found] == [
        (2023, "Three declared."),
        (2022, "Two declared."),
    ]
    for wrong in ({"year": 2024}, {"year": 2020}, {"narrative": " "}):
        with pytest.raises(RuleBroken):
            progress(session, actions[12], **wrong)


def test_no_more_goes_back_than_came(session, budget):
    state = make_state(session)
    with pytest.raises(RuleBroken):
        pay(session, budget, state, 1, EntryKind.REFUND)
    paid = pay(session, budget, state, 1000, earmark="sponsorship")
    pay(session, budget, state, 1000, EntryKind.REFUND, earmark="sponsorship")
    with pytest.raises(RuleBroken):
        pay(session, budget, state, 1, EntryKind.REFUND)
    with pytest.raises(RuleBroken):
        service.set_budget(session, year=2023, amount=1, currency="USD", as_of=TODAY, source="test")
    service.take_back(session, paid)


def test_a_paper_stands_once_in_a_language(session):
    state = make_state(session)
    given = {
        "number": "CCM/CONF/2020/10",
        "title": "Ways forward",
        "state_ids": [state.id],
        "meeting_id": None,
        "theme": Theme.UNIVERSALIZATION,
        "dated": parse_when("28 September 2020"),
        "file_id": None,
        "source": "",
        "today": TODAY,
    }
    service.add_paper(session, language="en", **given)
    service.add_paper(session, language="fr", **given)
    with pytest.raises(RuleBroken):
        service.add_paper(session, language="en", **given)
    assert page_of_papers(session, 1, text="ways").total == 2
    assert page_of_papers(session, 1, text="nothing").total == 0


def test_a_paper_goes_in_with_its_file_and_comes_out(session, sign_in):
    load_all(session)
    client = sign_in(make_officer(session, "PER", Theme.UNIVERSALIZATION))
    document = BytesIO()
    docx.Document().save(document)
    document.seek(0)
    form = {
        "number": "CCM/MSP/2024/1",
        "title": "A paper",
        "states": [str(get_state(session, "PER").id)],
        "language": "en",
        "theme": "",
        "meeting": "",
        "file": (document, "paper.docx"),
    }
    answer = client.post("/committee/papers/new", data=form, content_type="multipart/form-data")
    assert answer.status_code == 302, answer.get_data(as_text=True)
    assert client.get("/committee/papers/1/file").status_code == 200
    assert "CCM/MSP/2024/1" in client.get("/committee/papers").get_data(as_text=True)


def test_every_page_of_the_room_opens_and_asks_little(session, sign_in, statements, budget):
    load_all(session)
    person = make_person(session, Role.ISU, rank=Rank.MEMBER)
    session.commit()
    client = sign_in(person)
    for path in ("", "areas", "plans", "meetings", "actions", "budget", "papers"):
        with statements() as asked:
            assert client.get(f"/committee/{path}").status_code == 200
        assert len(asked) <= 12, path


def test_a_coordinator_reports_on_the_own_area_only(session, actions, sign_in):
    client = sign_in(make_officer(session, "PER", Theme.UNIVERSALIZATION))
    own = next(action for action in actions if action.theme is Theme.UNIVERSALIZATION)
    other = next(action for action in actions if action.theme is Theme.VICTIM_ASSISTANCE)
    assert client.get(f"/committee/actions/{own.id}/progress").status_code == 200
    assert client.get(f"/committee/actions/{other.id}/progress").status_code == 403
    assert client.get("/committee/budget/year").status_code == 403


def test_the_progress_of_an_area_as_a_paper_with_the_year_before(session, actions, sign_in):
    mine = next(action for action in actions if action.theme is Theme.ICA)
    progress(session, mine, year=2022, narrative="One declared.")
    progress(session, mine)
    session.commit()
    person = make_officer(session, "LAO", Theme.ICA)
    session.commit()
    client = sign_in(person)
    page = client.get("/committee/actions/paper?theme=ica&year=2023").text
    assert "Two declared." in page
    assert "One declared." not in page
    assert "not reported" in page
    made = client.get("/committee/actions/paper?theme=ica&year=2023&format=docx")
    table = docx.Document(BytesIO(made.data)).tables[0]
    assert [cell.text for cell in table.rows[0].cells][2:4] == ["2022", "2023"]
    assert len(table.rows) == 1 + sum(action.theme is Theme.ICA for action in actions)
    for odd in ("year=99999", "year=x", "theme=nothing&year=0000"):
        assert client.get(f"/committee/actions/paper?{odd}").status_code == 200
