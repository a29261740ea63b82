"""Messages reach a real mailbox once, or say why not."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import Session, select

from coalition.core.errors import RuleBroken
from coalition.notifications.models import Mail
from coalition.notifications.rules import MOST_TRIES, MailStatus
from coalition.notifications.service import send_due, tell
from tests.factories.auth import make_person
from tests.servers.mail import Mailbox, unused_port

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
SITE = "https://coalition.example.org"


def told(session: Session, *keys: str, digest: str = "immediate", subject: str = "A need was posted") -> None:
    person = make_person(session, digest=digest)
    for key in keys:
        tell(session, [person.id], key=key, subject=subject, body="Öffnen", link="/needs/1", now=NOON)
    session.commit()


def sent(session: Session, url: str, after: timedelta = timedelta()) -> int:
    count = send_due(session, url, site=SITE, now=lambda: NOON + after)
    session.commit()
    return count


def test_a_message_is_sent_once(session: Session, mailbox: Mailbox) -> None:
    told(session, "a")
    assert (sent(session, mailbox.url), sent(session, mailbox.url)) == (1, 0)
    [letter] = mailbox.letters
    assert letter["Subject"] == "A need was posted"
    assert f"{SITE}/needs/1" in letter.get_content()


def test_a_digest_waits_for_the_morning_and_is_one_letter(session: Session, mailbox: Mailbox) -> None:
    told(session, "a", "b", digest="daily")
    assert sent(session, mailbox.url) == 0
    assert sent(session, mailbox.url, timedelta(hours=19)) == 2
    assert len(mailbox.letters) == 1


def test_without_a_mail_server_messages_stay(session: Session) -> None:
    told(session, "a")
    assert sent(session, "") == 0
    assert session.exec(select(Mail)).one().status is MailStatus.WAITING


def test_a_server_down_for_a_day_loses_nothing(session: Session, mailbox: Mailbox) -> None:
    told(session, "a")
    assert sent(session, f"smtp://127.0.0.1:{unused_port()}") == 0
    assert session.exec(select(Mail)).one().tries == 1
    assert sent(session, mailbox.url, timedelta(days=1)) == 1


def test_a_lasting_refusal_is_a_dead_letter_at_once(session: Session, mailbox: Mailbox) -> None:
    told(session, "a")
    mailbox.refuse = "550 no such mailbox"
    assert sent(session, mailbox.url) == 0
    mail = session.exec(select(Mail)).one()
    assert (mail.status, mail.last_error) == (MailStatus.DEAD, "550 no such mailbox")


def test_a_passing_refusal_is_tried_eight_times(session: Session, mailbox: Mailbox) -> None:
    told(session, "a")
    mailbox.refuse = "451 later"
    for day in range(MOST_TRIES):
        assert session.exec(select(Mail)).one().status is MailStatus.WAITING
        sent(session, mailbox.url, timedelta(days=day * 2))
    assert session.exec(select(Mail)).one().status is MailStatus.DEAD


def test_a_subject_with_a_header_of_its_own_is_refused(session: Session) -> None:
    with pytest.raises(RuleBroken):
        told(session, "a", subject="News\nBcc: all@example.org")


def test_an_address_of_which_no_letter_can_be_made_holds_nobody_up(
    session: Session, mailbox: Mailbox
) -> None:
    told(session, "a")
    session.exec(select(Mail)).one().address = "a@example.org\nBcc: b@example.org"
    told(session, "b")
    assert sent(session, mailbox.url) == 1
    assert {mail.status for mail in session.exec(select(Mail))} == {MailStatus.DEAD, MailStatus.SENT}
