"""Writing a report's spreadsheet, and reading it back with every bad cell named."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import xlsxwriter
from python_calamine import CalamineError, CalamineWorkbook

from coalition.activities.readers.layout import FRONT, FRONT_ROWS, PARTS, Column, Part
from coalition.activities.rules.results import ReportFacts
from coalition.core.errors import RuleBroken
from coalition.core.text import cut, squeeze
from coalition.documents.readers.sheet import name_of_cell

MARK = "Coalition report"
ROWS_WITH_CHOICES = 500
MOST_ROWS = 2_000


@dataclass(frozen=True, slots=True)
class BadCell:
    """A cell that cannot be read: sheet, cell, what stands there, and why not."""

    sheet: str
    cell: str
    value: str
    why: str
    values: dict[str, str] = field(default_factory=dict)


def write_workbook(key: str, title: str, facts: ReportFacts) -> bytes:
    """Return a spreadsheet of a report with what it says so far; `key` ties it to the report."""
    out = BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "default_date_format": "yyyy-mm-dd", "strings_to_formulas": False}
    )
    bold = book.add_format({"bold": True, "text_wrap": True})
    front = book.add_worksheet(FRONT)
    front.set_column(0, 0, 44)
    front.set_column(1, 1, 60)
    front.write_row(0, 0, (MARK, key), bold)
    front.write_row(1, 0, ("Activity", title))
    for number, column in enumerate(FRONT_ROWS.values(), 2):
        front.write(number, 0, column.heading, bold)
        front.write(number, 1, _shown(getattr(facts, column.field)))
        _offer(front, column, number, 1, number)
    for part in PARTS:
        sheet = book.add_worksheet(part.sheet)
        sheet.set_column(0, len(part.columns), 22)
        sheet.freeze_panes(1, 0)
        for place, column in enumerate(part.columns):
            sheet.write(0, place, column.heading, bold)
            _offer(sheet, column, 1, place, ROWS_WITH_CHOICES)
        for number, one in enumerate(getattr(facts, part.field), 1):
            sheet.write_row(number, 0, [_shown(getattr(one, column.field)) for column in part.columns])
    book.close()
    return out.getvalue()


def read_workbook(data: bytes, key: str) -> tuple[ReportFacts, list[BadCell]]:
    """Return what a filled spreadsheet says, and every cell that cannot be read, in the order of the sheets.

    Raises RuleBroken (field "file") when it is not the spreadsheet of this very report.
    """
    try:
        with CalamineWorkbook.from_filelike(BytesIO(data)) as book:
            sheets = {
                name: book.get_sheet_by_name(name).to_python(skip_empty_area=False)
                for name in book.sheet_names
            }
    except (CalamineError, ValueError, OSError) as error:
        raise RuleBroken("The spreadsheet is damaged: it cannot be read.", field="file") from error
    front = sheets.get(FRONT)
    if not front or squeeze(str(front[0][0])) != MARK or len(front[0]) < 2:
        raise RuleBroken("This is not the spreadsheet that was given out for a report.", field="file")
    if squeeze(str(front[0][1])) != key:
        raise RuleBroken(
            "This is the spreadsheet of another report ({key}).", "file", key=str(front[0][1])[:40]
        )
    bad: list[BadCell] = []
    said = _front(front, bad)
    for part in PARTS:
        said[part.field] = tuple(_rows(part, sheets.get(part.sheet) or [], bad))
    return ReportFacts(**said), bad


def _front(rows: list[list[Any]], bad: list[BadCell]) -> dict[str, Any]:
    said: dict[str, Any] = {}
    for number, cells in enumerate(rows, 1):
        column = FRONT_ROWS.get(squeeze(str(cells[0])))
        if column is not None and len(cells) > 1:
            value = _read(column, cells[1], FRONT, name_of_cell(number, 2), bad)
            if value is not None:
                said[column.field] = value
    return said


def _rows(part: Part, rows: list[list[Any]], bad: list[BadCell]) -> Iterable[Any]:
    if len(rows) > MOST_ROWS:
        bad.append(BadCell(part.sheet, f"A{MOST_ROWS}", "", "The sheet has too many rows."))
        return
    places = _places(part, rows[0] if rows else [], bad)
    for number, cells in enumerate(rows[1:], 2):
        if all(cell in ("", None) for cell in cells):
            continue
        before, said = len(bad), {}
        for column, place in places:
            cell = cells[place] if place < len(cells) else ""
            value = _read(column, cell, part.sheet, name_of_cell(number, place + 1), bad)
            if value is not None:
                said[column.field] = value
            elif column.needed and cell in ("", None):
                bad.append(BadCell(part.sheet, name_of_cell(number, place + 1), "", "The cell is empty."))
        if len(bad) == before:
            yield part.make(**said)


def _places(part: Part, head: list[Any], bad: list[BadCell]) -> list[tuple[Column, int]]:
    """Return where each column stands, found by its heading, so that columns may be moved."""
    names = [squeeze(str(cell)) for cell in head]
    found = [(column, names.index(column.heading)) for column in part.columns if column.heading in names]
    missing = [column.heading for column in part.columns if column.needed and column.heading not in names]
    if head and missing:
        bad.append(BadCell(part.sheet, "A1", "", "The column “{name}” is missing.", {"name": missing[0]}))
        return []
    return found


def _read(column: Column, value: Any, sheet: str, cell: str, bad: list[BadCell]) -> Any:
    """Return what a cell says; None where it is empty or cannot be read, which is then noted."""
    if value is None or value == "":
        return None
    try:
        return column.read(value)
    except RuleBroken as broken:
        said = {name: str(part) for name, part in broken.values.items()}
        bad.append(BadCell(sheet, cell, cut(str(value), 60), broken.message, said))
        return None


def _offer(sheet: Any, column: Column, first: int, place: int, last: int) -> None:
    choices = [choice for choice in column.choices if choice]
    if choices and len(",".join(choices)) <= 255:  # what a spreadsheet can hold in one rule
        sheet.data_validation(
            first, place, last, place, {"validate": "list", "source": choices, "error_type": "warning"}
        )


def _shown(value: Any) -> Any:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if hasattr(value, "value"):
        return value.value.replace("_", " ")
    return "" if value is None else value
