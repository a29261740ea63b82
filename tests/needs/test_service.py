from datetime import date

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from coalition.core.errors import RuleBroken
from coalition.core.when import When
from coalition.needs import service
from coalition.needs.models import Need
from coalition.needs.queries import list_ranked, list_statements, list_to_confirm
from coalition.needs.rules import CostBasis, Coverage, NeedStatus, NeedType
from coalition.states.queries import get_state
from tests.factories.needs import TODAY, facts_of_need, make_draft, make_posted
from tests.factories.states import make_state


def test_a_draft_gets_the_next_reference_of_its_state_and_year(session: Session):
    state = make_state(session, "LAO")
    refs = [make_draft(session, state).ref for _ in range(2)]
    assert refs == ["NEED-LAO-2026-001", "NEED-LAO-2026-002"]


def test_posting_ranks_a_need_after_the_others_and_counts_as_confirmed(session: Session):
    state = make_state(session)
    first, second = make_posted(session, state), make_posted(session, state)
    assert (first.priority_rank, second.priority_rank) == (1, 2)
    assert first.posted_on == first.last_confirmed_on == TODAY


def test_posting_an_incomplete_draft_is_refused_and_changes_nothing(session: Session):
    need = make_draft(session, output_target=None)
    with pytest.raises(RuleBroken) as refused:
        service.post(session, need, person_id=None, today=TODAY)
    assert refused.value.field == "output_target"
    assert need.status is NeedStatus.DRAFT


def test_a_need_of_unknown_cost_is_posted_without_a_zero(session: Session):
    need = make_posted(session, cost=None, currency=None, cost_basis=CostBasis.UNKNOWN)
    assert (need.cost, need.cost_usd, need.currency) == (None, None, None)


def test_the_dollar_value_is_of_the_day_of_the_estimate_and_stays(session: Session):
    need = make_draft(session, cost=100_000_00, currency="EUR")
    value = need.cost_usd
    facts = facts_of_need(cost=100_000_00, currency="EUR", title="Another title")
    service.edit(session, need, facts=facts, seen_version=need.row_version, today=date(2027, 6, 1))
    assert need.cost_on == TODAY
    assert need.cost_usd == value
    assert value != 100_000_00


def test_an_unknown_currency_is_refused_by_field(session: Session):
    with pytest.raises(RuleBroken) as refused:
        make_draft(session, currency="XXQ")
    assert refused.value.field == "currency"


def test_two_editors_are_told_of_each_other(session: Session):
    need = make_posted(session)
    seen = need.row_version
    service.edit(session, need, facts=facts_of_need(title="First"), seen_version=seen, today=TODAY)
    with pytest.raises(RuleBroken, match="Somebody else"):
        service.edit(session, need, facts=facts_of_need(title="Second"), seen_version=seen, today=TODAY)
    assert need.title == "First"


def test_a_posted_need_keeps_what_posting_asks_for(session: Session):
    need = make_posted(session)
    with pytest.raises(RuleBroken):
        service.edit(
            session,
            need,
            facts=facts_of_need(output_indicator=""),
            seen_version=need.row_version,
            today=TODAY,
        )


def test_a_need_on_hold_asks_again_on_its_day(session: Session):
    need = make_posted(session)
    service.put_on_hold(session, need, until=date(2027, 1, 1), reason="Elections", today=TODAY)
    assert service.follow_clock(session, date(2026, 12, 31)) == []
    assert service.follow_clock(session, date(2027, 1, 1)) == [need]
    assert service.follow_clock(session, date(2027, 1, 1)) == []
    assert (need.status, need.not_before) == (NeedStatus.OPEN, None)


def test_a_hold_needs_a_coming_day_and_a_reason(session: Session):
    need = make_posted(session)
    for until, reason in ((TODAY, "Elections"), (date(2027, 1, 1), " ")):
        with pytest.raises(RuleBroken):
            service.put_on_hold(session, need, until=until, reason=reason, today=TODAY)


def test_an_unconfirmed_need_goes_stale_after_a_year_and_returns_where_it_was(session: Session):
    need = make_posted(session)
    service.follow_coverage(session, need, Coverage(150_000_00, firm=20_000_00), TODAY)
    assert service.follow_clock(session, date(2027, 11, 23)) == []
    service.follow_clock(session, date(2027, 11, 24))
    assert need.status is NeedStatus.STALE
    service.confirm(session, [need], person_id=None, today=date(2027, 12, 1))
    assert (need.status, need.last_confirmed_on) == (NeedStatus.PARTLY_MET, date(2027, 12, 1))


def test_needs_to_confirm_are_those_of_eleven_months_ago(session: Session):
    need = make_posted(session)
    assert list_to_confirm(session, need.state_id, date(2027, 10, 22)) == []
    assert list_to_confirm(session, need.state_id, date(2027, 10, 23)) == [need]


def test_coverage_moves_the_status_both_ways(session: Session):
    need = make_posted(session)
    seen = [
        service.follow_coverage(session, need, Coverage(150_000_00, firm), TODAY)
        for firm in (0, 150_000_00, 87_500_00, 0)
    ]
    assert seen == [NeedStatus.OPEN, NeedStatus.MET, NeedStatus.PARTLY_MET, NeedStatus.OPEN]


def test_coverage_leaves_a_need_on_hold_where_it_is(session: Session):
    need = make_posted(session)
    service.put_on_hold(session, need, until=date(2027, 1, 1), reason="Elections", today=TODAY)
    assert service.follow_coverage(session, need, Coverage(1, 1), TODAY) is NeedStatus.ON_HOLD


def test_a_need_of_unknown_cost_is_met_when_the_state_says_so(session: Session):
    need = make_posted(session, cost=None, currency=None, cost_basis=CostBasis.UNKNOWN)
    service.agree_support(session, need, agreed=True)
    assert need.status is NeedStatus.MET
    service.agree_support(session, need, agreed=False)
    assert need.status is NeedStatus.OPEN


def test_a_need_measured_in_money_cannot_be_ticked_as_met(session: Session):
    need = make_posted(session, need_type=NeedType.FUNDING)
    with pytest.raises(RuleBroken):
        service.agree_support(session, need, agreed=True)


def test_withdrawing_closes_the_gap_in_the_ranks(session: Session):
    state = make_state(session)
    needs = [make_posted(session, state) for _ in range(3)]
    service.withdraw(session, needs[0], reason="Done by our own means")
    assert [(need.id, need.priority_rank) for need in list_ranked(session, state.id)] == [
        (needs[1].id, 1),
        (needs[2].id, 2),
    ]
    assert needs[0].priority_rank is None


def test_named_needs_change_places_among_themselves_and_the_rest_stays(session: Session):
    state = make_state(session)
    a, b, c, d = (make_posted(session, state) for _ in range(4))
    service.reorder(session, state.id, [c.id, a.id])
    assert [need.id for need in list_ranked(session, state.id)] == [c.id, b.id, a.id, d.id]
    assert [need.priority_rank for need in (c, b, a, d)] == [1, 2, 3, 4]


def test_a_need_is_sent_to_a_place_or_moved_by_one(session: Session):
    state = make_state(session)
    a, b, c = (make_posted(session, state) for _ in range(3))
    service.move_to(session, state.id, c.id, place=1)
    assert [need.priority_rank for need in (c, a, b)] == [1, 2, 3]
    service.move_to(session, state.id, c.id, place=99)
    assert [need.priority_rank for need in (a, b, c)] == [1, 2, 3]
    service.shift(session, state.id, c.id, by=-1)
    service.shift(session, state.id, a.id, by=-1)
    assert [need.priority_rank for need in (a, c, b)] == [1, 2, 3]
    for need_id, place in ((0, 1), (a.id, 0)):
        with pytest.raises(RuleBroken):
            service.move_to(session, state.id, need_id, place=place)


def test_a_foreign_or_repeated_need_in_the_order_is_refused(session: Session):
    need, other = make_posted(session), make_posted(session)
    for asked in ([need.id, other.id], [need.id, need.id]):
        with pytest.raises(RuleBroken):
            service.reorder(session, need.state_id, asked)


def test_the_database_lets_no_rank_be_given_twice(session: Session):
    state = make_state(session)
    make_posted(session, state)
    second = make_posted(session, state)
    second.priority_rank = 1
    with pytest.raises(IntegrityError):
        session.flush()


def test_a_need_on_behalf_names_its_source_and_stays_outside_until_adopted(session: Session):
    state = make_state(session, "COD")
    with pytest.raises(RuleBroken):
        on_behalf(session, state.iso3, source="")
    need = on_behalf(session, state.iso3)
    assert (need.status, need.priority_rank) == (NeedStatus.DRAFT_ON_BEHALF, None)
    service.adopt(session, need, person_id=None)
    service.post(session, need, person_id=None, today=TODAY)
    assert need.status is NeedStatus.OPEN


def test_a_need_on_behalf_can_be_rejected(session: Session):
    make_state(session, "COD")
    need = on_behalf(session, "COD")
    service.reject(session, need, reason="Already under way")
    assert need.status is NeedStatus.REJECTED


def on_behalf(session: Session, iso3: str, source: str = "Delegation at the 11MSP") -> Need:
    return service.draft_on_behalf(
        session,
        get_state(session, iso3),
        facts=facts_of_need(),
        source=source,
        source_on=When(date(2023, 9, 13)),
        today=TODAY,
    )


def test_conflicting_statements_are_both_kept_and_marked(session: Session):
    need = make_posted(session)
    said = {"by": "Delegation", "on": When(date(2023, 9, 13)), "forum": "11MSP"}
    first = service.add_statement(
        session, need, **said, text="Workshops are a legal requirement", counters=None
    )
    service.add_statement(
        session, need, **said | {"by": "CMC"}, text="Ratification is already in progress", counters=first
    )
    kept = list_statements(session, need.id)
    assert [one.disputed for one in kept] == [True, True]
    assert kept[1].counters_id == first.id


def test_questions_are_asked_about_posted_needs_and_answered(session: Session):
    need = make_draft(session)
    with pytest.raises(RuleBroken):
        service.ask(session, need, text="Which districts?", person_id=1, organisation_id=None, today=TODAY)


def test_the_years_of_a_cost_are_replaced_as_a_whole(session: Session):
    need = make_posted(session)
    service.set_phases(session, need, {2027: 150_000_00})
    service.set_phases(session, need, {2027: 150_000_00})
    with pytest.raises(RuleBroken):
        service.set_phases(session, need, {2027: 1})
