"""Reading organisations and their people."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, joinedload
from sqlmodel import Session, col, or_, select
from sqlmodel.sql.expression import SelectOfScalar

from coalition.core.errors import NotFound
from coalition.core.paging import PER_PAGE, Page
from coalition.db import prepared, related
from coalition.organisations.models import Contact, Organisation, OrganisationAlias
from coalition.organisations.rules import DAYS_CONFIRMED, DONORS, OrganisationKind, name_key


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
    found = find_government(session, state_id)
    if found is None:
        raise NotFound(f"government of state {state_id}")
    return found


def find_government(session: Session, state_id: int) -> Organisation | None:
    """Return the organisation under which a State itself acts, None before it was loaded."""
    rows = select(Organisation).where(
        Organisation.state_id == state_id, Organisation.kind == OrganisationKind.GOVERNMENT
    )
    return session.exec(rows).first()


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


def get_contact(session: Session, contact_id: int) -> Contact:
    """Return one contact with the organisation. Raises NotFound."""
    found = session.get(Contact, contact_id, options=[joinedload(related(Contact.organisation))])
    if found is None:
        raise NotFound(f"contact {contact_id}")
    return found


def page_of_contacts(
    session: Session,
    today: date,
    *,
    state_id: int | None = None,
    organisation_ids: Sequence[int] = (),
    text: str = "",
    past: bool = False,
    page: int = 1,
    per_page: int = PER_PAGE,
) -> Page[Contact]:
    """Return one page of contacts by organisation and post, each with who held the post before.

    `past`: those who have left, instead of those in post. Two queries.
    """
    rows = select(Contact).join(Organisation)
    ended = sa.and_(col(Contact.valid_to).is_not(None), col(Contact.valid_to) < today)
    rows = rows.where(ended if past else ~ended)
    if state_id is not None:
        rows = rows.where(Organisation.state_id == state_id)
    if organisation_ids:
        rows = rows.where(col(Contact.organisation_id).in_(organisation_ids))
    if text:
        like = f"%{text.replace('%', '').replace('_', '')}%"
        rows = rows.where(
            or_(*(column.ilike(like) for column in (col(Contact.post_title), col(Organisation.name))))
        )
    total = session.exec(select(sa.func.count()).select_from(rows.subquery())).one()
    found = session.exec(
        rows.options(contains_eager(related(Contact.organisation)), joinedload(related(Contact.before)))
        .order_by(label_of(), Contact.post_title, col(Contact.valid_from).desc(), col(Contact.id))
        .offset((page - 1) * per_page)
        .limit(per_page)
    ).all()
    return Page(found, page, total, per_page)


def list_unfollowed(session: Session, organisation_id: int) -> Sequence[Contact]:
    """Return who left an organisation and is followed by nobody yet, the last to leave first."""
    followed = select(Contact.follows_id).where(col(Contact.follows_id).is_not(None))
    rows = select(Contact).where(
        Contact.organisation_id == organisation_id,
        col(Contact.valid_to).is_not(None),
        col(Contact.id).not_in(followed),
    )
    return session.exec(rows.order_by(col(Contact.valid_to).desc())).all()


def list_to_confirm(
    session: Session, today: date, *, state_ids: Sequence[int], organisation_ids: Sequence[int], most: int = 3
) -> Sequence[Contact]:
    """Return contacts in post that nobody confirmed for half a year, the longest waiting first."""
    before = today - timedelta(days=DAYS_CONFIRMED)
    states, organisations = list(state_ids), list(organisation_ids)
    return _to_confirm(
        session, before=before, state_ids=states, organisation_ids=organisations, most=most
    ).all()


@prepared
def _to_confirm(before: Any, state_ids: Any, organisation_ids: Any, most: Any) -> SelectOfScalar[Contact]:
    rows = (
        select(Contact)
        .join(Organisation)
        .where(
            col(Contact.valid_to).is_(None),
            or_(
                col(Contact.organisation_id).in_(organisation_ids), col(Organisation.state_id).in_(state_ids)
            ),
            or_(
                col(Contact.last_confirmed_on).is_(None),
                col(Contact.last_confirmed_on) <= before,
            ),
        )
        .options(contains_eager(related(Contact.organisation)))
    )
    return rows.order_by(col(Contact.last_confirmed_on), col(Contact.id)).limit(most)
