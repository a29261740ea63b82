"""Acts on obligations: declared, reopened, extended; and meetings that move."""

from datetime import date

import pytest

from coalition.core.errors import RuleBroken
from coalition.core.when import Precision, When
from coalition.treaty.queries import (
    find_obligation,
    get_obligation,
    list_deadlines,
    list_strips,
)
from coalition.treaty.rules.terms import DeadlineState, ExtensionOutcome, ObligationStatus, RuleCode
from coalition.treaty.service import (
    decide_extension,
    declare_fulfilled,
    move_meeting,
    reopen,
    request_extension,
)
from tests.factories.states import make_party
from tests.factories.treaty import make_meeting, make_obligation

TODAY = date(2021, 11, 23)
FIRST = date(2022, 8, 1)


@pytest.fixture
def duty(session):
    return make_obligation(session, make_party(session, "XAA"), current_deadline=FIRST)


def clearance(session, on=TODAY):
    (found,) = (
        deadline
        for deadline in list_deadlines(session, on=on, start=date(2010, 1, 1), end=date(2060, 1, 1))
        if deadline.rule is RuleCode.T4
    )
    return found


def asked(session, duty, until=date(2026, 8, 1)):
    return request_extension(
        session, duty, submitted=When(date(2021, 1, 15)), requested_until=until, source="request"
    )


def test_a_declaration_stops_the_clock(session, duty):
    declare_fulfilled(
        duty, on=When(date(2021, 9, 1), Precision.MONTH), source="Article 7 report", today=TODAY
    )
    deadline = clearance(session)
    assert (deadline.state, deadline.days_left) == (DeadlineState.FULFILLED, None)
    assert "September 2021" in deadline.explained
    assert duty.kept_by_hand


def test_a_declaration_does_not_lie_ahead(duty):
    with pytest.raises(RuleBroken, match="lie ahead"):
        declare_fulfilled(duty, on=When(date(2021, 11, 24)), source="", today=TODAY)


def test_a_duty_is_declared_fulfilled_once(duty):
    declare_fulfilled(duty, on=When(TODAY), source="", today=TODAY)
    with pytest.raises(RuleBroken, match="not open"):
        declare_fulfilled(duty, on=When(TODAY), source="", today=TODAY)


def test_completed_can_become_ongoing_again(session, duty):
    declare_fulfilled(duty, on=When(date(2014, 5, 1)), source="", today=TODAY)
    reopen(duty, on=When(date(2019, 1, 1), Precision.YEAR), source="2019 report", today=TODAY)
    assert duty.status is ObligationStatus.ACTIVE
    assert clearance(session).state is DeadlineState.RUNNING
    assert clearance(session, on=date(2016, 1, 1)).state is DeadlineState.FULFILLED


@pytest.mark.parametrize(
    ("day", "words"), [((2013, 1, 1), "after the declaration"), ((2022, 1, 1), "lie ahead")]
)
def test_a_finding_lies_between_the_declaration_and_today(duty, day, words):
    declare_fulfilled(duty, on=When(date(2014, 5, 1)), source="", today=TODAY)
    with pytest.raises(RuleBroken, match=words):
        reopen(duty, on=When(date(*day)), source="", today=TODAY)


def test_what_is_open_is_not_opened(duty):
    with pytest.raises(RuleBroken, match="fulfilled"):
        reopen(duty, on=When(TODAY), source="", today=TODAY)


def test_a_late_request_is_recorded_and_a_grant_moves_the_deadline(session, duty):
    make_meeting(session, "10MSP", date(2021, 9, 20))
    request = asked(session, duty)
    decide_extension(
        request,
        duty,
        outcome=ExtensionOutcome.GRANTED_SHORTER,
        decided_at="10MSP",
        granted_until=When(date(2024, 8, 1)),
        source="10MSP report",
    )
    deadline = clearance(session)
    assert (deadline.due.on, deadline.source) == (date(2024, 8, 1), "10MSP report")
    assert "Extension 1, granted at 10MSP until 1 August 2024." in deadline.explained
    assert (duty.current_deadline, duty.extensions_granted) == (date(2024, 8, 1), 1)
    assert asked(session, duty, date(2029, 8, 1)).sequence == 2


def test_a_refusal_leaves_the_deadline(session, duty):
    request = asked(session, duty)
    decide_extension(request, duty, outcome=ExtensionOutcome.NOT_GRANTED, decided_at="10MSP")
    assert duty.current_deadline == FIRST
    with pytest.raises(RuleBroken, match="decided already"):
        decide_extension(request, duty, outcome=ExtensionOutcome.GRANTED, decided_at="10MSP")


def test_more_than_the_article_allows_is_neither_asked_nor_granted(session, duty):
    with pytest.raises(RuleBroken) as refused:
        asked(session, duty, date(2027, 8, 2))
    assert refused.value.field == "requested_until"
    request = asked(session, duty)
    for until in (None, When(date(2027, 8, 2))):
        with pytest.raises(RuleBroken) as refused:
            decide_extension(
                request, duty, outcome=ExtensionOutcome.GRANTED, decided_at="10MSP", granted_until=until
            )
        assert refused.value.field == "granted_until"


def test_one_request_at_a_time(session, duty):
    asked(session, duty)
    with pytest.raises(RuleBroken, match="already before a meeting"):
        asked(session, duty)


def test_victim_assistance_is_not_extended(session, duty):
    with pytest.raises(RuleBroken, match="no running deadline"):
        asked(session, make_obligation(session, duty.state, 5))


def test_a_meeting_that_moves_takes_the_latest_submission_along(session, duty):
    meeting = make_meeting(session, "10MSP", date(2021, 9, 1), precision=Precision.MONTH, provisional=True)

    def submission():
        found = list_deadlines(session, on=date(2020, 1, 1), start=date(2020, 1, 1), end=FIRST)
        return [(d.due.on, d.due.precision, d.provisional) for d in found if d.rule is RuleCode.T6]

    assert submission() == [(date(2020, 12, 1), Precision.MONTH, True)]
    move_meeting(meeting, starts=When(date(2021, 11, 29)), ends_on=date(2021, 12, 3), provisional=False)
    session.flush()
    assert submission() == [(date(2021, 2, 28), Precision.DAY, False)]


def test_a_meeting_does_not_end_before_it_begins(session):
    meeting = make_meeting(session, "10MSP", date(2021, 9, 1))
    with pytest.raises(RuleBroken) as refused:
        move_meeting(meeting, starts=When(date(2021, 9, 2)), ends_on=date(2021, 9, 1), provisional=False)
    assert refused.value.field == "ends_on"


def test_an_obligation_is_found_by_state_and_article(session, duty):
    assert find_obligation(session, duty.state_id, 4).id == get_obligation(session, duty.id).id
    assert find_obligation(session, duty.state_id, 3) is None


def test_every_state_has_its_strip(session, duty):
    make_party(session, "XBB")
    strips = list_strips(session, TODAY)
    assert {iso3: [d.rule.value for d in strip] for iso3, strip in strips.items()} == {
        "XAA": ["T10", "T4"],
        "XBB": ["T10"],
    }
