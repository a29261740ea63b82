"""Work whose money was cut, refunded or ended is marked, from the day to which the rest reaches."""

from datetime import date

import pytest
from sqlmodel import Session

from coalition.activities.queries import find_lacks
from coalition.activities.rules.money import Source, lacks_of
from coalition.activities.service import link_pledges
from coalition.core.when import When
from coalition.pledges import service
from coalition.pledges.rules import PledgeStage, ReductionReason
from coalition.pledges.service import Payment
from tests.factories.activities import Field, make_activity
from tests.factories.pledges import BY, TODAY, make_open_need, make_pledge

YEAR = (date(2027, 1, 1), date(2027, 12, 31))


def source(left: int, full: int = 1_200_000, **values: object) -> Source:
    return Source(1, "PLEDGE-1", 10_000, full, left, **values)


@pytest.mark.parametrize(
    ("left", "since"),
    [
        (1_200_000, None),
        (700_000, date(2027, 8, 1)),  # 58.3 % of 365 days are 212
        (600_000, date(2027, 7, 2)),
        (0, date(2027, 1, 1)),
    ],
)
def test_money_reaches_as_far_as_its_share(left, since):
    assert [lack.since for lack in lacks_of(*YEAR, [source(left)])] == ([since] if since else [])


def test_a_plan_of_payments_says_it_better_and_the_pledges_own_period_counts():
    planned = source(700_000, planned_until=date(2027, 9, 30))
    assert lacks_of(*YEAR, [planned])[0].since == date(2027, 10, 1)
    earlier = source(600_000, starts=date(2026, 1, 1), ends=date(2027, 12, 31))
    assert lacks_of(*YEAR, [earlier])[0].since == date(2027, 1, 1)
    assert lacks_of(date(2026, 1, 1), date(2026, 6, 30), [earlier]) == []


def test_of_two_who_pay_only_the_share_of_the_one_who_cut_is_open():
    whole, cut = source(500, full=500), Source(2, "PLEDGE-2", 4_000, 1000, 500)
    assert [(lack.ref, lack.share) for lack in lacks_of(*YEAR, [whole, cut])] == [("PLEDGE-2", 4_000)]


def test_a_cut_a_refund_and_an_end_are_found_in_constant_questions(session: Session, statements):
    field = Field(session)
    need = make_open_need(session, field.state, cost=120_000_000)
    pledges, activities = [], []
    for _ in range(3):
        span = {"starts": When(YEAR[0]), "ends": When(YEAR[1])}
        pledge = make_pledge(session, need, stage=PledgeStage.COMMITMENT, amount=30_000_000, **span)
        activity = make_activity(
            session, field, planned_start=When(YEAR[0]), planned_end=When(YEAR[1]), places="Phin"
        )
        link_pledges(session, activity, {pledge.id: 10_000})
        pledges.append(pledge)
        activities.append(activity)
    assert find_lacks(session, activities) == {}
    cut, back, ended = pledges
    service.reduce(
        session, cut, amount=15_000_000, reason_code=ReductionReason.BUDGET_CUT, reason="budget cut", by=BY
    )
    paid = Payment(paid=30_000_000, currency="USD", value_on=TODAY, document="advice 1")
    service.disburse(session, back, paid, by=BY)
    unspent = Payment(paid=7_500_000, currency="USD", value_on=TODAY, document="advice 2")
    service.refund(session, back, unspent, by=BY)
    service.cancel(session, ended, reason_code=ReductionReason.BUDGET_CUT, reason="budget cut", by=BY)
    session.flush()
    with statements() as asked:
        found = find_lacks(session, activities)
    assert len(asked) == 1
    assert [found[activity.id][0].since for activity in activities] == [
        date(2027, 7, 2),
        date(2027, 10, 1),
        date(2027, 1, 1),
    ]
