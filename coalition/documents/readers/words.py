"""The words of a document, page by page."""

import json
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import docx
from docx.opc.exceptions import PackageNotFoundError
from lxml import etree

from coalition.core.errors import RuleBroken
from coalition.documents.readers.kind import check_packed
from coalition.documents.rules import MOST_PAGE_TEXT, MOST_PAGES, FileKind

CHILD = Path(__file__).with_name("pdf_child.py")
SECONDS = 60
# Documents without pages are cut into parts of about a page's length.
PART = 3_000
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
UNREADABLE = (
    PackageNotFoundError,
    zipfile.BadZipFile,
    etree.XMLSyntaxError,
    KeyError,
    AttributeError,  # python-docx, where a part is not what its name says
    ValueError,
    OSError,
    EOFError,
)
DAMAGED = "The document is damaged or built in a way that cannot be read."


def words_of(data: bytes, kind: FileKind) -> list[str]:
    """Return the words of each page; none for kinds that are data. Raises RuleBroken (field "file")."""
    if kind is FileKind.PDF:
        return _of_pdf(data)
    if kind is FileKind.DOCX:
        return _parts(_of_docx(data))
    return _parts(_of_odt(data)) if kind is FileKind.ODT else []


def _of_pdf(data: bytes) -> list[str]:
    command = [sys.executable, "-I", str(CHILD), str(MOST_PAGES), str(MOST_PAGE_TEXT)]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired as error:
        raise RuleBroken("The PDF takes too long to read. Print it to a new PDF.", field="file") from error
    if done.returncode:
        raise RuleBroken(DAMAGED, field="file")
    found = json.loads(done.stdout)
    if found["pages"] > MOST_PAGES:
        raise RuleBroken(
            "The document has {count} pages; {most} are read at most. Split it.",
            field="file",
            count=found["pages"],
            most=MOST_PAGES,
        )
    return [_clean(text) for text in found["text"]]


def _of_docx(data: bytes) -> list[str]:
    try:
        document = docx.Document(BytesIO(data))
        lines = [paragraph.text for paragraph in document.paragraphs]
        lines += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    except (
        PackageNotFoundError,
        zipfile.BadZipFile,
        etree.XMLSyntaxError,
        KeyError,
        AttributeError,  # python-docx, where a part is not what its name says
        ValueError,
        OSError,
    ) as error:
        raise RuleBroken(DAMAGED, field="file") from error
    return lines


def _of_odt(data: bytes) -> list[str]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            check_packed(archive)
            root = etree.fromstring(archive.read("content.xml"), parser)
    except UNREADABLE as error:
        raise RuleBroken(DAMAGED, field="file") from error
    return ["".join(line.itertext()) for line in root.iter(f"{TEXT}p", f"{TEXT}h")]


def _parts(lines: list[str]) -> list[str]:
    parts, part, length = [], [], 0
    for line in lines:
        part.append(line)
        length += len(line) + 1
        if length >= PART:
            parts.append(_clean("\n".join(part)))
            part, length = [], 0
    if part:
        parts.append(_clean("\n".join(part)))
    if len(parts) > MOST_PAGES:
        raise RuleBroken("The document is longer than the platform reads. Split it.", field="file")
    return parts


def _clean(text: str) -> str:
    """Return text without NULs, which PostgreSQL keeps in no column, cut to a page's length."""
    return text.replace("\0", " ").replace("\r\n", "\n")[:MOST_PAGE_TEXT].strip()
