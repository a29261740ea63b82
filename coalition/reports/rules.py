"""A report as plain parts: the same parts make the web page, the PDF and the Word file."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

WIDE = 7  # columns


@dataclass(frozen=True, slots=True)
class Table:
    """A table of words; the columns named in `figures` (from 0) are set to the right."""

    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    figures: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Part:
    """One part: a heading, then facts, sentences and a table, each if there is any; and its sources."""

    heading: str
    facts: Sequence[tuple[str, str]] = ()
    sentences: Sequence[str] = ()
    table: Table | None = None
    missing: str = ""  # what is said when there is nothing else
    sources: Sequence[str] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.facts or self.sentences or (self.table and self.table.rows))


@dataclass(frozen=True, slots=True)
class Report:
    """A report: who it is about, the day it was drawn up, and its parts in order."""

    title: str
    subtitle: str
    on: date
    day: str
    parts: Sequence[Part]
    file_name: str
    language: str = "en"
    notes: Sequence[str] = field(default_factory=tuple)

    @property
    def is_wide(self) -> bool:
        """Whether a table has too many columns for a page that stands upright."""
        return any(part.table is not None and len(part.table.head) >= WIDE for part in self.parts)


def file_name_of(kind: str, about: str, on: date) -> str:
    """Return a file name without an ending: "brief-lao-2026-11-23"."""
    plain = "".join(mark if mark.isascii() and mark.isalnum() else "-" for mark in about.lower())
    return "-".join(part for part in (kind, plain.strip("-"), on.isoformat()) if part)
