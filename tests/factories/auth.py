"""People and their roles with sound defaults."""

from datetime import date
from itertools import count
from typing import Any

from sqlmodel import Session

from coalition.auth.models import Person, RoleGrant
from coalition.auth.rules import Rank, Role, Theme
from coalition.auth.service import grant_of, set_password
from coalition.organisations.models import Organisation

number = count(1)
PASSWORD = "a sentence of the tests"
LONG_AGO = date(2020, 1, 1)


def make_person(
    session: Session,
    role: Role | None = None,
    *,
    rank: Rank | None = None,
    state_id: int | None = None,
    organisation: Organisation | None = None,
    theme: Theme | None = None,
    **given: Any,
) -> Person:
    """Return a person, saved, with the role named; coordinators are of ICA unless told."""
    n = next(number)
    person = Person(**({"email": f"p{n}@example.org", "name": f"Person {n}"} | given))
    session.add(person)
    session.flush()
    if role is not None:
        grant: RoleGrant = grant_of(
            role,
            today=LONG_AGO,
            rank=rank,
            state_id=state_id,
            organisation_id=organisation.id if organisation else None,
            theme=theme or (Theme.ICA if role is Role.COORDINATOR else None),
        )
        grant.person_id = person.id
        session.add(grant)
    session.commit()
    return person


def with_password(session: Session, person: Person, password: str = PASSWORD) -> Person:
    """Give a person a password, so that it can sign in through the door."""
    set_password(person, password)
    session.commit()
    return person
