"""Which reminder is due when, and whom it reaches."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from coalition.auth.rules import Rank, Role, Theme
from coalition.core.when import Precision, When
from coalition.reminders.rules import CATCH_UP, RULES, Coming, Holder, is_urgent, people_of, reminder_of

DUE = When(date(2023, 11, 30))
OFFSETS = (30, 14, 7, 1, -1, -7)
HEAD = Holder(1, Role.AFFECTED_STATE, Rank.HEAD, state_id=5)
OTHER_HEAD = Holder(2, Role.AFFECTED_STATE, Rank.HEAD, state_id=6)
ISU = Holder(3, Role.ISU, Rank.MEMBER)
ICA = Holder(4, Role.COORDINATOR, Rank.MEMBER, theme=Theme.ICA)
DONOR = Holder(5, Role.DONOR, Rank.APPROVER, organisation_id=9)
ADMINISTRATOR = Holder(6, Role.ISU, Rank.ADMINISTRATOR)
ALL = (HEAD, OTHER_HEAD, ISU, ICA, DONOR, ADMINISTRATOR)


def coming(*audience: str, **more: object) -> Coming:
    return Coming("T4", "LAO:", DUE, "Clearance", audience=audience, state_id=5, **more)


def test_a_plan_due_on_30_november_is_reminded_on_the_16th() -> None:
    assert reminder_of(DUE, OFFSETS, date(2023, 11, 16)) == 14
    assert reminder_of(DUE, OFFSETS, date(2023, 11, 13)) is None


def test_a_worker_that_was_down_makes_up_for_the_newest_reminder_only() -> None:
    assert reminder_of(DUE, OFFSETS, date(2023, 11, 19)) == 14
    assert reminder_of(DUE, OFFSETS, date(2023, 11, 20)) is None
    assert reminder_of(DUE, (3, 2, 1), date(2023, 11, 29)) == 1


def test_a_day_known_to_the_month_is_reminded_before_its_first_and_after_its_last_day() -> None:
    april = When(date(2024, 4, 1), Precision.MONTH)
    assert reminder_of(april, (30, -1), date(2024, 3, 2)) == 30
    assert reminder_of(april, (30, -1), date(2024, 4, 30)) is None
    assert reminder_of(april, (30, -1), date(2024, 5, 1)) == -1


def test_29_february_is_a_day_like_others() -> None:
    assert reminder_of(When(date(2028, 2, 29)), (365,), date(2027, 3, 1)) == 365


@given(some.dates(date(2020, 1, 1), date(2040, 1, 1)), some.sets(some.integers(-400, 800), max_size=8))
def test_asked_every_day_each_reminder_is_named_unless_a_newer_one_takes_its_day(
    on: date, offsets: set[int]
) -> None:
    days = [on - timedelta(days=offset) for offset in offsets]
    named = {reminder_of(When(on), offsets, day) for day in days}
    assert named == offsets


@given(some.dates(date(2020, 1, 1), date(2040, 1, 1)), some.integers(-900, 900))
def test_no_reminder_is_older_than_the_days_to_catch_up(on: date, shift: int) -> None:
    today = on + timedelta(days=shift)
    offset = reminder_of(When(on), OFFSETS, today)
    assert offset is None or 0 <= (today - (on - timedelta(days=offset))).days <= CATCH_UP


def test_the_head_of_the_state_the_area_and_the_secretariat_are_told() -> None:
    assert people_of(coming("AH", "IC", "IS"), ALL, 30) == {1, 3, 4}


def test_after_the_day_nobody_hears_of_another_states_duty() -> None:
    assert people_of(coming("AH", "IC", "UC", "TC", "LD"), ALL, -1) == {1}


def test_a_pledges_own_donor_is_told() -> None:
    assert people_of(coming("OW", owner_ids=(9,)), ALL, 30) == {5}


def test_the_last_week_waits_for_no_digest() -> None:
    assert [is_urgent(days) for days in (8, 7, 0, -1)] == [False, True, True, False]


@pytest.mark.parametrize("code", RULES, ids=str)
def test_every_rule_has_a_name_and_says_how_its_day_came_about(code: str) -> None:
    assert RULES[code].name
    assert RULES[code].basis
