"""A report as PDF and as Word file, made from its parts; nothing is fetched from anywhere."""

from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from flask import Response, render_template
from flask_babel import gettext as _

from coalition.reports.rules import Part, Report, Table

CSS = (Path(__file__).parent.parent / "reports" / "data" / "report.css").read_text()
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def as_pdf(report: Report) -> Response:
    """Return the report as a PDF file."""
    # Loaded on first use: it takes half a second that no other page should pay.
    weasyprint = import_module("weasyprint")
    page = weasyprint.HTML(
        string=render_template("reports/print.html", report=report), url_fetcher=_fetch_nothing
    )
    made: bytes = page.write_pdf(stylesheets=[weasyprint.CSS(string=CSS)])
    return _file(made, "application/pdf", f"{report.file_name}.pdf")


def _fetch_nothing(url: str, *_args: Any, **_named: Any) -> Any:
    raise ValueError(f"A report asks for nothing outside: {url}")


def as_docx(report: Report) -> Response:
    """Return the report as a Word file, for pasting into the official form."""
    document = docx.Document()
    if report.is_wide:
        _lay_down(document.sections[0])
    document.core_properties.title = report.title
    document.add_heading(report.title, 0)
    document.add_paragraph(report.subtitle)
    document.add_paragraph(_("As of %(day)s", day=report.day))
    for part in report.parts:
        _add_part(document, part)
    for note in report.notes:
        document.add_paragraph(note, style="List Bullet")
    made = BytesIO()
    document.save(made)
    return _file(made.getvalue(), WORD, f"{report.file_name}.docx")


def _lay_down(section: Any) -> None:
    """Turn the page on its side."""
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width


def _add_part(document: Any, part: Part) -> None:
    document.add_heading(part.heading, 1)
    for label, value in part.facts:
        line = document.add_paragraph()
        line.add_run(f"{label}: ").bold = True
        line.add_run(value)
    if part.table is not None and part.table.rows:
        _add_table(document, part.table)
    for sentence in part.sentences:
        document.add_paragraph(sentence)
    if part.is_empty:
        document.add_paragraph(part.missing or _("not reported"))
    if part.sources:
        document.add_paragraph(_("Source: %(names)s", names="; ".join(part.sources))).italic = True


def _add_table(document: Any, table: Table) -> None:
    drawn = document.add_table(rows=1, cols=len(table.head))
    drawn.style = "Light Grid Accent 1"
    for cell, words in zip(drawn.rows[0].cells, table.head, strict=True):
        cell.text = words
    for row in table.rows:
        cells = drawn.add_row().cells
        for place, words in enumerate(row):
            cells[place].text = words
            if place in table.figures:
                cells[place].paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _file(content: bytes, kind: str, name: str) -> Response:
    answer = Response(content, mimetype=kind)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
