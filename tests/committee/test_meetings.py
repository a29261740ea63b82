"""Meetings: who is expected, minutes from draft to approval, what is disputed, the summary without names."""

from datetime import UTC, date, datetime
from io import BytesIO

import docx
import pytest
from sqlmodel import select

from coalition.auth.rules import Role, Theme
from coalition.coalitions.rules.meetings import Minutes, PointStatus
from coalition.committee.queries.meetings import list_items, list_parties, list_points
from coalition.committee.rules.anonymous import without_names
from coalition.committee.rules.minutes import Attendance, ItemKind, SaidStatus
from coalition.committee.service import meetings as service
from coalition.core.errors import RuleBroken
from coalition.core.when import parse_when
from coalition.notifications.models import Mail
from tests.factories.auth import make_person
from tests.factories.committee import load_all, make_officer

NOW = datetime(2023, 11, 20, 9, tzinfo=UTC)


@pytest.fixture
def meeting(session):
    load_all(session)
    return service.hold(session, title="Committee", held_on=date(2023, 11, 13))


def write(session, meeting, text="Said.", **given):
    sound = {"number": "1", "heading": "Update", "kind": ItemKind.STATEMENT}
    return service.write_item(session, meeting, None, text=text, **sound | given)


def present(session, meeting):
    return service.attend(
        session,
        meeting,
        list_parties(session, meeting.id)[0],
        name="Mexico",
        capacity="12MSP President",
        people="H.E. Mrs. Ana Example\n\n Mr. Juan Example ",
        attendance=Attendance.PRESENT,
    )


def test_everybody_who_holds_an_office_that_day_is_expected_first_the_president(session, meeting):
    parties = list_parties(session, meeting.id)
    assert parties[0].name == "Mexico"
    assert {"Belgium", "Peru", "Malawi", "ICRC", "ISU"} <= {party.name for party in parties}
    assert {party.attendance for party in parties} == {Attendance.NOT_HEARD}
    assert len(parties) == 1 + 12 + 4


def test_minutes_go_round_and_are_approved_at_a_later_meeting(session, meeting):
    make_officer(session, "PER", Theme.UNIVERSALIZATION)
    make_person(session, Role.ISU)
    with pytest.raises(RuleBroken):
        service.circulate(session, meeting, now=NOW)
    assert present(session, meeting).people == "H.E. Mrs. Ana Example\nMr. Juan Example"
    item = write(session, meeting)
    assert service.circulate(session, meeting, now=NOW) == 2
    assert service.circulate(session, meeting, now=NOW) == 2
    assert service.circulate(session, meeting, now=NOW) == 0
    assert len(session.exec(select(Mail)).all()) == 4
    later = service.hold(session, title="Next", held_on=date(2024, 1, 29))
    with pytest.raises(RuleBroken):
        service.approve(meeting, at=meeting, today=date(2024, 1, 29))
    service.approve(meeting, at=later, today=date(2024, 1, 29))
    assert meeting.minutes is Minutes.APPROVED
    session.flush()
    for act in (lambda: write(session, meeting), lambda: service.drop_item(session, meeting, item)):
        with pytest.raises(RuleBroken):
            act()


@pytest.mark.on("sqlite")
def test_a_disputed_statement_stands_beside_the_one_it_disputes(session, meeting):
    first = write(session, meeting, "Two States are interested.", speaker="ISU")
    with pytest.raises(RuleBroken):
        write(session, meeting, "No commitment was made.", status=SaidStatus.DISPUTED)
    write(
        session, meeting, "No commitment was made.", speaker="Belgium",
        status=SaidStatus.DISPUTED, counter_of=first,
    )  # fmt: skip
    assert [item.status for item in list_items(session, meeting.id)] == [SaidStatus.DISPUTED] * 2
    with pytest.raises(RuleBroken):
        service.drop_item(session, meeting, first)


@pytest.mark.on("sqlite")
def test_nobody_stands_twice_on_the_list(session, meeting):
    with pytest.raises(RuleBroken):
        service.attend(
            session, meeting, None, name="Peru", capacity="", people="", attendance=Attendance.PRESENT
        )


@pytest.mark.on("sqlite")
def test_an_action_point_is_let_go_with_a_word(session, meeting):
    point = service.agree(
        session, meeting, text="Write", owner="ISU", due=parse_when("November 2023"), soft_promise=True
    )
    assert list_points(session) == [point]
    with pytest.raises(RuleBroken):
        service.settle(point, then=PointStatus.DROPPED, note="", today=NOW.date())
    service.settle(point, then=PointStatus.DONE, note="", today=NOW.date())
    session.flush()
    assert list_points(session) == []


def test_names_are_replaced_wherever_they_stand():
    text = "The Netherlands thanked Ambassador Méndez. Netherlandish matters stay. NETHERLANDS agreed."
    said = without_names(
        text,
        bodies=["Netherlands"],
        people=["H.E. Mrs. Francisca E. Méndez"],
        body="a participant",
        person="a delegate",
    )
    assert said == (
        "a participant thanked Ambassador a delegate. Netherlandish matters stay. a participant agreed."
    )


@pytest.mark.on("sqlite")
def test_a_closed_note_never_leaves_in_the_summary(app, session, meeting, sign_in):
    write(session, meeting, "A secret of the meeting.", closed=True)
    write(session, meeting, "Peru spoke of its plans.", number="2")
    session.commit()
    client = sign_in(make_person(session, Role.ISU))
    page = client.get(f"/committee/meetings/{meeting.id}/summary").get_data(as_text=True)
    file = client.get(f"/committee/meetings/{meeting.id}/summary.docx").get_data()
    words = "\n".join(paragraph.text for paragraph in docx.Document(BytesIO(file)).paragraphs)
    for text in (page, words):
        assert "secret" not in text
        assert "a participant spoke of its plans." in text
    minutes = client.get(f"/committee/meetings/{meeting.id}/minutes.docx").get_data()
    assert "secret" in "\n".join(paragraph.text for paragraph in docx.Document(BytesIO(minutes)).paragraphs)
