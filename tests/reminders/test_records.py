"""Days on which what is on record is looked at again, each with its date and whom it concerns."""

from datetime import date, timedelta

from sqlmodel import Session

from coalition.committee.models import CommitteeMeeting
from coalition.committee.rules.minutes import Minutes
from coalition.core.visibility import Confidence
from coalition.organisations.models import Contact
from coalition.reminders.queries.coming import list_platform
from coalition.reminders.rules import RULES, Code
from coalition.treaty.models import TreatyMeeting
from coalition.treaty.rules.terms import MeetingKind
from coalition.universalization.models import Outreach
from coalition.universalization.rules.outreach import Channel, Purpose
from tests.factories.coalitions import make_coalition
from tests.factories.duplication import make_flag, make_published
from tests.factories.organisations import make_organisation
from tests.factories.states import make_state

ON = date(2026, 3, 1)


def days(session: Session) -> dict[str, date]:
    found = list_platform(session, on=ON, start=date(2020, 1, 1), end=date(2030, 1, 1))
    return {coming.code: coming.due.on for coming in reversed(found)}


def test_what_is_on_record_is_looked_at_again(session: Session):
    body = make_organisation(session, name="A donor")
    state = make_state(session, "LAO", "Lao PDR")
    coalition = make_coalition(session, state=state)
    coalition.started_on, coalition.meeting_rhythm_months = date(2026, 1, 15), 6
    session.add(
        Contact(
            organisation_id=body.id, name="A", post_title="Desk", valid_from=ON, last_confirmed_on=ON,
        )
    )  # fmt: skip
    programme = make_published(session)
    programme.owner_id, programme.last_verified_on = body.id, ON
    make_flag(session, state, opened_on=ON)
    session.add(
        Outreach(
            state_id=state.id, purpose=Purpose.UNGA_VOTE, channel=Channel.CALL,
            happens_on=date(2026, 10, 1), created_on=ON,
        )
    )  # fmt: skip
    session.flush()
    found = days(session)
    assert found["F1"] == date(2026, 3, 31)
    assert found["K2"] == date(2026, 7, 15)
    assert found["M1"] == found["M2"] == ON + timedelta(days=180)
    assert found["C5"] == date(2026, 11, 17)


def test_what_hangs_on_meetings_moves_with_them(session: Session):
    meeting = TreatyMeeting(
        name="3RC", kind=MeetingKind.REVIEW_CONFERENCE, place="Vientiane", starts_on=date(2026, 9, 14),
        confidence=Confidence.MEDIUM, source="announcement", provisional=True,
    )  # fmt: skip
    session.add(meeting)
    session.flush()
    assert (days(session)["C2"], days(session)["C6"]) == (date(2026, 6, 16), date(2026, 9, 14))
    meeting.starts_on = date(2026, 11, 16)
    session.flush()
    assert (days(session)["C2"], days(session)["C6"]) == (date(2026, 8, 18), date(2026, 11, 16))


def test_minutes_are_due_ten_working_days_after_the_meeting_until_they_are_circulated(session: Session):
    meeting = CommitteeMeeting(title="Committee of March", held_on=date(2026, 3, 6), source="agenda")
    session.add(meeting)
    session.flush()
    assert days(session)["C3"] == date(2026, 3, 20)
    meeting.minutes, meeting.circulated_on = Minutes.CIRCULATED, date(2026, 3, 12)
    session.flush()
    assert "C3" not in days(session)


def test_every_platform_rule_of_the_model_has_its_reminders():
    """C1 and C3 are reminded by the Committee's own chain."""
    wanted = "C1 C2 C3 C4 C5 C6 K1 K2 K3 P1 P2 P3 P4 A1 A2 N1 N2 F1 M1 M2 S1"
    assert sorted(code.value for code in Code) == sorted(wanted.split())
    assert {code for code in Code if not RULES[code].reminders} == {Code.C1, Code.C3}
