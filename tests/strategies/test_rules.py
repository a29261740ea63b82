from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalition.core.errors import RuleBroken
from coalition.strategies import rules
from coalition.strategies.rules import NEXT, VersionStatus
from tests.factories.strategies import facts_of_objective


@pytest.mark.parametrize("now", VersionStatus)
def test_only_the_steps_of_the_ladder_are_open(now: VersionStatus):
    for then in VersionStatus:
        if then in NEXT[now]:
            rules.check_step(now, then)
        else:
            with pytest.raises(RuleBroken):
                rules.check_step(now, then)


def test_what_has_ended_stays_ended():
    for status in (VersionStatus.SUPERSEDED, VersionStatus.EXPIRED, VersionStatus.ABANDONED):
        assert NEXT[status] == frozenset()


@pytest.mark.parametrize(("start", "end"), [((2026, 1, 1), (2026, 1, 1)), ((2026, 1, 2), (2026, 1, 1))])
def test_a_strategy_ends_after_it_begins(start: tuple[int, int, int], end: tuple[int, int, int]):
    with pytest.raises(RuleBroken):
        rules.check_period(date(*start), date(*end))


def test_periods_overlap_when_they_share_one_day():
    one = (date(2021, 1, 1), date(2025, 12, 31))
    assert rules.overlap(one, (date(2025, 12, 31), date(2030, 1, 1)))
    assert not rules.overlap(one, (date(2026, 1, 1), date(2030, 1, 1)))
    assert not rules.overlap(one, (None, None))


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"code": " "}, "code"),
        ({"text": ""}, "text"),
        ({"baseline": -1}, "baseline"),
        ({"target": 10**16}, "target"),
        ({"target_year": 1066}, "target_year"),
        ({"indicator": ""}, "indicator"),
    ],
)
def test_an_objective_that_cannot_be_is_refused_by_field(change: dict[str, object], field: str):
    with pytest.raises(RuleBroken) as refused:
        rules.check_objective(facts_of_objective(**change))
    assert refused.value.field == field


@given(st.dictionaries(st.integers(2020, 2035), st.integers(-10, 200), max_size=6))
def test_milestones_that_pass_never_fall_and_end_within_the_target(milestones: dict[int, int]):
    try:
        rules.check_milestones(milestones, target=100, target_year=2030)
    except RuleBroken:
        return
    values = [milestones[year] for year in sorted(milestones)]
    assert all(earlier <= later for earlier, later in pairwise(values))
    assert all(0 <= value <= 100 for value in values)
    assert all(year <= 2030 for year in milestones)


def test_days_left_counts_the_last_day():
    assert rules.days_left(date(2030, 12, 31), date(2030, 12, 31)) == 0
