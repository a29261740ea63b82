"""A report in the form its reader asks for: a page, or with `?format=` a PDF, Word file, workbook or CSV."""

from collections.abc import Sequence

from flask import render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coalition.pledges.views.sheets import as_csv
from coalition.reports.rules import Report
from coalition.web.papers import as_docx, as_pdf
from coalition.web.workbooks import as_workbook


def hand_out(report: Report, back: tuple[str, str]) -> str | Response:
    """Return the report as asked for; `back` is the name and address of the page it belongs to."""
    match request.args.get("format", ""):
        case "pdf":
            return as_pdf(report)
        case "docx":
            return as_docx(report)
        case "xlsx":
            return as_workbook(report)
        case "csv":
            return as_csv(report.file_name, *_one_table(report))
    return render_template("reports/show.html", report=report, back=back)


def _one_table(report: Report) -> tuple[Sequence[str], Sequence[Sequence[str]]]:
    """Return the tables of a report that share the head of the longest as one, each line with its heading."""
    tables = [(part.heading, part.table) for part in report.parts if part.table is not None]
    if not tables:
        return [_("Part")], []
    head = max(tables, key=lambda one: len(one[1].rows))[1].head
    alike = [(heading, table) for heading, table in tables if list(table.head) == list(head)]
    return [_("Part"), *head], [[heading, *row] for heading, table in alike for row in table.rows]
