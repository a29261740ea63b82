"""Nights, snapshots, comments, remedies; and the command."""

import json
from datetime import date, timedelta

import pytest
from sqlmodel import select

from coalition.auth.policy import Held, Standing
from coalition.auth.rules import Rank, Role
from coalition.core.errors import RuleBroken
from coalition.health import service
from coalition.health.models import HealthBand, HealthSnapshot, Remedy
from coalition.health.queries.facts import gather
from coalition.health.queries.kept import reviewed
from coalition.health.rules.remedies import RemedyStatus
from coalition.health.rules.review import by_key, review
from coalition.health.rules.words import Key, Level
from tests.factories.pledges import TODAY, make_coalition, make_person
from tests.factories.states import make_state
from tests.health.test_queries import make_guide

COORDINATOR = Standing(held=(Held(Role.COORDINATOR, Rank.MEMBER),))
ISU = Standing(held=(Held(Role.ISU, Rank.MEMBER),))


def test_a_night_keeps_one_snapshot_a_week_and_is_safe_to_repeat(session):
    make_coalition(session, make_state(session))
    for days in (0, 0, 3, 7):
        service.review_night(session, TODAY + timedelta(days=days))
    assert [s.on for s in session.exec(select(HealthSnapshot)).all()] == [TODAY, TODAY + timedelta(days=7)]
    assert len(session.exec(select(HealthBand)).all()) == 12


def test_the_state_reads_ten_working_days_before_the_others(session):
    state = make_state(session)
    coalition = make_coalition(session, state)
    service.review_night(session, TODAY)  # a Monday
    own = Standing(held=(Held(Role.AFFECTED_STATE, Rank.HEAD, state_id=state.id),))

    def sees(standing, day):
        return reviewed(session, [coalition], standing, day)[0].snapshot is not None

    assert sees(own, TODAY)
    assert not sees(COORDINATOR, date(2026, 12, 6))
    assert sees(COORDINATOR, date(2026, 12, 7))


def test_what_changed_since_the_last_snapshot(session):
    state = make_state(session)
    coalition = make_coalition(session, state)
    make_guide(session, state, valid_to=TODAY + timedelta(days=4))
    own = Standing(held=(Held(Role.AFFECTED_STATE, Rank.HEAD, state_id=state.id),))

    def seen(day, standing=own):
        return reviewed(session, [coalition], standing, day)[0]

    service.review_night(session, TODAY)
    assert (seen(TODAY).before, seen(TODAY).changed) == ({}, []), "the first differs from nothing"
    for days in (5, 6):  # the strategy is over: two equal nights, and the band changes
        service.review_night(session, TODAY + timedelta(days=days))
    assert seen(TODAY + timedelta(days=6)).snapshot.on == TODAY, "a week has not gone by"
    week = TODAY + timedelta(days=7)
    service.review_night(session, week)
    assert seen(week).changed == [Key.H2]
    assert (seen(week).before[Key.H2], seen(week).values[Key.H2].level) == (Level.AMBER, Level.RED)
    assert seen(week, COORDINATOR).snapshot is None, "the State reads what changed before the others"
    assert seen(week + timedelta(days=14), COORDINATOR).changed == [Key.H2]


def test_a_review_as_of_an_earlier_day_says_what_the_snapshot_of_that_day_said(session):
    state = make_state(session)
    coalition = make_coalition(session, state)
    make_guide(session, state, valid_to=TODAY + timedelta(days=4))
    service.review_night(session, TODAY)
    kept = reviewed(session, [coalition], ISU, TODAY + timedelta(days=40))[0].values
    again = by_key(review(gather(session, [coalition], TODAY)[0], TODAY).readings)
    assert {key: (value.computed, value.value) for key, value in kept.items()} == {
        key: (reading.level, reading.value) for key, reading in again.items()
    }
    later = by_key(review(gather(session, [coalition], TODAY + timedelta(days=40))[0], TODAY).readings)
    assert later[Key.H2].level is Level.RED


def test_an_active_coalition_without_lead_or_strategy_gets_ninety_days_once(session):
    make_coalition(session, make_state(session), proposed_on=date(2026, 1, 1))
    service.review_night(session, TODAY)
    service.review_night(session, TODAY + timedelta(days=1))
    found = session.exec(select(Remedy)).all()
    assert {remedy.key for remedy in found} == {Key.H1, Key.H2}
    assert {remedy.until for remedy in found} == {TODAY + timedelta(days=90)}
    assert service.follow_remedies(session, TODAY + timedelta(days=90)) == []
    over = service.follow_remedies(session, TODAY + timedelta(days=91))
    assert {remedy.status for remedy in over} == {RemedyStatus.RAN_OUT}


def test_an_offer_is_accepted_then_done_and_nothing_after(session):
    coalition = make_coalition(session, make_state(session))
    remedy = service.offer_remedy(
        session,
        coalition,
        key=Key.H3,
        text="The ISU helps to fill in the needs.",
        owner_id=None,
        due_on=None,
        person_id=None,
        today=TODAY,
    )
    service.answer_remedy(remedy, then=RemedyStatus.ACCEPTED, outcome="", today=TODAY)
    service.answer_remedy(remedy, then=RemedyStatus.DONE, outcome="All filled in.", today=TODAY)
    with pytest.raises(RuleBroken):
        service.answer_remedy(remedy, then=RemedyStatus.DECLINED, outcome="Too late", today=TODAY)


def test_an_offer_by_yesterday_is_refused(session):
    coalition = make_coalition(session, make_state(session))
    with pytest.raises(RuleBroken):
        service.offer_remedy(
            session,
            coalition,
            key=Key.H3,
            text="The ISU helps to fill in the needs.",
            owner_id=None,
            due_on=TODAY - timedelta(days=1),
            person_id=None,
            today=TODAY,
        )


def test_an_empty_comment_is_refused(session):
    coalition = make_coalition(session, make_state(session))
    person = make_person(session, Role.COORDINATOR)
    with pytest.raises(RuleBroken):
        service.comment(
            session, coalition, key=Key.H1, person_id=person.id, said_as="x", text=" ", today=TODAY
        )


def test_the_command_keeps_its_keys(session, command):
    coalition = make_coalition(session, make_state(session, "LAO", "Lao PDR"))
    session.commit()
    done = command("health", "review", "--coalition", str(coalition.id), "--on", "2100-01-01", "--json")
    assert done.exit_code == 0, done.output
    (entry,) = json.loads(done.stdout)["coalitions"]
    assert (entry["id"], entry["state"], entry["grade"]) == (coalition.id, "LAO", "needs_support")
    assert [one["key"] for one in entry["indicators"]] == [key.value for key in Key]
    assert {"key", "value", "unit", "level", "why", "remedy"} <= set(entry["indicators"][0])
    assert {one["level"] for one in entry["indicators"]} <= {level.value for level in Level}


def test_the_command_on_no_coalition_at_all(command):
    assert json.loads(command("health", "review", "--all", "--json").stdout)["coalitions"] == []
    assert command("health", "review", "--coalition", "99").exit_code == 1
    assert command("health", "review", "--on", "9999-01-01").exit_code == 2
