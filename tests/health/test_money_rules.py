"""H4 to H7: money ahead, promises, payments, staying power."""

from datetime import date

import pytest

from coalition.health.rules.facts import Plan, Promise
from coalition.health.rules.money import kept_word, payments, staying, year_ahead
from coalition.health.rules.windows import cost_in, cover, next_year, year_after
from coalition.health.rules.words import Level
from tests.factories.health import MILLION, TODAY, facts_of, grant, need

FOUR = (need(1, 4), need(2, 3), need(3, 2), need(4, 1))


def test_the_numbers_of_the_domain_model():
    facts = facts_of(needs=FOUR, grants=(grant(1, 3.6), grant(2, 2.4), grant(4, 0.2)))
    reading = year_ahead(facts, TODAY)
    assert reading.value == pytest.approx(0.62)
    assert reading.level is Level.AMBER
    assert "USD\u00a06\u00a0200\u00a0000" in str(reading.why)
    assert "USD\u00a03\u00a0800\u00a0000" in str(reading.remedy)


def test_too_much_for_one_need_does_not_help_another():
    seen = cover((need(1, 2), need(2, 2)), (grant(1, 5),), next_year(TODAY), TODAY)
    assert (seen.covered, seen.asked) == (2 * MILLION, 4 * MILLION)


def test_money_for_the_coalition_as_such_helps_every_need():
    seen = cover((need(1, 2), need(2, 2)), (grant(1, 5), grant(None, 1)), next_year(TODAY), TODAY)
    assert seen.covered == 3 * MILLION


def test_free_money_never_covers_more_than_is_asked():
    seen = cover((need(1, 2),), (grant(None, 9),), next_year(TODAY), TODAY)
    assert seen.covered == 2 * MILLION


@pytest.mark.parametrize(
    ("firm", "level"),
    [(7.0, Level.GREEN), (6.99, Level.AMBER), (4.0, Level.AMBER), (3.99, Level.RED), (0, Level.RED)],
)
def test_thresholds_of_the_year_ahead(firm, level):
    facts = facts_of(needs=(need(1, 10),), grants=(grant(1, firm),))
    assert year_ahead(facts, TODAY).level is level


def test_without_needs_there_is_nothing_to_divide():
    assert year_ahead(facts_of(), TODAY).level is Level.GREY


def test_needs_of_another_time_leave_the_year_grey():
    late = need(1, 4, start=date(2030, 1, 1), end=date(2030, 12, 31))
    assert year_ahead(facts_of(needs=(late,)), TODAY).level is Level.GREY


def test_costs_known_for_fewer_than_half_are_too_few():
    assert year_ahead(facts_of(needs=(need(1, 4), need(2, None), need(3, None))), TODAY).level is Level.GREY
    assert year_ahead(facts_of(needs=(need(1, 4), need(2, None))), TODAY).level is Level.RED


def test_cost_spreads_evenly_over_its_period():
    two_years = need(1, 2, end=date(2028, 11, 22))
    assert cost_in(two_years, next_year(TODAY), TODAY) == pytest.approx(MILLION, rel=0.01)


def test_phasing_comes_before_the_even_spread():
    phased = need(
        1, 2, start=date(2027, 1, 1), end=date(2028, 12, 31), phases=((2027, 250_000), (2028, 750_000))
    )
    assert cost_in(phased, next_year(date(2027, 1, 1)), date(2027, 1, 1)) == MILLION // 2
    assert cost_in(phased, year_after(date(2027, 1, 1)), date(2027, 1, 1)) == MILLION * 3 // 2


def test_the_year_2100_is_a_year_like_any_other():
    day = date(2100, 3, 1)
    facts = facts_of(needs=(need(1, 4, start=date(2099, 1, 1), end=date(2102, 1, 1)),))
    assert year_ahead(facts, day).value == 0
    assert staying(facts, day).level is Level.GREY


@pytest.mark.parametrize(
    ("firm", "level"), [(75, Level.GREEN), (74, Level.AMBER), (50, Level.AMBER), (49, Level.RED)]
)
def test_thresholds_of_the_kept_word(firm, level):
    old = (Promise(date(2025, 11, 23), 50, min(firm, 50)), Promise(date(2026, 5, 23), 50, max(0, firm - 50)))
    assert kept_word(facts_of(promises=old), TODAY).level is level


def test_pledges_too_young_or_too_old_do_not_count():
    young = Promise(date(2026, 5, 24), 100, 0)
    old = Promise(date(2024, 11, 22), 100, 0)
    assert kept_word(facts_of(promises=(young, old)), TODAY).level is Level.GREY


def test_single_pledges_are_never_shown():
    old = (Promise(date(2025, 11, 23), 50, 0), Promise(date(2026, 5, 23), 50, 0))
    assert kept_word(facts_of(promises=old), TODAY).records == ()


@pytest.mark.parametrize(
    ("paid", "level"), [(85, Level.GREEN), (84, Level.AMBER), (60, Level.AMBER), (59, Level.RED)]
)
def test_thresholds_of_payments(paid, level):
    assert payments(facts_of(plans=(Plan("P-1", 100, paid),))).level is level


def test_nothing_due_yet_is_grey():
    assert payments(facts_of(plans=(Plan("P-1", 0, 0),))).level is Level.GREY


TWO_YEARS = need(1, 2, end=date(2028, 11, 22))


def test_one_donor_for_all_of_one_year_needs_support():
    only = grant(1, 1, spans=((TODAY, date(2027, 11, 22), MILLION),))
    reading = staying(facts_of(needs=(TWO_YEARS,), grants=(only,)), TODAY)
    assert reading.level is Level.RED


def test_two_donors_with_half_of_the_second_year_are_on_course():
    spans = ((TODAY, date(2028, 11, 22), MILLION // 2 + 10),)
    half = [grant(1, 0.5, donor, spans=spans) for donor in ("Norway", "Japan")]
    assert staying(facts_of(needs=(TWO_YEARS,), grants=tuple(half)), TODAY).level is Level.GREEN


def test_one_donor_that_pays_all_to_the_end_is_on_course():
    assert staying(facts_of(needs=(TWO_YEARS,), grants=(grant(1, 2),)), TODAY).level is Level.GREEN


def test_no_firm_money_is_grey_here():
    assert staying(facts_of(needs=(TWO_YEARS,)), TODAY).level is Level.GREY
