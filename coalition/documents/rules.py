"""What a file may be. No database, no web."""

from enum import StrEnum

from coalition.core.errors import RuleBroken

MEGABYTE = 1024 * 1024
LARGEST = 40 * MEGABYTE
LONGEST_NAME = 160
# Text kept a page, and pages kept a file: enough for any strategy, too little for a bomb.
MOST_PAGE_TEXT = 60_000
MOST_PAGES = 1_500


class FileKind(StrEnum):
    """The kinds of file that are taken in, by what their bytes are and never by their name."""

    PDF = "pdf"
    DOCX = "docx"
    ODT = "odt"
    XLSX = "xlsx"
    CSV = "csv"
    GEOJSON = "geojson"


MEDIA_TYPE = {
    FileKind.PDF: "application/pdf",
    FileKind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    FileKind.ODT: "application/vnd.oasis.opendocument.text",
    FileKind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    FileKind.CSV: "text/csv; charset=utf-8",
    FileKind.GEOJSON: "application/geo+json",
}
# Documents one reads; the others are data for an import.
READABLE = frozenset({FileKind.PDF, FileKind.DOCX, FileKind.ODT})


def check_size(size: int) -> None:
    """Raise RuleBroken unless a file has something in it and is not larger than the platform keeps."""
    if size == 0:
        raise RuleBroken("The file is empty.", field="file")
    if size > LARGEST:
        raise RuleBroken(
            "The file has {size} MB; files of at most {most} MB are kept. Leave out pictures, or split it.",
            field="file",
            size=-(-size // MEGABYTE),
            most=LARGEST // MEGABYTE,
        )


def clean_name(name: str, kind: FileKind) -> str:
    """Return a file's name without folders and control characters, ending in the suffix of what it is."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    plain = "".join(mark for mark in last if mark.isprintable() and mark not in '<>:"|?*').strip(" .")
    suffix = f".{kind}"
    stem = plain[: -len(suffix)] if plain.lower().endswith(suffix) else plain
    return (stem.strip(" .") or "document")[: LONGEST_NAME - len(suffix)] + suffix
