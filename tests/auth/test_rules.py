import pytest

from coalition.auth.rules import Rank, Role, Theme, check_password, check_rank, check_scope, locked_out
from coalition.core.errors import RuleBroken


@pytest.mark.parametrize(
    "password", ["short", "aaaaaaaaaaaaaa", "desk@example.org", "x" * 257, "abababababab"]
)
def test_weak_passwords_are_refused(password):
    with pytest.raises(RuleBroken) as refused:
        check_password(password, "desk@example.org", "Desk")
    assert refused.value.field == "password"


def test_a_long_sentence_is_a_good_password():
    check_password("the river is high in may", "desk@example.org", "Desk")


def test_a_rank_belongs_to_its_role():
    check_rank(Role.DONOR, Rank.APPROVER)
    with pytest.raises(RuleBroken):
        check_rank(Role.DONOR, Rank.HEAD)


@pytest.mark.parametrize(
    ("role", "given", "fine"),
    [
        (Role.AFFECTED_STATE, (1, None, None), True),
        (Role.AFFECTED_STATE, (None, 1, None), False),
        (Role.DONOR, (None, 1, None), True),
        (Role.DONOR, (None, None, None), False),
        (Role.COORDINATOR, (None, None, Theme.ICA), True),
        (Role.COORDINATOR, (None, None, None), False),
        (Role.ISU, (None, None, None), True),
    ],
)
def test_a_role_says_for_whom_it_speaks(role, given, fine):
    if fine:
        check_scope(role, *given)
    else:
        with pytest.raises(RuleBroken):
            check_scope(role, *given)


def test_eight_failures_keep_the_door_shut():
    assert not locked_out(7)
    assert locked_out(8)
