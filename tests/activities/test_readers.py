from datetime import date
from io import BytesIO
from typing import Any

import openpyxl
import pytest

from coalition.activities.readers.workbook import read_workbook, write_workbook
from coalition.activities.rules.kinds import Age, DelayCode, Disability, Relation, Sex
from coalition.activities.rules.results import Law, People, ReportFacts, Service, Stock
from coalition.core.errors import RuleBroken
from tests.factories.activities import land

KEY = "ACT-LAO-2026-001 2026-01-01"
FULL = ReportFacts(
    narrative="Two teams worked.",
    delay=DelayCode.PERMISSION_MOU,
    delay_note="Permission came in May.",
    stated_released=12_000,
    land=(land(12_000, cancelled=0, submunitions=7, handed_over=True),),
    people=(
        People(relation=Relation.DIRECT, count=40, sex=Sex.FEMALE, age=Age.CHILD, disability=Disability.NO),
    ),
    services=(Service(service="eore_interpersonal", sessions=4, note="Schools"),),
    stocks=(Stock(munition_type="M26", munitions=2, submunitions=1288, method="Dismantling"),),
    laws=(Law(milestone="Law in parliament", reached_on=date(2026, 3, 4)),),
)


def filled(**cells: Any) -> bytes:
    """Return the template with cells filled in, as `Land__C2=5`."""
    book = openpyxl.load_workbook(BytesIO(write_workbook(KEY, "Clearance", ReportFacts())))
    for place, value in cells.items():
        sheet, cell = place.split("__")
        book[sheet][cell] = value
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def test_what_goes_out_comes_back_the_same():
    facts, bad = read_workbook(write_workbook(KEY, "Clearance", FULL), KEY)
    assert bad == []
    assert facts == FULL


def test_an_empty_template_says_nothing_and_nothing_is_bad():
    facts, bad = read_workbook(write_workbook(KEY, "Clearance", ReportFacts()), KEY)
    assert (facts, bad) == (ReportFacts(), [])


def test_every_bad_cell_is_named_and_sound_ones_are_not():
    data = filled(
        Land__A2="LA-1",
        Land__C2="bananas",
        Land__F2="-5",
        Land__A3="LA-2",
        Land__C3="cmr only",
        Land__F3="12,5 ha",
        People__A2="direct",
        People__B2="many",
        People__A3="both",
        People__B3=5,
        Report__B6="a lot",
    )
    _, bad = read_workbook(data, KEY)
    assert {f"{cell.sheet}!{cell.cell}" for cell in bad} == {
        "Report!B6",
        "Land!C2",
        "Land!F2",
        "Land!F3",
        "People!B2",
        "People!A3",
    }


def test_a_needed_cell_left_empty_is_named():
    _, bad = read_workbook(filled(Land__A2="LA-1", Land__F2=5), KEY)
    assert [(cell.cell, cell.why) for cell in bad] == [("C2", "The cell is empty.")]


def test_columns_may_be_moved_and_a_missing_one_is_named():
    book = openpyxl.load_workbook(BytesIO(write_workbook(KEY, "x", ReportFacts())))
    sheet = book["People"]
    sheet["A1"], sheet["B1"] = sheet["B1"].value, sheet["A1"].value
    sheet["A2"], sheet["B2"] = 7, "direct"
    book["Laws" if "Laws" in book.sheetnames else "Law and reporting"]["A1"] = "Something else"
    out = BytesIO()
    book.save(out)
    facts, bad = read_workbook(out.getvalue(), KEY)
    assert facts.people == (People(relation=Relation.DIRECT, count=7),)
    assert [cell.sheet for cell in bad] == ["Law and reporting"]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"a;b\n1;2"])
def test_what_is_no_workbook_is_refused(data: bytes):
    with pytest.raises(RuleBroken, match="damaged"):
        read_workbook(data, KEY)


def test_another_reports_spreadsheet_is_refused():
    with pytest.raises(RuleBroken, match="another report"):
        read_workbook(write_workbook("ACT-LAO-2026-009 2026-01-01", "x", ReportFacts()), KEY)
    book = openpyxl.Workbook()
    out = BytesIO()
    book.save(out)
    with pytest.raises(RuleBroken, match="not the spreadsheet"):
        read_workbook(out.getvalue(), KEY)


def test_a_text_that_looks_like_a_formula_stays_text():
    facts = ReportFacts(narrative="=1+1")
    back, bad = read_workbook(write_workbook(KEY, "=2+2", facts), KEY)
    assert (back.narrative, bad) == ("=1+1", [])
