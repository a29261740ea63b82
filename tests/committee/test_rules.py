"""Offices do not overlap; a work plan stands where its dates say; reminders fall on their days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from coalition.coalitions.rules.meetings import Minutes
from coalition.committee.rules import minutes, money, offices, plans
from coalition.committee.rules.minutes import SaidStatus
from coalition.committee.rules.money import Entry, EntryKind
from coalition.committee.rules.offices import Office, Term
from coalition.committee.rules.plans import PlanFacts, PlanStatus, Reported, Word
from coalition.core.errors import RuleBroken

DUE = plans.due_day(2023)
FIRST, SECOND, THIRD = date(2022, 9, 2), date(2023, 9, 14), date(2024, 9, 13)


def test_two_states_hold_an_area_and_a_third_is_refused_in_words():
    held = [Term("Lebanon", SECOND, THIRD), Term("Switzerland", SECOND, THIRD)]
    with pytest.raises(RuleBroken) as refused:
        offices.check_term(Office.COORDINATOR, Term("Chad", date(2024, 1, 1), date(2025, 1, 1)), held)
    assert str(refused.value).startswith("This office is held by Lebanon, Switzerland until 2024-09-13.")


def test_a_term_may_begin_on_the_day_of_the_handover():
    held = [Term("Iraq", FIRST, SECOND)]
    offices.check_term(Office.PRESIDENT, Term("Mexico", SECOND, THIRD), held)


def test_no_state_holds_the_same_office_twice_at_once():
    with pytest.raises(RuleBroken):
        offices.check_term(Office.COORDINATOR, Term("Chad", FIRST, THIRD), [Term("Chad", SECOND, THIRD)])


def test_a_term_ends_after_it_begins_and_a_coordinator_names_the_area():
    with pytest.raises(RuleBroken):
        offices.check_term(Office.COORDINATOR, Term("Chad", SECOND, FIRST), [])
    with pytest.raises(RuleBroken):
        offices.check_theme(Office.COORDINATOR, has_theme=False)


@given(some.lists(some.tuples(some.integers(0, 40), some.integers(1, 20)), max_size=12))
def test_accepted_terms_never_fill_more_seats_than_there_are(asked):
    held: list[Term] = []
    for number, (start, length) in enumerate(asked):
        new = Term(f"S{number}", SECOND + timedelta(start), SECOND + timedelta(start + length))
        try:
            offices.check_term(Office.COORDINATOR, new, held)
        except RuleBroken:
            continue
        held.append(new)
    for day in range(70):
        assert sum(term.holds(SECOND + timedelta(day)) for term in held) <= 2


def test_a_plan_stands_where_its_offices_said_on_the_day():
    said = [Word(date(2023, 11, 1), Reported.PLANNING), Word(date(2023, 11, 13), Reported.DRAFTING)]
    plan = PlanFacts(DUE, said)
    assert [plans.status_on(plan, date(2023, 11, day)) for day in (1, 12, 13)] == [
        PlanStatus.PLANNING,
        PlanStatus.PLANNING,
        PlanStatus.DRAFTING,
    ]
    assert plans.status_on(plan, date(2023, 10, 1)) is PlanStatus.NOT_STARTED


def test_seventeen_days_are_left_and_the_day_after_is_past_the_date():
    plan = PlanFacts(DUE)
    assert (DUE - date(2023, 11, 13)).days == 17
    assert not plans.is_past_date(plan, DUE)
    assert plans.is_past_date(plan, date(2023, 12, 1))
    assert not plans.is_past_date(PlanFacts(DUE, submitted_on=DUE), date(2023, 12, 1))


def test_reminders_fall_on_their_days_and_two_days_make_up_for_them():
    days = [DUE + timedelta(days) for days in range(-40, 20)]
    due = {day: plans.reminder_of(DUE, day) for day in days}
    assert due[date(2023, 11, 16)] == -14
    assert due[date(2023, 11, 18)] == -14
    assert due[date(2023, 11, 15)] is None
    assert due[date(2023, 12, 1)] == 1
    assert {offset for offset in due.values() if offset is not None} == {*plans.REMINDERS}


def test_only_owners_sign_once_and_only_what_is_written():
    for state, signed, items in ((3, [], 1), (1, [1], 1), (1, [], 0)):
        with pytest.raises(RuleBroken):
            plans.check_signature(state, [1, 2], signed, items)
    plans.check_signature(1, [1, 2], [2], 1)


def test_a_plan_is_published_once_and_closed_with_a_word():
    with pytest.raises(RuleBroken):
        plans.check_step(PlanFacts(DUE), PlanStatus.PUBLISHED, "")
    plans.check_step(PlanFacts(DUE, submitted_on=DUE), PlanStatus.PUBLISHED, "")
    with pytest.raises(RuleBroken):
        plans.check_step(PlanFacts(DUE, submitted_on=DUE, published_on=DUE), PlanStatus.CLOSED, " ")


def test_a_vote_of_194_is_odd_and_one_of_193_is_not():
    assert minutes.vote_total(145, 1, 35, 13) == 194
    assert minutes.vote_is_odd(194, 2022)
    assert not minutes.vote_is_odd(minutes.vote_total(139, 1, 35, 18), 2023)
    assert minutes.vote_total(139, None, 35, 18) is None


def test_minutes_are_circulated_within_ten_working_days():
    assert minutes.circulate_by(date(2023, 11, 13)) == date(2023, 11, 27)


def test_minutes_are_approved_at_a_later_meeting_and_then_stand():
    held = date(2023, 11, 13)
    for state, later in ((Minutes.DRAFT, THIRD), (Minutes.CIRCULATED, held)):
        with pytest.raises(RuleBroken):
            minutes.check_approval(state, held, later)
    minutes.check_approval(Minutes.CIRCULATED, held, date(2024, 1, 29))
    with pytest.raises(RuleBroken):
        minutes.check_writable(Minutes.APPROVED)
    with pytest.raises(RuleBroken):
        minutes.check_circulate(Minutes.DRAFT, 0, 3)
    with pytest.raises(RuleBroken):
        minutes.check_circulate(Minutes.DRAFT, 3, 0)
    with pytest.raises(RuleBroken):
        minutes.check_counter(SaidStatus.DISPUTED, has_counter=False)


def test_a_state_counts_once_and_a_refund_lowers_the_sum():
    sums = money.sums_of(
        [
            Entry(1, EntryKind.CONTRIBUTION, 600),
            Entry(1, EntryKind.CONTRIBUTION, 200, earmarked=True),
            Entry(2, EntryKind.CONTRIBUTION, 200),
            Entry(1, EntryKind.REFUND, 100, earmarked=True),
        ]
    )
    assert (sums.contributors, sums.net, sums.earmarked) == (2, 900, 100)
    assert sums.share_of(1000) == 0.9
    assert sums.share_of(None) is None
    with pytest.raises(RuleBroken):
        money.check_entry(EntryKind.REFUND, 101, 100)
    with pytest.raises(RuleBroken):
        money.check_stated(53, 300)
