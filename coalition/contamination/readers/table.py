"""Hazard areas from a table: which column means what, and each row read or refused by its cell."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from coalition.contamination.readers import cells
from coalition.contamination.readers.cells import AreaUnit, DayOrder
from coalition.contamination.rules import HazardKind, HazardStatus, HazardType
from coalition.core.errors import RuleBroken
from coalition.core.text import cut, fold, squeeze
from coalition.documents.readers.sheet import Sheet, name_of_cell


class Wanted(StrEnum):
    """What a hazard area is made of; the columns of a file are mapped to these."""

    NATIONAL_REF = "national_ref"
    KIND = "kind"
    AREA = "area"
    HAZARD_TYPES = "hazard_types"
    STATUS = "status"
    PROVINCE = "province"
    DISTRICT = "district"
    BENEFICIARIES = "beneficiaries"
    PRIORITY = "priority"
    LATITUDE = "latitude"
    LONGITUDE = "longitude"
    SURVEYED_ON = "surveyed_on"


NEEDED = (Wanted.NATIONAL_REF, Wanted.KIND, Wanted.AREA, Wanted.HAZARD_TYPES)

# Column names seen in exports (IMSMA and others), folded; the first that a file has is proposed.
USUAL: Mapping[Wanted, tuple[str, ...]] = {
    Wanted.NATIONAL_REF: (
        *(
            "national ref",
            "hazard id",
            "hazard localid",
            "localid",
            "imsma id",
            "hazard local id",
            "land id",
            "ref",
        ),
        *("id", "reference", "hazard reference", "code"),
    ),
    Wanted.KIND: (
        "kind",
        "hazard area type",
        "sha cha",
        "type of area",
        "hazard type",
        "classification",
        "category",
    ),
    Wanted.AREA: (
        "area m2",
        "area",
        "area size",
        "areasize",
        "size m2",
        "size",
        "surface",
        "superficie",
        "hazard area size",
    ),
    Wanted.HAZARD_TYPES: (
        "hazard types",
        "contamination type",
        "device type",
        "ordnance",
        "contamination",
        "hazards",
        "threat",
    ),
    Wanted.STATUS: ("status", "hazard status", "work status", "state of work", "etat", "estado"),
    Wanted.PROVINCE: (
        "province",
        "admin1",
        "gazetteer level 1",
        "region",
        "adm1",
        "governorate",
        "departamento",
    ),
    Wanted.DISTRICT: ("district", "admin2", "gazetteer level 2", "adm2", "municipality", "municipio"),
    Wanted.BENEFICIARIES: ("beneficiaries", "expected beneficiaries", "population"),
    Wanted.PRIORITY: ("priority", "hazard priority", "priorite", "prioridad"),
    Wanted.LATITUDE: ("latitude", "lat", "y"),
    Wanted.LONGITUDE: ("longitude", "long", "lon", "x"),
    Wanted.SURVEYED_ON: ("surveyed on", "survey date", "date of survey", "report date", "date", "fecha"),
}


@dataclass(frozen=True, slots=True)
class Plan:
    """Which column of a file means what, and how its areas and days are written.

    `measured` names the column with the area that the outline itself has, in m².
    """

    columns: Mapping[Wanted, str]
    unit: AreaUnit = AreaUnit.M2
    order: DayOrder = DayOrder.DAY_FIRST
    hazard_types: tuple[HazardType, ...] = ()
    kind: HazardKind | None = None
    measured: str = ""


@dataclass(frozen=True, slots=True)
class HazardRow:
    """A hazard area as a file states it. Areas in m²."""

    number: int
    national_ref: str
    kind: HazardKind
    area: int
    hazard_types: tuple[HazardType, ...]
    status: HazardStatus = HazardStatus.OPEN
    province: str = ""
    district: str = ""
    beneficiaries: int | None = None
    priority: int | None = None
    latitude: float | None = None
    longitude: float | None = None
    surveyed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row that cannot be taken in: the cell, what stands there, and why not, to be filled with `values`."""

    number: int
    cell: str
    value: str
    why: str
    values: dict[str, str] = field(default_factory=dict)


def _key(name: str) -> str:
    return fold(name.replace("_", " "))


def header_key(columns: Iterable[str]) -> str:
    """Return the mark by which a State's usual export is known again, whatever the order of its columns."""
    return hashlib.sha256("\n".join(sorted(_key(name) for name in columns)).encode()).hexdigest()


def propose(columns: Iterable[str]) -> dict[Wanted, str]:
    """Return the columns that most likely mean what is wanted; each column at most once."""
    by_name = {_key(name): name for name in columns}
    found: dict[Wanted, str] = {}
    for wanted, usual in USUAL.items():
        name = next(
            (by_name[key] for key in usual if key in by_name and by_name[key] not in found.values()), None
        )
        if name is not None:
            found[wanted] = name
    return found


def check_mapping(plan: Plan, columns: list[str]) -> None:
    """Raise RuleBroken unless the mapping says where all that is needed stands, in columns that exist."""
    for wanted in NEEDED:
        given = (wanted is Wanted.HAZARD_TYPES and plan.hazard_types) or (wanted is Wanted.KIND and plan.kind)
        if wanted not in plan.columns and not given:
            raise RuleBroken("Say which column holds this.", field=wanted.value)
    for wanted, name in plan.columns.items():
        if name not in columns:
            raise RuleBroken("The file has no column “{name}”.", field=wanted.value, name=name)


def read_rows(sheet: Sheet, plan: Plan) -> Iterator[HazardRow | Refusal]:
    """Yield each row as a hazard area, or the first reason why it is none, in the order of the file.

    A reference that stands twice is refused the second time.
    """
    places = {wanted: sheet.columns.index(name) for wanted, name in plan.columns.items()}
    measured = sheet.columns.index(plan.measured) if plan.measured in sheet.columns else None
    table = _Table(plan, places, measured, sheet.formulas)
    seen: dict[str, int] = {}
    for number, values in sheet.rows:
        read = _read_row(number, values, table)
        if isinstance(read, HazardRow):
            first = seen.setdefault(read.national_ref, number)
            if first != number:
                cell = name_of_cell(number, places[Wanted.NATIONAL_REF] + 1)
                why = "It stands in row {first} already."
                read = Refusal(number, cell, read.national_ref, why, {"first": str(first)})
        yield read


def _read_row(number: int, values: list[Any], table: "_Table") -> HazardRow | Refusal:
    given: dict[Wanted, Any] = {}
    for wanted, place in table.places.items():
        value = values[place]
        if value is None or value == "":
            continue
        if table.formulas and name_of_cell(number, place + 1) in table.formulas:
            return _refusal(number, place, value, RuleBroken("The cell holds a formula; paste its value."))
        try:
            given[wanted] = READ[wanted](value, table.plan)
        except RuleBroken as broken:
            return _refusal(number, place, value, broken)
    if table.measured is not None and values[table.measured]:
        given.setdefault(Wanted.AREA, values[table.measured])
    given.setdefault(Wanted.KIND, table.plan.kind)
    given.setdefault(Wanted.HAZARD_TYPES, table.plan.hazard_types or None)
    return _lacking(number, values, given, table) or HazardRow(
        number=number, **{wanted.value: value for wanted, value in given.items()}
    )


def _lacking(number: int, values: list[Any], given: dict[Wanted, Any], table: "_Table") -> Refusal | None:
    """Return what a row whose cells are sound one by one lacks as a whole, or None."""
    for wanted in NEEDED:
        if given.get(wanted) is None:
            return _refusal(number, table.places.get(wanted, 0), "", RuleBroken("The cell is empty."))
    if (Wanted.LATITUDE in given) != (Wanted.LONGITUDE in given):
        there = table.places[Wanted.LATITUDE if Wanted.LATITUDE in given else Wanted.LONGITUDE]
        return _refusal(number, there, "", RuleBroken("Latitude and longitude belong together."))
    outline = values[table.measured] if table.measured is not None else ""
    if outline and not 0.5 <= given[Wanted.AREA] / outline <= 2:
        why = RuleBroken("The outline measures {area} m²: is the unit right?", area=outline)
        return _refusal(number, table.places[Wanted.AREA], given[Wanted.AREA], why)
    return None


@dataclass(frozen=True, slots=True)
class _Table:
    """How one file is read: where each wanted value stands, and which cells hold formulas."""

    plan: Plan
    places: Mapping[Wanted, int]
    measured: int | None
    formulas: frozenset[str]


def _refusal(number: int, place: int, value: Any, broken: RuleBroken) -> Refusal:
    said = {name: str(part) for name, part in broken.values.items()}
    return Refusal(number, name_of_cell(number, place + 1), cut(str(value), 60), broken.message, said)


def _words(value: Any, _: Plan) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = squeeze(str(value))
    if len(text) > 120:
        raise RuleBroken("This is longer than any name.")
    return text


Read = Callable[[Any, Plan], Any]
READ: Mapping[Wanted, Read] = {
    Wanted.NATIONAL_REF: _words,
    Wanted.KIND: lambda value, _: cells.read_kind(value),
    Wanted.AREA: lambda value, how: cells.read_area(value, how.unit),
    Wanted.HAZARD_TYPES: lambda value, _: cells.read_types(value),
    Wanted.STATUS: lambda value, _: cells.read_status(value),
    Wanted.PROVINCE: _words,
    Wanted.DISTRICT: _words,
    Wanted.BENEFICIARIES: lambda value, _: cells.read_count(value),
    Wanted.PRIORITY: lambda value, _: cells.read_count(value),
    Wanted.LATITUDE: lambda value, _: cells.read_degrees(value, 90),
    Wanted.LONGITUDE: lambda value, _: cells.read_degrees(value, 180),
    Wanted.SURVEYED_ON: lambda value, how: cells.read_day(value, how.order),
}
