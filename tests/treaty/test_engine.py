"""All deadlines of a State, as the facts stood on a day: the packaged facts, and made-up ones."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalition.core.visibility import Confidence
from coalition.core.when import Precision, When
from coalition.states.readers import read_events
from coalition.states.rules import Event, Instrument, TreatyEvent
from coalition.treaty.readers import read_extensions, read_meetings, read_obligations
from coalition.treaty.rules.clocks import MeetingFacts
from coalition.treaty.rules.deadline import Deadline
from coalition.treaty.rules.engine import deadlines_of, simulate_accession
from coalition.treaty.rules.facts import ExtensionFacts, ObligationFacts, StateFacts, is_open
from coalition.treaty.rules.showing import for_everybody, strip
from coalition.treaty.rules.terms import (
    Clock,
    DeadlineState,
    ExtensionOutcome,
    MeetingKind,
    ObligationStatus,
    RuleCode,
)

MEETINGS = [
    MeetingFacts(row["name"], row["kind"], When(row["starts_on"], row["precision"]), row["provisional"])
    for row in read_meetings()
]
START, END = date(2010, 1, 1), date(2060, 1, 1)
TODAY = date(2026, 11, 23)


def when(row, name: str, precision: str) -> When | None:
    return When(row[name], row[precision]) if row[name] else None


def extensions(iso3: str, article: int) -> tuple[ExtensionFacts, ...]:
    return tuple(
        ExtensionFacts(
            sequence=row["sequence"],
            outcome=row["outcome"],
            granted_until=when(row, "granted_until", "granted_precision"),
            submitted=when(row, "submitted_on", "submitted_precision"),
            decided_at=row["decided_at"],
            decided_on=row["decided_on"],
        )
        for row in read_extensions()
        if (row["iso3"], row["article"]) == (iso3, article)
    )


def facts_of(iso3: str) -> StateFacts:
    """The packaged facts on one State."""
    events = [
        Event(row["instrument"], row["event"], row["happened_on"], row["precision"])
        for row in read_events()
        if row["iso3"] == iso3
    ]
    owed = [
        ObligationFacts(
            article=row["article"],
            status=row["status"],
            confidence=row["confidence"],
            source=row["source"],
            completed=when(row, "completed_on", "completed_precision"),
            reopened=when(row, "reopened_on", "reopened_precision"),
            extensions=extensions(iso3, row["article"]),
        )
        for row in read_obligations()
        if row["iso3"] == iso3
    ]
    return StateFacts(
        iso3, sorted(events, key=lambda event: event.happened_on), owed, Confidence.HIGH, "file"
    )


def of(iso3: str, rule: RuleCode, on: date) -> list[Deadline]:
    every = deadlines_of(facts_of(iso3), MEETINGS, on=on, start=START, end=END)
    return [deadline for deadline in every if deadline.rule is rule]


def one(iso3: str, rule: RuleCode, on: date = TODAY) -> Deadline:
    (found,) = of(iso3, rule, on)
    return found


# --- what the sources state ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("on", "due"),
    [("2014-01-01", "2023-09-01"), ("2023-11-13", "2024-10-01"), ("2025-06-01", "2026-10-01")],
)
def test_chads_clearance_deadline_as_it_stood(on, due):
    deadline = one("TCD", RuleCode.T4, date.fromisoformat(on))
    assert deadline.due.on.isoformat() == due
    assert deadline.state is DeadlineState.RUNNING
    assert deadline.days_left == (deadline.due.on - date.fromisoformat(on)).days


@pytest.mark.parametrize("iso3", ["AFG", "TCD", "CHL", "LBN", "MRT", "SOM"])
def test_a_passed_deadline_whose_decision_is_unknown_reads_last_known_and_runs_no_clock(iso3):
    deadline = one(iso3, RuleCode.T4)
    assert deadline.due.last < TODAY
    assert deadline.state is DeadlineState.LAST_KNOWN
    assert deadline.days_left is None
    assert "Last known deadline" in deadline.explained


def test_between_the_unknown_decision_and_the_day_the_deadline_is_last_known_and_still_counts():
    deadline = one("AFG", RuleCode.T4, date(2025, 12, 1))
    assert (deadline.state, deadline.days_left) == (DeadlineState.LAST_KNOWN, 90)
    assert one("AFG", RuleCode.T4, date(2025, 9, 1)).state is DeadlineState.RUNNING


def test_botswana_and_vanuatu_and_nigeria():
    assert one("BWA", RuleCode.T3).due == When(date(2019, 12, 1))
    assert one("VUT", RuleCode.T9).due == When(date(2026, 8, 28))
    assert one("NGA", RuleCode.T9, date(2023, 11, 13)).due == When(date(2024, 1, 28))


def test_perus_stockpile_deadline_is_a_month():
    deadline = one("PER", RuleCode.T3, date(2023, 11, 13))
    assert deadline.due == When(date(2024, 4, 1), Precision.MONTH)
    assert (deadline.state, deadline.days_left) == (DeadlineState.RUNNING, 140)
    assert "April 2024" in deadline.explained


def test_peru_alone_had_an_open_stockpile_duty_on_13_november_2023():
    owing = {
        row["iso3"]
        for row in read_obligations()
        if row["article"] == 3
        for duty in facts_of(row["iso3"]).obligations
        if duty.article == 3 and is_open(duty, date(2023, 11, 13))
    }
    assert owing == {"PER"}


def test_a_fulfilled_duty_runs_no_clock_and_reminds_nobody():
    deadline = one("PER", RuleCode.T3)
    assert deadline.state is DeadlineState.FULFILLED
    assert deadline.days_left is None
    assert deadline.reminders == []
    assert of("PER", RuleCode.T6, TODAY) == []


def test_mauritania_completed_and_found_more():
    assert one("MRT", RuleCode.T4, date(2013, 6, 1)).state is DeadlineState.RUNNING
    assert one("MRT", RuleCode.T4, date(2016, 1, 1)).state is DeadlineState.FULFILLED
    assert one("MRT", RuleCode.T4, date(2019, 6, 1)).state is DeadlineState.RUNNING


def test_lithuania_owes_no_report_after_it_left_and_its_leaving_is_known_from_the_notice_on():
    assert of("LTU", RuleCode.T2, date(2024, 9, 5)) == []
    leaving = one("LTU", RuleCode.T2, date(2024, 9, 6))
    assert (leaving.due, leaving.days_left) == (When(date(2025, 3, 6)), 181)
    assert of("LTU", RuleCode.T10, TODAY)[-1].due == When(date(2024, 4, 30))


def test_a_request_before_a_meeting_counts_as_received():
    deadline = one("SOM", RuleCode.T6, date(2025, 1, 10))
    assert deadline.due == When(date(2024, 12, 16))
    assert deadline.state is DeadlineState.FULFILLED
    assert "December 2024" in deadline.explained
    assert one("SOM", RuleCode.T6, date(2024, 12, 1)).days_left == 15


def test_what_hangs_on_a_meeting_not_called_is_provisional_and_no_more_exact_than_it():
    deadline = one("LAO", RuleCode.T6)
    assert deadline.provisional
    assert deadline.due == When(date(2028, 12, 1), Precision.MONTH)


def test_low_confidence_never_makes_a_duty():
    assert one("NGA", RuleCode.T3).state is DeadlineState.NOT_CONFIRMED
    assert one("COL", RuleCode.T4).days_left is None
    assert of("NGA", RuleCode.T6, TODAY) == []


def test_before_a_deposit_nothing_is_known():
    assert deadlines_of(facts_of("VUT"), MEETINGS, on=date(2025, 9, 4), start=START, end=END) == []


# --- made-up facts -------------------------------------------------------------------------------


def party(*obligations: ObligationFacts, deposited: date = date(2012, 2, 10)) -> StateFacts:
    event = Event(Instrument.CCM, TreatyEvent.RATIFICATION, deposited)
    return StateFacts("XXA", [event], obligations, Confidence.HIGH, "test")


def duty(article: int = 4, **values) -> ObligationFacts:
    return ObligationFacts(article, ObligationStatus.ACTIVE, Confidence.HIGH, "test", **values)


def test_later_hostilities_start_a_second_clock():
    later = duty(clock=Clock.LATER_HOSTILITIES, label="2023–24", hostilities_ended_on=date(2024, 11, 27))
    found = deadlines_of(party(duty(), later), MEETINGS, on=TODAY, start=START, end=END)
    clocks = [(d.occurrence, d.due.on) for d in found if d.rule is RuleCode.T4]
    assert clocks == [("4", date(2022, 8, 1)), ("4/2023–24", date(2034, 11, 27))]


def test_an_extension_moves_a_deadline_and_does_not_multiply_it():
    grant = ExtensionFacts(1, ExtensionOutcome.GRANTED, When(date(2027, 8, 1)), decided_on=date(2021, 9, 21))
    before, after = (
        [
            d
            for d in deadlines_of(party(own), MEETINGS, on=TODAY, start=START, end=END)
            if d.rule is RuleCode.T4
        ]
        for own in (duty(), duty(extensions=(grant,)))
    )
    assert [d.key for d in before] == [d.key for d in after]
    assert (before[0].due.on, after[0].due.on) == (date(2022, 8, 1), date(2027, 8, 1))


def test_a_request_not_granted_leaves_the_deadline():
    refused = ExtensionFacts(1, ExtensionOutcome.NOT_GRANTED)
    (deadline,) = (
        d
        for d in deadlines_of(
            party(duty(extensions=(refused,))), [], on=date(2020, 1, 1), start=START, end=END
        )
        if d.rule is RuleCode.T4
    )
    assert (deadline.due.on, deadline.state) == (date(2022, 8, 1), DeadlineState.RUNNING)


def test_a_request_under_consideration_is_presented_at_the_intersessional_meeting():
    asked = ExtensionFacts(1, ExtensionOutcome.REQUESTED, submitted=When(date(2020, 11, 1)))
    meetings = [
        MeetingFacts("X", MeetingKind.MSP, When(date(2021, 9, 1))),
        MeetingFacts("Intersessional", MeetingKind.INTERSESSIONAL, When(date(2021, 5, 3))),
    ]
    found = deadlines_of(
        party(duty(extensions=(asked,))), meetings, on=date(2020, 11, 2), start=START, end=END
    )
    assert [d.due.on for d in found if d.rule is RuleCode.T8] == [date(2021, 5, 3)]


deposits = st.dates(date(2008, 12, 3), date(2040, 12, 31))
moments = st.dates(date(2008, 12, 3), date(2050, 12, 31))


@given(deposits, moments, moments, moments)
def test_each_deadline_is_there_once_in_order_and_within_the_period(deposited, on, first, last):
    first, last = sorted((first, last))
    facts = party(duty(3), duty(4), deposited=deposited)
    found = deadlines_of(facts, MEETINGS, on=on, start=first, end=last)
    assert len({d.key for d in found}) == len(found)
    assert [d.due.on for d in found] == sorted(d.due.on for d in found)
    assert all(d.due.first <= last and d.due.last >= first for d in found)
    assert not found or deposited <= on
    assert all((d.days_left is None) or (d.days_left >= 0) == (d.due.last >= on) for d in found)


@given(deposits)
def test_an_accession_brings_five_days_in_their_order(deposited):
    found = simulate_accession("XXA", deposited)
    assert {d.rule for d in found} == {RuleCode.T1, RuleCode.T3, RuleCode.T4, RuleCode.T9, RuleCode.T10}
    assert all(d.provisional and d.due.on > deposited for d in found)


def test_an_accession_on_10_december_2026():
    found = {d.rule: d.due.on.isoformat() for d in simulate_accession("TON", date(2026, 12, 10))}
    assert found == {
        RuleCode.T1: "2027-06-01",
        RuleCode.T9: "2027-11-28",
        RuleCode.T10: "2028-04-30",
        RuleCode.T3: "2035-06-01",
        RuleCode.T4: "2037-06-01",
    }


# --- what is shown -------------------------------------------------------------------------------


def test_the_open_page_lists_nothing_outstanding_and_no_spacing_of_our_own():
    every = deadlines_of(facts_of("TCD"), MEETINGS, on=TODAY, start=START, end=END)
    shown = for_everybody(every)
    assert {d.rule for d in every} > {d.rule for d in shown}
    assert all(d.about.public for d in shown)
    assert DeadlineState.RECEIVED_NOT_KNOWN not in {d.state for d in shown}


def test_the_strip_shows_duties_and_the_next_of_each_other_rule():
    every = deadlines_of(facts_of("LAO"), MEETINGS, on=TODAY, start=START, end=END)
    assert [(d.rule.value, d.due.on.isoformat()) for d in strip(every, TODAY)] == [
        ("T10", "2027-04-30"),
        ("T6", "2028-12-01"),
        ("T4", "2030-08-01"),
    ]
