from datetime import date

import pytest
from sqlmodel import Session

from coalition.activities import service
from coalition.activities.queries import (
    facts_of,
    hanging_on,
    list_links,
    list_paid_reports,
    list_scoping,
    progress_of,
    rates_of,
    results_by_year,
    summed_once,
)
from coalition.activities.rules.kinds import Age, Disability, Measure, Relation, Sex
from coalition.activities.rules.ladder import ActivityStatus, ReportStatus
from coalition.activities.rules.results import Law, People, ReportFacts, Service, Stock
from coalition.coalitions.models import Challenge
from coalition.coalitions.rules import ChallengeCategory
from coalition.contamination.rules import HazardMix, HazardStatus
from coalition.core.errors import RuleBroken
from coalition.pledges.rules import PledgeStage
from coalition.strategies.rules import Pillar
from tests.factories.activities import (
    TODAY,
    Field,
    facts_of_activity,
    land,
    make_accepted,
    make_activity,
    make_report,
)
from tests.factories.contamination import make_hazard_area
from tests.factories.pledges import MILLION, make_open_need, make_pledge
from tests.factories.states import make_state
from tests.factories.strategies import make_objective, make_strategy


@pytest.fixture
def field(session: Session) -> Field:
    return Field(session)


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"title": " "}, "title"),
        ({"pillar": Pillar.VICTIM_ASSISTANCE}, "pillar"),
        ({"places": ""}, "places"),
    ],
)
def test_work_that_cannot_be_is_refused_by_field(
    session: Session, field: Field, change: dict[str, object], named: str
):
    with pytest.raises(RuleBroken) as refused:
        service.propose(session, field.coalition, facts=facts_of_activity(field, **change), today=TODAY)
    assert refused.value.field == named


def test_work_points_to_an_objective_of_its_own_state(session: Session, field: Field):
    foreign = make_objective(session, make_strategy(session, make_state(session)))
    with pytest.raises(RuleBroken) as refused:
        service.propose(
            session, field.coalition, facts=facts_of_activity(field, objective_id=foreign.id), today=TODAY
        )
    assert refused.value.field == "objective"


def test_field_work_begins_with_an_order_and_rests_with_a_reason(session: Session, field: Field):
    activity = make_activity(session, field, status=ActivityStatus.AGREED)
    with pytest.raises(RuleBroken):
        service.move(session, activity, then=ActivityStatus.ONGOING, on=TODAY)
    with pytest.raises(RuleBroken):
        service.move(session, activity, then=ActivityStatus.TASKED, on=TODAY)
    service.move(session, activity, then=ActivityStatus.TASKED, on=TODAY, tasking_ref="TO-1")
    service.move(session, activity, then=ActivityStatus.ONGOING, on=TODAY)
    with pytest.raises(RuleBroken):
        service.move(session, activity, then=ActivityStatus.SUSPENDED, on=TODAY)
    service.move(session, activity, then=ActivityStatus.SUSPENDED, on=TODAY, reason="Floods")
    assert (activity.status, activity.actual_start) == (ActivityStatus.SUSPENDED, TODAY)


def test_periods_lie_in_the_past_and_do_not_overlap(session: Session, field: Field):
    activity = make_activity(session, field)
    make_report(session, activity, 2025, 1)
    for start, end in (
        (date(2025, 6, 30), date(2025, 12, 31)),
        (date(2026, 7, 1), date(2026, 12, 31)),
        (date(2024, 5, 1), date(2024, 5, 1)),
        (date(2020, 1, 1), date(2024, 12, 31)),
    ):
        with pytest.raises(RuleBroken):
            service.begin_report(session, activity, period_start=start, period_end=end, today=TODAY)


def test_no_report_on_work_that_has_not_begun(session: Session, field: Field):
    activity = make_activity(session, field, status=ActivityStatus.AGREED)
    with pytest.raises(RuleBroken):
        make_report(session, activity)


def test_a_report_is_kept_whole_and_replaced_whole(session: Session, field: Field):
    report = make_report(session, make_activity(session, field))
    facts = ReportFacts(
        narrative="All kinds.",
        stated_released=10_000,
        land=(land(),),
        people=(
            People(relation=Relation.DIRECT, count=3, sex=Sex.MALE, age=Age.ADULT, disability=Disability.YES),
        ),
        services=(Service(service="training", sessions=2),),
        stocks=(Stock(munition_type="M26", munitions=1),),
        laws=(Law(milestone="Decree", reached_on=TODAY),),
    )
    service.write(session, report, facts=facts)
    assert facts_of(session, report) == facts
    service.write(session, report, facts=ReportFacts(narrative="Only words."))
    assert facts_of(session, report) == ReportFacts(narrative="Only words.")


def test_a_wrong_sum_is_returned_corrected_accepted_and_counts_once_for_two_donors(
    session: Session, field: Field
):
    activity = make_activity(session, field)
    need = make_open_need(session, field.state)
    first = make_pledge(session, need, stage=PledgeStage.COMMITMENT, amount=MILLION // 2)
    second = make_pledge(session, need, stage=PledgeStage.COMMITMENT, amount=MILLION // 4)
    service.link_pledges(session, activity, {first.id: 6_000, second.id: 4_000})
    report = make_report(
        session, activity, stated_released=120_000, land=(land(60_000), land(50_000, place="Sanxay"))
    )
    service.submit(session, report, today=TODAY)
    with pytest.raises(RuleBroken) as refused:
        service.accept(session, report, person_id=None, today=TODAY)
    assert "120000" in str(refused.value)
    assert "110000" in str(refused.value)
    service.give_back(session, report, reason="The sum differs from its parts.", person_id=None, today=TODAY)
    assert results_by_year(session, field.state.id) == {}
    service.rewrite(session, report, stated_released=110_000)
    service.submit(session, report, today=TODAY)
    service.accept(session, report, person_id=None, today=TODAY)
    assert results_by_year(session, field.state.id) == {2026: {Measure.CLEARED_M2: 110_000}}
    for pledge, share in ((first, 6_000), (second, 4_000)):
        page, shares = list_paid_reports(session, [pledge.donor_id])
        assert [one.id for one in page.rows] == [report.id]
        assert shares == {activity.id: share}
        assert summed_once(session, [report.id]) == {report.id: 110_000}


def test_an_accepted_report_is_not_changed_any_more(session: Session, field: Field):
    report = make_accepted(session, make_activity(session, field), land=(land(),))
    with pytest.raises(RuleBroken):
        service.write(session, report, facts=ReportFacts(narrative="Other"))
    with pytest.raises(RuleBroken):
        service.give_back(session, report, reason="Too late for that", person_id=None, today=TODAY)


def test_recounting_twice_changes_nothing(session: Session, field: Field):
    make_accepted(session, make_activity(session, field), land=(land(),))
    before = results_by_year(session, field.state.id)
    service.recount(session, field.state.id, 2026)
    assert results_by_year(session, field.state.id) == before


def test_an_empty_report_is_not_handed_in(session: Session, field: Field):
    report = make_report(session, make_activity(session, field), narrative="")
    with pytest.raises(RuleBroken):
        service.submit(session, report, today=TODAY)


def test_more_than_a_hazard_area_held_needs_a_reason_over_all_reports(session: Session, field: Field):
    make_hazard_area(session, field.state, "LA-1", area_m2=1_000)
    activity = make_activity(session, field)
    make_accepted(session, activity, 2025, 1, land=(land(900, hazard_ref="LA-1"),))
    with pytest.raises(RuleBroken) as refused:
        make_report(session, activity, 2025, 2, land=(land(400, hazard_ref="LA-1"),))
    assert refused.value.field == "over_area_reason"


def test_a_hazard_area_that_is_closed_or_unknown_gives_nothing(session: Session, field: Field):
    make_hazard_area(session, field.state, "LA-1", status=HazardStatus.CLOSED)
    activity = make_activity(session, field)
    for ref in ("LA-1", "LA-404"):
        with pytest.raises(RuleBroken) as refused:
            make_report(session, activity, 2025, 1, land=(land(5, hazard_ref=ref),))
        assert refused.value.field in ("hazard_ref", "period_start")


def test_shares_are_at_most_the_whole_and_of_the_same_state(session: Session, field: Field):
    activity = make_activity(session, field)
    pledge, foreign = make_pledge(session, make_open_need(session, field.state)), make_pledge(session)
    for shares in ({pledge.id: 10_001}, {pledge.id: 0}, {foreign.id: 100}, {10**6: 100}):
        with pytest.raises(RuleBroken):
            service.link_pledges(session, activity, shares)
    service.link_pledges(session, activity, {pledge.id: 10_000})
    assert [one.share for one in list_links(session, activity.id).pledges] == [10_000]


def test_links_are_replaced_and_foreign_ones_refused(session: Session, field: Field):
    activity = make_activity(session, field)
    need = make_open_need(session, field.state)
    make_hazard_area(session, field.state, "LA-1")
    service.link_needs(session, activity, [need])
    service.link_hazard_areas(session, activity, ["LA-1", " "])
    links = list_links(session, activity.id)
    assert ([one.id for one in links.needs], [one.national_ref for one in links.hazard_areas]) == (
        [need.id],
        ["LA-1"],
    )
    with pytest.raises(RuleBroken):
        service.link_needs(session, activity, [make_open_need(session)])
    with pytest.raises(RuleBroken):
        service.link_hazard_areas(session, activity, ["LA-404"])


def test_yearly_rates_count_cluster_munitions_only_and_keep_the_empty_years(session: Session, field: Field):
    activity = make_activity(session, field)
    for year, area in ((2021, 1_000), (2023, 3_000)):
        make_accepted(
            session, activity, year, land=(land(area), land(7_000, mix=HazardMix.WITHOUT_CMR, place="B"))
        )
    assert rates_of(session, field.state.id, before_year=2025) == [
        (2021, 1_000),
        (2022, 0),
        (2023, 3_000),
        (2024, 0),
    ]


def test_progress_adds_the_baseline_and_stops_at_the_year(session: Session, field: Field):
    activity = make_activity(session, field)
    make_accepted(session, activity, 2024, land=(land(4_000_000),))
    make_accepted(session, activity, 2025, land=(land(1_000_000),))
    done = progress_of(session, [field.objective], [], year=2024)[field.objective.id]
    assert (done.result, done.share) == (4_000_000, 0.4)


def test_what_hangs_on_an_objective_and_what_nobody_supports(session: Session, field: Field):
    lonely = make_objective(session, field.objective.version, code="9")
    need = make_open_need(session, field.state, objective_id=field.objective.id)
    make_pledge(session, need, stage=PledgeStage.COMMITMENT)
    make_activity(session, field)
    hung = hanging_on(session, [field.objective.id, lonely.id])
    assert (hung[field.objective.id].needs, hung[field.objective.id].activities) == (1, 1)
    assert hung[field.objective.id].firm_usd == MILLION
    assert not hung[field.objective.id].nobody
    assert hung[lonely.id].nobody


def test_the_matrix_shows_where_nobody_stands(session: Session, field: Field):
    challenge = Challenge(
        coalition_id=field.coalition.id,
        title="Extent not known",
        category=ChallengeCategory.CONTAMINATION_UNKNOWN,
    )
    session.add(challenge)
    session.flush()
    service.scope(session, challenge, what="Survey", actor_id=field.operator.id, need=None)
    service.scope(session, challenge, what="Database", actor_id=None, need=None)
    assert [one.actor_id for one in list_scoping(session, field.coalition.id)] == [field.operator.id, None]
    with pytest.raises(RuleBroken):
        service.scope(session, challenge, what=" ", actor_id=None, need=None)


def test_bare_people_are_accepted_as_unknown_and_relations_stay_apart(session: Session, field: Field):
    people = (People(relation=Relation.DIRECT, count=120), People(relation=Relation.INDIRECT, count=900))
    report = make_accepted(session, make_activity(session, field), people=people)
    assert report.status is ReportStatus.ACCEPTED
    assert results_by_year(session, field.state.id)[2026] == {
        Measure.DIRECT_BENEFICIARIES: 120,
        Measure.INDIRECT_BENEFICIARIES: 900,
    }
