from datetime import date

import pytest

from coalition.coalitions.rules import (
    NEXT,
    CoalitionStatus,
    EligibilityClass,
    Readiness,
    check_lead,
    check_purpose,
    check_step,
    is_current,
    missing_to_activate,
    missing_to_scope,
)
from coalition.core.errors import RuleBroken

READY = {
    "eligibility": EligibilityClass.A,
    "presidency_note": "",
    "coordinator_confirmed": True,
    "current_leads": 1,
    "strategy_in_force": True,
    "purpose": "Release land.",
    "channel_note": "Direct grants.",
}


@pytest.mark.parametrize("now", CoalitionStatus)
@pytest.mark.parametrize("then", CoalitionStatus)
def test_a_coalition_takes_only_the_steps_in_the_table(now, then):
    if then in NEXT[now]:
        check_step(now, then)
    else:
        with pytest.raises(RuleBroken, match=f"{now} cannot become {then}"):
            check_step(now, then)


def test_scoping_needs_consent_articles_and_a_challenge():
    assert missing_to_scope(consent_on=date(2026, 1, 1), scope_articles="4", challenges=1) == []
    assert len(missing_to_scope(consent_on=None, scope_articles=" ", challenges=0)) == 3


@pytest.mark.parametrize(
    ("without", "words"),
    [
        ({"coordinator_confirmed": False}, "coordinator"),
        ({"current_leads": 0}, "no lead"),
        ({"strategy_in_force": False}, "strategy"),
        ({"purpose": " "}, "purpose"),
        ({"channel_note": ""}, "money reaches"),
        ({"eligibility": EligibilityClass.C}, "Presidency"),
    ],
)
def test_an_active_coalition_has_all_that_makes_it_one(without, words):
    """Invariant I19, and the eligibility step of a State not party."""
    assert missing_to_activate(Readiness(**READY)) == []
    (lacking,) = missing_to_activate(Readiness(**(READY | without)))
    assert words in lacking


def test_a_state_not_party_becomes_active_with_the_note_of_the_presidency():
    ready = Readiness(**(READY | {"eligibility": EligibilityClass.C, "presidency_note": "Agreed at 12MSP."}))
    assert missing_to_activate(ready) == []


def test_a_lead_that_is_no_donor_state_carries_its_reason():
    check_lead(is_donor_state=True, exception_reason="")
    check_lead(is_donor_state=False, exception_reason="Co-chairs the working group already.")
    with pytest.raises(RuleBroken) as refused:
        check_lead(is_donor_state=False, exception_reason="because")
    assert refused.value.field == "lead_reason"


def test_a_purpose_fits_into_six_hundred_characters():
    check_purpose("x" * 600)
    with pytest.raises(RuleBroken):
        check_purpose("x" * 601)


def test_a_seat_counts_on_its_first_and_its_last_day():
    start, end = date(2026, 1, 1), date(2026, 6, 30)
    assert is_current(start, end, start)
    assert is_current(start, end, end)
    assert not is_current(start, end, date(2026, 7, 1))
    assert is_current(start, None, date(2100, 1, 1))
