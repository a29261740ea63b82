"""Reading people and their grants."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

import sqlalchemy as sa
from sqlalchemy import func
from sqlalchemy.orm import joinedload
from sqlmodel import Session, col, or_, select
from sqlmodel.sql.expression import SelectOfScalar

from coalition.auth.models import FailedSignIn, Person, RoleGrant, Token
from coalition.auth.rules import Rank, Role, Theme, TokenUse
from coalition.core.errors import NotFound
from coalition.core.paging import PER_PAGE, Page
from coalition.db import related
from coalition.organisations.models import Organisation
from coalition.states.models import State


@dataclass(frozen=True, slots=True)
class GrantToday:
    """A role held today, with the short name of its State or organisation."""

    role: Role
    rank: Rank
    state_id: int | None
    organisation_id: int | None
    theme: Theme | None
    called: str


# Asked with every page, so it is put together once: a person, a row for each grant that holds on the day.
PERSON_WITH_GRANTS = (
    sa.select(
        Person,
        col(RoleGrant.role),
        col(RoleGrant.rank),
        col(RoleGrant.state_id),
        col(RoleGrant.organisation_id),
        col(RoleGrant.theme),
        col(Organisation.short_name),
        col(Organisation.name),
        col(State.short_name),
    )
    .outerjoin(
        RoleGrant,
        sa.and_(
            col(RoleGrant.person_id) == col(Person.id),
            col(RoleGrant.valid_from) <= sa.bindparam("today", type_=sa.Date()),
            sa.or_(
                col(RoleGrant.valid_to).is_(None),
                col(RoleGrant.valid_to) >= sa.bindparam("today", type_=sa.Date()),
            ),
        ),
    )
    .outerjoin(Organisation, col(Organisation.id) == col(RoleGrant.organisation_id))
    .outerjoin(State, col(State.id) == col(RoleGrant.state_id))
    .where(col(Person.id) == sa.bindparam("person_id", type_=sa.Integer()))
    .order_by(col(RoleGrant.id))
)


def get_person(session: Session, person_id: int) -> Person:
    """Return one person. Raises NotFound."""
    person = session.get(Person, person_id)
    if person is None:
        raise NotFound(f"person {person_id}")
    return person


def find_person(session: Session, email: str) -> Person | None:
    """Return the person of this address, in any case, or None."""
    return session.exec(select(Person).where(Person.email == email.strip().lower())).first()


def list_grants(session: Session, person_id: int, today: date) -> Sequence[RoleGrant]:
    """Return what a person holds today, with State and organisation loaded, oldest first."""
    grants = select(RoleGrant).where(
        RoleGrant.person_id == person_id,
        RoleGrant.valid_from <= today,
        or_(col(RoleGrant.valid_to).is_(None), col(RoleGrant.valid_to) >= today),
    )
    loaded = grants.options(
        joinedload(related(RoleGrant.state)),
        joinedload(related(RoleGrant.organisation)),
    )
    return session.exec(loaded.order_by(col(RoleGrant.id))).all()


def find_with_grants(
    session: Session, person_id: int, today: date
) -> tuple[Person, tuple[GrantToday, ...]] | None:
    """Return a person and what they hold today, oldest first, in one statement; None where there is none."""
    rows = session.execute(PERSON_WITH_GRANTS, {"person_id": person_id, "today": today}).all()
    if not rows:
        return None
    grants = (
        GrantToday(role, rank, state_id, organisation_id, theme, short_name or name or state_name or "")
        for _, role, rank, state_id, organisation_id, theme, short_name, name, state_name in rows
        if role is not None
    )
    return rows[0][0], tuple(grants)


def find_token(session: Session, text: str, use: TokenUse, now: datetime) -> Token | None:
    """Return the unused link of this text that has not run out, or None."""
    digest = sha256(text.encode()).hexdigest()
    return session.exec(
        select(Token).where(
            Token.token_hash == digest,
            Token.use == use,
            col(Token.used_at).is_(None),
            Token.expires_at > now,
        )
    ).first()


def count_failures(session: Session, key: str, since: datetime) -> int:
    """Return how often sign-in failed for this key since then."""
    rows = select(func.count()).select_from(FailedSignIn)
    return session.exec(rows.where(FailedSignIn.key == key, FailedSignIn.at >= since)).one()


def page_of_people(session: Session, today: date, number: int) -> Page[tuple[Person, Sequence[RoleGrant]]]:
    """Return one page of people by name, each with the roles held today."""
    total = session.exec(select(func.count()).select_from(Person)).one()
    rows = select(Person).order_by(Person.name, col(Person.id))
    people = session.exec(rows.limit(PER_PAGE).offset((number - 1) * PER_PAGE)).all()
    held: dict[int, list[RoleGrant]] = {person.id: [] for person in people}
    for grant in session.exec(_held_on(today, list(held))).all():
        held[grant.person_id].append(grant)
    return Page([(person, held[person.id]) for person in people], number, total)


def _held_on(today: date, person_ids: Sequence[int]) -> SelectOfScalar[RoleGrant]:
    rows = select(RoleGrant).where(
        col(RoleGrant.person_id).in_(person_ids),
        RoleGrant.valid_from <= today,
        or_(col(RoleGrant.valid_to).is_(None), col(RoleGrant.valid_to) >= today),
    )
    loaded = rows.options(joinedload(related(RoleGrant.state)), joinedload(related(RoleGrant.organisation)))
    return loaded.order_by(col(RoleGrant.id))


def list_person_ids_with(
    session: Session,
    *,
    role: Role,
    today: date,
    state_id: int | None = None,
    organisation_ids: Sequence[int] = (),
    theme: Theme | None = None,
    ranks: Sequence[Rank] = (),
) -> Sequence[int]:
    """Return the ids of the people who hold such a role today, each once: whom a notification reaches."""
    rows = (
        select(RoleGrant.person_id)
        .distinct()
        .where(
            RoleGrant.role == role,
            RoleGrant.valid_from <= today,
            or_(col(RoleGrant.valid_to).is_(None), col(RoleGrant.valid_to) >= today),
        )
    )
    if state_id is not None:
        rows = rows.where(RoleGrant.state_id == state_id)
    if organisation_ids:
        rows = rows.where(col(RoleGrant.organisation_id).in_(organisation_ids))
    if theme is not None:
        rows = rows.where(RoleGrant.theme == theme)
    if ranks:
        rows = rows.where(col(RoleGrant.rank).in_(ranks))
    return session.exec(rows.order_by(col(RoleGrant.person_id))).all()
