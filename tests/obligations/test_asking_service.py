"""A request for more time from the first draft to the decision, on both databases."""

from datetime import UTC, date, datetime

import pytest
from sqlmodel import select

from coalition.auth.rules import Role
from coalition.core.errors import RuleBroken
from coalition.core.when import When
from coalition.notifications.models import Mail
from coalition.obligations.queries.asking import find_open_process, get_request, page_of_requests
from coalition.obligations.rules.asking import BenchmarkOrigin, Stage
from coalition.obligations.service import analysing, asking
from coalition.obligations.service.declaring import declare
from coalition.treaty.queries import list_deadlines
from coalition.treaty.rules.terms import ExtensionOutcome, RuleCode
from tests.factories.auth import make_person
from tests.factories.organisations import government_of
from tests.factories.states import make_party
from tests.factories.treaty import make_extension, make_meeting, make_obligation

NOW = datetime(2024, 2, 1, 9, tzinfo=UTC)
TODAY = NOW.date()
UNTIL = date(2030, 8, 1)


@pytest.fixture
def duty(session):
    """An obligation in its second round, before the twelfth meeting."""
    state = make_party(session, "XAA", deposited_on=date(2010, 1, 10))
    own = make_obligation(
        session, state, original_deadline=date(2020, 8, 1), current_deadline=date(2025, 8, 1)
    )
    make_extension(session, own, date(2025, 8, 1), decided_at="9MSP")
    session.flush()
    return own


@pytest.fixture
def meetings(session):
    return {
        name: make_meeting(session, name, on)
        for name, on in (("9MSP", date(2019, 9, 2)), ("12MSP", date(2024, 9, 10)))
    }


@pytest.fixture
def process(session, duty, meetings):
    found = asking.begin(session, duty, person_id=None, today=TODAY)
    asking.set_terms(found, requested_until=UNTIL, is_interim=False, meeting=None)
    return found


def filed(session, process, on=date(2024, 1, 15)):
    return asking.file(session, process, submitted=When(on), source="note verbale", now=NOW)


def test_the_second_request_is_number_two_and_due_nine_months_before_the_meeting(session, process):
    found = get_request(session, process.id)
    assert process.sequence == 2
    assert found.meeting.name == "12MSP"
    assert found.submission == When(date(2023, 12, 10))
    assert found.late_days == 0


def test_a_meeting_that_moves_takes_the_day_with_it(session, process, meetings):
    meetings["12MSP"].starts_on = date(2024, 10, 15)
    session.flush()
    assert get_request(session, process.id).submission == When(date(2024, 1, 15))


def test_what_comes_after_its_day_is_filed_like_any_other(session, process):
    filed(session, process)
    found = get_request(session, process.id)
    assert found.late_days == 36
    assert process.stage is Stage.SUBMITTED
    deadlines = list_deadlines(
        session, on=TODAY, start=date(2023, 1, 1), end=date(2026, 1, 1), state_id=process.state_id
    )
    assert "Request received" in str(next(d for d in deadlines if d.rule is RuleCode.T6).note)


def test_no_more_is_asked_than_the_article_allows(process):
    with pytest.raises(RuleBroken, match="at most 5 years"):
        asking.set_terms(process, requested_until=date(2030, 8, 2), is_interim=False, meeting=None)


def test_only_one_request_is_under_way(session, process, duty):
    with pytest.raises(RuleBroken, match="under way already"):
        asking.begin(session, duty, person_id=None, today=TODAY)


def test_a_draft_is_listed_for_its_own_state_only(session, process):
    assert page_of_requests(session, everything=False, state_ids=(), number=1).total == 0
    assert page_of_requests(session, everything=False, state_ids={process.state_id}, number=1).total == 1
    filed(session, process)
    assert page_of_requests(session, everything=False, state_ids=(), number=1).total == 1


def test_a_question_from_the_environment_field_reaches_the_isu_and_is_answered(session, process):
    make_person(session, Role.ISU)
    state = make_person(session, Role.AFFECTED_STATE, state_id=process.state_id)
    question = asking.ask_isu(
        session, process, letter="env", text="Is there a form?", person_id=state.id, now=NOW
    )
    assert question.due_on == date(2024, 3, 2)
    analysing.answer(session, process, question, text="No form is required.", person_id=None, now=NOW)
    with pytest.raises(RuleBroken, match="answered already"):
        analysing.answer(session, process, question, text="Again.", person_id=None, now=NOW)
    mails = session.exec(select(Mail)).all()
    assert any("asks the ISU" in mail.subject and "Is there a form?" in mail.body for mail in mails)
    assert any(mail.person_id == state.id and "No form is required." in mail.body for mail in mails)


def test_the_analysis_group_asks_and_the_state_answers(session, process):
    zambia = government_of(session, make_party(session, "XZM"))
    member = make_person(session, Role.COORDINATOR, organisation=zambia)
    with pytest.raises(RuleBroken, match="once the request is filed"):
        analysing.form_group(session, process, [zambia.id], office=None, now=NOW)
    filed(session, process)
    analysing.form_group(session, process, [zambia.id], office=None, now=NOW)
    question = analysing.ask(session, process, letter="", text="Which years?", person_id=member.id, now=NOW)
    assert process.stage is Stage.CLARIFICATION
    analysing.answer(session, process, question, text="2026 to 2030.", person_id=None, now=NOW)
    assert process.stage is Stage.REVISED
    assert get_request(session, process.id).owner_ids == (zambia.id,)
    told = session.exec(select(Mail.subject).where(Mail.person_id == member.id)).all()
    assert len(told) == 2


def test_less_is_granted_and_the_deadline_moves(session, process, meetings, duty):
    extension = filed(session, process)
    analysing.decide(
        session,
        process,
        extension,
        outcome=ExtensionOutcome.GRANTED,
        meeting=meetings["12MSP"],
        granted_until=When(date(2028, 8, 1)),
        note="final report",
        now=NOW,
    )
    asking.add_benchmark(
        session,
        process,
        due=When(date(2027, 12, 1)),
        text="Survey complete",
        area_m2=None,
        origin=BenchmarkOrigin.MEETING,
    )
    assert extension.outcome is ExtensionOutcome.GRANTED_SHORTER
    assert extension.sequence == 2
    assert duty.current_deadline == date(2028, 8, 1)
    assert find_open_process(session, duty.id) is None


def test_after_an_interim_request_the_next_one_is_begun(session, process, meetings, duty):
    asking.set_terms(process, requested_until=date(2026, 8, 1), is_interim=True, meeting=None)
    extension = filed(session, process)
    analysing.decide(
        session,
        process,
        extension,
        outcome=ExtensionOutcome.GRANTED,
        meeting=meetings["12MSP"],
        granted_until=When(date(2026, 8, 1)),
        note="final report",
        now=NOW,
    )
    following = find_open_process(session, duty.id)
    assert (following.sequence, following.stage) == (3, Stage.ANTICIPATED)
    assert following.deadline_on == date(2026, 8, 1)


def test_a_declaration_makes_a_request_needless(session, process, duty):
    filed(session, process)
    declare(
        session,
        duty,
        on=When(TODAY),
        stated_by="Minister",
        achievement="",
        source="letter",
        person_id=None,
        now=NOW,
    )
    assert process.stage is Stage.NOT_NEEDED
    assert process.extension.outcome is ExtensionOutcome.WITHDRAWN


def test_a_request_taken_back_leaves_room_for_another(session, process, duty):
    extension = filed(session, process)
    asking.withdraw(process, extension, "A shorter one follows.")
    session.flush()
    assert asking.begin(session, duty, person_id=None, today=TODAY).sequence == 3
