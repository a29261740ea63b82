"""What people do with accounts. Each function is one act; its caller commits."""

import secrets
from datetime import date, datetime
from hashlib import sha256

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlmodel import Session, col, delete

from coalition.auth.models import FailedSignIn, Person, RoleGrant, Token
from coalition.auth.queries import count_failures, find_person, find_token
from coalition.auth.rules import (
    LIVES,
    WINDOW,
    Rank,
    Role,
    Theme,
    TokenUse,
    check_password,
    check_rank,
    check_scope,
    locked_out,
)
from coalition.core.errors import RuleBroken

_hasher = PasswordHasher()  # Argon2id with the library's own current cost
# Compared against when there is no such account, so that both answers take the same time.
_NOBODY = _hasher.hash(secrets.token_urlsafe(16))


def invite(
    session: Session,
    email: str,
    *,
    name: str,
    grant: RoleGrant,
    now: datetime,
) -> tuple[Person, str]:
    """Give a person a role and, where they cannot sign in yet, a link; return both (the link's secret once).

    `grant` comes without a person. Raises RuleBroken on an impossible address, rank or scope.
    """
    email = email.strip().lower()
    if email.count("@") != 1 or any(ch.isspace() for ch in email) or len(email) > 254:
        raise RuleBroken("That is not an e-mail address.", field="email")
    check_rank(grant.role, grant.rank)
    check_scope(grant.role, grant.state_id, grant.organisation_id, grant.theme)
    person = find_person(session, email)
    if person is None:
        person = Person(email=email, name=name or email.partition("@")[0])
        session.add(person)
        session.flush()
    grant.person_id = person.id
    session.add(grant)
    return person, issue(session, person, use=TokenUse.INVITATION, now=now)


def grant_of(
    role: Role,
    *,
    today: date,
    rank: Rank | None = None,
    state_id: int | None = None,
    organisation_id: int | None = None,
    theme: Theme | None = None,
) -> RoleGrant:
    """Return a grant from today on, not yet saved and without a person; by default of the usual rank."""
    from_rules = {
        Role.AFFECTED_STATE: Rank.HEAD,
        Role.DONOR: Rank.APPROVER,
    }
    return RoleGrant(
        role=role,
        rank=rank or from_rules.get(role, Rank.MEMBER),
        state_id=state_id,
        organisation_id=organisation_id,
        theme=theme,
        valid_from=today,
    )


def issue(session: Session, person: Person, *, use: TokenUse, now: datetime) -> str:
    """Make a link that works once; return its secret, which is not kept."""
    text = secrets.token_urlsafe(32)
    digest = sha256(text.encode()).hexdigest()
    session.add(Token(person_id=person.id, use=use, token_hash=digest, expires_at=now + LIVES[use]))
    return text


def set_password_by(session: Session, text: str, *, use: TokenUse, password: str, now: datetime) -> Person:
    """Use up a link and set the password; every older session of the person ends.

    Raises RuleBroken when the link is used, run out or unknown, or the password weak.
    """
    token = find_token(session, text, use, now)
    if token is None:
        raise RuleBroken("This link has been used or has run out. Ask for a new one.")
    person = session.get_one(Person, token.person_id)
    check_password(password, person.email, person.name)
    person.password_hash = _hasher.hash(password)
    person.epoch += 1
    token.used_at = now
    session.exec(
        delete(Token).where(
            col(Token.person_id) == person.id,
            col(Token.used_at).is_(None),
            col(Token.use) == use,
        )
    )
    return person


def set_password(person: Person, password: str) -> None:
    """Set a password outright (the demo's accounts, tests). Raises RuleBroken when it is weak."""
    check_password(password, person.email, person.name)
    person.password_hash = _hasher.hash(password)


def sign_in(session: Session, email: str, password: str, *, origin: str, now: datetime) -> Person | None:
    """Return the person whose password it is, or None; failures are counted by address and by account.

    Raises RuleBroken when there were too many of them within a quarter of an hour.
    """
    keys = (f"mail:{email.strip().lower()[:254]}", f"from:{origin}")
    if any(locked_out(count_failures(session, key, now - WINDOW)) for key in keys):
        raise RuleBroken("Too many tries. Wait a quarter of an hour, or reset your password.")
    person = find_person(session, email)
    stored = person.password_hash if person and person.password_hash else _NOBODY
    if not _matches(stored, password) or person is None or person.locked or person.password_hash is None:
        for key in keys:
            session.add(FailedSignIn(key=key, at=now))
        return None
    if _hasher.check_needs_rehash(stored):
        person.password_hash = _hasher.hash(password)
    person.last_seen_on = now.date()
    session.exec(delete(FailedSignIn).where(col(FailedSignIn.key) == keys[0]))
    return person


def sign_out_everywhere(person: Person) -> None:
    """End every session of the person."""
    person.epoch += 1


def end_grant(grant: RoleGrant, *, today: date) -> None:
    """End a role; it no longer counts from tomorrow on."""
    grant.valid_to = max(today, grant.valid_from)


def forget_old_failures(session: Session, now: datetime) -> None:
    """Drop the failed sign-ins that no longer matter."""
    session.exec(delete(FailedSignIn).where(col(FailedSignIn.at) < now - WINDOW))


def _matches(stored: str, password: str) -> bool:
    try:
        return _hasher.verify(stored, password)
    except (VerificationError, InvalidHashError):
        return False
