"""The resource plan: needs over years, and money that counts once."""

from datetime import date

import pytest
from sqlmodel import Session

from coalition.activities.queries import hanging_on, resources_of
from coalition.pledges.models import CountedElsewhere
from coalition.pledges.rules import PledgeStage
from tests.factories.activities import TODAY, Field
from tests.factories.pledges import MILLION, make_open_need, make_pledge


@pytest.fixture
def field(session: Session) -> Field:
    return Field(session)


def test_the_resource_plan_spreads_needs_and_counts_unknown_cost_apart(session: Session, field: Field):
    period = {"period_start": date(2027, 1, 1), "period_end": date(2028, 12, 31)}
    need = make_open_need(
        session, field.state, objective_id=field.objective.id, national_contribution=MILLION // 10, **period
    )
    make_pledge(session, need, stage=PledgeStage.COMMITMENT, amount=MILLION // 2)
    make_open_need(session, field.state, cost=None, currency=None, cost_usd=None, **period)
    plan = resources_of(session, field.state.id)
    assert [line.year for line in plan.years] == [2027, 2028]
    first = plan.years[0]
    assert (first.required, first.national, first.firm, first.gap) == (
        MILLION // 2,
        MILLION // 20,
        MILLION // 4,
        MILLION // 2 - MILLION // 20 - MILLION // 4,
    )
    assert plan.unknown_cost == 1
    assert plan.objectives[field.objective.id].required == MILLION


def test_money_that_two_pledges_hold_is_in_the_plan_once(session: Session, field: Field):
    """What people confirmed to be the same money counts in one place, for needs and objectives alike."""
    period = {"period_start": date(2027, 1, 1), "period_end": date(2027, 12, 31)}
    need = make_open_need(session, field.state, objective_id=field.objective.id, **period)
    stood, told_again = (
        make_pledge(session, need, stage=PledgeStage.COMMITMENT, amount=MILLION // 4) for _ in range(2)
    )

    def firm() -> tuple[int, int]:
        line = resources_of(session, field.state.id).years[0]
        return line.firm, hanging_on(session, [field.objective.id])[field.objective.id].firm_usd

    assert firm() == (MILLION // 2, MILLION // 2)
    session.add(CountedElsewhere(pledge_id=told_again.id, counted_in_id=stood.id, since=TODAY))
    session.flush()
    assert firm() == (MILLION // 4, MILLION // 4)
