"""Reading organisations and their people."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, or_, select

from coalition.core.errors import NotFound
from coalition.organisations.models import Contact, Organisation, OrganisationAlias
from coalition.organisations.rules import DONORS, OrganisationKind, name_key


def label_of(organisation: Any = Organisation) -> sa.ColumnElement[str]:
    """Return `Organisation.label` as a column: a State acts under its own name, not its government's."""
    return sa.func.coalesce(sa.func.nullif(organisation.short_name, ""), organisation.name)


def get_organisation(session: Session, organisation_id: int) -> Organisation:
    """Return one organisation. Raises NotFound."""
    found = session.get(Organisation, organisation_id)
    if found is None:
        raise NotFound(f"organisation {organisation_id}")
    return found


def get_government(session: Session, state_id: int) -> Organisation:
    """Return the organisation under which a State itself acts. Raises NotFound."""
    found = session.exec(
        select(Organisation).where(
            Organisation.state_id == state_id,
            Organisation.kind == OrganisationKind.GOVERNMENT,
        )
    ).first()
    if found is None:
        raise NotFound(f"government of state {state_id}")
    return found


def find_organisation(session: Session, name: str) -> Organisation | None:
    """Return the organisation of this name, short name, alias or IATI identifier, or None."""
    alias = session.exec(select(OrganisationAlias).where(OrganisationAlias.key == name_key(name))).first()
    if alias is not None:
        return alias.organisation
    return session.exec(
        select(Organisation).where(
            or_(
                Organisation.name == name,
                Organisation.short_name == name,
                Organisation.iati_ref == name,
            )
        )
    ).first()


def list_donors(session: Session) -> Sequence[Organisation]:
    """Return every organisation that can pledge, by name."""
    donors = select(Organisation).where(col(Organisation.kind).in_(DONORS))
    return session.exec(donors.order_by(Organisation.name)).all()


def list_all_organisations(session: Session) -> Sequence[Organisation]:
    """Return every organisation by name, governments among them."""
    return session.exec(select(Organisation).order_by(Organisation.name)).all()


def list_governments(session: Session) -> Sequence[Organisation]:
    """Return the organisations under which States act, by name."""
    rows = select(Organisation).where(Organisation.kind == OrganisationKind.GOVERNMENT)
    return session.exec(rows.order_by(Organisation.name)).all()


def list_partners(session: Session) -> Sequence[Organisation]:
    """Return the organisations that are no government, by name."""
    rows = select(Organisation).where(Organisation.kind != OrganisationKind.GOVERNMENT)
    return session.exec(rows.order_by(Organisation.name)).all()


def list_contacts(session: Session, organisation_ids: Sequence[int], today: date) -> Sequence[Contact]:
    """Return the people in post today, then those before them, newest first."""
    rows = select(Contact).where(col(Contact.organisation_id).in_(organisation_ids))
    return session.exec(rows.order_by(col(Contact.valid_from).desc())).all()
