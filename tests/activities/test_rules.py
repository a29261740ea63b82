import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalition.activities.rules import ladder, progress, results
from coalition.activities.rules.adding import LAND_UNITS, Paid, added_by
from coalition.activities.rules.kinds import PILLAR_OF, ActivityType, Measure, Relation
from coalition.activities.rules.ladder import NEXT, NEXT_REPORT, ActivityStatus, ReportStatus
from coalition.activities.rules.projection import project, years_at
from coalition.activities.rules.results import People, ReportFacts
from coalition.contamination.rules import HazardMix, HazardStatus
from coalition.core.errors import RuleBroken
from coalition.strategies.rules import Pillar
from tests.factories.activities import land

COUNTS = st.integers(0, 10**6)
LANDS = st.lists(
    st.builds(
        land, st.just(0), cancelled=COUNTS, reduced=COUNTS, cleared=COUNTS, mix=st.sampled_from(HazardMix)
    ),
    max_size=6,
)
PEOPLE = st.lists(st.builds(People, relation=st.sampled_from(Relation), count=COUNTS), max_size=6)


@pytest.mark.parametrize("now", ActivityStatus)
def test_only_the_steps_of_the_ladder_are_open(now: ActivityStatus):
    for then in ActivityStatus:
        if then in NEXT[now]:
            ladder.check_step(now, then)
        else:
            with pytest.raises(RuleBroken):
                ladder.check_step(now, then)


@pytest.mark.parametrize("now", ReportStatus)
def test_an_accepted_report_stays_accepted_and_only_a_handed_in_one_is_decided(now: ReportStatus):
    for then in ReportStatus:
        if then in NEXT_REPORT[now]:
            ladder.check_report_step(now, then)
        else:
            with pytest.raises(RuleBroken):
                ladder.check_report_step(now, then)


def test_every_kind_of_work_has_its_place():
    assert set(PILLAR_OF) == set(ActivityType)


@given(LANDS, PEOPLE)
def test_released_land_is_always_the_sum_and_people_are_never_mixed(lands: list, people: list):
    counted = results.counted(ReportFacts(land=tuple(lands), people=tuple(people)))
    parts = {Measure.CANCELLED_M2, Measure.REDUCED_M2, Measure.CLEARED_M2}
    assert sum(value for (measure, _), value in counted.items() if measure in parts) == results.released(
        lands
    )
    for mix in HazardMix:
        of_mix = sum(value for (measure, m), value in counted.items() if measure in parts and m is mix)
        assert of_mix == sum(one.released for one in lands if one.mix is mix)
    direct = sum(one.count for one in people if one.relation is Relation.DIRECT)
    assert counted.get((Measure.DIRECT_BENEFICIARIES, HazardMix.UNKNOWN), 0) == direct


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"cleared": -1}, "cleared"),
        ({"submunitions": 10**12}, "submunitions"),
        ({"place": ""}, "hazard_ref"),
        ({"mix": HazardMix.UNKNOWN}, "mix"),
    ],
)
def test_land_that_cannot_be_is_refused_by_field(values: dict[str, object], field: str):
    with pytest.raises(RuleBroken) as refused:
        results.check_land(land(**values))
    assert refused.value.field == field


def test_more_than_the_area_and_a_quarter_asks_for_a_reason():
    open_area = {"area": 1000, "status": HazardStatus.OPEN}
    results.check_hazard_area(**open_area, before=1000, land=land(250))
    with pytest.raises(RuleBroken) as refused:
        results.check_hazard_area(**open_area, before=1000, land=land(251))
    assert refused.value.field == "over_area_reason"
    reason = "Fade-out found more items to the north."
    results.check_hazard_area(**open_area, before=1000, land=land(251, over_area_reason=reason))


def test_nothing_more_comes_from_a_closed_area():
    with pytest.raises(RuleBroken, match="closed"):
        results.check_hazard_area(1000, HazardStatus.CLOSED, before=0, land=land(1))


def test_a_bare_number_of_people_is_of_unknown_sex_age_and_disability():
    people = results.spread_unknown(Relation.DIRECT, 120)
    assert (people.count, people.sex, people.age, people.disability) == (120, "unknown", "unknown", "unknown")


def test_the_same_group_is_not_counted_twice():
    with pytest.raises(RuleBroken):
        results.check_people([People(relation=Relation.DIRECT, count=1)] * 2)


def test_iraq_misses_its_deadline_at_fifteen_teams_and_at_thirty_four():
    """Sixteen years at fifteen teams is what was said; the pace of a team stays the same."""
    rates, remaining = [9_000_000, 10_000_000, 11_000_000], 160_000_000
    slow = project(remaining, rates, last_year=2024, deadline_year=2028)
    fast = project(remaining, rates, last_year=2024, pace=34 / 15, deadline_year=2028)
    assert slow is not None
    assert fast is not None
    assert slow.middle == 2040
    assert fast.middle in (2031, 2032)
    assert not slow.meets(2028)
    assert not fast.meets(2028)
    assert slow.share_in_time == 0.0


def test_no_projection_without_a_known_extent_or_enough_years():
    assert project(None, [1, 2, 3], last_year=2025) is None
    assert project(10, [5, 5], last_year=2025) is None
    assert project(10, [0, 0, 0], last_year=2025) is None


def test_nothing_remaining_is_done_already():
    done = project(0, [1, 2, 3], last_year=2025)
    assert done is not None
    assert (done.early, done.middle, done.late) == (2025, 2025, 2025)


@given(
    st.integers(1, 10**8),
    st.lists(st.integers(0, 10**7), min_size=3, max_size=10).filter(any),
    st.floats(0.5, 4),
)
def test_the_band_is_in_order_repeatable_and_not_later_with_more_teams(
    remaining: int, rates: list[int], pace: float
):
    one = project(remaining, rates, last_year=2025, pace=pace)
    assert one == project(remaining, rates, last_year=2025, pace=pace)
    assert one is not None
    ends = [one.early, one.middle or 10**4, one.late or 10**4]
    assert ends == sorted(ends)
    more = project(remaining, rates, last_year=2025, pace=pace * 2)
    assert more is not None
    assert (more.middle or 10**4) <= (one.middle or 10**4)


def test_a_steady_rate_takes_whole_years():
    assert years_at(160, 10) == 16
    assert years_at(161, 10) == 17
    assert years_at(1, 0) is None


@pytest.mark.parametrize(
    ("pillar", "unit", "measure"),
    [
        (Pillar.SURVEY_CLEARANCE, "m2", Measure.CLEARED_M2),
        (Pillar.VICTIM_ASSISTANCE, "people", Measure.DIRECT_BENEFICIARIES),
        (Pillar.RISK_EDUCATION, "sessions", Measure.SESSIONS),
        (Pillar.STOCKPILE_DESTRUCTION, "", Measure.STOCKPILED_MUNITIONS),
    ],
)
def test_what_counts_toward_an_objective_follows_its_unit(pillar: Pillar, unit: str, measure: Measure):
    assert measure in progress.measures_for(pillar, unit)


def test_the_milestone_of_a_year_is_the_last_one_reached():
    steps = {2025: 10, 2027: 30}
    assert [progress.milestone_of(steps, year) for year in (2024, 2025, 2026, 2030)] == [None, 10, 10, 30]


def test_open_pledges_add_the_share_of_the_output_that_they_pay():
    paid = [
        Paid("km²", 4, 1_000, firm_usd=500, soft_usd=250),
        Paid("Teams", 19, 1_000, firm_usd=1_000, soft_usd=400),
        Paid("workshops", 3, 1_000, firm_usd=1_000, soft_usd=0),
    ]
    added = added_by(paid)
    assert (added.firm_m2, added.soft_m2, added.area) == (2_000_000, 1_000_000, 3_000_000)
    assert (added.firm_teams, added.soft_teams, added.needs, added.other) == (19, 0, 2, 1)
    assert added
    assert not added_by([])


@given(
    st.lists(
        st.builds(
            Paid,
            st.sampled_from(["m2", "ha", "teams", "", "people"]),
            st.integers(1, 10**6),
            st.integers(0, 10**9),
            st.integers(0, 10**10),
            st.integers(0, 10**10),
        ),
        max_size=6,
    )
)
def test_open_pledges_never_add_more_than_was_asked_for(paid: list[Paid]):
    added = added_by(paid)
    assert added.area <= sum(one.target * LAND_UNITS.get(one.unit, 0) for one in paid)
    assert added.teams <= sum(one.target for one in paid if one.unit == "teams") + 0.1
    assert min(added.firm_m2, added.soft_m2, added.firm_teams, added.soft_teams) >= 0
    assert added.needs + added.other == len(paid)
