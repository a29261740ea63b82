"""Meetings, minutes, action points and soft promises (scenario A8)."""

from datetime import date

import pytest
from sqlmodel import select

from coalition.auth.rules import Role
from coalition.coalitions.models import ActionPoint, Meeting
from coalition.coalitions.queries.meetings import list_points_due
from coalition.coalitions.rules.meetings import Minutes, PointStatus, is_overdue
from coalition.coalitions.service import meetings as service
from coalition.core.errors import RuleBroken
from coalition.core.when import Precision, When
from tests.factories.pledges import TODAY, make_coalition, make_donor, make_person
from tests.factories.states import make_state


@pytest.fixture
def chad(session):
    return make_coalition(session, make_state(session, "TCD", "Chad"))


def test_a_soft_promise_for_november_is_past_on_the_first_of_december(session, chad):
    point = service.agree(
        session,
        chad,
        text="Draft extension request",
        due=When(date(2023, 11, 1), Precision.MONTH),
        soft_promise=True,
        today=date(2023, 9, 14),
    )
    assert not is_overdue(point.status, point.due_on, point.due_precision, date(2023, 11, 30))
    assert is_overdue(point.status, point.due_on, point.due_precision, date(2023, 12, 1))
    assert list_points_due(session, until=date(2023, 12, 1)) == [point]


def test_minutes_go_from_draft_to_circulated_to_approved(session, chad):
    meeting = service.hold(session, chad, title="First", starts=When(TODAY))
    with pytest.raises(RuleBroken):
        service.write_minutes(meeting, text="Agreed.", summary="", then=Minutes.APPROVED, today=TODAY)
    for then in (Minutes.DRAFT, Minutes.CIRCULATED, Minutes.APPROVED):
        service.write_minutes(meeting, text="Agreed.", summary="", then=then, today=TODAY)
    assert meeting.approved_on == TODAY


def test_a_point_let_go_says_why(session, chad):
    point = service.agree(session, chad, text="Send the list", today=TODAY)
    with pytest.raises(RuleBroken):
        service.settle(point, then=PointStatus.DROPPED, note="", today=TODAY)
    service.settle(point, then=PointStatus.DONE, note="", today=TODAY)
    assert point.closed_on == TODAY
    with pytest.raises(RuleBroken):
        service.agree(session, chad, text=" ", today=TODAY)


def test_a_meeting_from_record_to_promise_in_the_browser(session, chad, sign_in):
    ica = make_person(session, Role.COORDINATOR)
    session.commit()
    client = sign_in(ica)
    assert "No meeting is recorded." in client.get(f"/coalitions/{chad.id}/meetings").text
    new = {
        "title": "Seminar",
        "type": "country_seminar",
        "starts": "April 2027",
        "openness": "closed",
        "once": "a",
    }
    assert client.post(f"/coalitions/{chad.id}/meetings/new", data=new).status_code == 302
    session.rollback()
    meeting = session.exec(select(Meeting)).one()
    assert meeting.starts_precision is Precision.MONTH
    text = {"minutes_text": "We agreed.", "then": "draft", "once": "b"}
    assert client.post(f"/coalitions/meetings/{meeting.id}/minutes", data=text).status_code == 302
    promise = {
        "text": "Send list",
        "owner": "",
        "soft_promise": "y",
        "due": "2020-01-01",
        "meeting": str(meeting.id),
        "once": "c",
    }
    assert client.post(f"/coalitions/{chad.id}/points/new", data=promise).status_code == 302
    page = client.get(f"/coalitions/meetings/{meeting.id}").text
    assert "We agreed." in page
    assert "Past its day" in page
    session.rollback()
    point = session.exec(select(ActionPoint)).one()
    assert point.soft_promise
    done = {"then": "done", "note": "", "once": "d"}
    assert client.post(f"/coalitions/points/{point.id}", data=done).status_code == 302


def test_who_sits_outside_reads_nothing(session, chad, sign_in, client):
    donor = make_donor(session, "NOR", "Norway")
    person = make_person(session, Role.DONOR, organisation_id=donor.id)
    session.commit()
    assert client.get(f"/coalitions/{chad.id}/meetings").status_code == 302
    assert sign_in(person).get(f"/coalitions/{chad.id}/meetings").status_code == 403
