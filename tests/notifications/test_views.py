"""What a person was told, how they want it, and the administrator's outbox."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from flask.testing import FlaskClient
from sqlmodel import Session, select

from coalition.auth.models import Person
from coalition.auth.rules import Rank, Role
from coalition.notifications.models import Mail
from coalition.notifications.rules import Kind, MailStatus, Pace
from coalition.notifications.service import choose, tell
from tests.factories.auth import make_person
from tests.factories.states import make_state

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
SignIn = Callable[[Person], FlaskClient]
pytestmark = pytest.mark.on("sqlite")
EVERY = {kind.value: "" for kind in Kind}
FORM = EVERY | {"digest": "daily", "locale": "fr", "timezone": "Asia/Vientiane"}


def head_of(session: Session) -> Person:
    return make_person(session, Role.AFFECTED_STATE, rank=Rank.HEAD, state_id=make_state(session).id)


def told(session: Session, person: Person, key: str = "need:1") -> Mail:
    tell(session, [person.id], key=key, subject="A need was posted", body="In Lao PDR", link="/", now=NOON)
    session.commit()
    return session.exec(select(Mail).where(Mail.key == f"{key}:{person.id}")).one()


def test_a_message_says_why_and_becomes_read_when_it_is_opened(session: Session, sign_in: SignIn) -> None:
    person = make_person(session, Role.ISU)
    mail = told(session, person)
    client = sign_in(person)
    page = client.get("/notifications").text
    assert "A need was posted" in page
    assert "named in" in page
    assert "1 message is not yet read" in page
    assert client.post(f"/notifications/{mail.id}/open").location == "/"
    assert "0 messages are not yet read" in client.get("/notifications").text
    client.post(f"/notifications/{mail.id}/unread")
    assert "1 message is not yet read" in client.get("/notifications?show=unread").text


def test_nobody_opens_anothers_message(session: Session, sign_in: SignIn) -> None:
    mail = told(session, make_person(session, Role.ISU))
    client = sign_in(make_person(session, Role.ISU))
    assert client.post(f"/notifications/{mail.id}/open").status_code == 404
    assert "A need was posted" not in client.get("/notifications").text


def test_settings_are_kept_for_each_kind_with_language_and_zone(session: Session, sign_in: SignIn) -> None:
    person = make_person(session, Role.ISU)
    mail = told(session, person)
    client = sign_in(person)
    answer = client.post("/notifications/settings", data=FORM | {"needs": "never", "pledges": "weekly"})
    assert answer.status_code == 302
    session.rollback()
    assert (person.locale, person.timezone) == ("fr", "Asia/Vientiane")
    session.refresh(mail)
    assert mail.status is MailStatus.KEPT
    assert told(session, person, "need:2").status is MailStatus.KEPT
    assert told(session, person, "flag:2").status is MailStatus.WAITING


def test_who_answers_for_a_state_cannot_switch_its_deadlines_off(session: Session, sign_in: SignIn) -> None:
    person = head_of(session)
    answer = sign_in(person).post("/notifications/settings", data=FORM | {"deadlines": "never"})
    assert answer.status_code == 200
    assert "Not a valid choice" in answer.text or "choix" in answer.text
    choose(session, person.id, {Kind.DEADLINES: Pace.WEEKLY}, usual="daily", zone="UTC", bound=True, now=NOON)
    session.commit()
    assert told(session, person, "deadline:1").status is MailStatus.WAITING


def test_a_time_zone_that_is_none_is_refused_in_words(session: Session, sign_in: SignIn) -> None:
    answer = sign_in(make_person(session, Role.ISU)).post(
        "/notifications/settings", data=FORM | {"timezone": "Mars/Crater", "locale": "en"}
    )
    assert "That is no time zone" in answer.text


def test_the_outbox_is_the_administrators(session: Session, sign_in: SignIn) -> None:
    assert sign_in(make_person(session, Role.ISU)).get("/outbox").status_code == 403


def test_dead_letters_stand_in_the_outbox_with_their_reason_and_are_sent_again(
    session: Session, sign_in: SignIn
) -> None:
    mail = told(session, make_person(session, Role.ISU))
    mail.status, mail.last_error = MailStatus.DEAD, "550 no such mailbox"
    session.commit()
    client = sign_in(make_person(session, Role.ISU, rank=Rank.ADMINISTRATOR))
    assert "550 no such mailbox" in client.get("/outbox?status=dead").text
    client.post(f"/outbox/{mail.id}/retry", data={"status": "dead"})
    session.rollback()
    assert session.exec(select(Mail)).one().status is MailStatus.WAITING
    client.post(f"/outbox/{mail.id}/discard")
    session.rollback()
    assert session.exec(select(Mail)).one().status is MailStatus.DISCARDED
    assert "not waiting any more" in client.post(f"/outbox/{mail.id}/discard", follow_redirects=True).text


def test_without_a_mail_server_the_outbox_shows_letters_in_full(session: Session, sign_in: SignIn) -> None:
    told(session, make_person(session, Role.ISU))
    page = sign_in(make_person(session, Role.ISU, rank=Rank.ADMINISTRATOR)).get("/outbox").text
    assert "No mail server is set" in page
    assert "In Lao PDR" in page
