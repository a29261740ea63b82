"""People in posts: named, confirmed, handed over, ended, forgotten. A post that changes hands keeps both."""

from dataclasses import dataclass
from datetime import date
from typing import Any, cast

import sqlalchemy as sa
from sqlmodel import Session, col, select, update

from coalition.core.errors import RuleBroken
from coalition.core.text import squeeze
from coalition.core.when import When, add_months
from coalition.organisations.models import Contact
from coalition.organisations.rules import MONTHS_REACHABLE, check_period


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactFacts:
    """What is known of a person in a post; work data only."""

    name: str
    post_title: str
    since: When
    email: str = ""
    phone: str = ""
    languages: str = ""


def add_contact(
    session: Session,
    organisation_id: int,
    *,
    facts: ContactFacts,
    follows: Contact | None = None,
    person_id: int | None,
    today: date,
) -> Contact:
    """Name a person in a post; whoever names them confirms them. Raises RuleBroken by field.

    `follows` is who held the post before: of the same organisation, ended, and followed by nobody yet.
    """
    check_period(facts.since, None, today)
    if follows is not None:
        _check_followed(session, follows, organisation_id, facts.since)
    contact = Contact(
        organisation_id=organisation_id,
        follows_id=None if follows is None else follows.id,
        last_confirmed_on=today,
        confirmed_by_id=person_id,
        **_columns(facts),
    )
    session.add(contact)
    session.flush()
    return contact


def change_contact(contact: Contact, *, facts: ContactFacts, today: date) -> None:
    """Correct what is written of a person in the same post. Raises RuleBroken by field."""
    ended = None if contact.valid_to is None else When(contact.valid_to)
    check_period(facts.since, ended, today)
    for name, value in _columns(facts).items():
        setattr(contact, name, value)


def confirm_contact(contact: Contact, *, person_id: int | None, today: date) -> None:
    """Say that a contact is still right. Raises RuleBroken when the post has changed hands."""
    if contact.valid_to is not None and contact.valid_to < today:
        raise RuleBroken("This post has changed hands; name who holds it now.")
    contact.last_confirmed_on, contact.confirmed_by_id = today, person_id


def end_contact(contact: Contact, *, on: When, note: str, today: date) -> None:
    """End a person's time in a post; the row stays. Raises RuleBroken by field."""
    if contact.valid_to is not None:
        raise RuleBroken("This has ended already.", field="on")
    check_period(When(contact.valid_from, contact.from_precision), on, today)
    contact.valid_to, contact.to_precision = max(on.last, contact.valid_from), on.precision
    contact.handover_note = note.strip()


def hand_over(
    session: Session,
    contact: Contact,
    *,
    on: When,
    note: str,
    successor: ContactFacts | None,
    person_id: int | None,
    today: date,
) -> Contact | None:
    """End a person's time in a post and, where known, name who comes next: both or neither."""
    end_contact(contact, on=on, note=note, today=today)
    session.flush()
    if successor is None:
        return None
    return add_contact(
        session,
        contact.organisation_id,
        facts=successor,
        follows=contact,
        person_id=person_id,
        today=today,
    )


def forget_contact(contact: Contact) -> None:
    """Take away all that tells who a person was, at their wish; post and days remain.

    Raises RuleBroken while the person is in the post.
    """
    if contact.valid_to is None:
        raise RuleBroken("End the time in the post first.")
    contact.name, contact.email, contact.phone, contact.handover_note = "", "", "", ""


def forget_old_contacts(session: Session, today: date) -> int:
    """Take away address and number of those who left long ago; return of how many.

    Source: domain model §15 (contact history without e-mail and phone after 24 months).
    """
    left = add_months(today, -MONTHS_REACHABLE)
    reachable = sa.or_(col(Contact.email) != "", col(Contact.phone) != "")
    forgotten = update(Contact).where(col(Contact.valid_to) < left, reachable).values(email="", phone="")
    return cast(sa.CursorResult[tuple[()]], session.exec(forgotten)).rowcount


def _columns(facts: ContactFacts) -> dict[str, Any]:
    name, post = squeeze(facts.name), squeeze(facts.post_title)
    if not name:
        raise RuleBroken("Give the name.", field="name")
    if not post:
        raise RuleBroken("Give the post.", field="post_title")
    return {
        "name": name,
        "post_title": post,
        "email": facts.email.strip(),
        "phone": squeeze(facts.phone),
        "languages": squeeze(facts.languages),
        "valid_from": facts.since.on,
        "from_precision": facts.since.precision,
    }


def _check_followed(session: Session, before: Contact, organisation_id: int, since: When) -> None:
    if before.organisation_id != organisation_id or before.valid_to is None:
        raise RuleBroken("Only who has left this organisation can be followed.", field="follows")
    if session.exec(select(Contact.id).where(Contact.follows_id == before.id)).first() is not None:
        raise RuleBroken("Somebody else is named as the successor already.", field="follows")
    if since.last < before.valid_from:
        raise RuleBroken("The successor begins after the one before.", field="since")
