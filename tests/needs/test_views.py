from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlmodel import Session, select

from coalition.auth.models import Person
from coalition.auth.rules import Rank, Role
from coalition.needs import service
from coalition.needs.models import Need
from coalition.needs.rules import CostBasis, NeedStatus
from coalition.organisations.models import Organisation
from coalition.states.models import State
from coalition.strategies.rules import Pillar
from tests.factories.contamination import make_hazard_area
from tests.factories.needs import TODAY, facts_of_need, make_draft, make_posted
from tests.factories.pledges import make_donor, make_person
from tests.factories.queries import counted_queries
from tests.factories.states import make_state

SignIn = Callable[[Person], FlaskClient]

DRAFT = {
    "title": "Survey of two districts",
    "pillar": "survey_clearance",
    "need_type": "survey",
    "description": "Nobody knows what is there.",
    "contact": "Head of planning",
}
REST = {
    "no_strategy_reason": "The strategy is in consultation.",
    "output_indicator": "Districts surveyed",
    "output_target": "2",
    "output_unit": "districts",
    "period_start": "April 2027",
    "period_end": "March 2028",
    "cost_basis": "unknown",
}


@pytest.fixture
def state(session: Session) -> State:
    return make_state(session, "TCD", "Chad")


def head_of(session: Session, state: State, rank: Rank = Rank.HEAD) -> Person:
    person = make_person(session, Role.AFFECTED_STATE, rank=rank, state_id=state.id)
    session.commit()
    return person


def donor_person(session: Session, donor: Organisation) -> Person:
    person = make_person(session, Role.DONOR, organisation_id=donor.id)
    session.commit()
    return person


def only_need(session: Session) -> Need:
    session.rollback()
    return session.exec(select(Need)).one()


def test_six_fields_save_a_draft(session: Session, state: State, sign_in: SignIn):
    answer = sign_in(head_of(session, state)).post("/needs/new", data=DRAFT | {"act": "draft"})
    assert answer.status_code == 302
    assert only_need(session).status is NeedStatus.DRAFT


def test_one_screen_posts_a_need_of_unknown_cost(session: Session, state: State, sign_in: SignIn):
    client = sign_in(head_of(session, state))
    assert client.get("/needs/new").status_code == 200
    answer = client.post("/needs/new", data=DRAFT | REST, follow_redirects=True)
    assert "The need is posted" in answer.text
    assert "not known" in answer.text
    assert only_need(session).status is NeedStatus.OPEN


def test_posting_names_every_missing_field_and_stores_nothing(
    session: Session, state: State, sign_in: SignIn
):
    answer = sign_in(head_of(session, state)).post("/needs/new", data=DRAFT)
    assert answer.status_code == 200
    for words in ("Choose an objective", "Say how much of it", "how the cost was found", "Give the months"):
        assert words in answer.text
    assert session.exec(select(Need)).all() == []


def test_a_double_click_posts_once(session: Session, state: State, sign_in: SignIn):
    client = sign_in(head_of(session, state))
    for _ in range(2):
        assert client.post("/needs/new", data=DRAFT | REST | {"once": "a-key"}).status_code == 302
    only_need(session)


def test_an_editor_saves_drafts_but_does_not_post(session: Session, state: State, sign_in: SignIn):
    client = sign_in(head_of(session, state, Rank.EDITOR))
    assert client.post("/needs/new", data=DRAFT | REST).status_code == 403
    assert client.post("/needs/new", data=DRAFT | {"act": "draft"}).status_code == 302


@pytest.mark.parametrize("amount", ["1,5 million", "12.345", "-4", "0", "9" * 30])
def test_an_amount_that_is_none_is_refused_beside_its_field(
    session: Session, state: State, sign_in: SignIn, amount: str
):
    data = DRAFT | REST | {"cost_basis": "quote", "amount": amount, "currency": "USD"}
    answer = sign_in(head_of(session, state)).post("/needs/new", data=data)
    assert answer.status_code == 200
    assert 'aria-invalid="true"' in answer.text
    assert session.exec(select(Need)).all() == []


def test_another_states_need_is_seen_but_not_touched(session: Session, state: State, sign_in: SignIn):
    need = make_posted(session, state)
    other = head_of(session, make_state(session))
    client = sign_in(other)
    assert client.get(f"/needs/{need.id}").status_code == 404
    assert client.post(f"/needs/{need.id}/confirm").status_code == 404


def test_donors_see_posted_needs_and_no_drafts(session: Session, state: State, sign_in: SignIn):
    posted, draft = make_posted(session, state), make_draft(session, state, title="Only a draft")
    client = sign_in(donor_person(session, make_donor(session)))
    page = client.get("/needs/").text
    assert posted.title in page
    assert draft.title not in page
    assert client.get(f"/needs/{draft.id}").status_code == 404
    assert client.post(f"/needs/{posted.id}/withdraw", data={"reason": "Because"}).status_code == 403


def test_visitors_are_sent_to_sign_in(session: Session, state: State, client: FlaskClient):
    need = make_posted(session, state)
    session.commit()
    assert client.get(f"/needs/{need.id}").status_code == 302


def test_the_list_counts_needs_of_unknown_cost_apart(session: Session, state: State, sign_in: SignIn):
    make_posted(session, state)
    make_posted(session, state, cost=None, currency=None, cost_basis=CostBasis.UNKNOWN)
    page = sign_in(donor_person(session, make_donor(session))).get("/needs/?state=TCD").text
    assert "1 of unknown cost" in page
    assert "USD 150" in page.replace("\xa0", " ")


def test_an_empty_list_says_how_to_begin(session: Session, state: State, sign_in: SignIn):
    page = sign_in(head_of(session, state)).get("/needs/?q=nothing-like-this").text
    assert "No need here." in page


@pytest.mark.parametrize(
    "query", ["state=nowhere", "pillar=x", "status=x", "page=-1", "page=99999999999", "q=%25"]
)
def test_a_query_that_means_nothing_does_no_harm(session: Session, state: State, sign_in: SignIn, query: str):
    assert sign_in(head_of(session, state)).get(f"/needs/?{query}").status_code == 200


def test_a_donor_asks_and_the_state_answers_for_all(session: Session, state: State, sign_in: SignIn):
    need = make_posted(session, state)
    donor, head = donor_person(session, make_donor(session)), head_of(session, state)
    sign_in(donor).post(f"/needs/{need.id}/ask", data={"text": "Which districts come first?"})
    client = sign_in(head)
    assert "not yet answered" in client.get(f"/needs/{need.id}").text
    client.post(f"/needs/{need.id}/questions/1", data={"text": "Those in the north."})
    assert "Those in the north." in sign_in(donor).get(f"/needs/{need.id}").text


def test_the_isu_keeps_a_need_that_only_the_state_can_adopt(session: Session, state: State, sign_in: SignIn):
    isu, head = make_person(session, Role.ISU), head_of(session, state)
    client = sign_in(isu)
    said = {"state": "TCD", "source": "Delegation at the 11MSP", "source_on": "13 September 2023"}
    assert client.post("/needs/on-behalf", data=DRAFT | REST | said).status_code == 302
    need = only_need(session)
    assert "counts in no total" in client.get(f"/needs/{need.id}").text
    assert client.post(f"/needs/{need.id}/adopt").status_code == 403
    assert sign_in(head).post(f"/needs/{need.id}/adopt").status_code == 302
    assert only_need(session).status is NeedStatus.DRAFT


def test_the_order_is_changed_with_buttons(session: Session, state: State, sign_in: SignIn):
    first, second = make_posted(session, state), make_posted(session, state, title="The second need")
    client = sign_in(head_of(session, state))
    order = {"need": [str(first.id), str(second.id)], "up": str(second.id)}
    assert client.post("/needs/order", data=order).status_code == 302
    session.rollback()
    assert (first.priority_rank, second.priority_rank) == (2, 1)


def test_acts_lead_back_to_the_need(session: Session, state: State, sign_in: SignIn):
    need = make_posted(session, state)
    client = sign_in(head_of(session, state))
    for path, data in [
        ("hold", {"until": "January 2030", "reason": "Elections"}),
        ("off-hold", {}),
        ("confirm", {}),
        ("agree", {}),
        ("agree", {"agreed": "no"}),
        (
            "statements/new",
            {"by": "CMC", "on": "2023-09", "forum": "11MSP", "text": "It is on its way", "counters": ""},
        ),
        ("withdraw", {"reason": "Done by our own means"}),
    ]:
        assert client.post(f"/needs/{need.id}/{path}", data=data).status_code == 302, path
    session.rollback()
    assert need.status is NeedStatus.WITHDRAWN


def test_the_panel_beside_the_form_shows_similar_needs(session: Session, state: State, sign_in: SignIn):
    make_posted(session, state, title="Survey of two northern districts", pillar=Pillar.SURVEY_CLEARANCE)
    client = sign_in(head_of(session, state))
    typed = {"title": "Northern districts: survey of two", "state": "TCD"}
    assert "Survey of two northern districts" in client.post("/needs/similar", data=typed).text
    page = client.post("/needs/new", data=DRAFT | typed | {"act": "check"})
    assert "Survey of two northern districts" in page.text
    assert "alike" in page.text


def test_a_posted_need_is_changed_on_its_form(session: Session, state: State, sign_in: SignIn):
    need = make_posted(session, state)
    client = sign_in(head_of(session, state))
    assert need.title in client.get(f"/needs/{need.id}/edit").text
    data = DRAFT | REST | {"seen_version": str(need.row_version)}
    assert client.post(f"/needs/{need.id}/edit", data=data).status_code == 302
    assert only_need(session).title == DRAFT["title"]
    stale = client.post(f"/needs/{need.id}/edit", data=data)
    assert "Somebody else changed this need" in stale.text


def test_a_stale_need_is_confirmed_with_the_others(session: Session, state: State, sign_in: SignIn):
    need = service.save_draft(session, state, facts=facts_of_need(), person_id=None, today=TODAY)
    service.post(session, need, person_id=None, today=TODAY.replace(year=2020))
    service.follow_clock(session, TODAY)
    assert sign_in(head_of(session, state)).post("/needs/confirm-all").status_code == 302
    assert only_need(session).status is NeedStatus.OPEN


def test_the_cost_is_spread_over_years_and_hazard_areas_named(
    session: Session, state: State, sign_in: SignIn
):
    make_hazard_area(session, state, "TC-1")
    client = sign_in(head_of(session, state))
    money = {"cost_basis": "quote", "amount": "150000", "currency": "USD"}
    more = {"phases": "2027: 100000\n2028: 50 000", "hazard_areas": "TC-1"}
    for wrong in (
        {"phases": "2027: 5"},
        {"phases": "soon"},
        {"phases": "2027: x"},
        {"hazard_areas": "TC-404"},
    ):
        answer = client.post("/needs/new", data=DRAFT | REST | money | more | wrong)
        assert "error-summary" in answer.text
    assert client.post("/needs/new", data=DRAFT | REST | money | more).status_code == 302
    need = only_need(session)
    page = client.get(f"/needs/{need.id}").text
    assert "By year" in page
    form = client.get(f"/needs/{need.id}/edit").text
    assert "2028: 50000.00" in form
    assert "TC-1" in form


def test_running_programmes_stand_beside_the_form(session: Session, state: State, sign_in: SignIn):
    client = sign_in(head_of(session, state))
    panel = client.post("/needs/similar", data=DRAFT | REST | {"state": "TCD", "places": "Tibesti"}).text
    assert "Programmes and pledges that already run" in panel
    assert "Nothing on record looks like this" in panel


def test_the_list_asks_a_constant_number_of_questions(session: Session, state: State, sign_in: SignIn):
    client = sign_in(head_of(session, state))
    counts = []
    for _ in range(2):
        for _ in range(12):
            make_posted(session, state)
        session.commit()
        with counted_queries(session) as asked:
            client.get("/needs/")
        counts.append(len(asked))
    assert counts[0] == counts[1]
    assert counts[1] <= 12
