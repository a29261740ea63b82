"""Stages, plans, votes and signs. No database."""

from datetime import date

import pytest

from coalition.core.errors import RuleBroken
from coalition.universalization.readers import read_votes
from coalition.universalization.rules.outreach import NEXT, OutreachStatus, check_plan, check_step
from coalition.universalization.rules.signals import said_yes
from coalition.universalization.rules.stages import Barrier, Side, Stage, check_move
from coalition.universalization.rules.votes import MEMBERS, Totals, Vote, changed, totals_of

TODAY = date(2025, 9, 1)


def move(**changes: object) -> None:
    given: dict[str, object] = {
        "side": Side.MOVING, "barrier": None, "not_before": None, "on": date(2025, 3, 1), "today": TODAY,
        "evidence": "Statement of the delegation",
    }  # fmt: skip
    check_move(Stage.CONTACT, Stage.CABINET, **(given | changes))  # type: ignore[arg-type]


def test_a_stage_may_be_skipped_and_taken_back():
    move()
    check_move(
        Stage.PARLIAMENT_TABLED, Stage.CABINET, side=Side.MOVING, barrier=None, not_before=None,
        on=date(2025, 3, 1), today=TODAY, evidence="Gazette",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"on": date(2025, 9, 2)}, "on"),
        ({"evidence": "  "}, "evidence"),
        ({"side": Side.STALLED}, "barrier"),
        ({"side": Side.PAUSED}, "not_before"),
    ],
)
def test_a_stage_is_refused_at_its_field(changes: dict[str, object], field: str):
    with pytest.raises(RuleBroken) as refused:
        move(**changes)
    assert refused.value.field == field


def test_a_resting_state_with_its_reason_is_recorded():
    move(side=Side.STALLED, barrier=Barrier.SECURITY)


def test_a_state_that_asked_to_wait_is_left_in_peace():
    with pytest.raises(RuleBroken):
        check_plan(date(2026, 1, 1), date(2025, 12, 31))
    check_plan(date(2026, 1, 1), date(2026, 1, 1))


@pytest.mark.parametrize("before", OutreachStatus)
@pytest.mark.parametrize("after", OutreachStatus)
def test_what_becomes_of_a_plan_follows_from_where_it_stands(before: OutreachStatus, after: OutreachStatus):
    if after in NEXT[before]:
        check_step(before, after, on=TODAY, today=TODAY)
    else:
        with pytest.raises(RuleBroken):
            check_step(before, after, on=TODAY, today=TODAY)


def test_what_lies_ahead_has_not_happened():
    with pytest.raises(RuleBroken):
        check_step(OutreachStatus.PLANNED, OutreachStatus.DONE, on=date(2025, 9, 2), today=TODAY)


def test_the_sum_of_2022_is_one_too_many_and_that_of_2023_is_right():
    assert (Totals(145, 1, 35, 13).all, Totals(145, 1, 35, 13).differs) == (194, True)
    assert (Totals(139, 1, 35, 18).all, Totals(139, 1, 35, 18).differs) == (MEMBERS, False)
    assert (Totals(139, None, 35, 18).all, Totals(139, None, 35, 18).differs) == (None, False)


def test_a_change_of_votes_needs_both_years():
    before = {1: Vote.YES, 2: Vote.NO, 3: Vote.YES}
    after = {1: Vote.ABSENT, 2: Vote.ABSENT, 3: Vote.YES, 4: Vote.ABSENT}
    assert changed(before, after) == [1]
    assert totals_of({Vote.YES: 1, Vote.ABSENT: 3}) == Totals(1, 0, 0, 3)


def test_yes_votes_are_a_sign_only_when_there_are_two_and_no_other():
    assert said_yes(["yes", "yes"])
    assert not said_yes(["yes"])
    assert not said_yes(["yes", "abstain"])


def test_a_file_of_votes_is_taken_row_by_row():
    read = read_votes("State,Vote\nPeru,Yes\n,yes\nChad,maybe\nLAO, Not voting \n".encode("utf-8-sig"))
    assert [(row.state, row.vote) for row in read.rows] == [("Peru", Vote.YES), ("LAO", Vote.ABSENT)]
    assert [line for line, _ in read.refused] == [3, 4]


NONE = (
    b"",
    b"country,vote\n",
    b"\xff\xfe\x00",
    b"iso3\nPER\n",
    b"a" * 1_000_001,
    b"state,vote\n" + b"x,yes\n" * 2_001,
)


@pytest.mark.parametrize("content", NONE)
def test_what_is_no_file_of_votes_is_refused_in_words(content: bytes):
    with pytest.raises(RuleBroken):
        read_votes(content)
