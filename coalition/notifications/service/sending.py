"""Sending what is due in the outbox over SMTP.

A letter is claimed and saved as `sending` before the mail server hears of it, and its outcome is saved
before the next one is claimed. So a worker that is killed leaves at most one letter in doubt, and that one
is not sent again blindly: after the lease it is marked `perhaps sent`, the administrator sees it with its
Message-ID and decides. Better a letter that somebody must look at than one that arrives twice. What was not
claimed waits for the next worker. A line that breaks while the server holds the whole letter but has not
yet answered counts as the same doubt; one that breaks before that is simply tried again.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from smtplib import (
    SMTP,
    SMTP_SSL,
    SMTPException,
    SMTPNotSupportedError,
    SMTPRecipientsRefused,
    SMTPResponseException,
)
from ssl import create_default_context
from typing import Any
from urllib.parse import unquote, urlsplit
from uuid import uuid4

from sqlmodel import Session, col, select

from coalition.auth.models import Person
from coalition.core.errors import RuleBroken
from coalition.db import transaction
from coalition.notifications.models import Mail
from coalition.notifications.rules import (
    LEASE,
    MOST_TRIES,
    MailStatus,
    is_refused_for_good,
    wait_before_try,
)
from coalition.notifications.service.letters import Said, in_english, letter_of, message_id

MOST_AT_ONCE = 200
SECONDS = 20

Clock = Callable[[], datetime]
IN_DOUBT = "The server had the letter, but its answer was not kept."


class _Line:
    """A connection that knows whether the server holds a letter which it has not yet answered."""

    in_doubt = False

    def data(self, msg: Any) -> tuple[int, bytes]:
        """Hand over the letter."""
        self.in_doubt = True
        answer: tuple[int, bytes] = super().data(msg)  # type: ignore[misc]
        self.in_doubt = False
        return answer


class _Plain(_Line, SMTP):
    pass


class _Safe(_Line, SMTP_SSL):
    pass


Server = _Plain | _Safe


def send_due(session: Session, url: str, *, site: str, now: Clock, said: Said = in_english) -> int:
    """Send the messages that are due, one letter to each person; return how many messages went out.

    Opens its own transactions: nothing is locked while a mail server is waited for. Without a mail server
    (`url` empty) messages stay in the outbox. One that cannot be reached costs no message its life; it is
    tried again later, longer each time. `said` reads a message in its reader's language.
    """
    with transaction(session):
        settle_claims(session, now())
        waits = bool(url) and session.exec(_due(now()).limit(1)).first() is not None
    if not waits:
        return 0
    sent = 0
    try:
        with _connected(url) as server:
            for _ in range(MOST_AT_ONCE):
                done = _send_next(session, server, site=site, now=now, said=said)
                if done is None:
                    break
                sent += done
    except OSError as error:  # also all of smtplib: what is not yet claimed waits
        with transaction(session):
            for mail in session.exec(_due(now()).limit(MOST_AT_ONCE)):
                _put_off(mail, str(error), now(), mortal=False)
    return sent


def settle_claims(session: Session, now: datetime) -> int:
    """Mark as perhaps sent what a worker took in hand and never came back from; return how many.

    Its caller commits. A clock that jumps ahead may mark one that is still being sent; that worker's own
    word then corrects it.
    """
    lost = select(Mail).where(Mail.status == MailStatus.SENDING, col(Mail.claimed_at) <= now - LEASE)
    mails = session.exec(lost).all()
    for mail in mails:
        mail.status, mail.last_error = MailStatus.UNSURE, IN_DOUBT
    return len(mails)


def _send_next(session: Session, server: Server, *, site: str, now: Clock, said: Said) -> int | None:
    """Claim and send the letter that is due first; return how many messages it held, None where none is."""
    attempt = uuid4().hex
    with transaction(session):
        mails = _claim(session, attempt, site, now())
        if not mails:
            return None
        locale = session.exec(select(Person.locale).where(Person.id == mails[0].person_id)).first() or "en"
        letter = _letter(mails, site=site, locale=locale, said=said, now=now())
    if letter is None:
        return 0
    outcome = _hand_over(server, letter)
    with transaction(session):
        held = _held(session, attempt)
        for mail in held:
            _settle(mail, outcome, now())
    if outcome.broken is not None:
        raise outcome.broken
    return len(held) if outcome.sent else 0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a letter: sent, refused (for good or not), or `broken` off, perhaps in doubt."""

    sent: bool = False
    words: str = ""
    for_good: bool = False
    broken: OSError | None = None
    in_doubt: bool = False


def _hand_over(server: Server, letter: EmailMessage) -> Outcome:
    try:
        server.send_message(letter)
    except (SMTPRecipientsRefused, SMTPResponseException) as error:
        server.in_doubt = False
        code, words = _answer(error)
        return Outcome(words=f"{code} {words}", for_good=is_refused_for_good(code))
    except (SMTPNotSupportedError, ValueError) as error:  # the server can take no such letter
        return Outcome(words=str(error), for_good=True)
    except OSError as error:
        return Outcome(words=str(error), broken=error, in_doubt=server.in_doubt)
    return Outcome(sent=True)


def _settle(mail: Mail, outcome: Outcome, now: datetime) -> None:
    if outcome.sent:
        mail.status, mail.sent_at, mail.last_error = MailStatus.SENT, now, ""
    elif outcome.in_doubt:
        mail.status, mail.last_error = MailStatus.UNSURE, f"{IN_DOUBT} {outcome.words}"[:500]
    else:
        _put_off(mail, outcome.words, now, for_good=outcome.for_good, mortal=outcome.broken is None)


def _due(now: datetime) -> Any:
    due = select(Mail).where(Mail.status == MailStatus.WAITING, Mail.next_try_at <= now)
    return due.order_by(col(Mail.urgent).desc(), col(Mail.next_try_at), col(Mail.id))


def _claim(session: Session, attempt: str, site: str, now: datetime) -> Sequence[Mail]:
    """Take the letter due first in hand: an urgent message alone, else all that one address waits for."""
    first = session.exec(_due(now).limit(1)).first()
    if first is None:
        return ()
    mails = [first]
    if not first.urgent:
        same = _due(now).where(Mail.address == first.address, col(Mail.urgent).is_(False))
        mails = list(session.exec(same.limit(MOST_AT_ONCE)).all())
    own = message_id(mails, site)
    for mail in mails:
        mail.status, mail.attempt, mail.claimed_at, mail.message_id = MailStatus.SENDING, attempt, now, own
    session.flush()
    return mails


def _letter(
    mails: Sequence[Mail], *, site: str, locale: str, said: Said, now: datetime
) -> EmailMessage | None:
    """Return the letter, or None after ending the life of messages of which no letter can be made."""
    try:
        return letter_of(mails, site=site, locale=locale, said=said)
    except (RuleBroken, ValueError, LookupError) as error:
        for mail in mails:
            _put_off(mail, str(error), now, for_good=True)
        return None


def _held(session: Session, attempt: str) -> Sequence[Mail]:
    """Return the messages of a try that nobody has settled otherwise."""
    open_ones = (MailStatus.SENDING, MailStatus.UNSURE)
    return session.exec(select(Mail).where(Mail.attempt == attempt, col(Mail.status).in_(open_ones))).all()


def _connected(url: str) -> Server:
    parts = urlsplit(url)
    where, trust = (parts.hostname or "", parts.port or 0), create_default_context()
    server: Server = (
        _Plain(*where, timeout=SECONDS)
        if parts.scheme == "smtp"
        else _Safe(*where, timeout=SECONDS, context=trust)
    )
    try:
        if parts.username:
            if isinstance(server, _Plain):  # no password over an open line
                server.starttls(context=trust)
            server.login(unquote(parts.username), unquote(parts.password or ""))
    except OSError:
        server.close()
        raise
    return server


def _answer(error: SMTPException) -> tuple[int, str]:
    if isinstance(error, SMTPRecipientsRefused):
        code, said = next(iter(error.recipients.values()))
        return code, said.decode(errors="replace")
    assert isinstance(error, SMTPResponseException)
    words: bytes | str = error.smtp_error
    return error.smtp_code, words.decode(errors="replace") if isinstance(words, bytes) else words


def _put_off(mail: Mail, words: str, now: datetime, *, for_good: bool = False, mortal: bool = True) -> None:
    """Have a message tried again later; `for_good` ends its life, a broken line (not `mortal`) never."""
    mail.tries = mail.tries + 1 if mortal else min(mail.tries + 1, MOST_TRIES - 1)
    mail.last_error = words[:500]
    mail.next_try_at = now + wait_before_try(mail.tries - 1)
    mail.status = MailStatus.WAITING
    if for_good or mail.tries >= MOST_TRIES:
        mail.status = MailStatus.DEAD
