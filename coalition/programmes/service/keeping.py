"""Putting records into the register in batches: new ones, newer versions, and older ones kept as history."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast

import sqlalchemy as sa
from sqlmodel import Session, col, select

from coalition.programmes.models import (
    Programme,
    ProgrammeCountry,
    ProgrammeParty,
    ProgrammePillar,
    ProgrammeVersion,
)
from coalition.programmes.rules.record import ProgrammeRecord, identifier_key
from coalition.programmes.rules.register import SourceType, is_newer
from coalition.programmes.service.columns import columns_of, countries_of, parties_of, pillars_of


@dataclass(slots=True)
class Change:
    """What putting records into the register did. `touched` are the ids of new and changed programmes."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    touched: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where records come from."""

    source: str
    file: str
    type: SourceType
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Known:
    """What the register knows of an identifier before a batch."""

    id: int
    content_hash: str
    updated: str


def keep(
    session: Session,
    records: Sequence[ProgrammeRecord],
    *,
    origin: Origin,
    state_ids: Mapping[str, int],
    change: Change,
) -> None:
    """Put a batch of records into the register and count in `change` what that did.

    A record seen before changes nothing; a newer one replaces what is shown; an older one is kept as a
    version. `state_ids` gives a State's id by its ISO 3166 code of two or three letters, or its name key.
    """
    latest = _newest_of_each(records)
    known = _known(session, list(latest))
    hashes = {key: [record.content_hash for record in group] for key, group in latest.items()}
    seen = _seen(session, [entry.id for entry in known.values()])
    for key, group in latest.items():
        entry = known.get(key)
        if entry is None:
            _create(session, group, origin, state_ids, change)
            continue
        fresh = [
            (record, digest)
            for record, digest in zip(group, hashes[key], strict=True)
            if (entry.id, digest) not in seen
        ]
        _add_versions(session, entry, fresh, origin, state_ids, change)


def _newest_of_each(records: Sequence[ProgrammeRecord]) -> dict[str, list[ProgrammeRecord]]:
    """Return the different versions of each identifier in a batch, oldest first."""
    found: dict[str, list[ProgrammeRecord]] = {}
    for record in records:
        group = found.setdefault(identifier_key(record.identifier), [])
        if all(record.content_hash != other.content_hash for other in group):
            group.append(record)
    for group in found.values():
        group.sort(key=lambda record: record.updated or "~")
    return found


def _known(session: Session, keys: list[str]) -> dict[str, Known]:
    rows = select(Programme.identifier_key, Programme.id, Programme.content_hash, Programme.updated)
    found = session.exec(rows.where(col(Programme.identifier_key).in_(keys))).all()
    return {key: Known(number, digest, updated) for key, number, digest, updated in found}


def _seen(session: Session, programme_ids: list[int]) -> set[tuple[int, str]]:
    rows = select(ProgrammeVersion.programme_id, ProgrammeVersion.content_hash)
    return set(session.exec(rows.where(col(ProgrammeVersion.programme_id).in_(programme_ids))).all())


def _create(
    session: Session,
    group: list[ProgrammeRecord],
    origin: Origin,
    state_ids: Mapping[str, int],
    change: Change,
) -> None:
    newest = group[-1]
    table = _table(Programme)
    number = (
        session.connection()
        .execute(sa.insert(table).values(columns_of(newest, origin)).returning(table.c.id))
        .scalar_one()
    )
    _write_versions(session, number, group, origin)
    _write_parts(session, number, newest, state_ids)
    change.created += 1
    change.touched.append(number)


def _add_versions(
    session: Session,
    entry: Known,
    fresh: list[tuple[ProgrammeRecord, str]],
    origin: Origin,
    state_ids: Mapping[str, int],
    change: Change,
) -> None:
    if not fresh:
        change.unchanged += 1
        return
    _write_versions(session, entry.id, [record for record, _ in fresh], origin)
    newest = fresh[-1][0]
    table = _table(Programme)
    more = {"versions": table.c.versions + len(fresh)}
    replaces = is_newer(updated=newest.updated, than=entry.updated)
    values = columns_of(newest, origin) | more if replaces else more
    session.connection().execute(sa.update(table).where(table.c.id == entry.id).values(values))
    if replaces:
        for part in (ProgrammeCountry, ProgrammePillar, ProgrammeParty):
            own = _table(part)
            session.connection().execute(sa.delete(own).where(own.c.programme_id == entry.id))
        _write_parts(session, entry.id, newest, state_ids)
    change.updated += 1
    change.touched.append(entry.id)


def _write_versions(session: Session, number: int, group: Sequence[ProgrammeRecord], origin: Origin) -> None:
    rows: list[dict[str, Any]] = [
        {
            "programme_id": number,
            "content_hash": record.content_hash,
            "record": record.to_json(),
            "updated": record.updated,
            "source": origin.source,
            "source_file": origin.file,
            "seen_at": origin.at,
            "by": origin.by,
        }
        for record in group
    ]
    session.connection().execute(sa.insert(_table(ProgrammeVersion)), rows)


def _write_parts(
    session: Session, number: int, record: ProgrammeRecord, state_ids: Mapping[str, int]
) -> None:
    parts: tuple[tuple[type[Any], list[dict[str, Any]]], ...] = (
        (ProgrammeCountry, countries_of(record, state_ids)),
        (ProgrammePillar, pillars_of(record)),
        (ProgrammeParty, parties_of(record)),
    )
    for kind, rows in parts:
        if rows:
            given = [{"programme_id": number, **row} for row in rows]
            session.connection().execute(sa.insert(_table(kind)), given)


def _table(kind: type[Any]) -> sa.Table:
    return cast(sa.Table, kind.__table__)
