"""A report as a workbook, one sheet a part, or as CSV; never a formula, whatever somebody typed."""

import csv
import re
from collections.abc import Sequence
from io import BytesIO, StringIO
from typing import Any

from flask import Response
from flask_babel import gettext as _
from xlsxwriter import Workbook

from coalition.core.text import no_formula
from coalition.reports.rules import Part, Report

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST_NAME = 31
FORBIDDEN = re.compile(r"[\[\]:*?/\\']")


def as_workbook(report: Report) -> Response:
    """Return the report as a workbook: facts, table and sentences of each part under each other."""
    made = BytesIO()
    book = Workbook(made, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    bold = book.add_format({"bold": True})
    taken: set[str] = set()
    for part in report.parts:
        sheet = book.add_worksheet(_name(part.heading, taken))
        sheet.set_column(0, 0, 40)
        sheet.set_column(1, 8, 24)
        _fill(sheet, part, bold)
    book.close()
    answer = Response(made.getvalue(), mimetype=XLSX)
    answer.headers["Content-Disposition"] = f'attachment; filename="{report.file_name}.xlsx"'
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def as_csv(report: Report) -> Response:
    """Return the tables of the report as one: those that share the head of the longest."""
    made = StringIO()
    writer = csv.writer(made)
    head, rows = _one_table(report)
    writer.writerow(head)
    writer.writerows([no_formula(str(cell)) for cell in row] for row in rows)
    answer = Response(made.getvalue(), mimetype="text/csv")
    answer.headers["Content-Disposition"] = f'attachment; filename="{report.file_name}.csv"'
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _one_table(report: Report) -> tuple[Sequence[str], Sequence[Sequence[str]]]:
    """Return the tables of a report that share the head of the longest as one, each line with its heading."""
    tables = [(part.heading, part.table) for part in report.parts if part.table is not None]
    if not tables:
        return [_("Part")], []
    head = max(tables, key=lambda one: len(one[1].rows))[1].head
    alike = [(heading, table) for heading, table in tables if list(table.head) == list(head)]
    return [_("Part"), *head], [[heading, *row] for heading, table in alike for row in table.rows]


def _fill(sheet: Any, part: Part, bold: Any) -> None:
    sheet.write_string(0, 0, part.heading, bold)
    row = 1
    for label, value in part.facts:
        sheet.write_string(row, 0, str(label))
        sheet.write_string(row, 1, str(value))
        row += 1
    if part.table is not None and part.table.rows:
        for line in (part.table.head, *part.table.rows):
            for column, value in enumerate(line):
                sheet.write_string(row, column, str(value))
            row += 1
    for sentence in part.sentences:
        sheet.write_string(row, 0, str(sentence))
        row += 1
    if part.is_empty:
        sheet.write_string(row, 0, str(part.missing or _("not reported")))


def _name(heading: str, taken: set[str]) -> str:
    """Return a name that a sheet may bear, used once."""
    plain = FORBIDDEN.sub(" ", heading).strip()[:LONGEST_NAME] or "Part"
    found, number = plain, 2
    while found.casefold() in taken:
        found = f"{plain[: LONGEST_NAME - 4]} {number}"
        number += 1
    taken.add(found.casefold())
    return found
