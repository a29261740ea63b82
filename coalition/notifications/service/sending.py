"""Sending what is due in the outbox over SMTP."""

from collections.abc import Sequence
from datetime import datetime
from email.message import EmailMessage
from hashlib import sha256
from smtplib import (
    SMTP,
    SMTP_SSL,
    SMTPException,
    SMTPNotSupportedError,
    SMTPRecipientsRefused,
    SMTPResponseException,
)
from urllib.parse import unquote, urlsplit

from sqlmodel import Session, col, select

from coalition.core.errors import RuleBroken
from coalition.notifications.models import Mail
from coalition.notifications.rules import (
    MOST_TRIES,
    MailStatus,
    check_header,
    is_refused_for_good,
    wait_before_try,
)

MOST_AT_ONCE = 200
SECONDS = 20


def send_due(session: Session, url: str, *, site: str, now: datetime) -> int:
    """Send the messages that are due, one letter to each person; return how many messages went out.

    Without a mail server (`url` empty) they stay in the outbox. Rows are locked first, so that no other
    worker sends them. A server that cannot be reached is tried again later, longer each time.
    """
    if not url:
        return 0
    due = select(Mail).where(Mail.status == MailStatus.WAITING, Mail.next_try_at <= now)
    order = due.order_by(col(Mail.urgent).desc(), col(Mail.next_try_at), col(Mail.id)).limit(MOST_AT_ONCE)
    mails = session.exec(order.with_for_update(skip_locked=True)).all()
    if not mails:
        return 0
    tried = {mail.id: mail.tries for mail in mails}
    try:
        with _connected(url) as server:
            return sum(_send(server, letter, site=site, now=now) for letter in _letters(mails))
    except OSError as error:  # also all of smtplib: what is not yet sent waits
        for mail in mails:
            if mail.status is MailStatus.WAITING and mail.tries == tried[mail.id]:
                _put_off(mail, str(error), now)
        return sum(mail.status is MailStatus.SENT for mail in mails)


def letter_of(mails: list[Mail], *, site: str) -> EmailMessage:
    """Return the letter that tells one address of these messages. Raises RuleBroken on a broken header."""
    first = mails[0]
    subject = first.subject if len(mails) == 1 else f"{first.subject} (+{len(mails) - 1})"
    check_header(subject)
    check_header(first.address)
    host = urlsplit(site).hostname or "localhost"
    letter = EmailMessage()
    letter["From"] = f"coalition@{host}"
    letter["To"] = first.address
    letter["Subject"] = subject
    # The same news has the same id, so that a mailbox can tell a letter that came twice.
    letter["Message-ID"] = f"<{sha256(first.key.encode()).hexdigest()[:32]}@{host}>"
    told = [f"{mail.subject}\n\n{mail.body}\n\n{site.rstrip('/')}{mail.link}" for mail in mails]
    letter.set_content("\n\n---\n\n".join(told))
    return letter


def _letters(mails: Sequence[Mail]) -> list[list[Mail]]:
    found: dict[object, list[Mail]] = {}
    for mail in mails:
        found.setdefault(mail.id if mail.urgent else mail.address, []).append(mail)
    return list(found.values())


def _connected(url: str) -> SMTP:
    parts = urlsplit(url)
    kind = SMTP_SSL if parts.scheme == "smtps" else SMTP
    server = kind(parts.hostname or "", parts.port or 0, timeout=SECONDS)
    if parts.username:
        if kind is SMTP:
            server.starttls()
        server.login(unquote(parts.username), unquote(parts.password or ""))
    return server


def _send(server: SMTP, mails: list[Mail], *, site: str, now: datetime) -> int:
    try:
        server.send_message(letter_of(mails, site=site))
    except (SMTPRecipientsRefused, SMTPResponseException) as error:
        code, words = _answer(error)
        for mail in mails:
            _put_off(mail, f"{code} {words}", now, for_good=is_refused_for_good(code))
        return 0
    except (RuleBroken, SMTPNotSupportedError, ValueError) as error:  # no letter can be made of it
        for mail in mails:
            _put_off(mail, str(error), now, for_good=True)
        return 0
    for mail in mails:
        mail.status, mail.sent_at, mail.last_error = MailStatus.SENT, now, ""
    return len(mails)


def _answer(error: SMTPException) -> tuple[int, str]:
    if isinstance(error, SMTPRecipientsRefused):
        code, said = next(iter(error.recipients.values()))
        return code, said.decode(errors="replace")
    assert isinstance(error, SMTPResponseException)
    words: bytes | str = error.smtp_error
    return error.smtp_code, words.decode(errors="replace") if isinstance(words, bytes) else words


def _put_off(mail: Mail, words: str, now: datetime, *, for_good: bool = False) -> None:
    mail.tries += 1
    mail.last_error = words[:500]
    mail.next_try_at = now + wait_before_try(mail.tries - 1)
    if for_good or mail.tries >= MOST_TRIES:
        mail.status = MailStatus.DEAD
