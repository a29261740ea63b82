"""Organisations with sound defaults."""

from datetime import date
from itertools import count
from typing import Any

from sqlmodel import Session, select

from coalition.core.when import Precision
from coalition.organisations.models import Contact, Organisation
from coalition.organisations.rules import OrganisationKind
from coalition.states.models import State

number = count(1)


def make_organisation(session: Session, **given: Any) -> Organisation:
    """Return an operator, saved, unless told otherwise."""
    n = next(number)
    values = {"name": f"Organisation {n}", "kind": OrganisationKind.INTERNATIONAL_NGO} | given
    organisation = Organisation(**values)
    session.add(organisation)
    session.commit()
    return organisation


def government_of(session: Session, state: State) -> Organisation:
    """Return the organisation under which a State acts, made at first use."""
    found = session.exec(
        select(Organisation).where(
            Organisation.state_id == state.id, Organisation.kind == OrganisationKind.GOVERNMENT
        )
    ).first()
    return found or make_organisation(
        session,
        name=f"{state.name} (Government)",
        short_name=state.short_name,
        kind=OrganisationKind.GOVERNMENT,
        state_id=state.id,
    )


def make_contact(session: Session, body: Organisation, **given: Any) -> Contact:
    """Return a contact in post since 2023, confirmed then, saved, unless told otherwise."""
    values = {
        "name": "A. Person",
        "post_title": "National Coordinator",
        "email": "a.person@centre.example",
        "valid_from": date(2023, 1, 1),
        "from_precision": Precision.YEAR,
        "last_confirmed_on": date(2023, 6, 1),
    } | given
    contact = Contact(organisation_id=body.id, **values)
    session.add(contact)
    session.commit()
    return contact
