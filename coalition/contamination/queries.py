"""Reading contamination, hazard areas and imports."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from sqlalchemy import func
from sqlalchemy.orm import joinedload
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import Select, SelectOfScalar

from coalition.contamination.models import (
    AdminArea,
    ContaminationSnapshot,
    HazardArea,
    HazardImport,
    ImportMapping,
)
from coalition.contamination.rules import OPEN, Extent, HazardKind, HazardMix, HazardStatus
from coalition.core.errors import NotFound
from coalition.core.paging import PER_PAGE, Page
from coalition.core.visibility import Visibility
from coalition.db import prepared, related
from coalition.states.models import State


@dataclass(frozen=True, slots=True)
class Sight:
    """The contamination of which States somebody sees. None means every State's."""

    states: frozenset[int] | None = frozenset()
    led_states: frozenset[int] | None = frozenset()
    own_states: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class HazardAsked:
    """What a list of hazard areas is narrowed to."""

    kind: HazardKind | None = None
    status: HazardStatus | None = None
    mix: HazardMix | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class HazardTotal:
    """How many hazard areas of a kind and mix still wait for work, and their area in m²."""

    kind: HazardKind
    mix: HazardMix
    count: int
    area: int


@dataclass(frozen=True, slots=True)
class KnownTotal:
    """A sum over States, and how many are in it: those whose extent is not known are counted apart (I14)."""

    area: int | None
    known: int
    unknown: int
    states: list[State] = field(default_factory=list)


def list_snapshots(session: Session, state_id: int, sight: Sight) -> Sequence[ContaminationSnapshot]:
    """Return what was known of a State's contamination, newest first, as far as it may be seen."""
    return _snapshots(session, state_id=state_id, sight=sight).all()


@prepared
def _snapshots(state_id: Any, sight: Sight) -> SelectOfScalar[ContaminationSnapshot]:
    rows = select(ContaminationSnapshot).where(ContaminationSnapshot.state_id == state_id, _in_sight(sight))
    return rows.order_by(col(ContaminationSnapshot.as_of).desc(), col(ContaminationSnapshot.id).desc())


def find_newest_snapshot(session: Session, state_id: int) -> ContaminationSnapshot | None:
    """Return the newest snapshot of a State that speaks of cluster munition remnants, or None."""
    return _newest_of(session, state_id=state_id).first()


@prepared
def _newest_of(state_id: Any) -> SelectOfScalar[ContaminationSnapshot]:
    speaks = col(ContaminationSnapshot.hazard_mix) != HazardMix.WITHOUT_CMR
    rows = select(ContaminationSnapshot).where(ContaminationSnapshot.state_id == state_id, speaks)
    return rows.order_by(*_newest_first()).limit(1)


def extent_of(snapshot: ContaminationSnapshot | None) -> Extent | None:
    """Return what a snapshot says of the remaining area; None where there is no snapshot."""
    if snapshot is None:
        return None
    return Extent(snapshot.knowledge, snapshot.sha_m2, snapshot.cha_m2)


def list_newest(session: Session, sight: Sight, page: int = 1) -> Page[ContaminationSnapshot]:
    """Return one page with the newest snapshot of each State in sight, with its State, by name."""
    total = _count_newest(session, sight=sight).one()
    return Page(_page_of_newest(session, sight=sight, start=(page - 1) * PER_PAGE).all(), page, total)


@prepared
def _count_newest(sight: Sight) -> SelectOfScalar[int]:
    return select(func.count()).select_from(_newest_of_each(sight))


@prepared
def _page_of_newest(sight: Sight, start: Any) -> SelectOfScalar[ContaminationSnapshot]:
    newest = _newest_of_each(sight)
    rows = (
        select(ContaminationSnapshot)
        .join(newest, col(ContaminationSnapshot.id) == newest.c.id)
        .join(State)
        .options(joinedload(related(ContaminationSnapshot.state)))
    )
    return rows.order_by(State.name).limit(PER_PAGE).offset(start)


def total_known(session: Session, sight: Sight) -> KnownTotal:
    """Return the sum of what is known over the States in sight, and how many States are not in it."""
    summed, known, every = _sums(session, sight=sight).one()
    return KnownTotal(None if summed is None else int(summed), known, every - known)


@prepared
def _sums(sight: Sight) -> Select[Any, int, int]:
    newest = _newest_of_each(sight)
    table = ContaminationSnapshot
    area = sa.case(
        (col(table.sha_m2).is_(None) & col(table.cha_m2).is_(None), None),
        else_=func.coalesce(table.sha_m2, 0) + func.coalesce(table.cha_m2, 0),
    )
    rows = select(func.sum(area), func.count(area), func.count(col(table.id)))
    return rows.join(newest, col(table.id) == newest.c.id)


def get_hazard_area(session: Session, state_id: int, hazard_id: int) -> HazardArea:
    """Return one hazard area of a State. Raises NotFound."""
    found = session.get(HazardArea, hazard_id)
    if found is None or found.state_id != state_id:
        raise NotFound(f"hazard area {hazard_id}")
    return found


def list_hazard_areas(session: Session, state_id: int, asked: HazardAsked, page: int = 1) -> Page[HazardArea]:
    """Return one page of a State's hazard areas by national reference."""
    total = _count_areas(session, state_id=state_id, asked=asked).one()
    start = (page - 1) * PER_PAGE
    return Page(_page_of_areas(session, state_id=state_id, asked=asked, start=start).all(), page, total)


@prepared
def _count_areas(state_id: Any, asked: HazardAsked) -> SelectOfScalar[int]:
    return select(func.count(col(HazardArea.id))).where(*_wanted(state_id, asked))


@prepared
def _page_of_areas(state_id: Any, asked: HazardAsked, start: Any) -> SelectOfScalar[HazardArea]:
    rows = select(HazardArea).where(*_wanted(state_id, asked)).order_by(HazardArea.national_ref)
    return rows.limit(PER_PAGE).offset(start)


def _wanted(state_id: Any, asked: HazardAsked) -> list[sa.ColumnElement[bool]]:
    wheres = [col(HazardArea.state_id) == state_id]
    wheres += [col(HazardArea.kind) == asked.kind] if asked.kind else []
    wheres += [col(HazardArea.status) == asked.status] if asked.status else []
    wheres += [col(HazardArea.mix) == asked.mix] if asked.mix else []
    if asked.text:
        like = [
            field.icontains(asked.text, autoescape=True)
            for field in (col(HazardArea.national_ref), col(HazardArea.province), col(HazardArea.district))
        ]
        wheres.append(sa.or_(*like))
    return wheres


def total_hazard_areas(session: Session, state_id: int) -> list[HazardTotal]:
    """Return what still waits for work, suspected and confirmed apart, by mix of hazards (I15)."""
    return [
        HazardTotal(HazardKind(kind), HazardMix(mix), count, int(area))
        for kind, mix, count, area in _open_areas(session, state_id=state_id)
    ]


@prepared
def _open_areas(state_id: Any) -> Select[str, str, int, int]:
    return (
        select(HazardArea.kind, HazardArea.mix, func.count(), func.sum(HazardArea.area_m2))
        .where(HazardArea.state_id == state_id, col(HazardArea.status).in_(OPEN))
        .group_by(col(HazardArea.kind), col(HazardArea.mix))
        .order_by(HazardArea.kind, HazardArea.mix)
    )


def find_hazard_areas(session: Session, state_id: int, refs: Collection[str]) -> Sequence[HazardArea]:
    """Return a State's hazard areas of these national references."""
    rows = select(HazardArea).where(HazardArea.state_id == state_id, col(HazardArea.national_ref).in_(refs))
    return session.exec(rows).all()


def get_import(session: Session, state_id: int, import_id: int) -> HazardImport:
    """Return an import of a State with its file. Raises NotFound."""
    loaded = [joinedload(related(HazardImport.file)), joinedload(related(HazardImport.state))]
    found = session.get(HazardImport, import_id, options=loaded)
    if found is None or found.state_id != state_id:
        raise NotFound(f"import {import_id}")
    return found


def list_imports(session: Session, state_id: int, most: int = 5) -> Sequence[HazardImport]:
    """Return a State's imports with their files, newest first."""
    return _imports(session, state_id=state_id, most=most).all()


@prepared
def _imports(state_id: Any, most: Any) -> SelectOfScalar[HazardImport]:
    rows = select(HazardImport).where(HazardImport.state_id == state_id)
    loaded = rows.options(joinedload(related(HazardImport.file)))
    return loaded.order_by(col(HazardImport.id).desc()).limit(most)


def find_mapping(session: Session, state_id: int, header_key: str) -> ImportMapping | None:
    """Return what a State said of columns like these the last time, or None."""
    rows = select(ImportMapping).where(
        ImportMapping.state_id == state_id, ImportMapping.header_key == header_key
    )
    return session.exec(rows).first()


def list_places(session: Session, state_id: int, level: int) -> Sequence[AdminArea]:
    """Return a State's provinces (level 1) or districts (2) by name."""
    rows = select(AdminArea).where(AdminArea.state_id == state_id, AdminArea.level == level)
    return session.exec(rows.order_by(AdminArea.name)).all()


def _newest_of_each(sight: Sight) -> sa.Subquery:
    place = func.row_number().over(
        partition_by=col(ContaminationSnapshot.state_id), order_by=list(_newest_first())
    )
    speaks = col(ContaminationSnapshot.hazard_mix) != HazardMix.WITHOUT_CMR
    ranked = (
        select(col(ContaminationSnapshot.id).label("id"), place.label("place"))
        .where(speaks, _in_sight(sight))
        .subquery()
    )
    return sa.select(ranked.c.id).where(ranked.c.place == 1).subquery()


def _newest_first() -> tuple[sa.UnaryExpression[Any], ...]:
    return col(ContaminationSnapshot.as_of).desc(), col(ContaminationSnapshot.id).desc()


def _in_sight(sight: Sight) -> sa.ColumnElement[bool]:
    level = col(ContaminationSnapshot.visibility)
    return sa.or_(
        level == Visibility.PUBLIC,
        col(ContaminationSnapshot.state_id).in_(sight.own_states),
        (level == Visibility.MEMBERS) & _among(sight.states),
        (level == Visibility.LEADS) & _among(sight.led_states),
    )


def _among(states: frozenset[int] | None) -> sa.ColumnElement[bool]:
    return sa.true() if states is None else col(ContaminationSnapshot.state_id).in_(states)
