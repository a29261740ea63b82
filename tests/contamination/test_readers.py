from datetime import UTC, date, datetime
from typing import Any

import pytest

from coalition.contamination.readers import cells
from coalition.contamination.readers.cells import AreaUnit, DayOrder
from coalition.contamination.readers.outlines import read_outlines
from coalition.contamination.readers.table import (
    HazardRow,
    Plan,
    Refusal,
    Wanted,
    check_mapping,
    header_key,
    propose,
    read_rows,
)
from coalition.contamination.rules import HazardKind, HazardStatus, HazardType
from coalition.core.errors import RuleBroken
from coalition.documents.readers.sheet import name_of_cell, read_sheet
from coalition.documents.rules import FileKind
from tests.factories import contamination as make

CMR = HazardType.CLUSTER_MUNITION_REMNANTS
PLAN = Plan(columns={Wanted(field): name for field, name in make.COLUMNS.items()})


@pytest.mark.parametrize(
    ("written", "order"),
    [
        ("2021-03-04", DayOrder.DAY_FIRST),
        ("04/03/2021", DayOrder.DAY_FIRST),
        ("03/04/2021", DayOrder.MONTH_FIRST),
        ("4.3.2021", DayOrder.DAY_FIRST),
        ("4 March 2021", DayOrder.DAY_FIRST),
        ("March 4, 2021", DayOrder.MONTH_FIRST),
        ("4 mars 2021", DayOrder.DAY_FIRST),
        ("4 de marzo de 2021", DayOrder.DAY_FIRST),
        ("4 de março de 2021", DayOrder.DAY_FIRST),
        ("4 مارس 2021", DayOrder.DAY_FIRST),
        (date(2021, 3, 4), DayOrder.DAY_FIRST),
        (datetime(2021, 3, 4, 9, tzinfo=UTC), DayOrder.DAY_FIRST),
    ],
)
def test_days_are_read_as_five_languages_write_them(written: Any, order: DayOrder):
    assert cells.read_day(written, order) == date(2021, 3, 4)


@pytest.mark.parametrize(
    "written", ["31 February 2021", "12/31/2021", "soon", "2021", "4 March 21", "0000-00-00"]
)
def test_what_is_no_day_is_refused(written: str):
    with pytest.raises(RuleBroken, match="no day"):
        cells.read_day(written, DayOrder.DAY_FIRST)


@pytest.mark.parametrize(
    ("written", "unit", "area"),
    [
        ("1500", AreaUnit.M2, 1500),
        (1500.0, AreaUnit.M2, 1500),
        ("1 500,5 m²", AreaUnit.M2, 1500),
        ("1.37", AreaUnit.KM2, 1_370_000),
        ("2,5", AreaUnit.HA, 25_000),
        ("1,500,000", AreaUnit.M2, 1_500_000),
    ],
)
def test_areas_are_read_in_their_unit(written: Any, unit: AreaUnit, area: int):
    assert cells.read_area(written, unit) == area


@pytest.mark.parametrize("written", ["-5", "0", "1,500", "abc", "", "1e400", float("nan"), 10**12])
def test_areas_that_cannot_be_are_refused(written: Any):
    with pytest.raises(RuleBroken):
        cells.read_area(written, AreaUnit.M2)


def test_words_of_several_languages_mean_the_same():
    assert cells.read_kind("Suspected Hazardous Area") is HazardKind.SHA
    assert cells.read_kind("Zone confirmée dangereuse") is HazardKind.CHA
    assert cells.read_status("Fermée") is HazardStatus.CLOSED
    assert cells.read_types("Cluster munitions; AP mine") == (HazardType.AP_MINE, CMR)
    with pytest.raises(RuleBroken):
        cells.read_types("banana")


def test_the_usual_columns_are_proposed_and_known_again():
    assert propose(["Hazard_ID", "Type of area", "Area size", "Ordnance", "Admin1", "Nothing"]) == {
        Wanted.NATIONAL_REF: "Hazard_ID",
        Wanted.KIND: "Type of area",
        Wanted.AREA: "Area size",
        Wanted.HAZARD_TYPES: "Ordnance",
        Wanted.PROVINCE: "Admin1",
    }
    assert header_key(["A b", "c"]) == header_key(["C", "a B"])


def test_a_mapping_without_what_is_needed_is_refused_by_field():
    with pytest.raises(RuleBroken) as refused:
        check_mapping(Plan(columns={Wanted.NATIONAL_REF: "id"}), ["id"])
    assert refused.value.field == "kind"


def rows_of(*lines: str) -> list[HazardRow | Refusal]:
    return list(read_rows(read_sheet(make.table(*lines), FileKind.CSV), PLAN))


def test_sound_rows_are_read_whole():
    assert rows_of("LA-1;CHA;1 200;Cluster munitions;open;Sekong;Dakcheung") == [
        HazardRow(2, "LA-1", HazardKind.CHA, 1200, (CMR,), HazardStatus.OPEN, "Sekong", "Dakcheung")
    ]


@pytest.mark.parametrize(
    ("line", "cell", "why"),
    [
        (";CHA;1200;cluster;open;;", "A2", "empty"),
        ("LA-1;maybe;1200;cluster;open;;", "B2", "SHA"),
        ("LA-1;CHA;-5;cluster;open;;", "C2", "above zero"),
        ("LA-1;CHA;99999999999;cluster;open;;", "C2", "larger"),
        ("LA-1;CHA;1200;;open;;", "D2", "empty"),
        ("LA-1;CHA;1200;cluster;perhaps;;", "E2", "Say open"),
        (f"{'x' * 200};CHA;1200;cluster;open;;", "A2", "longer"),
    ],
)
def test_a_row_that_is_none_names_its_cell(line: str, cell: str, why: str):
    (refusal,) = rows_of(line)
    assert isinstance(refusal, Refusal)
    assert refusal.cell == cell
    assert why in refusal.why


def test_a_reference_that_stands_twice_is_refused_the_second_time():
    first, second = rows_of("LA-1;CHA;1;cluster;;;", "LA-1;SHA;2;cluster;;;")
    assert isinstance(first, HazardRow)
    assert isinstance(second, Refusal)
    assert second.values == {"first": "2"}


def test_formulas_are_refused_by_cell_and_merged_cells_named():
    rows = [
        ["Hazard_ID", "Type", "Area (m2)", "Device type"],
        ["LA-1", "CHA", 5, "cluster"],
        ["LA-2", "CHA", 7, "cluster"],
    ]
    sheet = read_sheet(make.workbook(rows, formula="C2"), FileKind.XLSX)
    plan = Plan(columns={w: n for w, n in PLAN.columns.items() if n in sheet.columns})
    first, second = read_rows(sheet, plan)
    assert isinstance(first, Refusal)
    assert (first.cell, "formula" in first.why) == ("C2", True)
    assert isinstance(second, HazardRow)
    assert read_sheet(make.workbook(rows, merged="A5:B6"), FileKind.XLSX).merged == ("A5:B6",)


@pytest.mark.parametrize(
    ("data", "why"),
    [(b"", "no table"), (b"a;;b\n1;2;3", "B1"), (b"a;A\n1;2", "Two columns"), (b"\n\n", "no table")],
)
def test_a_table_without_a_sound_head_is_refused(data: bytes, why: str):
    with pytest.raises(RuleBroken) as refused:
        read_sheet(data, FileKind.CSV)
    assert why in str(refused.value)


def test_a_damaged_workbook_is_refused():
    with pytest.raises(RuleBroken, match="damaged"):
        read_sheet(b"PK\x03\x04 nothing", FileKind.XLSX)


def test_cells_are_named_as_a_spreadsheet_names_them():
    assert [name_of_cell(1, column) for column in (1, 26, 27, 703)] == ["A1", "Z1", "AA1", "AAA1"]


def test_an_outline_is_measured_and_only_its_middle_kept():
    sheet, wrong = read_outlines(make.outlines(make.outline("LA-1", make.square(106.0, 0.0))))
    ((_, values),) = sheet.rows
    area, latitude, longitude = values[-3:]
    assert wrong == {}
    assert area == pytest.approx(111.195**2, rel=0.01)
    assert (latitude, longitude) == pytest.approx((0.0005, 106.0005), abs=0.001)


@pytest.mark.parametrize(
    ("coordinates", "kind", "why"),
    [
        ([[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]], "Polygon", "crosses itself"),
        (make.square(500_000, 1_900_000, 100), "Polygon", "another projection"),
        ([[0, 0], [1, 1]], "LineString", "polygon or a point"),
        ([], "Polygon", "empty"),
        ([[["a", "b"]]], "Polygon", "cannot be read"),
    ],
)
def test_an_outline_that_cannot_be_is_refused_in_words(coordinates: Any, kind: str, why: str):
    _, wrong = read_outlines(make.outlines(make.outline("LA-1", coordinates, kind)))
    assert why in str(wrong[1])


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"{", "no GeoJSON"),
        (b'{"type": "Topology"}', "no collection"),
        (b'{"type": "FeatureCollection", "features": 5}', "no collection"),
        (make.outlines(crs="urn:ogc:def:crs:EPSG::32648"), "another projection"),
        (b"[" * 100_000, "no GeoJSON"),
    ],
)
def test_a_file_without_outlines_is_refused(data: bytes, why: str):
    with pytest.raises(RuleBroken, match=why):
        read_outlines(data)


def test_a_measured_area_far_from_the_stated_one_is_refused():
    feature = make.outline("LA-1", make.square(106.0, 15.0), area=1.2)
    sheet, _ = read_outlines(make.outlines(feature))
    columns = {
        Wanted.NATIONAL_REF: "id",
        Wanted.KIND: "category",
        Wanted.AREA: "area",
        Wanted.HAZARD_TYPES: "ordnance",
    }
    (refusal,) = read_rows(sheet, Plan(columns=columns, measured="(measured area)"))
    assert isinstance(refusal, Refusal)
    assert "unit" in refusal.why
