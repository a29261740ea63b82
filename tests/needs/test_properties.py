"""No sequence of acts on needs breaks an invariant."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, select

from coalition.core.errors import RuleBroken
from coalition.needs import rules, service
from coalition.needs.models import Need
from coalition.needs.rules import POSTED, RANKED, CostBasis, Coverage, NeedStatus, NeedType
from coalition.needs.service.keep import facts_of
from coalition.states.models import State
from tests.factories.needs import TODAY, facts_of_need
from tests.factories.states import make_state

# An act, the place of the need it is done to, and a number that the act makes of what it likes.
ACTS = st.lists(
    st.tuples(
        st.sampled_from(
            (
                "draft",
                "unknown",
                "post",
                "hold",
                "off",
                "withdraw",
                "confirm",
                "cover",
                "clock",
                "order",
                "agree",
                "fulfil",
            )
        ),
        st.integers(0, 4),
        st.integers(0, 400),
    ),
    min_size=5,
    max_size=40,
)


@pytest.mark.on("sqlite")
def test_no_sequence_of_acts_breaks_an_invariant(session: Session):
    state = make_state(session, "TCD", "Chad")
    session.commit()

    @settings(suppress_health_check=list(HealthCheck), max_examples=40)
    @given(ACTS)
    def play(acts: list[tuple[str, int, int]]) -> None:
        needs: list[Need] = []
        for act, place, number in acts:
            with_need = needs[place % len(needs)] if needs else None
            try:
                with session.begin_nested():
                    _do(session, state, act, with_need, number, needs)
            except RuleBroken:
                pass
            check(session)
        session.rollback()

    play()


def _do(session: Session, state: State, act: str, need: Need | None, number: int, needs: list[Need]) -> None:
    day = TODAY + timedelta(days=number * 3)
    if act in ("draft", "unknown") or need is None:
        unknown = (
            {"cost": None, "currency": None, "cost_basis": CostBasis.UNKNOWN} if act == "unknown" else {}
        )
        facts = facts_of_need(need_type=NeedType.FUNDING, **unknown)
        needs.append(service.save_draft(session, state, facts=facts, person_id=None, today=TODAY))
        return
    acts = {
        "post": lambda: service.post(session, need, person_id=None, today=day),
        "hold": lambda: service.put_on_hold(session, need, until=day, reason="Elections", today=TODAY),
        "off": lambda: service.take_off_hold(session, need),
        "withdraw": lambda: service.withdraw(session, need, reason="Our own means"),
        "confirm": lambda: service.confirm(session, [need], person_id=None, today=day),
        "cover": lambda: service.follow_coverage(
            session, need, Coverage(need.cost_usd, number * 100_000), day
        ),
        "clock": lambda: service.follow_clock(session, day),
        "order": lambda: service.reorder(session, state.id, [need.id]),
        "agree": lambda: service.agree_support(session, need, agreed=bool(number % 2)),
        "fulfil": lambda: service.fulfil(session, need, statement="Done and verified"),
    }
    acts[act]()


def check(session: Session) -> None:
    """Hold every need against the invariants I14, I21, I36, I37 and the ladder's own words."""
    found = session.exec(select(Need)).all()
    ranks = sorted(need.priority_rank for need in found if need.priority_rank is not None)
    assert len(ranks) == len(set(ranks))
    for need in found:
        assert (need.priority_rank is not None) == (need.status in RANKED), need.status
        assert (need.cost is None) == (need.currency is None) == (need.cost_usd is None)
        assert need.cost != 0
        if need.status in POSTED | RANKED:
            assert rules.missing_to_post(facts_of(need)) == []
            assert need.last_confirmed_on is not None
        if need.status is NeedStatus.ON_HOLD:
            assert need.not_before is not None
            assert need.not_before_reason
        if need.status is NeedStatus.STALE:
            assert need.status_before_stale in (NeedStatus.OPEN, NeedStatus.PARTLY_MET, NeedStatus.MET)
        if need.status is NeedStatus.WITHDRAWN:
            assert need.withdrawn_reason
