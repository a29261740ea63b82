"""Tables that leave the house: CSV row by row, XLSX from a file on disk; never a formula, figures exact."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from tempfile import SpooledTemporaryFile
from typing import Any

from flask import Response, stream_with_context
from sqlmodel import Session
from xlsxwriter import Workbook

from coalition.core.text import no_formula
from coalition.db import current_session

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
AT_ONCE = 500
PIECE = 65_536
MOST_IN_MEMORY = 2_000_000


def as_csv(name: str, head: Sequence[str], rows: Iterable[Sequence[Any]]) -> Response:
    """Return a table as a CSV download, written while it is read."""
    answer = Response(
        stream_with_context(_closing(current_session(), _lines(head, rows))), mimetype="text/csv"
    )
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer


def as_xlsx(name: str, tables: Sequence[tuple[str, Sequence[str], Iterable[Sequence[Any]]]]) -> Response:
    """Return (title, head, rows) tables as one workbook, a sheet each."""
    file: Any = SpooledTemporaryFile(MOST_IN_MEMORY)  # noqa: SIM115 - closed by the answer that sends it
    book = Workbook(file, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    bold = book.add_format({"bold": True})
    for title, head, rows in tables:
        sheet = book.add_worksheet(title[:31])
        sheet.write_row(0, 0, head, bold)
        sheet.freeze_panes(1, 0)
        for number, row in enumerate(rows, start=1):
            for column, value in enumerate(row):
                _write(sheet, number, column, value)
    book.close()
    file.seek(0)
    answer = Response(_pieces(file), mimetype=XLSX)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return answer


def _pieces(file: Any) -> Iterator[bytes]:
    with file:
        while piece := file.read(PIECE):
            yield piece


def _write(sheet: Any, row: int, column: int, value: Any) -> None:
    if value is None or value == "":
        return
    if isinstance(value, str):
        sheet.write_string(row, column, value)
    elif hasattr(value, "isoformat"):
        sheet.write_string(row, column, value.isoformat())
    else:
        sheet.write_number(row, column, value)


def _closing(session: Session, lines: Iterator[str]) -> Iterator[str]:
    """Hand the lines on, and give the connection back when the last one is out or the reader went away."""
    try:
        yield from lines
    finally:
        session.close()


def _lines(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(head)
    for number, row in enumerate(rows, start=1):
        writer.writerow([_safe(value) for value in row])
        if number % AT_ONCE == 0:
            yield text.getvalue()
            text.seek(0)
            text.truncate()
    yield text.getvalue()


def _safe(value: Any) -> Any:
    if isinstance(value, str):
        return no_formula(value)
    return "" if value is None else value
