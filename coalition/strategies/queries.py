"""Reading strategies."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy import func
from sqlalchemy.orm import contains_eager, joinedload
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from coalition.core.errors import NotFound
from coalition.core.paging import PER_PAGE, Page
from coalition.core.visibility import Visibility
from coalition.db import prepared, related
from coalition.documents.queries import Hit, find_pages
from coalition.states.models import State
from coalition.strategies.models import (
    ObjectiveMilestone,
    StrategyDocument,
    StrategyObjective,
    StrategyVersion,
    VersionFile,
)
from coalition.strategies.rules import GUIDING, SIGNED, DocumentKind, VersionStatus

Kept = TypeVar("Kept")


@dataclass(frozen=True, slots=True)
class Sight:
    """Which versions somebody gets to see; a visitor sees what is public and endorsed."""

    own_states: frozenset[int] = frozenset()
    member_states: frozenset[int] | None = frozenset()
    led_states: frozenset[int] | None = frozenset()


_OF_OBJECTIVE = joinedload(related(StrategyObjective.version)).joinedload(related(StrategyVersion.document))


def get_version(session: Session, version_id: int) -> StrategyVersion:
    """Return one version with its document. Raises NotFound."""
    version = session.get(
        StrategyVersion,
        version_id,
        options=[joinedload(related(StrategyVersion.document))],
    )
    if version is None:
        raise NotFound(f"strategy version {version_id}")
    return version


def list_versions(session: Session, state_id: int) -> Sequence[StrategyVersion]:
    """Return every version of a State's documents, the running ones first, then newest first."""
    rows = select(StrategyVersion).join(StrategyDocument).where(StrategyDocument.state_id == state_id)
    loaded = rows.options(joinedload(related(StrategyVersion.document)))
    order = col(StrategyVersion.status).in_(GUIDING).desc()
    return session.exec(
        loaded.order_by(order, StrategyDocument.title, col(StrategyVersion.number).desc())
    ).all()


def find_guiding(session: Session, state_id: int) -> StrategyVersion | None:
    """Return the version that guides the State today: its national strategy in force, else another plan."""
    rows = (
        select(StrategyVersion)
        .join(StrategyDocument)
        .where(
            StrategyDocument.state_id == state_id,
            col(StrategyVersion.status).in_(GUIDING),
        )
    )
    loaded = rows.options(joinedload(related(StrategyVersion.document)))
    first = (col(StrategyDocument.kind) == DocumentKind.NATIONAL_STRATEGY).desc()
    return session.exec(loaded.order_by(first, col(StrategyVersion.valid_to).desc())).first()


def list_objectives(session: Session, version_id: int) -> Sequence[StrategyObjective]:
    """Return the objectives of a version by code."""
    return _objectives(session, version_id=version_id).all()


@prepared
def _objectives(version_id: Any) -> SelectOfScalar[StrategyObjective]:
    rows = select(StrategyObjective).where(StrategyObjective.version_id == version_id)
    return rows.order_by(StrategyObjective.code)


def list_objectives_in_force(session: Session, state_id: int) -> Sequence[StrategyObjective]:
    """Return the objectives of every guiding version of a State, for choosing one."""
    return _in_force(session, state_id=state_id).all()


@prepared
def _in_force(state_id: Any) -> SelectOfScalar[StrategyObjective]:
    rows = (
        select(StrategyObjective)
        .join(StrategyVersion)
        .join(StrategyDocument)
        .where(
            StrategyDocument.state_id == state_id,
            col(StrategyVersion.status).in_(GUIDING),
        )
    )
    return rows.order_by(StrategyDocument.title, StrategyObjective.code)


def list_planned(session: Session, state_id: int, kind: DocumentKind) -> Sequence[StrategyVersion]:
    """Return the endorsed versions of a State's documents of a kind that wait for their first day."""
    rows = (
        select(StrategyVersion)
        .join(StrategyDocument)
        .where(
            StrategyDocument.state_id == state_id,
            StrategyDocument.kind == kind,
            StrategyVersion.status == VersionStatus.ENDORSED,
        )
    )
    return session.exec(rows.options(joinedload(related(StrategyVersion.document)))).all()


def get_document(session: Session, document_id: int) -> StrategyDocument:
    """Return one document with its State and owner. Raises NotFound."""
    loaded = [joinedload(related(StrategyDocument.state)), joinedload(related(StrategyDocument.owner))]
    found = session.get(StrategyDocument, document_id, options=loaded)
    if found is None:
        raise NotFound(f"strategy document {document_id}")
    return found


def list_versions_of(session: Session, document_id: int) -> Sequence[StrategyVersion]:
    """Return the versions of one document, newest first."""
    rows = select(StrategyVersion).where(StrategyVersion.document_id == document_id)
    loaded = rows.options(joinedload(related(StrategyVersion.document)))
    return session.exec(loaded.order_by(col(StrategyVersion.number).desc())).all()


def get_objective(session: Session, objective_id: int) -> StrategyObjective:
    """Return one objective with version and document. Raises NotFound."""
    found = session.get(StrategyObjective, objective_id, options=[_OF_OBJECTIVE])
    if found is None:
        raise NotFound(f"objective {objective_id}")
    return found


def list_milestones(session: Session, objective_ids: Collection[int]) -> Sequence[ObjectiveMilestone]:
    """Return the milestones of these objectives by year."""
    return _milestones(session, objective_ids=list(objective_ids)).all()


@prepared
def _milestones(objective_ids: Any) -> SelectOfScalar[ObjectiveMilestone]:
    rows = select(ObjectiveMilestone).where(col(ObjectiveMilestone.objective_id).in_(objective_ids))
    return rows.order_by(col(ObjectiveMilestone.year))


def list_due_by_clock(session: Session, today: date) -> Sequence[StrategyVersion]:
    """Return the versions that the calendar moves: endorsed and begun, or running and over."""
    begun = (col(StrategyVersion.status) == VersionStatus.ENDORSED) & (
        col(StrategyVersion.valid_from) <= today
    )
    over = col(StrategyVersion.status).in_({VersionStatus.ENDORSED, *GUIDING}) & (
        col(StrategyVersion.valid_to) < today
    )
    rows = select(StrategyVersion).where(begun | over).options(joinedload(related(StrategyVersion.document)))
    return session.exec(rows.order_by(col(StrategyVersion.valid_from))).all()


def list_files(session: Session, version_id: int) -> Sequence[VersionFile]:
    """Return the files of a version by language."""
    return _files(session, version_id=version_id).all()


@prepared
def _files(version_id: Any) -> SelectOfScalar[VersionFile]:
    rows = select(VersionFile).where(VersionFile.version_id == version_id)
    loaded = rows.options(joinedload(related(VersionFile.file)))
    return loaded.order_by(VersionFile.language, col(VersionFile.id))


def get_file(session: Session, version: StrategyVersion, file_id: int) -> VersionFile:
    """Return a file of this version. Raises NotFound."""
    rows = select(VersionFile).where(VersionFile.version_id == version.id, VersionFile.id == file_id)
    found = session.exec(rows.options(joinedload(related(VersionFile.file)))).first()
    if found is None:
        raise NotFound(f"file {file_id}")
    return found


def search_files(session: Session, sight: Sight, text: str) -> list[tuple[VersionFile, Hit]]:
    """Return the pages in sight that hold all the words, best first, with the version they belong to."""
    files = select(VersionFile.file_id).join(StrategyVersion).join(StrategyDocument).where(in_sight(sight))
    hits = find_pages(session, text, files=files)
    rows = select(VersionFile).where(col(VersionFile.file_id).in_({hit.file_id for hit in hits}))
    loaded = rows.options(
        joinedload(related(VersionFile.file)),
        joinedload(related(VersionFile.version))
        .joinedload(related(StrategyVersion.document))
        .joinedload(related(StrategyDocument.state)),
    )
    of_file = {one.file_id: one for one in session.exec(loaded)}
    return [(of_file[hit.file_id], hit) for hit in hits]


def list_documents(
    session: Session, sight: Sight, *, state_id: int | None, page: int = 1
) -> tuple[Page[StrategyDocument], dict[int, StrategyVersion]]:
    """Return one page of documents with a version in sight, by State, and the best such version of each.

    Best is the one that guides, else the newest.
    """
    total = _count_documents(session, sight=sight, state_id=state_id).one()
    found = _page_of_documents(session, sight=sight, state_id=state_id, start=(page - 1) * PER_PAGE).all()
    versions = list_seen_versions(session, sight, [document.id for document in found])
    best: dict[int, StrategyVersion] = {}
    for version in versions:
        best.setdefault(version.document_id, version)
    return Page(found, page, total), best


@prepared
def _count_documents(sight: Sight, state_id: Any) -> SelectOfScalar[int]:
    return _seen_documents(select(func.count(col(StrategyDocument.id))), sight, state_id)


@prepared
def _page_of_documents(sight: Sight, state_id: Any, start: Any) -> SelectOfScalar[StrategyDocument]:
    rows = _seen_documents(select(StrategyDocument), sight, state_id)
    loaded = rows.options(joinedload(related(StrategyDocument.state)))
    return loaded.order_by(State.name, StrategyDocument.title).limit(PER_PAGE).offset(start)


def _seen_documents(rows: SelectOfScalar[Kept], sight: Sight, state_id: Any) -> SelectOfScalar[Kept]:
    seen = select(StrategyVersion.document_id).join(StrategyDocument).where(in_sight(sight))
    rows = rows.join(State, col(State.id) == StrategyDocument.state_id)
    rows = rows.where(col(StrategyDocument.id).in_(seen))
    return rows if state_id is None else rows.where(StrategyDocument.state_id == state_id)


def list_seen_versions(
    session: Session, sight: Sight, document_ids: Collection[int]
) -> Sequence[StrategyVersion]:
    """Return the versions of these documents that are in sight, those that guide first, then newest first."""
    return _seen_versions(session, sight=sight, document_ids=list(document_ids)).all()


@prepared
def _seen_versions(sight: Sight, document_ids: Any) -> SelectOfScalar[StrategyVersion]:
    return _versions_in_sight(sight, col(StrategyVersion.document_id).in_(document_ids))


@prepared
def _siblings(sight: Sight, version_id: Any) -> SelectOfScalar[StrategyVersion]:
    mine = select(StrategyVersion.document_id).where(StrategyVersion.id == version_id)
    return _versions_in_sight(sight, col(StrategyVersion.document_id).in_(mine))


def _versions_in_sight(sight: Sight, which: sa.ColumnElement[bool]) -> SelectOfScalar[StrategyVersion]:
    rows = (
        select(StrategyVersion)
        .join(StrategyDocument)
        .where(in_sight(sight), which)
        .options(
            contains_eager(related(StrategyVersion.document)).joinedload(related(StrategyDocument.state))
        )
    )
    guiding = col(StrategyVersion.status).in_(GUIDING).desc()
    return rows.order_by(guiding, col(StrategyVersion.number).desc())


def list_with_siblings(session: Session, sight: Sight, version_id: int) -> Sequence[StrategyVersion]:
    """Return the versions in sight of the document of a version, in the order of `list_seen_versions`."""
    return _siblings(session, sight=sight, version_id=version_id).all()


def is_seen(session: Session, sight: Sight, version_id: int) -> bool:
    """Return whether a version is in sight."""
    rows = select(StrategyVersion.id).join(StrategyDocument)
    return session.exec(rows.where(StrategyVersion.id == version_id, in_sight(sight))).first() is not None


def in_sight(sight: Sight) -> sa.ColumnElement[bool]:
    """Return the condition on versions, joined with their documents, that are in sight."""
    signed = col(StrategyVersion.status).in_(SIGNED)
    talked_of = signed | (col(StrategyVersion.status) == VersionStatus.UNDER_CONSULTATION)
    level = col(StrategyVersion.visibility)
    return sa.or_(
        col(StrategyDocument.state_id).in_(sight.own_states),
        signed & (level == Visibility.PUBLIC),
        talked_of & level.in_({Visibility.PUBLIC, Visibility.MEMBERS}) & _among(sight.member_states),
        talked_of & (level == Visibility.LEADS) & _among(sight.led_states),
    )


def _among(states: frozenset[int] | None) -> sa.ColumnElement[bool]:
    return sa.true() if states is None else col(StrategyDocument.state_id).in_(states)
