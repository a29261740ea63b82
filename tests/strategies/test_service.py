from datetime import date

import pytest
from sqlmodel import Session

from coalition.core.errors import RuleBroken
from coalition.strategies import service
from coalition.strategies.queries import find_guiding, list_milestones, list_objectives
from coalition.strategies.rules import DocumentKind, VersionFacts, VersionStatus
from tests.factories.states import make_state
from tests.factories.strategies import TODAY, facts_of_objective, make_strategy, make_version


def test_a_new_version_waits_while_the_old_one_runs(session: Session):
    state = make_state(session, "LAO", "Lao PDR")
    old = make_strategy(session, state)
    new = service.begin_version(session, old.document)
    service.set_validity(new, valid_from=date(2031, 1, 1), valid_to=date(2040, 12, 31))
    service.endorse(session, new, on=TODAY, by="Prime Minister, decree 40", today=TODAY)
    assert (old.status, new.status) == (VersionStatus.IN_FORCE, VersionStatus.ENDORSED)
    assert find_guiding(session, state.id) is old
    service.follow_clock(session, date(2031, 1, 1))
    service.follow_clock(session, date(2031, 1, 1))
    assert new.status is VersionStatus.IN_FORCE
    assert old.status is VersionStatus.EXPIRED


def test_a_version_that_begins_early_supersedes_the_running_one(session: Session):
    old = make_strategy(session)
    new = service.begin_version(session, old.document)
    service.set_validity(new, valid_from=date(2026, 1, 1), valid_to=date(2035, 12, 31))
    service.endorse(session, new, on=TODAY, by="Minister, decision 7", today=TODAY)
    assert (old.status, new.status, new.supersedes_id) == (
        VersionStatus.SUPERSEDED,
        VersionStatus.IN_FORCE,
        old.id,
    )


def test_two_documents_of_a_kind_do_not_guide_at_once(session: Session):
    state = make_state(session)
    first = make_strategy(session, state)
    second = make_strategy(session, state, title="Another strategy", valid_from=date(2026, 1, 1))
    assert (first.status, second.status) == (VersionStatus.SUPERSEDED, VersionStatus.IN_FORCE)


def test_a_plan_of_another_kind_runs_beside_the_strategy(session: Session):
    state = make_state(session)
    strategy = make_strategy(session, state)
    plan = make_strategy(session, state, title="Survivors", kind=DocumentKind.VA_ACTION_PLAN)
    assert strategy.status is plan.status is VersionStatus.IN_FORCE
    assert find_guiding(session, state.id) is strategy


def test_overlapping_endorsed_periods_are_refused(session: Session):
    state = make_state(session)
    make_strategy(session, state, valid_from=date(2027, 1, 1), valid_to=date(2030, 12, 31))
    late = make_version(session, state, valid_from=date(2030, 6, 1), valid_to=date(2035, 12, 31))
    with pytest.raises(RuleBroken, match="overlapping period") as refused:
        service.endorse(session, late, on=TODAY, by="Minister", today=TODAY)
    assert refused.value.field == "valid_from"


@pytest.mark.parametrize(
    ("period", "on", "by", "field"),
    [
        ({"valid_from": None, "valid_to": None}, TODAY, "Minister", "valid_from"),
        ({}, date(2026, 11, 24), "Minister", "endorsed_on"),
        ({}, TODAY, "  ", "endorsed_by"),
    ],
)
def test_endorsing_asks_for_period_day_and_office(
    session: Session, period: dict[str, None], on: date, by: str, field: str
):
    version = make_version(session, **period)
    with pytest.raises(RuleBroken) as refused:
        service.endorse(session, version, on=on, by=by, today=TODAY)
    assert refused.value.field == field
    assert version.status is VersionStatus.DRAFT


def test_the_last_day_still_counts_and_the_next_one_does_not(session: Session):
    version = make_strategy(session)
    assert service.follow_clock(session, date(2030, 12, 31)) == 0
    assert service.follow_clock(session, date(2031, 1, 1)) == 1
    assert version.status is VersionStatus.EXPIRED


def test_the_state_cannot_press_a_version_into_force_before_its_day(session: Session):
    version = make_strategy(session, valid_from=date(2027, 1, 1))
    with pytest.raises(RuleBroken):
        service.move(session, version, then=VersionStatus.IN_FORCE)
    with pytest.raises(RuleBroken):
        service.move(session, version, then=VersionStatus.ENDORSED)


def test_a_version_under_review_still_guides_and_can_return(session: Session):
    version = make_strategy(session)
    service.move(session, version, then=VersionStatus.UNDER_REVIEW)
    assert find_guiding(session, version.state_id) is version
    service.move(session, version, then=VersionStatus.IN_FORCE)
    assert version.status is VersionStatus.IN_FORCE


def test_an_endorsed_version_keeps_dates_money_and_objectives(session: Session):
    version = make_strategy(session)
    facts = VersionFacts(
        valid_from=date(2022, 1, 1), valid_to=date(2023, 1, 1), budget=5, currency="USD", summary="New words"
    )
    service.describe(version, facts=facts, seen_version=version.row_version)
    assert (version.valid_from, version.budget, version.summary) == (date(2021, 1, 1), None, "New words")
    with pytest.raises(RuleBroken):
        service.write_objective(session, version, facts=facts_of_objective())


def test_objectives_are_carried_over_and_tied_to_what_they_follow(session: Session):
    old = make_version(session)
    first = service.write_objective(session, old, facts=facts_of_objective())
    service.endorse(session, old, on=TODAY, by="Minister", today=TODAY)
    new = service.begin_version(session, old.document)
    assert service.carry_over(session, new, older=old) == 1
    assert service.carry_over(session, new, older=old) == 0
    (copied,) = list_objectives(session, new.id)
    assert (copied.follows_id, copied.target) == (first.id, 10_000_000)


def test_a_code_is_given_once_in_a_version(session: Session):
    version = make_version(session)
    service.write_objective(session, version, facts=facts_of_objective())
    with pytest.raises(RuleBroken) as refused:
        service.write_objective(session, version, facts=facts_of_objective(text="Another"))
    assert refused.value.field == "code"


def test_milestones_are_replaced_as_a_whole(session: Session):
    version = make_version(session)
    objective = service.write_objective(session, version, facts=facts_of_objective())
    service.set_milestones(session, objective, {2027: 1, 2028: 2})
    service.set_milestones(session, objective, {2028: 5_000_000, 2029: 9_000_000})
    assert [(one.year, one.value) for one in list_milestones(session, [objective.id])] == [
        (2028, 5_000_000),
        (2029, 9_000_000),
    ]
    service.drop_objective(session, objective)
    assert list_objectives(session, version.id) == []


def test_two_editors_are_told_of_each_other(session: Session):
    version = make_version(session)
    seen = version.row_version
    service.describe(version, facts=VersionFacts(summary="First"), seen_version=seen)
    with pytest.raises(RuleBroken, match="Somebody else"):
        service.describe(version, facts=VersionFacts(summary="Second"), seen_version=seen)
