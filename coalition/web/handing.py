"""A report in the form its reader asks for: a page, or with `?format=` a PDF, Word file, workbook or CSV."""

from flask import render_template, request
from werkzeug.wrappers import Response

from coalition.reports.rules import Report
from coalition.web.papers import as_docx, as_pdf
from coalition.web.workbooks import as_csv, as_workbook


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
            return as_csv(report)
    return render_template("reports/show.html", report=report, back=back)
