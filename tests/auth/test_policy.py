from types import SimpleNamespace

import pytest

from coalition.auth.policy import POLICY, VISITOR, Act, Held, Standing, may, whole_table
from coalition.auth.rules import RANKS, Rank, Role, Theme

LAO, CHAD, NORWAY, HALO = 1, 2, 10, 20
head = Standing(1, (Held(Role.AFFECTED_STATE, Rank.HEAD, state_id=LAO),))
editor = Standing(2, (Held(Role.AFFECTED_STATE, Rank.EDITOR, state_id=LAO),))
approver = Standing(3, (Held(Role.DONOR, Rank.APPROVER, organisation_id=NORWAY),))
donor_editor = Standing(4, (Held(Role.DONOR, Rank.EDITOR, organisation_id=NORWAY),))
isu = Standing(5, (Held(Role.ISU, Rank.MEMBER),))
admin = Standing(6, (Held(Role.ISU, Rank.ADMINISTRATOR),))
ica = Standing(7, (Held(Role.COORDINATOR, Rank.MEMBER, theme=Theme.ICA),))
need_of_lao = SimpleNamespace(state_id=LAO)
need_of_chad = SimpleNamespace(state_id=CHAD)
pledge_of_norway = SimpleNamespace(state_id=LAO, owner_ids=(NORWAY,))
pledge_of_other = SimpleNamespace(state_id=LAO, owner_ids=(HALO,))


def test_only_the_affected_state_itself_writes_its_needs():
    """Invariant I23."""
    for who in (approver, donor_editor, isu, admin, ica):
        assert not may(who, Act.NEED_DRAFT, need_of_lao)
        assert not may(who, Act.NEED_POST, need_of_lao)
    assert may(head, Act.NEED_POST, need_of_lao)
    assert may(editor, Act.NEED_DRAFT, need_of_lao)
    assert not may(editor, Act.NEED_POST, need_of_lao)
    assert not may(head, Act.NEED_POST, need_of_chad)


def test_only_the_donors_approver_makes_a_pledge_firm():
    """Invariant I24."""
    assert may(approver, Act.PLEDGE_MOVE_FIRM, pledge_of_norway)
    assert not may(donor_editor, Act.PLEDGE_MOVE_FIRM, pledge_of_norway)
    assert may(donor_editor, Act.PLEDGE_MOVE_SOFT, pledge_of_norway)
    assert not may(approver, Act.PLEDGE_MOVE_FIRM, pledge_of_other)


@pytest.mark.parametrize("who", [isu, ica, admin, head])
def test_isu_coordinators_and_states_never_pledge(who):
    """Invariant I25."""
    assert not may(who, Act.PLEDGE_OFFER)


def test_the_administrator_keeps_accounts_and_reads_no_content():
    assert may(admin, Act.PEOPLE_LOCK)
    for act in (Act.NEED_SEE, Act.PLEDGE_SEE, Act.FLAG_SEE, Act.INTEREST_SEE):
        assert not may(admin, act)


def test_a_visitor_may_do_what_is_public_and_no_more():
    assert {act for act in Act if may(VISITOR, act)} == {
        act for act in Act if act.value in whole_table()["public"]
    }
    assert not may(VISITOR, Act.NEED_SEE)


def test_a_member_of_a_coalition_reads_inside_it_only():
    member = Standing(
        8, (Held(Role.PARTNER, Rank.MEMBER, organisation_id=HALO),), member_states=frozenset({LAO})
    )
    assert may(member, Act.NEED_SEE, need_of_lao)
    assert not may(member, Act.NEED_SEE, need_of_chad)


def test_every_act_has_a_line_and_every_line_names_real_ranks():
    assert set(POLICY) == set(Act)
    for rights in POLICY.values():
        for right in rights:
            assert set(right.ranks) <= set(RANKS[right.role])
