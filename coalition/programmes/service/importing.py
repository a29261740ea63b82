"""Importing one file: all of it or none, in batches, with a report of what was refused."""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from itertools import islice
from pathlib import PurePath
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from sqlmodel import Session, col, select

from coalition.programmes.models import ImportFile
from coalition.programmes.readers.files import read_file
from coalition.programmes.readers.notes import Found, Notes, Unreadable
from coalition.programmes.readers.opening import Source
from coalition.programmes.rules.record import ProgrammeRecord, from_json
from coalition.programmes.rules.register import SourceType
from coalition.programmes.service.keeping import Change, Origin, keep, plan
from coalition.states.queries import ids_by_iso3, iso3_by_iso2, iso3_by_name_key

BATCH = 400
# What has been read waits in memory up to here, then in a temporary file.
IN_MEMORY = 8 * 1024**2
TYPES = {
    "iati-xml": SourceType.IATI_IMPORT,
    "crs": SourceType.CRS_IMPORT,
    "sheet": SourceType.SHEET_IMPORT,
}

Lookups = Mapping[str, int]
# What the report says and the row of the import does not hold.
_NOT_KEPT = frozenset({"refused_count", "noted", "taken_before"})
PIECE = 1 << 20


@dataclass(slots=True)
class FileReport:
    """What became of one file; the JSON of `programmes import`."""

    path: str
    notes: Notes
    change: Change = field(default_factory=Change)
    kept: int = 0
    sha256: str = ""
    taken_before: datetime | None = None

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
            "sha256": self.sha256,
            "taken_before": self.taken_before.isoformat() if self.taken_before else None,
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
    """Read one file and put it into the register; see `reading` and `store`. The caller commits."""
    with reading(source, all_sectors=all_sectors) as taken:
        return store(session, taken, name=name, state_ids=state_ids, by=by, now=now)


@dataclass(slots=True)
class Taken:
    """What was read of one file, waiting outside memory to be stored."""

    report: FileReport
    shelf: IO[str]

    def batches(self) -> Iterator[list[ProgrammeRecord]]:
        """Yield the records in batches, in the order of the file."""
        self.shelf.seek(0)
        records = (from_json(json.loads(line)) for line in self.shelf)
        while batch := list(islice(records, BATCH)):
            yield batch


@contextmanager
def reading(
    source: Source, *, all_sectors: bool, heard: Callable[[int], None] = lambda _: None
) -> Iterator[Taken]:
    """Read one file, without the database: a long file keeps nobody waiting who writes meanwhile.

    `heard` is told from time to time how many activities have been read.
    """
    with SpooledTemporaryFile(IN_MEMORY, "w+", encoding="utf-8") as shelf:
        report = FileReport(source.name, Notes(), sha256=print_of(source))
        for count, record in enumerate(_records(source, report, all_sectors)):
            if record is not None:
                shelf.write(json.dumps(record.to_json(), ensure_ascii=False) + "\n")
                report.kept += 1
            if count % BATCH == 0:
                heard(count)
        yield Taken(report, shelf)


def store(
    session: Session, taken: Taken, *, name: str, state_ids: Lookups, by: str, now: datetime
) -> FileReport:
    """Put what was read of one file into the register and keep a report of it. The caller commits."""
    report = _known(session, taken.report)
    kind = TYPES.get(report.notes.format, SourceType.IATI_IMPORT)
    origin = Origin(name, PurePath(report.path).name[:300], kind, by, now)
    for batch in taken.batches():
        keep(session, batch, origin=origin, state_ids=state_ids, change=report.change)
    session.add(_row(report, name, by, now))
    session.flush()
    return report


def print_of(source: Source) -> str:
    """Return the SHA-256 of a file's unpacked bytes; nothing where it cannot be read, which reading says."""
    found = sha256()
    try:
        with source.open() as stream:
            while piece := stream.read(PIECE):
                found.update(piece)
    except Unreadable:
        return ""
    return found.hexdigest()


def _known(session: Session, report: FileReport) -> FileReport:
    """Note when this very file was last taken, whatever its name was then."""
    if report.sha256:
        rows = select(ImportFile.at).where(ImportFile.sha256 == report.sha256, ImportFile.kept > 0)
        report.taken_before = session.exec(rows.order_by(col(ImportFile.id).desc()).limit(1)).first()
    return report


def foresee(session: Session, taken: Taken, *, seen: dict[str, set[str]]) -> FileReport:
    """Say what storing a file would do, and do none of it; `seen` carries over to the files after it."""
    _known(session, taken.report)
    for batch in taken.batches():
        plan(session, batch, seen=seen, change=taken.report.change)
    return taken.report


def _records(source: Source, report: FileReport, all_sectors: bool) -> Iterator[ProgrammeRecord | None]:
    try:
        found: Iterator[Found] = read_file(source, report.notes, all_sectors=all_sectors)
        for each in found:
            yield each.record
    except Unreadable as wrong:
        report.notes.refuse("file", str(wrong))


def _row(report: FileReport, name: str, by: str, now: datetime) -> ImportFile:
    values = report.to_json()
    values = {key: value for key, value in values.items() if key not in _NOT_KEPT}
    values["path"] = PurePath(report.path).name[:300]
    return ImportFile(source=name, at=now, by=by, **values)
