"""When a message is sent, and what becomes of it."""

from datetime import UTC, datetime, timedelta

import pytest

from coalition.core.errors import RuleBroken
from coalition.notifications.rules import check_header, due_at, is_refused_for_good, wait_before_try

SUNDAY_NOON = datetime(2026, 3, 29, 12, tzinfo=UTC)


def test_an_urgent_message_waits_for_no_digest() -> None:
    assert due_at(SUNDAY_NOON, "weekly", "Asia/Manila", urgent=True) == SUNDAY_NOON


def test_a_daily_digest_comes_on_the_next_morning_of_the_persons_own_zone() -> None:
    assert due_at(SUNDAY_NOON, "daily", "Asia/Manila") == datetime(2026, 3, 29, 23, tzinfo=UTC)


def test_a_daily_digest_keeps_the_morning_when_clocks_change() -> None:
    before = datetime(2026, 3, 28, 12, tzinfo=UTC)
    assert due_at(before, "daily", "Europe/Paris") == datetime(2026, 3, 29, 5, tzinfo=UTC)


def test_a_weekly_digest_comes_on_monday() -> None:
    assert due_at(SUNDAY_NOON + timedelta(days=2), "weekly", "UTC") == datetime(2026, 4, 6, 7, tzinfo=UTC)


@pytest.mark.parametrize("zone", ["Nowhere/Else", "", "../etc"])
def test_an_unknown_zone_reads_as_utc(zone: str) -> None:
    assert due_at(SUNDAY_NOON, "daily", zone) == datetime(2026, 3, 30, 7, tzinfo=UTC)


@pytest.mark.parametrize("text", ["a\nBcc: x@example.org", "a\rb", "a\0b"])
def test_a_header_of_its_own_is_refused(text: str) -> None:
    with pytest.raises(RuleBroken):
        check_header(text)


def test_waiting_grows_to_a_day_and_no_further() -> None:
    assert wait_before_try(0) == timedelta(minutes=1)
    assert wait_before_try(50) == timedelta(days=1)


def test_only_a_lasting_refusal_ends_the_tries() -> None:
    assert is_refused_for_good(550)
    assert not is_refused_for_good(451)
