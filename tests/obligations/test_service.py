"""What States and the ISU do about obligations, on both databases."""

from datetime import UTC, date, datetime

import pytest
from sqlmodel import select

from coalition.auth.rules import Role
from coalition.core.errors import RuleBroken
from coalition.core.when import Precision, When
from coalition.notifications.models import Mail
from coalition.obligations.queries.declared import (
    find_duty,
    is_owed,
    list_achievements,
    list_declarations,
    list_duties,
)
from coalition.obligations.service.declaring import declare, enter_ceremony, open_again
from coalition.states.queries import get_state
from coalition.states.service import load_reference as load_states
from coalition.treaty.queries import find_obligation, list_meetings
from coalition.treaty.rules.terms import DeadlineState, ObligationStatus
from coalition.treaty.service import load_reference as load_treaty
from tests.factories.auth import make_person

NOW = datetime(2024, 1, 8, 9, tzinfo=UTC)
NOVEMBER = date(2023, 11, 13)


@pytest.fixture
def loaded(session):
    load_states(session)
    load_treaty(session)
    session.flush()
    return session


@pytest.fixture
def peru(loaded):
    """Peru's Article 3 as it stood on 13 November 2023: open, expected by April 2024."""
    found = find_obligation(loaded, get_state(loaded, "PER").id, 3)
    found.status, found.completed_on = ObligationStatus.ACTIVE, None
    loaded.flush()
    return found


def declared(session, obligation, on=date(2023, 12, 15), **values):
    sound = {"stated_by": "Minister of Defence", "achievement": "", "source": "letter", "person_id": None}
    return declare(session, obligation, on=When(on), now=NOW, **sound | values)


def test_on_13_november_2023_exactly_peru_owed_article_3_and_was_reminded_from_the_first_of_april(
    loaded, peru
):
    owed = [duty for duty in list_duties(loaded, 3, NOVEMBER) if is_owed(duty)]
    assert [(duty.state.iso3, duty.deadline.due) for duty in owed] == [
        ("PER", When(date(2024, 4, 1), Precision.MONTH))
    ]
    assert {date(2023, 10, 4), date(2024, 1, 2), date(2024, 3, 2)} <= set(owed[0].deadline.reminders)


def test_the_declaration_ends_the_reminders_and_is_told(loaded, peru):
    make_person(loaded, Role.ISU)
    word = declared(loaded, peru, achievement="The last stocks were destroyed.")
    duty = find_duty(loaded, peru, date(2024, 1, 8))
    assert duty.deadline.state is DeadlineState.FULFILLED
    assert duty.deadline.reminders == []
    assert duty.word == word
    assert [own.state.iso3 for own, found in list_achievements(loaded, state_id=peru.state_id)] == ["PER"]
    assert "declared that it has fulfilled" in loaded.exec(select(Mail)).one().subject
    assert [duty for duty in list_duties(loaded, 3, date(2024, 1, 8)) if is_owed(duty)] == []


def test_before_its_day_the_obligation_was_still_open(loaded, peru):
    declared(loaded, peru)
    assert [duty.state.iso3 for duty in list_duties(loaded, 3, NOVEMBER) if is_owed(duty)] == ["PER"]


def test_a_declaration_gives_a_known_fulfilment_its_day(loaded):
    south_africa = find_obligation(loaded, get_state(loaded, "ZAF").id, 3)
    declared(loaded, south_africa, date(2023, 9, 29))
    assert south_africa.completed_on == date(2023, 9, 29)
    with pytest.raises(RuleBroken, match="stands already"):
        declared(loaded, south_africa, date(2023, 9, 30))


def test_the_ceremony_is_held_at_a_formal_meeting_after_the_declaration(loaded, peru):
    word = declared(loaded, peru)
    meetings = {meeting.name: meeting for meeting in list_meetings(loaded)}
    with pytest.raises(RuleBroken, match="over before"):
        enter_ceremony(word, meetings["11MSP"])
    with pytest.raises(RuleBroken, match="Choose a Meeting"):
        enter_ceremony(word, meetings["Intersessional 2025"])
    enter_ceremony(word, meetings["12MSP"], "Certificate")
    loaded.flush()
    assert word.ceremony_meeting_id == meetings["12MSP"].id


def test_what_was_declared_can_open_again_and_be_declared_again(loaded, peru):
    declared(loaded, peru)
    open_again(
        loaded, peru, on=When(date(2024, 1, 5)), reason="Bombs in an old depot.", source="letter", now=NOW
    )
    assert peru.status is ObligationStatus.ACTIVE
    assert find_duty(loaded, peru, date(2024, 1, 8)).word is None
    declared(loaded, peru, date(2024, 1, 8))
    words = list_declarations(loaded, peru.id)
    assert [word.reopened_reason for word in words] == ["", "Bombs in an old depot."]


def test_an_open_obligation_cannot_be_opened(loaded, peru):
    with pytest.raises(RuleBroken, match="Only a fulfilled"):
        open_again(loaded, peru, on=When(NOVEMBER), reason="Bombs in a depot.", source="letter", now=NOW)
