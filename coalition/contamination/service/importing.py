"""Taking hazard areas in from a file: look first, then save the rows that are sound, or none."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from coalition.contamination import rules
from coalition.contamination.models import (
    AdminArea,
    HazardArea,
    HazardAreaChange,
    HazardImport,
    ImportMapping,
)
from coalition.contamination.queries import find_mapping
from coalition.contamination.readers.cells import AreaUnit, DayOrder
from coalition.contamination.readers.outlines import AREA, read_outlines
from coalition.contamination.readers.table import (
    HazardRow,
    Plan,
    Refusal,
    Wanted,
    check_mapping,
    header_key,
    read_rows,
)
from coalition.contamination.rules import HazardKind, HazardType, ImportStatus
from coalition.core.errors import RuleBroken
from coalition.core.text import fold
from coalition.documents.models import StoredFile
from coalition.documents.readers.sheet import Sheet, read_sheet
from coalition.documents.rules import FileKind

MOST_REFUSALS = 500  # listed one by one; all are counted
BATCH = 2_000


def check_file(data: bytes, kind: FileKind) -> tuple[Sheet, dict[int, RuleBroken]]:
    """Return a file's table, and outlines refused by number. Raises RuleBroken (field "file")."""
    if kind is FileKind.GEOJSON:
        return read_outlines(data)
    sheet = read_sheet(data, kind)
    if sheet.merged:
        raise RuleBroken(
            "Cells {cells} are merged. Part them first.", "file", cells=", ".join(sheet.merged[:5])
        )
    return sheet, {}


def plan_of(columns: Mapping[str, str], options: Mapping[str, str], names: list[str]) -> Plan:
    """Return how to read a file from what was chosen. Raises RuleBroken by field."""
    plan = Plan(
        columns={Wanted(field): name for field, name in columns.items() if name},
        unit=AreaUnit(options.get("unit") or AreaUnit.M2),
        order=DayOrder(options.get("order") or DayOrder.DAY_FIRST),
        hazard_types=tuple(HazardType(part) for part in (options.get("hazard_types") or "").split()),
        kind=HazardKind(options["kind"]) if options.get("kind") else None,
        measured=AREA if AREA in names and columns.get("area") != AREA else "",
    )
    check_mapping(plan, names)
    return plan


def preview(
    session: Session,
    state_id: int,
    *,
    file: StoredFile,
    data: bytes,
    choice: tuple[Mapping[str, str], Mapping[str, str]],
    by: tuple[int | None, datetime],
) -> HazardImport:
    """Read a file with the chosen columns and options and say what saving it would do; nothing is saved."""
    columns, options = choice
    found = HazardImport(
        state_id=state_id,
        file_id=file.id,
        columns=dict(columns),
        options=dict(options),
        refusals=[],
        made_by_id=by[0],
        made_at=by[1],
    )
    there = _existing(session, state_id)
    for read in _read(data, file.kind, columns, options):
        _count(found, read, there)
    session.add(found)
    session.flush()
    return found


def save_import(
    session: Session, found: HazardImport, *, data: bytes, keep_good_rows: bool, now: datetime
) -> None:
    """Save what a preview announced: all rows, or the sound ones when the State says so.

    Raises RuleBroken when rows are refused and the sound ones are not wanted alone.
    """
    if found.status is not ImportStatus.PREVIEWED:
        raise RuleBroken("This import is over.")
    if found.refused and not keep_good_rows:
        raise RuleBroken(
            "{count} rows are refused. Keep the others, or put the file right.", count=found.refused
        )
    there = _existing(session, found.state_id)
    places = _Places(session, found.state_id)
    fresh: list[dict[str, Any]] = []
    changed: list[tuple[int, dict[str, Any], dict[str, Any]]] = []
    for read in _read(data, found.file.kind, found.columns, found.options):
        if isinstance(read, Refusal):
            continue
        values = _values(read)
        old = there.get(read.national_ref)
        if old is None:
            fresh.append(values | {"state_id": found.state_id, "import_id": found.id} | places.of(read))
        elif _differs(old[1], values):
            changed.append((old[0], old[1], values | places.of(read)))
    _write(session, found, fresh, changed)
    found.status, found.saved_at, found.keep_good_rows = ImportStatus.SAVED, now, keep_good_rows
    session.flush()


def drop_import(session: Session, found: HazardImport) -> None:
    """Forget a preview."""
    if found.status is not ImportStatus.PREVIEWED:
        raise RuleBroken("This import is over.")
    found.status = ImportStatus.DROPPED
    session.flush()


def remember(
    session: Session,
    state_id: int,
    *,
    names: list[str],
    columns: dict[str, str],
    options: dict[str, str],
    today: date,
) -> None:
    """Remember how a State's files with such columns are read, for the next time."""
    key = header_key(names)
    known = find_mapping(session, state_id, key)
    if known is None:
        known = ImportMapping(state_id=state_id, header_key=key, columns={}, options={}, used_on=today)
    known.columns, known.options, known.used_on = dict(columns), dict(options), today
    session.add(known)
    session.flush()


def _read(
    data: bytes, kind: FileKind, columns: Mapping[str, str], options: Mapping[str, str]
) -> Iterator[HazardRow | Refusal]:
    sheet, wrong = check_file(data, kind)
    for read in read_rows(sheet, plan_of(columns, options, sheet.columns)):
        broken = wrong.get(read.number)
        yield _of_outline(read.number, broken) if broken else read


def _of_outline(number: int, broken: RuleBroken) -> Refusal:
    said = {name: str(value) for name, value in broken.values.items()}
    return Refusal(number, f"#{number}", "", broken.message, said)


Existing = dict[str, tuple[int, dict[str, Any]]]


def _existing(session: Session, state_id: int) -> Existing:
    """Return a State's hazard areas by reference: id, and the values that an import may change."""
    columns = [getattr(HazardArea, name) for name in ("id", *STORED)]
    rows = session.execute(sa.select(*columns).where(col(HazardArea.state_id) == state_id))
    return {row.national_ref: (row.id, {name: getattr(row, name) for name in STORED}) for row in rows}


STORED = (
    *("national_ref", "kind", "area_m2", "hazard_types", "mix", "status", "province", "district"),
    *("expected_beneficiaries", "priority", "latitude", "longitude", "surveyed_on"),
)


def _values(row: HazardRow) -> dict[str, Any]:
    said = asdict(row)
    return {
        **{name: said[name] for name in STORED if name in said},
        "area_m2": row.area,
        "hazard_types": rules.joined(row.hazard_types),
        "mix": rules.mix_of(row.hazard_types),
        "expected_beneficiaries": row.beneficiaries,
    }


def _differs(old: dict[str, Any], new: dict[str, Any]) -> bool:
    """Return whether a file says something else than is stored; what it leaves out is no change."""
    return any(value not in (None, "") and old[name] != value for name, value in new.items())


def _count(found: HazardImport, read: HazardRow | Refusal, there: Existing) -> None:
    found.read += 1
    if isinstance(read, Refusal):
        found.refused += 1
        if len(found.refusals) < MOST_REFUSALS:
            found.refusals.append(asdict(read))
        return
    old = there.get(read.national_ref)
    if old is None:
        found.created += 1
    elif _differs(old[1], _values(read)):
        found.updated += 1
    else:
        found.unchanged += 1


def _write(
    session: Session,
    found: HazardImport,
    fresh: list[dict[str, Any]],
    changed: list[tuple[int, dict[str, Any], dict[str, Any]]],
) -> None:
    table = HazardArea.__table__  # type: ignore[attr-defined]
    for start in range(0, len(fresh), BATCH):
        session.execute(sa.insert(table), fresh[start : start + BATCH])
    for hazard_id, old, new in changed:
        said = {name: value for name, value in new.items() if value not in (None, "")}
        before = {name: _plain(old[name]) for name in said if name in old and old[name] != said[name]}
        session.add(HazardAreaChange(hazard_area_id=hazard_id, import_id=found.id, before=before))
        session.execute(
            sa.update(HazardArea).where(col(HazardArea.id) == hazard_id).values(**said, import_id=found.id)
        )
    session.flush()


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


class _Places:
    """The provinces and districts of a State, made where a file names new ones."""

    def __init__(self, session: Session, state_id: int) -> None:
        self.session, self.state_id = session, state_id
        rows = session.exec(select(AdminArea).where(AdminArea.state_id == state_id))
        self.known = {(area.level, area.key): area.id for area in rows}

    def of(self, row: HazardRow) -> dict[str, int | None]:
        """Return the smallest place that a row names."""
        province = self._place(1, row.province, None)
        district = self._place(2, row.district, province)
        return {"admin_area_id": district or province}

    def _place(self, level: int, name: str, parent_id: int | None) -> int | None:
        key = fold(name)
        if not key:
            return None
        if (level, key) not in self.known:
            area = AdminArea(
                state_id=self.state_id,
                level=level,
                code=key,
                name=name,
                key=key,
                parent_id=parent_id,
                source="import of hazard areas",
            )
            self.session.add(area)
            self.session.flush()
            self.known[level, key] = area.id
        return self.known[level, key]
