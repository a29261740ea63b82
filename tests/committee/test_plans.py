"""Work plans of 2023 as in scenario A7: joint ownership, signatures, reminders that come once."""

from collections import Counter
from datetime import date

import pytest
from sqlmodel import col, select

from coalition.auth.rules import Rank, Role, Theme
from coalition.committee import service
from coalition.committee.models import OfficeTerm, WorkPlan
from coalition.committee.queries.plans import get_plan, list_items, list_plans
from coalition.committee.rules.offices import Office
from coalition.committee.rules.plans import PlanStatus, Reported, due_day, status_on
from coalition.committee.service import offices, plans, reminding
from coalition.committee.service.meetings import hold
from coalition.core.errors import RuleBroken
from coalition.core.when import parse_when
from coalition.notifications.models import Mail
from coalition.states.queries import get_state
from tests.factories.auth import make_person
from tests.factories.committee import OFFICES_2023, load_all, make_officer

TODAY = date(2023, 11, 13)


@pytest.fixture
def opened(session):
    load_all(session)
    plans.open_cycle(session, cycle=2023, due_on=due_day(2023), today=TODAY)
    session.commit()
    return {plan.theme: plan for plan in list_plans(session, 2023)}


def write(session, plan, today=TODAY):
    return plans.write_item(
        session, plan, None, deliverable="A paper", owner_id=None, due=None, action_ids=[], today=today
    )


def sign(session, plan, iso3, person, today=TODAY):
    state = get_state(session, iso3)
    session.refresh(plan)
    return plans.sign(session, plan, state_id=state.id, person_id=person.id, today=today)


def test_six_areas_have_two_states_each(session, opened):
    found = {theme: {one.state.iso3 for one in plan.offices} for theme, plan in opened.items()}
    assert found == {theme: set(pair) for theme, pair in OFFICES_2023.items()}
    with pytest.raises(RuleBroken):
        plans.open_cycle(session, cycle=2023, due_on=due_day(2023), today=TODAY)


@pytest.mark.on("sqlite")
def test_loading_twice_changes_nothing(session, opened):
    terms = len(session.exec(select(OfficeTerm)).all())
    service.load_reference(session)
    session.flush()
    assert len(session.exec(select(OfficeTerm)).all()) == terms == 107


@pytest.mark.on("sqlite")
def test_a_third_coordinator_is_refused(session, opened):
    with pytest.raises(RuleBroken, match="held by"):
        offices.enter_term(
            session,
            office=Office.COORDINATOR,
            theme=Theme.ICA,
            state=get_state(session, "TCD"),
            starts=parse_when("January 2024"),
            ends=parse_when("December 2024"),
            source="test",
        )


def test_both_states_sign_before_a_plan_is_handed_in(session, opened):
    plan = opened[Theme.ICA]
    swiss, lebanese = (make_officer(session, iso3, Theme.ICA) for iso3 in ("CHE", "LBN"))
    with pytest.raises(RuleBroken):
        sign(session, plan, "CHE", swiss)
    write(session, plan)
    assert sign(session, plan, "CHE", swiss) is False
    assert plan.submitted_on is None
    write(session, plan)  # takes the signature back
    assert sign(session, plan, "CHE", swiss) is False
    with pytest.raises(RuleBroken):
        sign(session, plan, "NOR", swiss)
    assert sign(session, plan, "LBN", lebanese) is True
    assert plan.submitted_on == TODAY
    with pytest.raises(RuleBroken):
        write(session, plan)
    plans.move(session, plan, then=PlanStatus.PUBLISHED, today=TODAY)
    assert status_on(plan.facts, TODAY) is PlanStatus.PUBLISHED


def test_what_is_left_open_goes_to_the_next_cycle(session, opened):
    write(session, opened[Theme.ICA])
    after = WorkPlan(theme=Theme.ICA, cycle=2024, due_on=due_day(2024))
    session.add(after)
    session.flush()
    assert plans.take_over(session, after, today=date(2024, 10, 1)) == 1
    assert list_items(session, after.id)[0].handed_over_from_id is not None
    with pytest.raises(RuleBroken):
        plans.take_over(session, after, today=date(2024, 10, 1))


def test_one_digest_an_office_on_16_november_and_nothing_twice(session, opened):
    officers = [make_officer(session, iso3, theme) for theme, pair in OFFICES_2023.items() for iso3 in pair]
    isu = make_person(session, Role.ISU)
    president = make_officer(session, "MEX", Theme.GENERAL_STATUS, Rank.PRESIDENCY)
    make_person(session, Role.DONOR)
    plan = opened[Theme.ICA]
    write(session, plan)
    session.expire_all()
    sign(session, plan, "LBN", officers[6])
    sign(session, plan, "CHE", officers[7])
    assert service.remind(session, date(2023, 11, 15)) == 0
    assert service.remind(session, date(2023, 11, 16)) == 12
    assert service.remind(session, date(2023, 11, 16)) == 0
    assert service.remind(session, date(2023, 11, 17)) == 0
    due = select(Mail).where(col(Mail.key).startswith("committee.work_plans"))
    told = Counter(mail.person_id for mail in session.exec(due))
    expected = {one.id for one in officers} - {officers[6].id, officers[7].id} | {isu.id, president.id}
    assert told == Counter(expected)
    assert service.remind(session, date(2023, 12, 1)) == 12


@pytest.mark.on("sqlite")
def test_asked_for_reminders_come_once_a_day(session, opened):
    make_officer(session, "PER", Theme.UNIVERSALIZATION)
    assert service.remind_now(session, [*opened.values()], today=TODAY) == 1
    assert service.remind_now(session, [*opened.values()], today=TODAY) == 0


@pytest.mark.on("sqlite")
def test_nothing_is_reported_from_the_future_or_of_a_plan_handed_in(session, opened):
    plan = opened[Theme.STOCKPILES]
    plans.say_where(
        session, plan, reported=Reported.NOT_SUBMITTED, said_on=TODAY, words="shortly", today=TODAY
    )
    with pytest.raises(RuleBroken):
        plans.say_where(session, plan, reported=Reported.DRAFTING, said_on=date(2024, 1, 1), today=TODAY)
    session.expire_all()
    assert status_on(get_plan(session, plan.id).facts, TODAY) is PlanStatus.NOT_STARTED


@pytest.mark.on("sqlite")
def test_offices_are_told_of_what_they_have_to_do(session, opened):
    swiss, lebanese = (make_officer(session, iso3, Theme.ICA) for iso3 in ("CHE", "LBN"))
    isu = make_person(session, Role.ISU)
    plan = opened[Theme.ICA]
    write(session, plan)
    sign(session, plan, "CHE", swiss)
    sign(session, plan, "LBN", lebanese)
    plans.move(session, plan, then=PlanStatus.PUBLISHED, today=TODAY)
    session.flush()
    mails = [(mail.subject, mail.person_id) for mail in session.exec(select(Mail).order_by(col(Mail.id)))]
    assert mails[0] == (plans.TO_SIGN, lebanese.id)
    assert mails[1] == (plans.HANDED_IN, isu.id)
    assert {*mails[2:]} == {(plans.PUBLISHED, swiss.id), (plans.PUBLISHED, lebanese.id)}


@pytest.mark.on("sqlite")
def test_a_term_that_ends_and_minutes_in_draft_are_recalled_once(session, opened):
    officer = make_officer(session, "CHE", Theme.ICA)
    isu = make_person(session, Role.ISU)
    hold(session, title="Committee", held_on=date(2024, 8, 5))
    for _again in range(2):
        service.remind(session, date(2024, 8, 14))
    told = [(mail.subject, mail.person_id) for mail in session.exec(select(Mail).order_by(col(Mail.id)))]
    assert told == [(reminding.HANDOVER, officer.id)]
    assert service.remind(session, date(2024, 8, 16)) == 1
    assert session.exec(select(Mail).order_by(col(Mail.id).desc())).first().person_id == isu.id
