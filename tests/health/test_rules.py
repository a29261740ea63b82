"""H1 to H3, H8 to H12, the overall word, and when a band changes."""

from datetime import date, timedelta

import pytest

from coalition.health.rules.facts import (
    Freshness,
    Grant,
    Guide,
    Milestone,
    NeedFact,
    Pace,
    Plan,
    Promise,
    Rhythm,
)
from coalition.health.rules.people import clarity, ownership, strategy
from coalition.health.rules.results import balance, delivery, pace
from coalition.health.rules.review import Standing, by_key, follow, review
from coalition.health.rules.words import Grade, Key, Level, Reading, Unit, overall
from coalition.health.rules.working import reporting, rhythm
from coalition.strategies.rules import Pillar
from coalition.treaty.rules.said import Said, heard, kept
from tests.factories.health import TODAY, facts_of, grant, need, seat

KM2 = 1_000_000


def test_coordinator_lead_and_contribution_are_on_course():
    assert ownership(facts_of(), TODAY).level is Level.GREEN


def test_a_lead_that_left_at_midnight_is_worth_a_talk_and_after_sixty_days_needs_support():
    gone = seat("Norway", valid_to=date(2026, 11, 22))
    assert ownership(facts_of(leads=(gone,)), date(2026, 11, 22)).level is Level.GREEN
    assert ownership(facts_of(leads=(gone,)), TODAY).level is Level.AMBER
    assert ownership(facts_of(leads=(gone,)), date(2027, 1, 21)).level is Level.AMBER
    assert ownership(facts_of(leads=(gone,)), date(2027, 1, 22)).level is Level.RED


def test_a_coalition_that_never_had_a_lead_counts_from_its_beginning():
    assert ownership(facts_of(leads=(), begun_on=date(2026, 11, 1)), TODAY).level is Level.AMBER
    assert ownership(facts_of(leads=(), begun_on=date(2024, 1, 1)), TODAY).level is Level.RED


@pytest.mark.parametrize(("days", "level"), [(180, Level.GREEN), (181, Level.AMBER)])
def test_a_stale_confirmation_is_worth_a_talk(days, level):
    stale = seat("Director", confirmed_on=TODAY - timedelta(days=days))
    assert ownership(facts_of(coordinators=(stale,)), TODAY).level is level


def test_confirmed_needs_stand_in_for_the_contribution():
    fresh, old = need(1, 1), need(2, 1, confirmed_on=date(2025, 1, 1))
    assert ownership(facts_of(contribution_stated=False, needs=(fresh,)), TODAY).level is Level.GREEN
    assert ownership(facts_of(contribution_stated=False, needs=(fresh, old)), TODAY).level is Level.AMBER


@pytest.mark.parametrize(
    ("day", "level"),
    [
        (date(2029, 12, 31), Level.GREEN),
        (date(2030, 1, 1), Level.AMBER),
        (date(2030, 12, 31), Level.AMBER),
    ],
)
def test_strategy_of_lao_pdr_is_on_course_until_a_year_before_its_end(day, level):
    assert strategy(facts_of(), day).level is level


def test_under_review_is_worth_a_talk():
    guide = Guide("Safe Path Forward III", date(2030, 12, 31), under_review=True)
    assert strategy(facts_of(guide=guide), TODAY).level is Level.AMBER


def test_an_expired_strategy_needs_support_while_the_coalition_is_active():
    old = Guide("Safe Path Forward II", date(2026, 11, 22))
    reading = strategy(facts_of(guide=None, last_guide=old), TODAY)
    assert reading.level is Level.RED
    assert "22 November 2026" in str(reading.why)


def test_clarity_counts_six_items():
    clear = need(1, 1, has_target=True, has_place=True, has_objective=True, has_group=True)
    assert clarity(facts_of(needs=(clear,))).value == 1
    reading = clarity(facts_of(needs=(clear, need(2, 1), need(3, 1))))
    assert reading.value == pytest.approx((6 + 2 + 2) / 18)
    assert reading.level is Level.RED
    assert "2 needs lack output target, place, objective, target group" in str(reading.remedy)
    assert clarity(facts_of()).level is Level.GREY


def test_victim_assistance_does_not_hide_behind_clearance():
    milestones = (
        Milestone("1", Pillar.SURVEY_CLEARANCE, 100, 96),
        Milestone("2", Pillar.VICTIM_ASSISTANCE, 100, 30),
    )
    reading = delivery(facts_of(milestones=milestones, results_reported=True), TODAY)
    assert (reading.value, reading.level) == (0.3, Level.RED)
    assert "victim assistance reached 30" in str(reading.remedy)
    assert delivery(facts_of(milestones=milestones), TODAY).level is Level.GREY


def test_a_milestone_of_nothing_divides_by_nothing():
    nothing = (Milestone("1", Pillar.SURVEY_CLEARANCE, 0, 0),)
    assert delivery(facts_of(milestones=nothing, results_reported=True), TODAY).level is Level.GREEN


@pytest.mark.parametrize(("yearly", "level"), [(10.1, Level.GREEN), (6.1, Level.AMBER), (5.9, Level.RED)])
def test_pace_to_the_deadline(yearly, level):
    one = Pace(4, date(2031, 11, 23), 50 * KM2, yearly=yearly * KM2)
    assert pace(facts_of(paces=(one,)), TODAY).level is level


def test_nine_months_before_a_deadline_without_a_request():
    late = Pace(4, date(2027, 8, 22), KM2, yearly=100.0 * KM2)
    asked = Pace(4, date(2027, 8, 22), KM2, yearly=100.0 * KM2, request_submitted=True)
    assert pace(facts_of(paces=(late,)), TODAY).level is Level.RED
    assert pace(facts_of(paces=(asked,)), TODAY).level is Level.GREEN


def test_unknown_contamination_is_grey_with_the_survey_first():
    unknown = Pace(4, date(2030, 1, 1), None)
    reading = pace(facts_of(paces=(unknown,), contamination_unknown=True), TODAY)
    assert reading.level is Level.GREY
    assert "non-technical survey" in str(reading.remedy)


def test_the_pace_of_stockpile_destruction_counts_munitions():
    one = Pace(3, date(2028, 11, 23), 4_000, yearly=1_500.0)
    reading = pace(facts_of(paces=(one,)), TODAY)
    assert reading.level is Level.AMBER
    assert reading.value == pytest.approx(0.75, abs=0.01)
    assert "4\u00a0000 remain" in str(reading.why)
    assert "km²" not in str(reading.why)
    assert "At the present pace completion falls in 2028" in str(reading.remedy)


def test_stocks_of_which_the_number_is_not_known_are_grey_and_no_survey_of_land_is_offered():
    reading = pace(facts_of(paces=(Pace(3, date(2030, 1, 1), None),), contamination_unknown=True), TODAY)
    assert (reading.level, reading.value) == (Level.GREY, None)
    assert "inventory of the stocks of Lao PDR" in str(reading.remedy)
    assert "survey" not in str(reading.remedy)


def test_every_indicator_stands_the_year_2100_and_money_of_nothing():
    nothing = NeedFact(1, "N", "Nothing", Pillar.SURVEY_CLEARANCE, cost=0, start=TODAY, end=TODAY)
    facts = facts_of(
        needs=(nothing,),
        grants=(Grant(1, "Norway", 0, need_id=1),),
        promises=(Promise(date(2099, 1, 1), 0, 0), Promise(date(2099, 2, 1), 0, 0)),
        plans=(Plan("P", 0, 0),),
        records=(Freshness("contacts", 0, 0),),
        paces=(Pace(4, date(2099, 12, 31), KM2, yearly=0.0),),
    )
    readings = by_key(review(facts, date(2100, 1, 1)).readings)
    for key in (Key.H4, Key.H5, Key.H6, Key.H7, Key.H9, Key.H11):
        assert (readings[key].level, readings[key].value) == (Level.GREY, None)


def test_a_deadline_that_has_passed_is_not_held_against_anybody():
    assert pace(facts_of(paces=(Pace(4, date(2026, 10, 1), KM2),)), TODAY).level is Level.GREY
    assert pace(facts_of(), TODAY).level is Level.GREY


def test_no_result_on_record_is_no_pace_of_nought():
    assert pace(facts_of(paces=(Pace(4, date(2030, 1, 1), KM2),)), TODAY).level is Level.GREY
    stopped = Pace(4, date(2030, 1, 1), KM2, yearly=0.0)
    assert pace(facts_of(paces=(stopped,)), TODAY).level is Level.RED


def test_two_of_three_pillars_are_worth_a_talk_unless_victims_go_without():
    needs = (
        need(1, 1),
        need(2, 1, pillar=Pillar.RISK_EDUCATION),
        need(3, 1, pillar=Pillar.VICTIM_ASSISTANCE),
    )
    paid = (grant(1, 1, pillar=Pillar.SURVEY_CLEARANCE),)
    two = facts_of(
        needs=needs, grants=paid, supported=frozenset({Pillar.VICTIM_ASSISTANCE}), has_victims=True
    )
    bare = facts_of(needs=needs, grants=paid, supported=frozenset({Pillar.RISK_EDUCATION}), has_victims=True)
    assert balance(two).level is Level.AMBER
    assert balance(bare).level is Level.RED
    assert balance(facts_of()).level is Level.GREY


def test_reporting_is_the_mean_of_what_is_due():
    facts = facts_of(article7=1.0, reports_due=4, reports_in_time=2, records=(Freshness("contacts", 1, 2),))
    assert reporting(facts).value == pytest.approx(2 / 3)
    assert reporting(facts).level is Level.AMBER
    assert reporting(facts_of()).level is Level.GREY


@pytest.mark.parametrize(
    ("seen", "level"),
    [
        (Rhythm(date(2026, 6, 1), 1, 4, 0), Level.GREEN),
        (Rhythm(date(2026, 6, 1), 2, 4, 0), Level.AMBER),
        (Rhythm(date(2026, 6, 1), 2, 4, 1), Level.RED),
        (Rhythm(None, 0, 0, 0), Level.AMBER),
    ],
)
def test_working_rhythm(seen, level):
    assert rhythm(facts_of(rhythm=seen), TODAY).level is level


def test_a_young_coalition_has_no_rhythm_yet():
    assert rhythm(facts_of(begun_on=date(2026, 6, 1)), TODAY).level is Level.GREY


def levels(**of: Level) -> list[Reading]:
    return [Reading(key, of.get(key.value, Level.GREEN), None, Unit.SHARE, Said("")) for key in Key]


@pytest.mark.parametrize(
    ("of", "grade"),
    [
        ({}, Grade.ON_COURSE),
        ({"H3": "amber", "H4": "amber", "H5": "amber"}, Grade.ON_COURSE),
        ({"H3": "amber", "H4": "amber", "H5": "amber", "H6": "amber"}, Grade.WORTH_A_TALK),
        ({"H4": "red"}, Grade.WORTH_A_TALK),
        ({"H4": "red", "H5": "red", "H6": "red"}, Grade.NEEDS_SUPPORT),
        ({"H1": "red"}, Grade.NEEDS_SUPPORT),
        ({"H2": "red"}, Grade.NEEDS_SUPPORT),
        ({f"H{number}": "grey" for number in range(4, 9)}, Grade.NOT_ENOUGH_DATA),
        ({f"H{number}": "grey" for number in range(4, 9)} | {"H1": "red"}, Grade.NEEDS_SUPPORT),
    ],
)
def test_overall_word(of, grade):
    assert overall(levels(**{key: Level(level) for key, level in of.items()})) is grade


def test_an_empty_coalition_is_mostly_grey_and_nothing_breaks():
    bare = facts_of(coordinators=(), leads=(), guide=None, contribution_stated=False, begun_on=TODAY)
    readings = review(bare, TODAY).readings
    assert [reading.key for reading in readings] == list(Key)
    assert sum(reading.level is Level.GREY for reading in readings) == 10


def test_a_band_changes_after_two_equal_nights_only():
    monday = date(2026, 11, 23)
    night = [monday + timedelta(days=count) for count in range(5)]
    first = follow(None, Level.GREEN, night[0])
    flicker = follow(follow(first, Level.RED, night[1]), Level.GREEN, night[2])
    assert (flicker.level, flicker.pending) == (Level.GREEN, None)
    once = follow(flicker, Level.RED, night[3])
    assert (once.level, once.pending, once.nights) == (Level.GREEN, Level.RED, 1)
    assert follow(once, Level.RED, night[3]) == once, "the same night twice counts once"
    twice = follow(once, Level.RED, night[4])
    assert twice == Standing(Level.RED, night[4], computed_on=night[4])


def test_sentences_survive_their_keeping():
    said = Said("{a} {b} {c}", {"a": date(2026, 1, 1), "b": (Said("x"), Said("y")), "c": 3})
    assert heard(kept(said)) == said
    assert str(heard(kept(said))) == "1 January 2026 x, y 3"
