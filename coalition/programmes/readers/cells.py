"""The cells of a table from outside: text in any usual encoding, and workbooks; within bounds."""

import codecs
import csv
import io
import zipfile
from collections.abc import Iterator
from itertools import chain, islice
from typing import Protocol

from python_calamine import CalamineError, load_workbook

from coalition.programmes.readers.notes import Unreadable
from coalition.programmes.readers.opening import IO_ERRORS

LARGEST_SHEET = 64 * 1024**2
LARGEST_WORKBOOK = 256 * 1024**2
LONGEST_CELL = 131_072
LONGEST_LINE = 4 * 1024**2
HEAD_LINES = 30


class Readable(Protocol):
    """What a table is read from."""

    def read(self, size: int = -1) -> bytes: ...


def csv_rows(stream: Readable) -> Iterator[list[str]]:
    """Yield the rows of a CSV file: UTF-8, UTF-16 or Windows Latin; commas, semicolons or tabs.

    Raises Unreadable where the table breaks off.
    """
    lines = _lines(stream)
    head = list(islice(lines, HEAD_LINES))
    try:
        dialect = csv.Sniffer().sniff("".join(head)[:20_000], delimiters=",;\t")
    except csv.Error:
        dialect = csv.excel
    csv.field_size_limit(LONGEST_CELL)
    try:
        yield from csv.reader(chain(head, lines), dialect)
    except csv.Error as error:
        raise Unreadable(f"The table breaks off: {error}.") from error


def xlsx_rows(stream: Readable) -> Iterator[list[str]]:
    """Yield the rows of the first sheet of an Excel file; formulas count by the value they show."""
    content = _whole(stream)
    if b"vbaProject" in content:
        raise Unreadable("The file carries macros. Save it as a plain .xlsx file and hand that in.")
    _check_archive(content)
    try:
        sheet = load_workbook(io.BytesIO(content)).get_sheet_by_index(0)
        rows = sheet.to_python(skip_empty_area=True)
    except (CalamineError, ValueError, IndexError, OSError) as error:
        raise Unreadable("This is no Excel file that can be read.") from error
    yield from ([_cell(value) for value in row] for row in rows)


def _whole(stream: Readable) -> bytes:
    parts, size = [], 0
    while chunk := stream.read(1 << 20):
        parts.append(chunk)
        size += len(chunk)
        if size > LARGEST_SHEET:
            raise Unreadable(f"The table is larger than {LARGEST_SHEET // 1024**2} MB; hand it in in parts.")
    return b"".join(parts)


class _Raw(io.RawIOBase):
    """A stream with its first bytes put back, in the form that text readers ask for."""

    def __init__(self, head: bytes, stream: Readable) -> None:
        self._head, self._stream = head, stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        chunk = self._head or self._stream.read(len(buffer))
        chunk, self._head = chunk[: len(buffer)], chunk[len(buffer) :]
        buffer[: len(chunk)] = chunk
        return len(chunk)


def _lines(stream: Readable) -> Iterator[str]:
    head = stream.read(4096)
    wide = head[:2] in (b"\xff\xfe", b"\xfe\xff")
    encoding, errors = ("utf-16", "replace") if wide else ("utf-8-sig", LATIN)
    text = io.TextIOWrapper(io.BufferedReader(_Raw(head, stream)), encoding, errors, newline="")
    while line := text.readline(LONGEST_LINE):
        if len(line) == LONGEST_LINE:
            raise Unreadable("The table breaks off: a line has no end.")
        yield line.replace("\0", "")


def _latin(error: UnicodeError) -> tuple[str, int]:
    """Read the bytes that are no UTF-8 as the Windows Latin that spreadsheets write."""
    assert isinstance(error, UnicodeDecodeError)
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


LATIN = "coalition.windows-latin"
codecs.register_error(LATIN, _latin)


def _check_archive(content: bytes) -> None:
    """Raise Unreadable for a workbook that would not stay small when unpacked, whatever it says of itself."""
    size = 0
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for info in archive.infolist():
                with archive.open(info) as member:
                    while chunk := member.read(1 << 20):
                        size += len(chunk)
                        if size > LARGEST_WORKBOOK:
                            raise Unreadable("The Excel file expands out of all proportion and was left.")
    except (*IO_ERRORS, ValueError) as error:
        raise Unreadable("This is no Excel file that can be read.") from error


def _cell(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)
