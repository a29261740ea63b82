"""A package goes out, answers come in, a no is an answer, a year later the State speaks."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook
from sqlmodel import select

from coalition.auth.rules import Role
from coalition.core.clock import today
from coalition.core.errors import RuleBroken
from coalition.notifications.models import Mail
from coalition.rounds import service
from coalition.rounds.models import AnswerRound, RoundAnswer, RoundNeed
from coalition.rounds.queries import compiled, list_to_follow_up
from coalition.rounds.rules import AnswerKind, FollowUp, reminders_due
from tests.factories.pledges import NOW, TODAY, make_coalition, make_donor, make_open_need, make_person
from tests.factories.states import make_state


@pytest.fixture
def state(session):
    return make_state(session, "TCD", "Chad")


@pytest.fixture
def coalition(session, state):
    return make_coalition(session, state)


@pytest.fixture
def needs(session, state):
    return [make_open_need(session, state, title=title) for title in ("Survey", "Clearance")]


@pytest.fixture
def donors(session):
    return [make_donor(session, "NOR", "Norway"), make_donor(session, "JPN", "Japan")]


@pytest.fixture
def sent(session, coalition, needs, donors):
    return service.open_round(
        session,
        coalition,
        title="Needs of 2027",
        message="",
        due_on=TODAY + timedelta(days=30),
        needs=needs,
        organisation_ids=[donor.id for donor in donors],
        person_id=None,
        now=NOW,
    )


def answered(session, sent, need, donor, kind, text="as agreed"):
    return service.answer(
        session, sent, need_id=need.id, organisation_id=donor.id, kind=kind, text=text, today=TODAY
    )


def test_a_no_is_an_answer_and_silence_is_not(session, sent, needs, donors):
    answered(session, sent, needs[0], donors[0], AnswerKind.NEW_SUPPORT)
    answered(session, sent, needs[1], donors[0], AnswerKind.NO, text="")
    whole = compiled(session, sent.id)
    assert [need.title for need in whole.gaps] == ["Clearance"]
    assert whole.silent == {needs[0].id: ["Japan"], needs[1].id: ["Japan"]}


def test_a_later_answer_replaces_the_earlier(session, sent, needs, donors):
    answered(session, sent, needs[0], donors[0], AnswerKind.QUESTION)
    answered(session, sent, needs[0], donors[0], AnswerKind.ALREADY_RUNS)
    assert [one.kind for one in session.exec(select(RoundAnswer)).all()] == [AnswerKind.ALREADY_RUNS]


def test_who_was_not_asked_cannot_answer(session, sent, needs):
    with pytest.raises(RuleBroken):
        answered(session, sent, needs[0], make_donor(session, "ITA", "Italy"), AnswerKind.NO)


@pytest.mark.parametrize("change", [{"needs": []}, {"organisation_ids": []}, {"due_on": TODAY}])
def test_a_round_needs_needs_donors_and_a_day(session, coalition, needs, donors, change):
    sound = {"needs": needs, "organisation_ids": [donors[0].id], "due_on": date(2027, 1, 1)}
    with pytest.raises(RuleBroken):
        service.open_round(
            session, coalition, title="x", message="", person_id=None, now=NOW, **sound | change
        )


def test_needs_of_another_state_do_not_go_in(session, coalition, donors):
    other = make_open_need(session, make_state(session))
    with pytest.raises(RuleBroken):
        service.open_round(
            session,
            coalition,
            title="x",
            message="",
            due_on=date(2027, 1, 1),
            needs=[other],
            organisation_ids=[donors[0].id],
            person_id=None,
            now=NOW,
        )


def test_the_silent_are_reminded_twice_and_the_others_never(session, sent, needs, donors):
    make_person(session, Role.DONOR, organisation_id=donors[0].id)
    make_person(session, Role.DONOR, organisation_id=donors[1].id)
    answered(session, sent, needs[0], donors[0], AnswerKind.NO)
    for days in (15, 16, 16, 27, 30):
        service.remind(session, NOW + timedelta(days=days))
    session.flush()
    assert len(session.exec(select(Mail)).all()) == 2
    assert reminders_due(date(2027, 1, 15), date(2027, 1, 1)) == [14]


def test_a_year_later_the_state_is_asked(session, sent):
    service.close(sent, today=TODAY)
    session.flush()
    assert list_to_follow_up(session, date(2027, 11, 22)) == []
    assert list_to_follow_up(session, date(2027, 11, 23)) == [sent]
    for line in session.exec(select(RoundNeed)).all():
        service.follow_up(line, outcome=FollowUp.MET, note="", today=date(2027, 11, 23))
    session.flush()
    assert list_to_follow_up(session, date(2027, 11, 23)) == []
    with pytest.raises(RuleBroken):
        service.close(sent, today=TODAY)


def read_back(made, open_need):
    """The workbook for the State: all answers, the gaps, who is silent, and room for a year later."""
    book = load_workbook(BytesIO(made))
    assert book.sheetnames == ["Answers", "Gap list", "Not yet received", "A year later"]
    assert "USD\u00a0150\u202f000" in [cell.value for cell in book["Answers"][3]]
    assert open_need in [cell.value for cell in book["Gap list"]["A"]]


def test_from_package_to_answer_in_the_browser(session, coalition, needs, donors, sign_in):
    head = make_person(session, Role.AFFECTED_STATE, state_id=coalition.state_id)
    norway = make_person(session, Role.DONOR, organisation_id=donors[0].id)
    italy = make_person(session, Role.DONOR, organisation_id=make_donor(session, "ITA", "Italy").id)
    session.commit()
    package = {
        "title": "Needs of 2027",
        "due_on": str(today() + timedelta(days=40)),
        "needs": [str(need.id) for need in needs],
        "organisations": [str(donors[0].id)],
        "once": "a",
    }
    assert sign_in(head).post(f"/rounds/coalitions/{coalition.id}/new", data=package).status_code == 302
    session.rollback()
    number = session.exec(select(AnswerRound)).one().id
    assert "Needs of 2027" in sign_in(norway).get("/rounds/").text
    assert sign_in(italy).get(f"/rounds/{number}").status_code == 404
    assert "Needs of 2027" not in sign_in(italy).get("/rounds/").text
    reply = {
        "organisation": str(donors[0].id),
        "kind": "new_support",
        "text": "In 2027",
        "amount": "150 000",
        "currency": "USD",
        "once": "b",
    }
    path = f"/rounds/{number}/needs/{needs[0].id}/answer"
    assert sign_in(norway).post(path, data=reply).status_code == 302
    page = sign_in(head).get(f"/rounds/{number}").text
    assert "New support" in page
    assert "Gap list" in page
    assert "In 2027" in sign_in(norway).get(f"/rounds/{number}/paper").text
    assert "Not yet received" not in sign_in(norway).get(f"/rounds/{number}/paper").text
    assert sign_in(italy).get(f"/rounds/{number}/paper").status_code == 404
    read_back(sign_in(head).get(f"/rounds/{number}/paper?format=xlsx").data, needs[1].title)
    assert sign_in(head).post(f"/rounds/{number}/close").status_code == 302
    assert sign_in(norway).post(path, data=reply | {"once": "c"}).status_code == 200
