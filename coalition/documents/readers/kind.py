"""What a file is, by its bytes; disguised, macro-bearing and swollen files are refused in words."""

import re
import zipfile
import zlib
from io import BytesIO

from coalition.core.errors import RuleBroken
from coalition.documents.rules import MEGABYTE, FileKind, check_size

MOST_MEMBERS = 4_000
MOST_UNPACKED = 250 * MEGABYTE
MOST_RATIO = 200
RATIO_MATTERS_FROM = 5 * MEGABYTE

ODT = b"application/vnd.oasis.opendocument.text"
DOCX_MAIN = b"wordprocessingml.document.main+xml"
XLSX_MAIN = b"spreadsheetml.sheet.main+xml"
MACRO_MARKS = (b"macroEnabled", b"vbaProject")

# What a file begins with that is never a document here, and what people call it.
NEVER = (
    (b"MZ", "a program"),
    (b"\x7fELF", "a program"),
    (b"#!", "a program"),
    (
        b"\xd0\xcf\x11\xe0",
        "an old or password-protected Office file; save it as DOCX, XLSX or PDF without a password",
    ),
    (b"Rar!", "an archive; hand in the document itself"),
    (b"7z\xbc\xaf", "an archive; hand in the document itself"),
    (b"\x1f\x8b", "an archive; hand in the document itself"),
    (b"{\\rtf", "an RTF file; save it as DOCX or PDF"),
    (b"\x89PNG", "a picture; hand in the document itself"),
    (b"\xff\xd8\xff", "a picture; hand in the document itself"),
)
# Parts of a PDF that do something when it is opened.
PDF_DOES = re.compile(rb"/(JavaScript|JS|Launch|EmbeddedFile|OpenAction\s*<<[^>]*/S\s*/(URI|SubmitForm))\b")


def kind_of(data: bytes) -> FileKind:
    """Return what a file is. Raises RuleBroken (field "file") for all that is not taken in."""
    check_size(len(data))
    for start, what in NEVER:
        if data.startswith(start):
            raise RuleBroken("This is {what}.", field="file", what=what)
    if data[:1024].lstrip().startswith(b"%PDF-"):
        if PDF_DOES.search(data):
            raise RuleBroken("The PDF holds programs or other files. Print it to a new PDF.", field="file")
        return FileKind.PDF
    if data.startswith(b"PK"):
        return _packed_kind(data)
    return _text_kind(data)


def check_packed(archive: zipfile.ZipFile) -> None:
    """Raise RuleBroken unless a packed file unpacks to a size that a document can have."""
    members = archive.infolist()
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members) or 1
    if len(members) > MOST_MEMBERS or unpacked > MOST_UNPACKED:
        raise RuleBroken("The file unpacks to more than the platform reads.", field="file")
    if unpacked > RATIO_MATTERS_FROM and unpacked / packed > MOST_RATIO:
        raise RuleBroken("The file unpacks to many times its size, as no document does.", field="file")
    if any(member.flag_bits & 1 for member in members):
        raise RuleBroken("The file is protected by a password. Take the password away.", field="file")


def _packed_kind(data: bytes) -> FileKind:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            check_packed(archive)
            names = set(archive.namelist())
            if "mimetype" in names and archive.read("mimetype").strip() == ODT:
                _refuse_macros(any(name.startswith(("Basic/", "Scripts/")) for name in names))
                return FileKind.ODT
            types = archive.read("[Content_Types].xml") if "[Content_Types].xml" in names else b""
    # RuntimeError: a member is packed in a way that Python does not know.
    except (zipfile.BadZipFile, zlib.error, RuntimeError, OSError, EOFError, ValueError) as error:
        raise RuleBroken("The file is damaged: it cannot be unpacked.", field="file") from error
    _refuse_macros(any(mark in types for mark in MACRO_MARKS) or any("vbaProject" in name for name in names))
    if DOCX_MAIN in types:
        return FileKind.DOCX
    if XLSX_MAIN in types:
        return FileKind.XLSX
    raise RuleBroken("This is an archive; hand in the document itself.", field="file")


def _refuse_macros(found: bool) -> None:
    if found:
        raise RuleBroken("The file holds macros. Save it without them.", field="file")


def _text_kind(data: bytes) -> FileKind:
    text = decoded(data)
    start = text.lstrip()[:200].lower()
    if start.startswith(("<!doctype", "<html", "<script", "<?xml", "<svg")):
        raise RuleBroken("This is a web page, not a document.", field="file")
    return FileKind.GEOJSON if start.startswith(("{", "[")) else FileKind.CSV


def decoded(data: bytes) -> str:
    """Return a text file's words: UTF-8, UTF-16 with its mark, else Windows-1252.

    Raises RuleBroken when it is no text.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError as error:
            raise RuleBroken("The file is damaged: its text cannot be read.", field="file") from error
    if b"\0" in data[:100_000]:
        raise RuleBroken("This is no file that the platform knows.", field="file")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
