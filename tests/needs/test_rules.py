from dataclasses import replace
from datetime import date

import pytest

from coalition.core.errors import RuleBroken
from coalition.core.when import When
from coalition.needs import rules
from coalition.needs.rules import NEXT, CostBasis, Coverage, NeedStatus
from tests.factories.needs import facts_of_need


@pytest.mark.parametrize("now", NeedStatus)
@pytest.mark.parametrize("then", NeedStatus)
def test_only_the_steps_of_the_ladder_are_open(now: NeedStatus, then: NeedStatus):
    if then in NEXT[now]:
        rules.check_step(now, then)
    else:
        with pytest.raises(RuleBroken):
            rules.check_step(now, then)


def test_a_draft_asks_for_its_first_fields_only():
    facts = facts_of_need(no_strategy_reason="", output_indicator="", output_target=None, cost_basis=None)
    assert rules.missing_to_draft(facts) == []
    assert [field for field, _ in rules.missing_to_draft(replace(facts, title=" ", contact=""))] == [
        "title",
        "contact",
    ]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"no_strategy_reason": " "}, "objective"),
        ({"output_indicator": ""}, "output_indicator"),
        ({"output_target": None}, "output_target"),
        ({"period_start": None}, "period_start"),
        ({"period_end": None}, "period_end"),
        ({"cost_basis": None}, "cost_basis"),
        ({"cost": None, "currency": None}, "amount"),
    ],
)
def test_posting_names_what_is_missing(change: dict[str, object], field: str):
    assert [missing for missing, _ in rules.missing_to_post(replace(facts_of_need(), **change))] == [field]


def test_an_unknown_cost_can_be_posted():
    facts = facts_of_need(cost=None, currency=None, cost_basis=CostBasis.UNKNOWN)
    assert rules.missing_to_post(facts) == []


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"cost": 0}, "amount"),
        ({"cost": -5}, "amount"),
        ({"cost_basis": CostBasis.UNKNOWN}, "cost_basis"),
        ({"output_target": 0}, "output_target"),
        ({"period_end": When(date(2026, 1, 1))}, "period_end"),
        ({"expected_beneficiaries": -1}, "expected_beneficiaries"),
    ],
)
def test_what_no_need_may_say_is_refused_by_field(change: dict[str, object], field: str):
    with pytest.raises(RuleBroken) as refused:
        rules.check_facts(replace(facts_of_need(), **change))
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("firm", "status"),
    [
        (0, NeedStatus.OPEN),
        (4_99, NeedStatus.OPEN),
        (5_00, NeedStatus.PARTLY_MET),
        (94_99, NeedStatus.PARTLY_MET),
        (95_00, NeedStatus.MET),
        (300_00, NeedStatus.MET),
    ],
)
def test_the_status_follows_firm_coverage(firm: int, status: NeedStatus):
    assert rules.status_by_coverage(Coverage(100_00, firm, soft=100_00), agreed=False) is status


def test_without_a_known_cost_only_the_state_says_that_it_is_met():
    assert rules.status_by_coverage(Coverage(None, firm=10**9), agreed=False) is NeedStatus.OPEN
    assert rules.status_by_coverage(Coverage(None), agreed=True) is NeedStatus.MET


def test_coverage_of_an_unknown_cost_is_not_known():
    coverage = Coverage(None, firm=5)
    assert (coverage.firm_share, coverage.soft_share, coverage.open) == (None, None, None)


def test_a_cost_is_spread_over_the_months_of_its_period():
    parts = rules.spread(100, date(2026, 7, 1), date(2027, 12, 31))
    assert parts == {2026: 33, 2027: 67}


@pytest.mark.parametrize(
    "phases",
    [{2027: 100}, {2027: 150_000_00, 2026: 0}, {2031: 150_000_00}, {2027: -1, 2028: 150_000_01}],
)
def test_phases_lie_in_the_period_and_add_up(phases: dict[int, int]):
    with pytest.raises(RuleBroken):
        rules.check_phases(phases, 150_000_00, date(2027, 1, 1), date(2027, 12, 31))


def test_titles_are_alike_whatever_their_order_case_and_accents():
    assert rules.likeness("Survey of Tibesti", "TIBESTI: survey óf") > 0.9
    assert rules.likeness("Survey of Tibesti", "Prosthetics centre") < 0.5


def test_a_need_is_confirmed_within_a_year():
    assert rules.confirm_by(date(2024, 2, 29)) == date(2025, 2, 28)
