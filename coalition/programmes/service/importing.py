"""Importing one file: all of it or none, in batches, with a report of what was refused."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from pathlib import PurePath
from typing import Any

from sqlmodel import Session

from coalition.programmes.models import ImportFile
from coalition.programmes.readers.files import read_file
from coalition.programmes.readers.notes import Found, Notes, Unreadable
from coalition.programmes.readers.opening import Source
from coalition.programmes.rules.record import ProgrammeRecord
from coalition.programmes.rules.register import SourceType
from coalition.programmes.service.keeping import Change, Origin, keep
from coalition.states.queries import ids_by_iso3, iso3_by_iso2, iso3_by_name_key

BATCH = 400
TYPES = {
    "iati-xml": SourceType.IATI_IMPORT,
    "crs": SourceType.CRS_IMPORT,
    "sheet": SourceType.SHEET_IMPORT,
}

Lookups = Mapping[str, int]


@dataclass(slots=True)
class FileReport:
    """What became of one file; the JSON of `programmes import`."""

    path: str
    notes: Notes
    change: Change = field(default_factory=Change)
    kept: int = 0

    def to_json(self) -> dict[str, Any]:
        """Return the report with the keys of the interface contract."""
        return {
            "path": self.path,
            "format": self.notes.format,
            "version": self.notes.version,
            "read": self.notes.read,
            "kept": self.kept,
            "created": self.change.created,
            "updated": self.change.updated,
            "unchanged": self.change.unchanged,
            "skipped": self.notes.skipped,
            "refused": self.notes.refused,
            "refused_count": self.notes.refused_count,
            "noted": self.notes.noted,
        }


def lookups(session: Session) -> Lookups:
    """Return the ids of States by ISO code of two or three letters and by every name they are known by."""
    by_iso3 = ids_by_iso3(session)
    found = dict(by_iso3)
    for table in (iso3_by_iso2(session), iso3_by_name_key(session)):
        found |= {key: by_iso3[iso3] for key, iso3 in table.items() if iso3 in by_iso3}
    return found


def import_file(
    session: Session,
    source: Source,
    *,
    name: str,
    state_ids: Lookups,
    all_sectors: bool,
    by: str,
    now: datetime,
) -> FileReport:
    """Put the programmes of one file into the register and keep a report of it. The caller commits."""
    report = FileReport(source.name, Notes())
    records = _records(source, report, all_sectors)
    while batch := list(islice(records, BATCH)):
        kind = TYPES.get(report.notes.format, SourceType.IATI_IMPORT)
        origin = Origin(name, PurePath(source.name).name[:300], kind, by, now)
        keep(session, batch, origin=origin, state_ids=state_ids, change=report.change)
        report.kept += len(batch)
    session.add(_row(report, name, by, now))
    session.flush()
    return report


def _records(source: Source, report: FileReport, all_sectors: bool) -> Iterator[ProgrammeRecord]:
    try:
        found: Iterator[Found] = read_file(source, report.notes, all_sectors=all_sectors)
        for each in found:
            if each.record is not None:
                yield each.record
    except Unreadable as wrong:
        report.notes.refuse("file", str(wrong))


def _row(report: FileReport, name: str, by: str, now: datetime) -> ImportFile:
    values = report.to_json()
    values = {key: value for key, value in values.items() if key not in ("refused_count", "noted")}
    values["path"] = PurePath(report.path).name[:300]
    return ImportFile(source=name, at=now, by=by, **values)
