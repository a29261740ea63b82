"""Reading the register of programmes."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy import func
from sqlalchemy.orm import joinedload
from sqlmodel import Session, col, or_, select

from coalition.auth.policy import Standing
from coalition.core.errors import NotFound
from coalition.core.paging import PER_PAGE, Page
from coalition.core.text import fold
from coalition.db import related
from coalition.organisations.rules import name_key
from coalition.programmes.models import (
    ImportFile,
    Programme,
    ProgrammeCountry,
    ProgrammeParty,
    ProgrammePillar,
    ProgrammeVersion,
)
from coalition.programmes.queries.seen import seen_by
from coalition.programmes.rules.record import identifier_key
from coalition.programmes.rules.register import ProgrammeStatus
from coalition.states.models import State
from coalition.strategies.rules import Pillar


def find_programme(session: Session, name: str, viewer: Standing | None = None) -> Programme | None:
    """Return the programme of this IATI identifier (case and spaces aside) or number, or None.

    `viewer` None sees all (jobs, commands); for anybody else what they may not see does not exist.
    """
    rows = select(Programme)
    if viewer is not None:
        rows = rows.where(seen_by(viewer))
    found = session.exec(rows.where(Programme.identifier_key == identifier_key(name))).first()
    if found is None and name.isascii() and name.isdigit() and len(name) < 10:
        found = session.exec(rows.where(Programme.id == int(name))).first()
    return found


def get_programme(session: Session, name: str, viewer: Standing | None = None) -> Programme:
    """Return one programme by IATI identifier or number. Raises NotFound."""
    found = find_programme(session, name, viewer)
    if found is None:
        raise NotFound(f"programme {name}")
    return found


def list_programmes(
    session: Session,
    *,
    viewer: Standing | None = None,
    state_id: int | None = None,
    pillar: Pillar | None = None,
    text: str = "",
    status: ProgrammeStatus | None = None,
    organisation: str = "",
    running_on: date | None = None,
    page: int = 1,
) -> Page[Programme]:
    """Return one page of programmes, those that end last first; `organisation` is part of a party's name."""
    rows = select(Programme)
    if viewer is not None:
        rows = rows.where(seen_by(viewer))
    if status is not None:
        rows = rows.where(Programme.status == status)
    if organisation:
        rows = rows.where(col(Programme.id).in_(_with_party(organisation)))
    if state_id is not None:
        inside = select(ProgrammeCountry.programme_id).where(ProgrammeCountry.state_id == state_id)
        rows = rows.where(col(Programme.id).in_(inside))
    if pillar is not None:
        serving = select(ProgrammePillar.programme_id).where(ProgrammePillar.pillar == pillar)
        rows = rows.where(col(Programme.id).in_(serving))
    if text:
        rows = rows.where(_says(text))
    if running_on is not None:
        rows = rows.where(
            or_(col(Programme.starts_on).is_(None), col(Programme.starts_on) <= running_on),
            or_(col(Programme.ends_on).is_(None), col(Programme.ends_on) >= running_on),
        )
    total = session.exec(select(func.count()).select_from(rows.subquery())).one()
    order = rows.order_by(sa.nulls_last(col(Programme.ends_on).desc()), col(Programme.id).desc())
    found = session.exec(order.limit(PER_PAGE).offset((page - 1) * PER_PAGE)).all()
    return Page(found, page, total)


def _says(text: str) -> sa.ColumnElement[bool]:
    return or_(
        col(Programme.title_fold).contains(fold(text), autoescape=True),
        Programme.identifier_key == identifier_key(text),
        col(Programme.id).in_(_with_party(text)),
    )


def _with_party(name: str) -> sa.Select[Any]:
    named = col(ProgrammeParty.key).contains(name_key(name) or fold(name), autoescape=True)
    return sa.select(col(ProgrammeParty.programme_id)).where(named)


def countries_of(session: Session, programme_ids: Sequence[int]) -> dict[int, list[State]]:
    """Return the States of each of these programmes, by name."""
    rows = (
        select(ProgrammeCountry)
        .join(State)
        .where(col(ProgrammeCountry.programme_id).in_(programme_ids))
        .options(joinedload(related(ProgrammeCountry.state)))
    )
    found: dict[int, list[State]] = {number: [] for number in programme_ids}
    for each in session.exec(rows.order_by(State.name)):
        found[each.programme_id].append(each.state)
    return found


def parties_of(session: Session, programme_ids: Sequence[int]) -> dict[int, list[ProgrammeParty]]:
    """Return the parties of each of these programmes, in the order they were published."""
    rows = select(ProgrammeParty).where(col(ProgrammeParty.programme_id).in_(programme_ids))
    found: dict[int, list[ProgrammeParty]] = {number: [] for number in programme_ids}
    for each in session.exec(rows.order_by(col(ProgrammeParty.id))):
        found[each.programme_id].append(each)
    return found


def pillars_of(session: Session, programme_id: int) -> list[Pillar]:
    """Return the pillars that a programme serves."""
    rows = select(ProgrammePillar.pillar).where(ProgrammePillar.programme_id == programme_id)
    return sorted(Pillar(pillar) for pillar in session.exec(rows).all())


def list_versions(session: Session, programme_id: int) -> Sequence[ProgrammeVersion]:
    """Return every version of a programme, newest first."""
    rows = select(ProgrammeVersion).where(ProgrammeVersion.programme_id == programme_id)
    return session.exec(rows.order_by(col(ProgrammeVersion.id).desc()).limit(100)).all()


def count_by_state(session: Session, state_ids: Sequence[int]) -> dict[int, int]:
    """Return how many programmes there are in each of these States."""
    rows = (
        select(ProgrammeCountry.state_id, func.count())
        .where(col(ProgrammeCountry.state_id).in_(state_ids))
        .group_by(col(ProgrammeCountry.state_id))
    )
    return dict(session.exec(rows).all())


def list_imports(session: Session, page: int = 1) -> Page[ImportFile]:
    """Return one page of the files that were imported, newest first."""
    total = session.exec(select(func.count()).select_from(ImportFile)).one()
    rows = select(ImportFile).order_by(col(ImportFile.id).desc())
    return Page(session.exec(rows.limit(PER_PAGE).offset((page - 1) * PER_PAGE)).all(), page, total)


def count_by_print(session: Session, prints: Collection[str]) -> dict[str, int]:
    """Return how often each of these files was taken, by the SHA-256 of its bytes."""
    rows = select(ImportFile.sha256, func.count()).where(col(ImportFile.sha256).in_(prints))
    return dict(session.exec(rows.group_by(ImportFile.sha256)).all())
