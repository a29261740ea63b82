"""Snapshots, hazard areas and the files they come in."""

import json
from datetime import date
from io import BytesIO
from typing import Any

import xlsxwriter
from sqlmodel import Session

from coalition.contamination import service
from coalition.contamination.models import ContaminationSnapshot, HazardArea
from coalition.contamination.rules import HazardKind, HazardMix, Knowledge
from coalition.core.when import When
from coalition.states.models import State

TODAY = date(2026, 11, 23)
HEAD = "Hazard_ID;Type;Area (m2);Device type;Status;Province;District"
COLUMNS = {
    "national_ref": "Hazard_ID",
    "kind": "Type",
    "area": "Area (m2)",
    "hazard_types": "Device type",
    "status": "Status",
    "province": "Province",
    "district": "District",
}


def make_snapshot(session: Session, state: State, **values: Any) -> ContaminationSnapshot:
    """Record what is known of a State: confirmed 2 km², suspected 1 km²."""
    sound: dict[str, Any] = {
        "as_of": When(date(2025, 12, 31)),
        "knowledge": Knowledge.PARTLY_SURVEYED,
        "hazard_mix": HazardMix.CMR_ONLY,
        "source": "Article 7 report 2025",
        "sha": 1_000_000,
        "cha": 2_000_000,
    }
    return service.record_snapshot(
        session, state.id, facts=service.SnapshotFacts(**sound | values), today=TODAY
    )


def make_unknown(session: Session, state: State, **values: Any) -> ContaminationSnapshot:
    """Record that the extent is not known."""
    return make_snapshot(session, state, knowledge=Knowledge.UNKNOWN, sha=None, cha=None, **values)


def make_hazard_area(session: Session, state: State, ref: str = "LA-001", **values: Any) -> HazardArea:
    """Store a confirmed hazard area of 10 000 m²."""
    sound: dict[str, Any] = {
        "kind": HazardKind.CHA,
        "area_m2": 10_000,
        "hazard_types": "cluster_munition_remnants",
        "mix": HazardMix.CMR_ONLY,
    }
    hazard = HazardArea(state_id=state.id, national_ref=ref, **sound | values)
    session.add(hazard)
    session.flush()
    return hazard


def table(*rows: str, head: str = HEAD) -> bytes:
    """Return a CSV file as programmes export it."""
    return "\n".join([head, *rows]).encode()


def many_rows(count: int) -> bytes:
    """Return a CSV file of so many sound hazard areas."""
    kinds, places = ("CHA", "SHA"), ("Sekong", "Attapeu", "Saravan", "Champasak")

    def row(number: int) -> str:
        place = f"{places[number % 4]};District {number % 40}"
        return f"LA-{number:06};{kinds[number % 2]};{1000 + number};Cluster munitions;open;{place}"

    return table(*map(row, range(count)))


def workbook(rows: list[list[Any]], *, formula: str = "", merged: str = "") -> bytes:
    """Return an XLSX file; `formula` names a cell that holds one, `merged` a range."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "default_date_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet()
    for number, cells in enumerate(rows):
        sheet.write_row(number, 0, cells)
    if formula:
        sheet.write_formula(formula, "=1+1", None, 2)
    if merged:
        sheet.merge_range(merged, "merged")
    book.close()
    return out.getvalue()


def square(west: float, south: float, size: float = 0.001) -> list[list[list[float]]]:
    """Return a square outline, about 111 m a side near the equator."""
    east, north = west + size, south + size
    return [[[west, south], [east, south], [east, north], [west, north], [west, south]]]


def outlines(*features: dict[str, Any], crs: str = "") -> bytes:
    """Return a GeoJSON file."""
    found: dict[str, Any] = {"type": "FeatureCollection", "features": list(features)}
    if crs:
        found["crs"] = {"type": "name", "properties": {"name": crs}}
    return json.dumps(found).encode()


def outline(ref: str, coordinates: Any, kind: str = "Polygon", **properties: Any) -> dict[str, Any]:
    """Return one GeoJSON feature of a hazard area."""
    said = {"id": ref, "category": "CHA", "ordnance": "cluster munitions"} | properties
    return {"type": "Feature", "properties": said, "geometry": {"type": kind, "coordinates": coordinates}}
