"""What a letter says: the messages of one person in the person's language, and why they get them."""

from collections.abc import Callable, Mapping, Sequence
from email.message import EmailMessage
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

from coalition.core.text import msgid
from coalition.notifications.models import Mail
from coalition.notifications.rules import WHY, check_header

# How a message reads in a language: locale, message id, values. The roof brings the catalogues.
Said = Callable[[str, str, Mapping[str, Any]], str]

WHY_YOU = msgid("Why you: {why}")
CHANGE = msgid("What you are sent, and how often: {address}")
SETTINGS = "/notifications/settings"


def in_english(_: str, message: str, values: Mapping[str, Any]) -> str:
    """Return a message as written, its placeholders filled."""
    plain = {name: _plain(value) for name, value in values.items()}
    return message.format(**plain) if plain else message


def message_id(mails: Sequence[Mail], site: str) -> str:
    """Return the id of a letter: the same messages have the same one, so that a mailbox can tell a copy."""
    told = "\n".join(sorted(mail.key for mail in mails))
    return f"<{sha256(told.encode()).hexdigest()[:32]}@{urlsplit(site).hostname or 'localhost'}>"


def letter_of(
    mails: Sequence[Mail], *, site: str, locale: str = "en", said: Said = in_english
) -> EmailMessage:
    """Return the letter that tells one address of these messages. Raises RuleBroken on a broken header."""
    first = mails[0]
    subjects = [said(locale, mail.subject, mail.given) for mail in mails]
    subject = subjects[0] if len(mails) == 1 else f"{subjects[0]} (+{len(mails) - 1})"
    check_header(subject)
    check_header(first.address)
    letter = EmailMessage()
    letter["From"] = f"coalition@{urlsplit(site).hostname or 'localhost'}"
    letter["To"] = first.address
    letter["Subject"] = subject
    letter["Message-ID"] = message_id(mails, site)
    letter["Auto-Submitted"] = "auto-generated"
    told = [_told(mail, title, site, locale, said) for mail, title in zip(mails, subjects, strict=True)]
    change = said(locale, CHANGE, {"address": f"{site.rstrip('/')}{SETTINGS}"})
    letter.set_content("\n\n---\n\n".join([*told, change]))
    letter["Content-Language"] = locale
    return letter


def _told(mail: Mail, title: str, site: str, locale: str, said: Said) -> str:
    why = said(locale, WHY_YOU, {"why": {"words": WHY[mail.kind]}})
    body = said(locale, mail.body, mail.given)
    return f"{title}\n\n{body}\n\n{site.rstrip('/')}{mail.link}\n\n{why}"


def _plain(value: Any) -> str:
    if isinstance(value, Mapping):
        return str(value.get("words") or value.get("on", ""))
    return str(value)
