"""Tables from outside: CSV and XLSX, with what a table must not hold named by its cell."""

import csv
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from io import BytesIO, StringIO
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from coalition.core.errors import RuleBroken
from coalition.core.text import squeeze
from coalition.documents.readers.kind import decoded
from coalition.documents.rules import FileKind

MOST_COLUMNS = 200
MOST_ROWS = 400_000
DELIMITERS = ",;\t|"
_FORMULA = re.compile(rb'<c r="([A-Z]{1,3}\d{1,7})"[^>]*>\s*<f[ >/]')
_MERGED = re.compile(rb'<mergeCell ref="([A-Z0-9:]{2,30})"')


@dataclass(frozen=True, slots=True)
class Sheet:
    """The first table of a file. `rows` come with the number under which a person finds them."""

    columns: list[str]
    rows: Iterable[tuple[int, list[Any]]]
    formulas: frozenset[str] = frozenset()
    merged: tuple[str, ...] = field(default=())


def read_sheet(data: bytes, kind: FileKind) -> Sheet:
    """Return the first table of a CSV or XLSX file; its first row that is not empty names the columns.

    Raises RuleBroken (field "file") when there is none, when a column has no name or two have one.
    """
    sheet = _xlsx(data) if kind is FileKind.XLSX else _csv(decoded(data))
    _check_columns(sheet.columns)
    return sheet


def name_of_cell(row: int, column: int) -> str:
    """Return a cell's name as a spreadsheet shows it; row and column count from 1: (7, 28) -> "AB7"."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"


def _csv(text: str) -> Sheet:
    head = text[:20_000].split("\n", 1)[0]
    delimiter = max(DELIMITERS, key=head.count)
    csv.field_size_limit(100_000)
    numbered = enumerate(csv.reader(StringIO(text, newline=""), delimiter=delimiter), 1)
    return _headed(_readable(numbered))


def _readable(numbered: Iterator[tuple[int, list[str]]]) -> Iterator[tuple[int, list[Any]]]:
    while True:
        try:
            yield next(numbered)
        except StopIteration:
            return
        except csv.Error as error:
            raise RuleBroken("The table is damaged: a cell never ends.", field="file") from error


def _xlsx(data: bytes) -> Sheet:
    try:
        with CalamineWorkbook.from_filelike(BytesIO(data)) as book:
            rows = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (CalamineError, ValueError, OSError, IndexError) as error:
        raise RuleBroken("The spreadsheet is damaged: it cannot be read.", field="file") from error
    marks = _marks(data)
    found = _headed(iter(enumerate(rows, 1)))
    return Sheet(found.columns, found.rows, *marks)


def _headed(numbered: Iterator[tuple[int, list[Any]]]) -> Sheet:
    for _number, cells in numbered:
        columns = [squeeze(str(cell)) for cell in cells]
        while columns and not columns[-1]:
            columns.pop()
        if columns:
            return Sheet(columns, _bodied(numbered, len(columns)))
    raise RuleBroken("The file holds no table.", field="file")


def _bodied(numbered: Iterator[tuple[int, list[Any]]], width: int) -> Iterator[tuple[int, list[Any]]]:
    """Yield the rows that hold anything, each exactly as wide as the head."""
    read = 0
    for number, cells in numbered:
        if any(cell not in ("", None) for cell in cells):
            read += 1
            if read > MOST_ROWS:
                raise RuleBroken("The table has more than {most} rows; split it.", "file", most=MOST_ROWS)
            yield number, (cells + [""] * width)[:width]


def _check_columns(columns: list[str]) -> None:
    if len(columns) > MOST_COLUMNS:
        raise RuleBroken("The table has more than {most} columns.", field="file", most=MOST_COLUMNS)
    for place, name in enumerate(columns, 1):
        if not name:
            raise RuleBroken("Cell {cell} names no column.", field="file", cell=name_of_cell(1, place))
    folded = [name.casefold() for name in columns]
    twice = next((name for name in columns if folded.count(name.casefold()) > 1), None)
    if twice is not None:
        raise RuleBroken("Two columns are named “{name}”.", field="file", name=twice)


def _marks(data: bytes) -> tuple[frozenset[str], tuple[str, ...]]:
    """Return the cells of the first sheet that hold formulas, and the ranges that are merged."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        names = sorted(name for name in archive.namelist() if name.startswith("xl/worksheets/sheet"))
        xml = archive.read(names[0]) if names else b""
    formulas = frozenset(cell.decode() for cell in _FORMULA.findall(xml))
    return formulas, tuple(found.decode() for found in _MERGED.findall(xml))
