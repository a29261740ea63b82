"""A transparency report from its first click to the calendar, with the figures of the year."""

from datetime import UTC, date, datetime

import pytest
from sqlmodel import select

from coalition.activities.rules.kinds import ActivityType, Age, Relation, Sex
from coalition.activities.rules.results import People, Service
from coalition.auth.rules import Rank, Role
from coalition.contamination.rules import HazardMix
from coalition.core.errors import RuleBroken
from coalition.core.when import When
from coalition.notifications.models import Mail
from coalition.obligations.queries.reporting import get_whole, list_colleagues, list_inputs_asked_of
from coalition.obligations.queries.yearly import year_figures
from coalition.obligations.rules.reporting import FormState, ReportStage
from coalition.obligations.service import reporting
from coalition.strategies.rules import Pillar
from coalition.treaty.queries import list_deadlines
from coalition.treaty.rules.terms import DeadlineState, ReportKind, RuleCode
from tests.factories.activities import Field, land, make_accepted, make_activity, make_report
from tests.factories.auth import make_person
from tests.factories.states import make_party, make_state

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
TODAY = NOW.date()


@pytest.fixture
def state(session):
    return make_party(session, "XAA")


@pytest.fixture
def whole(session, state):
    report = reporting.begin(session, state, kind=ReportKind.ANNUAL, year=2025, person_id=None, today=TODAY)
    return get_whole(session, report.id)


def due(session, state, rule):
    found = list_deadlines(
        session, on=TODAY, start=date(2026, 1, 1), end=date(2026, 12, 31), state_id=state.id
    )
    return next(one for one in found if one.rule is rule)


def test_unchanged_in_three_steps_and_the_calendar_reads_it_as_met(session, state, whole):
    assert due(session, state, RuleCode.T10).state is DeadlineState.RECEIVED_NOT_KNOWN
    reporting.mark_unchanged(whole, person_id=None, today=TODAY)
    reporting.send_for_signature(session, whole, now=NOW)
    assert whole.report.unchanged_since == 2024
    reporting.submit(session, whole.report, submitted=When(date(2026, 4, 20)), signed_by="Minister", now=NOW)
    annual, inputs = due(session, state, RuleCode.T10), due(session, state, RuleCode.T11)
    assert annual.state is inputs.state is DeadlineState.FULFILLED
    assert str(annual.note) == "Received: 20 April 2026."
    assert annual.reminders == []
    before = list_deadlines(
        session,
        on=date(2026, 4, 1),
        start=date(2026, 4, 30),
        end=date(2026, 4, 30),
        state_id=state.id,
    )
    assert [one.state for one in before] == [DeadlineState.RUNNING]


def test_what_is_handed_in_is_not_changed_any_more(session, whole):
    reporting.mark_unchanged(whole, person_id=None, today=TODAY)
    reporting.send_for_signature(session, whole, now=NOW)
    reporting.take_back(whole.report)
    reporting.write_form(whole, "F", state=FormState.CHANGED, text="New survey.", person_id=None, today=TODAY)
    reporting.send_for_signature(session, whole, now=NOW)
    reporting.submit(session, whole.report, submitted=When(TODAY), signed_by="Minister", now=NOW)
    with pytest.raises(RuleBroken, match="not changed any more"):
        reporting.mark_unchanged(whole, person_id=None, today=TODAY)
    reporting.publish(whole.report)
    assert whole.report.stage is ReportStage.PUBLISHED


def test_the_initial_report_is_met_when_it_is_handed_in(session, state):
    report = reporting.begin(session, state, kind=ReportKind.INITIAL, year=2012, person_id=None, today=TODAY)
    whole = get_whole(session, report.id)
    with pytest.raises(RuleBroken, match="nothing before it"):
        reporting.mark_unchanged(whole, person_id=None, today=TODAY)
    for letter in whole.forms:
        reporting.write_form(
            whole, letter, state=FormState.NOT_APPLICABLE, text="", person_id=None, today=TODAY
        )
    reporting.send_for_signature(session, whole, now=NOW)
    reporting.submit(session, report, submitted=When(date(2013, 1, 5)), signed_by="Minister", now=NOW)
    found = list_deadlines(session, on=TODAY, start=date(2010, 8, 1), end=date(2014, 1, 1), state_id=state.id)
    assert next(one for one in found if one.rule is RuleCode.T9).state is DeadlineState.FULFILLED


def test_the_same_year_is_begun_once_and_only_by_a_state_that_is_bound(session, state, whole):
    again = reporting.begin(session, state, kind=ReportKind.ANNUAL, year=2025, person_id=None, today=TODAY)
    assert again.id == whole.report.id
    with pytest.raises(RuleBroken, match="does not bind"):
        reporting.begin(
            session, make_state(session), kind=ReportKind.ANNUAL, year=2025, person_id=None, today=TODAY
        )


def test_a_ministry_is_asked_by_mail_and_its_part_comes_back(session, state, whole):
    health = make_person(session, Role.AFFECTED_STATE, rank=Rank.CONTRIBUTOR, state_id=state.id)
    head = make_person(session, Role.AFFECTED_STATE, rank=Rank.HEAD, state_id=state.id)
    assert {one.id for one in list_colleagues(session, state.id, TODAY)} == {health.id, head.id}
    asked = reporting.ask_ministry(
        session,
        whole,
        letter="H",
        owner=health,
        ask="Prostheses by sex and age.",
        due_on=date(2026, 12, 1),
        now=NOW,
    )
    mail = session.exec(select(Mail)).one()
    assert (mail.person_id, mail.link) == (
        health.id,
        f"/obligations/article7/{whole.report.id}/inputs/{asked.id}",
    )
    assert "Prostheses by sex and age." in mail.body
    again = get_whole(session, whole.report.id)
    with pytest.raises(RuleBroken, match="asked for this form already"):
        reporting.ask_ministry(
            session, again, letter="H", owner=health, ask="", due_on=date(2026, 12, 1), now=NOW
        )
    assert [one.id for one in list_inputs_asked_of(session, health.id)] == [asked.id]
    reporting.give_input(session, asked, text="41 women, 38 men.", now=NOW)
    assert list_inputs_asked_of(session, health.id) == []
    assert get_whole(session, whole.report.id).states["H"] is FormState.CHANGED
    assert session.exec(select(Mail).where(Mail.person_id == head.id)).one().subject.startswith("A ministry")


def test_figures_are_those_of_accepted_reports_of_the_year(session):
    field = Field(session, make_party(session, "XLA"))
    clearance = make_activity(session, field)
    make_accepted(session, clearance, 2025, land=[land(30_000, cancelled=20_000, reduced=10_000)])
    make_accepted(session, clearance, 2024, land=[land(7_000)])
    make_report(session, clearance, 2025, half=2, land=[land(999)])
    classes = make_activity(
        session,
        field,
        title="Classes on risk",
        type=ActivityType.EORE_INTERPERSONAL,
        pillar=Pillar.RISK_EDUCATION,
    )
    make_accepted(
        session,
        classes,
        2025,
        services=[Service(service=ActivityType.EORE_INTERPERSONAL, sessions=12)],
        people=[People(relation=Relation.DIRECT, count=240, sex=Sex.FEMALE, age=Age.CHILD)],
    )
    figures = year_figures(session, field.state.id, 2025)
    (row,) = figures.land
    assert (row.cancelled, row.reduced, row.cleared, row.released) == (20_000, 10_000, 30_000, 60_000)
    assert row.mix is HazardMix.CMR_ONLY
    assert [(one.pillar, one.sex, one.age, one.count) for one in figures.people] == [
        (Pillar.RISK_EDUCATION, "female", "child", 240)
    ]
    assert figures.services == [(Pillar.RISK_EDUCATION, "eore_interpersonal", 12)]
    assert year_figures(session, field.state.id, 2023).land == []
