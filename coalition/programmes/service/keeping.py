"""Putting records into the register in batches: new ones, newer versions, and older ones kept as history."""

from collections.abc import Iterable, Mapping, Sequence
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
from coalition.programmes.rules.record import ProgrammeRecord, digest_of, identifier_key
from coalition.programmes.rules.register import SourceType, is_newer
from coalition.programmes.service.columns import columns_of, countries_of, parties_of, pillars_of

PARTS = (ProgrammeCountry, ProgrammePillar, ProgrammeParty)


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
    updated: str


@dataclass(frozen=True, slots=True)
class Version:
    """A record with its plain form and its digest, which cost time and are made once."""

    record: ProgrammeRecord
    plain: dict[str, Any]
    digest: str


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
    groups = versions_of(records)
    known = _known(session, list(groups))
    seen = _seen(session, [entry.id for entry in known.values()])
    _create(session, [group for key, group in groups.items() if key not in known], origin, state_ids, change)
    for key, entry in known.items():
        fresh = [version for version in groups[key] if version.digest not in seen[entry.id]]
        _add_versions(session, entry, fresh, origin, state_ids, change)


def plan(
    session: Session,
    records: Sequence[ProgrammeRecord],
    *,
    seen: dict[str, set[str]],
    change: Change,
) -> None:
    """Count in `change` what `keep` would do, and write nothing.

    `seen` holds the digests of every identifier met so far in this run, and is added to.
    """
    groups = versions_of(records)
    known = _known(session, [key for key in groups if key not in seen])
    digests = _seen(session, [entry.id for entry in known.values()])
    for key, entry in known.items():
        seen[key] = digests[entry.id]
    for key, group in groups.items():
        fresh = {version.digest for version in group} - seen.get(key, set())
        if key not in seen:
            change.created += 1
        elif fresh:
            change.updated += 1
        else:
            change.unchanged += 1
        seen.setdefault(key, set()).update(fresh)


def versions_of(records: Iterable[ProgrammeRecord]) -> dict[str, list[Version]]:
    """Return the different versions of each identifier among records, oldest first."""
    found: dict[str, dict[str, Version]] = {}
    for record in records:
        plain = record.to_json()
        version = Version(record, plain, digest_of(plain))
        same = found.setdefault(identifier_key(record.identifier), {})
        before = same.get(version.digest)
        if before is None or before.record.updated < record.updated:
            same[version.digest] = version
    return {
        key: sorted(same.values(), key=lambda each: each.record.updated or "~") for key, same in found.items()
    }


def _known(session: Session, keys: list[str]) -> dict[str, Known]:
    rows = select(Programme.identifier_key, Programme.id, Programme.updated)
    found = session.exec(rows.where(col(Programme.identifier_key).in_(keys))).all()
    return {key: Known(number, updated) for key, number, updated in found}


def _seen(session: Session, programme_ids: list[int]) -> dict[int, set[str]]:
    rows = select(ProgrammeVersion.programme_id, ProgrammeVersion.content_hash)
    found: dict[int, set[str]] = {number: set() for number in programme_ids}
    for number, digest in session.exec(rows.where(col(ProgrammeVersion.programme_id).in_(programme_ids))):
        found[number].add(digest)
    return found


def _create(
    session: Session,
    groups: list[list[Version]],
    origin: Origin,
    state_ids: Mapping[str, int],
    change: Change,
) -> None:
    if not groups:
        return
    table = _table(Programme)
    rows = [_columns(group[-1], origin) | {"versions": len(group)} for group in groups]
    insert = sa.insert(table).returning(table.c.id, sort_by_parameter_order=True)
    numbers = list(session.connection().execute(insert, rows).scalars())
    _write_versions(session, zip(numbers, groups, strict=True), origin)
    newest = [(number, group[-1].record) for number, group in zip(numbers, groups, strict=True)]
    _write_parts(session, newest, state_ids)
    change.created += len(numbers)
    change.touched += numbers


def _add_versions(
    session: Session,
    entry: Known,
    fresh: list[Version],
    origin: Origin,
    state_ids: Mapping[str, int],
    change: Change,
) -> None:
    if not fresh:
        change.unchanged += 1
        return
    _write_versions(session, [(entry.id, fresh)], origin)
    newest = fresh[-1]
    table = _table(Programme)
    more = {"versions": table.c.versions + len(fresh)}
    replaces = is_newer(updated=newest.record.updated, than=entry.updated)
    values = _columns(newest, origin) | more if replaces else more
    session.connection().execute(sa.update(table).where(table.c.id == entry.id).values(values))
    if replaces:
        for own in map(_table, PARTS):
            session.connection().execute(sa.delete(own).where(own.c.programme_id == entry.id))
        _write_parts(session, [(entry.id, newest.record)], state_ids)
    change.updated += 1
    change.touched.append(entry.id)


def _columns(version: Version, origin: Origin) -> dict[str, Any]:
    return columns_of(version.record, origin) | {"content_hash": version.digest, "record": version.plain}


def _write_versions(session: Session, groups: Iterable[tuple[int, list[Version]]], origin: Origin) -> None:
    rows: list[dict[str, Any]] = [
        {
            "programme_id": number,
            "content_hash": version.digest,
            "record": version.plain,
            "updated": version.record.updated,
            "source": origin.source,
            "source_file": origin.file,
            "seen_at": origin.at,
            "by": origin.by,
        }
        for number, group in groups
        for version in group
    ]
    session.connection().execute(sa.insert(_table(ProgrammeVersion)), rows)


def _write_parts(
    session: Session, records: Sequence[tuple[int, ProgrammeRecord]], state_ids: Mapping[str, int]
) -> None:
    rows: dict[type[Any], list[dict[str, Any]]] = {kind: [] for kind in PARTS}
    for number, record in records:
        own = {"programme_id": number}
        rows[ProgrammeCountry] += [own | row for row in countries_of(record, state_ids)]
        rows[ProgrammePillar] += [own | row for row in pillars_of(record)]
        rows[ProgrammeParty] += [own | row for row in parties_of(record)]
    for kind, given in rows.items():
        if given:
            session.connection().execute(sa.insert(_table(kind)), given)


def _table(kind: type[Any]) -> sa.Table:
    return cast(sa.Table, kind.__table__)
