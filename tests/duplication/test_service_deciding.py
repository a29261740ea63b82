"""What people do with a question: who may settle it, what a decision needs, objections, remedies, money."""

from datetime import date, timedelta

import pytest
from sqlmodel import Session, select

from coalition.auth.rules import Role
from coalition.core.errors import RuleBroken
from coalition.duplication.models import DuplicationFlag, FlagDecision
from coalition.duplication.queries.flags import double_counted, list_counted_twice
from coalition.duplication.rules.flags import FlagKind, FlagStatus, Outcome, ReasonCode, SideKind
from coalition.duplication.service import deciding
from coalition.duplication.service.deciding import Decider, Ruling
from coalition.needs.models import Need
from coalition.notifications.models import Mail
from coalition.pledges.models import Pledge
from coalition.pledges.queries import Side, Which, coverage_of, portfolio_of, totals_of
from coalition.pledges.queries.sums import list_counted_elsewhere
from coalition.pledges.rules import PledgeStage
from tests.factories.auth import make_person
from tests.factories.duplication import NOW, TODAY, make_flag, make_laos, side_facts
from tests.factories.pledges import MILLION, make_donor, make_open_need, make_pledge

LONG = "They work north of the road, we work south of it."
DISMISS = Ruling(Outcome.DISMISSED, ReasonCode.NOT_SAME_WORK, LONG)


@pytest.fixture
def decider(session: Session) -> Decider:
    person = make_person(session)
    session.flush()
    return Decider(person.id)


def confirm(owner_id: int, **given) -> Ruling:
    sound = {"remedy_owner_id": owner_id, "remedy_by": TODAY + timedelta(days=30)} | given
    return Ruling(Outcome.CONFIRMED_DUPLICATE, ReasonCode.LINK_SAME_MONEY, LONG, **sound)


def test_a_dismissal_keeps_reason_facts_and_day(session: Session, decider: Decider):
    flag = make_flag(session)
    decision = deciding.decide(session, flag, ruling=DISMISS, decider=decider, now=NOW)
    assert flag.status is FlagStatus.DISMISSED
    assert (decision.facts, decision.decided_on) == (flag.facts, TODAY)
    assert decision.valid_until == date(2026, 12, 31)


def test_a_reason_under_twenty_characters_is_refused(session: Session, decider: Decider):
    ruling = Ruling(Outcome.DISMISSED, ReasonCode.ENDED, "it ended")
    with pytest.raises(RuleBroken) as refused:
        deciding.decide(session, make_flag(session), ruling=ruling, decider=decider, now=NOW)
    assert refused.value.field == "text"


def test_a_reason_of_another_outcome_is_refused(session: Session, decider: Decider):
    ruling = Ruling(Outcome.DISMISSED, ReasonCode.CO_FUNDING, LONG)
    with pytest.raises(RuleBroken) as refused:
        deciding.decide(session, make_flag(session), ruling=ruling, decider=decider, now=NOW)
    assert refused.value.field == "reason"


def test_a_settled_question_is_not_settled_again(session: Session, decider: Decider):
    flag = make_flag(session, status=FlagStatus.COORDINATED)
    with pytest.raises(RuleBroken, match="settled already"):
        deciding.decide(session, flag, ruling=DISMISS, decider=decider, now=NOW)


def test_a_coordinator_whose_state_owns_a_record_does_not_decide(session: Session, decider: Decider):
    italy = make_donor(session, "ITA", "Italy")
    flag = make_flag(session, left_owner_id=italy.id)
    party = Decider(decider.person_id, frozenset({italy.id}), coordinates=True)
    with pytest.raises(RuleBroken, match="Your State owns"):
        deciding.decide(session, flag, ruling=DISMISS, decider=party, now=NOW)
    deciding.decide(session, flag, ruling=DISMISS, decider=Decider(decider.person_id), now=NOW)


def test_parties_on_the_platform_are_heard_before_they_are_bound(session: Session, decider: Decider):
    norway = make_donor(session, "NOR", "Norway")
    make_person(session, Role.DONOR, organisation=norway)
    flag = make_flag(session, left_owner_id=norway.id)
    with pytest.raises(RuleBroken) as refused:
        deciding.decide(session, flag, ruling=confirm(norway.id), decider=decider, now=NOW)
    assert refused.value.field == "heard"
    deciding.reply(
        session, flag, organisation_id=norway.id, person_id=decider.person_id, text="It is ours.", now=NOW
    )
    deciding.decide(session, flag, ruling=confirm(norway.id), decider=decider, now=NOW)
    assert flag.status is FlagStatus.CONFIRMED_DUPLICATE


def test_after_ten_working_days_silence_binds_nobody_longer(session: Session, decider: Decider):
    norway = make_donor(session, "NOR", "Norway")
    make_person(session, Role.DONOR, organisation=norway)
    flag = make_flag(session, left_owner_id=norway.id, opened_on=TODAY - timedelta(days=15))
    deciding.decide(session, flag, ruling=confirm(norway.id), decider=decider, now=NOW)
    assert flag.status is FlagStatus.CONFIRMED_DUPLICATE


@pytest.mark.parametrize("missing", ["remedy_owner", "remedy_by"])
def test_a_duplicate_names_who_puts_it_right_and_when(session: Session, decider: Decider, missing: str):
    norway = make_donor(session, "NOR", "Norway")
    ruling = confirm(norway.id, **{"remedy_owner_id" if missing == "remedy_owner" else missing: None})
    with pytest.raises(RuleBroken) as refused:
        deciding.decide(
            session, make_flag(session, left_owner_id=norway.id), ruling=ruling, decider=decider, now=NOW
        )
    assert refused.value.field == missing


def test_confirmed_same_money_leaves_the_totals_visibly(session: Session, decider: Decider):
    norway = make_donor(session, "NOR", "Norway")
    facts = {"left": side_facts("A", usd=900_000_00), "right": side_facts("B", usd=1_000_000_00)}
    flag = make_flag(session, kind=FlagKind.SAME_MONEY, facts=facts, left_owner_id=norway.id)
    deciding.decide(session, flag, ruling=confirm(norway.id), decider=decider, now=NOW)
    assert double_counted(session, make_laos(session).id) == 900_000_00
    assert [each.flag_id for each in list_counted_twice(session)] == [flag.id]


def test_same_work_takes_no_money_out(session: Session, decider: Decider):
    norway = make_donor(session, "NOR", "Norway")
    flag = make_flag(session, left_owner_id=norway.id)
    deciding.decide(session, flag, ruling=confirm(norway.id), decider=decider, now=NOW)
    assert double_counted(session, make_laos(session).id) == 0


def test_an_objection_opens_the_question_again_and_gives_the_money_back(session: Session, decider: Decider):
    norway = make_donor(session, "NOR", "Norway")
    flag = make_flag(session, kind=FlagKind.SAME_MONEY, left_owner_id=norway.id)
    deciding.decide(session, flag, ruling=confirm(norway.id), decider=decider, now=NOW)
    deciding.object_to(session, flag, person_id=decider.person_id, text=LONG, now=NOW)
    assert flag.status is FlagStatus.UNDER_REVIEW
    assert double_counted(session, make_laos(session).id) == 0


def test_an_objection_after_ten_working_days_is_refused(session: Session, decider: Decider):
    flag = make_flag(session)
    deciding.decide(session, flag, ruling=DISMISS, decider=decider, now=NOW)
    with pytest.raises(RuleBroken, match="ten working days"):
        deciding.object_to(
            session, flag, person_id=decider.person_id, text=LONG, now=NOW + timedelta(days=15)
        )


def test_a_remedy_that_is_done_resolves_the_question(session: Session, decider: Decider):
    norway = make_donor(session, "NOR", "Norway")
    flag = make_flag(session, kind=FlagKind.SAME_MONEY, left_owner_id=norway.id)
    deciding.decide(session, flag, ruling=confirm(norway.id), decider=decider, now=NOW)
    deciding.resolve(session, flag, person_id=decider.person_id, note="The two records are linked.", now=NOW)
    assert flag.status is FlagStatus.RESOLVED
    assert double_counted(session, make_laos(session).id) == 1_000_000_00


def test_several_obvious_ones_go_with_one_reason_or_none_at_all(session: Session, decider: Decider):
    flags = [make_flag(session), make_flag(session)]
    deciding.dismiss_many(
        session, flags, reason=ReasonCode.NOT_SAME_WORK, text=LONG, decider=decider, now=NOW
    )
    assert {flag.status for flag in session.exec(select(DuplicationFlag))} == {FlagStatus.DISMISSED}
    assert len(session.exec(select(FlagDecision)).all()) == 2


def test_the_parties_and_the_deciders_are_told_once(session: Session, decider: Decider):
    norway = make_donor(session, "NOR", "Norway")
    donor = make_person(session, Role.DONOR, organisation=norway)
    coordinator = make_person(session, Role.COORDINATOR)
    head = make_person(session, Role.AFFECTED_STATE, state_id=make_laos(session).id)
    flag = make_flag(session, left_owner_id=norway.id)
    deciding.take_up(session, flag, person_id=coordinator.id, now=NOW)
    told = session.exec(select(Mail.person_id)).all()
    assert sorted(told) == sorted([donor.id, head.id])


def test_only_a_party_is_asked(session: Session, decider: Decider):
    stranger = make_donor(session, "ITA", "Italy")
    with pytest.raises(RuleBroken) as refused:
        deciding.ask(
            session,
            make_flag(session),
            organisation_id=stranger.id,
            person_id=decider.person_id,
            text="Which hazard areas?",
            now=NOW,
        )
    assert refused.value.field == "organisation"


# --- totals ------------------------------------------------------------------------------------


def two_pledges_of_one_sum(session: Session) -> tuple[DuplicationFlag, Pledge, Pledge]:
    """A donor and a channel both entered USD 1 million and USD 0.6 million of it, for one need."""
    need = make_open_need(session, make_laos(session))
    whole, part = (
        make_pledge(session, need, donor=make_donor(session), amount=amount, stage=PledgeStage.COMMITMENT)
        for amount in (MILLION, 6 * MILLION // 10)
    )
    sides = {"left_kind": SideKind.PLEDGE, "left_id": part.id, "right_kind": SideKind.PLEDGE}
    flag = make_flag(session, kind=FlagKind.SAME_MONEY, right_id=whole.id, **sides)
    return flag, whole, part


def firm(session: Session, whole: Pledge) -> tuple[int, int, int]:
    """Firm money of the State, of its line in the portfolio, and of the need."""
    which = Which(state_id=whole.state_id)
    need = session.exec(select(Need)).one()
    line = portfolio_of(session, which, Side.STATE).rows[0]
    return totals_of(session, which).firm, line.firm, coverage_of(session, [need])[need.id].firm


def test_confirmed_money_is_taken_out_of_totals_and_comes_back_with_an_objection(
    session: Session, decider: Decider
):
    flag, whole, part = two_pledges_of_one_sum(session)
    both = whole.counted_usd + part.counted_usd
    assert firm(session, whole) == (both, both, both)
    ruling = confirm(part.donor_id, heard="Both were asked by telephone and agree.")
    deciding.decide(session, flag, ruling=ruling, decider=decider, now=NOW)
    assert firm(session, whole) == (whole.counted_usd,) * 3
    taken_out = list_counted_elsewhere(session, Which())
    assert [(each.ref, each.other, each.usd) for each in taken_out] == [
        (part.ref, whole.ref, part.counted_usd)
    ]
    alone = Which(donor_id=part.donor_id)
    assert totals_of(session, alone).firm == part.counted_usd  # the other is not in this sum
    deciding.object_to(session, flag, person_id=decider.person_id, text=LONG, now=NOW)
    assert firm(session, whole) == (both, both, both)
