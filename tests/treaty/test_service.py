from datetime import date

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import select

from coalition.core.when import Precision
from coalition.states.queries import get_state
from coalition.states.service import load_reference as load_states
from coalition.treaty.models import Obligation, TreatyMeeting
from coalition.treaty.queries import list_extensions, list_meetings, list_obligations
from coalition.treaty.rules.terms import Clock, ExtensionOutcome, MeetingKind, ObligationStatus
from coalition.treaty.service import load_reference
from tests.factories.states import make_state
from tests.factories.treaty import make_extension, make_meeting, make_obligation


def test_the_reference_data_is_loaded_and_loading_again_changes_nothing(session):
    load_states(session)
    assert load_reference(session) == {"obligations": 187, "extensions": 25, "treaty_meetings": 21}
    rows = session.exec(select(Obligation)).all()
    assert load_reference(session)["obligations"] == len(rows) == 187
    assert not session.dirty


def test_unknown_stays_unknown_and_nought_stays_nought(session):
    load_states(session)
    load_reference(session)
    area = {
        iso3: duty.remaining_area
        for iso3 in ("CHL", "IRQ", "DEU")
        for duty in list_obligations(session, get_state(session, iso3).id)
        if duty.article == 4
    }
    assert area == {"CHL": None, "IRQ": 202_400_000, "DEU": 11_000_000}
    croatia = list_obligations(session, get_state(session, "HRV").id)
    assert [duty.remaining_area for duty in croatia if duty.article == 4] == [0]


def test_what_only_a_weak_source_says_of_a_duty_is_unknown(session):
    load_states(session)
    load_reference(session)
    nigeria = list_obligations(session, get_state(session, "NGA").id)
    assert [duty.status for duty in nigeria if duty.article == 3] == [ObligationStatus.UNKNOWN]


def test_an_extension_entered_by_hand_survives_the_next_loading(session):
    load_states(session)
    load_reference(session)
    (duty,) = [d for d in list_obligations(session, get_state(session, "AFG").id) if d.article == 4]
    duty.current_deadline, duty.kept_by_hand = date(2030, 3, 1), True
    request = list_extensions(session, duty.state_id)[-1]
    request.outcome, request.granted_until, request.kept_by_hand = (
        ExtensionOutcome.GRANTED,
        date(2030, 3, 1),
        True,
    )
    load_reference(session)
    assert duty.current_deadline == date(2030, 3, 1)
    assert list_extensions(session, duty.state_id)[-1].outcome is ExtensionOutcome.GRANTED


def test_the_review_conference_of_2026_is_provisional(session):
    load_states(session)
    load_reference(session)
    third = session.exec(select(TreatyMeeting).where(TreatyMeeting.name == "3RC")).one()
    assert (third.starts_on, third.precision, third.provisional) == (date(2026, 9, 1), Precision.MONTH, True)
    assert third.kind is MeetingKind.REVIEW_CONFERENCE
    assert [meeting.name for meeting in list_meetings(session, MeetingKind.INTERSESSIONAL)][-1] == (
        "Intersessional 2025"
    )


def test_an_article_has_one_obligation_a_clock(session):
    state = make_state(session)
    make_obligation(session, state)
    make_obligation(session, state, clock_label="2023–24")
    with pytest.raises(IntegrityError):
        make_obligation(session, state)


@pytest.mark.parametrize(
    "values",
    [{"article": 6}, {"remaining_area": -1}, {"clock": Clock.LATER_HOSTILITIES}, {"extensions_granted": -1}],
)
def test_the_database_refuses_an_obligation_that_cannot_be(session, values):
    with pytest.raises(IntegrityError):
        make_obligation(session, make_state(session), **values)


def test_a_grant_has_its_end(session):
    with pytest.raises(IntegrityError):
        make_extension(session, make_obligation(session, make_state(session)))


def test_a_request_has_a_number_from_one(session):
    with pytest.raises(IntegrityError):
        make_extension(session, make_obligation(session, make_state(session)), date(2030, 1, 1), sequence=0)


def test_a_meeting_has_one_name(session):
    make_meeting(session, "14MSP", date(2027, 9, 1))
    with pytest.raises(IntegrityError):
        make_meeting(session, "14MSP", date(2027, 9, 2))
