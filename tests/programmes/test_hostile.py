"""Files that were made, or grew, to hurt: each ends in a row of the report, in bounded memory."""

import io
import subprocess
import sys
import zipfile
from itertools import chain, repeat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from coalition.programmes.readers.files import read_file
from coalition.programmes.readers.notes import Notes, Unreadable
from coalition.programmes.readers.opening import Source, sources
from coalition.programmes.readers.values import mended, moment_of

SHARED = Path(__file__).parents[3] / "shared" / "iati"
HEAD, TAIL = b"<iati-activities version='2.03'>", b"</iati-activities>"


def activity(identifier: str, more: str = "") -> bytes:
    return (
        f"<iati-activity><iati-identifier>{identifier}</iati-identifier>"
        f"<title><narrative>Demining</narrative></title>{more}</iati-activity>"
    ).encode()


def read(content: bytes):
    """Return (identifiers, notes) of a file; what stops the reading becomes a row, as in an import."""
    notes, found = Notes(), []
    try:
        source = Source("file", len(content), lambda: io.BytesIO(content))
        for each in read_file(source, notes, all_sectors=False):
            found += [each.record.identifier] if each.record else []
    except Unreadable as wrong:
        notes.refuse("file", str(wrong))
    return found, notes


def test_one_huge_activity_is_refused_and_its_neighbours_are_taken(monkeypatch):
    monkeypatch.setattr("coalition.programmes.readers.xml.LARGEST_ACTIVITY", 1_000_000)
    huge = "<result><title><narrative>mine clearance</narrative></title></result>" * 30_000
    found, notes = read(HEAD + activity("A") + activity("BIG", huge) + activity("C") + TAIL)
    assert found == ["A", "C"]
    assert [row["where"] for row in notes.refused] == ["line 1, BIG"]


def test_an_activity_of_300_megabytes_costs_no_memory():
    script = (
        "import resource, sys\n"
        "from tests.programmes.test_hostile import Stream, read_stream\n"
        "read_stream(1); low = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "print(read_stream(300), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - low)\n"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=root, capture_output=True, text=True, check=True
    )
    refused, kilobytes = done.stdout.split()
    assert refused == "1"
    assert int(kilobytes) < 64 * 1024


class Stream(io.RawIOBase):
    """A file of one activity with so many megabytes of transactions, never held whole."""

    def __init__(self, megabytes: int) -> None:
        part = b"<transaction><value currency='USD'>100</value></transaction>" * 17_476
        self._parts = chain(
            [HEAD, activity("BIG")[:-16]], repeat(part, megabytes), [b"</iati-activity>", TAIL]
        )

    def read(self, _: int = -1) -> bytes:
        return next(self._parts, b"")


def read_stream(megabytes: int) -> int:
    notes = Notes()
    list(read_file(Source("file", 1, lambda: Stream(megabytes)), notes, all_sectors=True))  # type: ignore[arg-type]
    return notes.refused_count


def test_whole_activities_before_a_fault_are_kept_and_none_after_it():
    broken = activity("B").replace(b"</narrative>", b"")
    found, notes = read(HEAD + activity("A") + broken + activity("C") + TAIL)
    assert found == ["A"]
    assert "breaks off" in notes.refused[0]["why"]


def test_a_prefix_that_nobody_declared_is_a_remark_only():
    found, notes = read(HEAD + activity("A", "<big:thing>1</big:thing>") + activity("B") + TAIL)
    assert (found, notes.refused) == (["A", "B"], [])
    assert "big" in notes.noted[0]["why"]


def test_an_activity_may_be_the_root_and_rows_without_end_are_none():
    assert read(activity("A"))[0] == ["A"]
    assert "larger" not in str(read(b"<other>" + b"<x/>" * 3_000_000 + b"</other>")[1].refused)


def workbook(content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", content)
    return out.getvalue()


def test_a_workbook_that_expands_without_end_is_left(monkeypatch):
    monkeypatch.setattr("coalition.programmes.readers.cells.LARGEST_WORKBOOK", 1_000_000)
    assert "out of all proportion" in read(workbook(b" " * 5_000_000))[1].refused[0]["why"]


def test_a_workbook_with_damaged_parts_is_left():
    content = bytearray(workbook(b"some content of a sheet" * 50))
    content[60] ^= 0xFF
    assert "no Excel file" in read(bytes(content))[1].refused[0]["why"]


TABLE = "identifier,title,donor,start,end\nP-1,Déminage au Tchad,Suède,2008,2009.0\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_tables_are_read_in_every_usual_encoding(encoding):
    notes = Notes()
    content = TABLE.encode(encoding)
    source = Source("file.csv", len(content), lambda: io.BytesIO(content))
    (found,) = read_file(source, notes, all_sectors=False)
    assert found.record is not None
    assert found.record.title == "Déminage au Tchad"
    assert (found.record.planned_start, found.record.planned_end) == ("2008-01-01", "2009-12-31")


def test_a_table_that_breaks_off_keeps_the_rows_before_it(monkeypatch):
    monkeypatch.setattr("coalition.programmes.readers.cells.LONGEST_CELL", 200)
    found, notes = read((TABLE + 'P-2,"Déminage ' + "x" * 2_000).encode())
    assert found == ["P-1"]
    assert "breaks off" in notes.refused[0]["why"]


def test_addresses_and_telephones_of_people_are_taken_out_of_every_text():
    text = (
        "Ask Jo: jo.bloggs@halo.example, tel. +44 20 7946 0958. Cleared 1 200 300 m2 from 2010-01-01 to 2012."
    )
    assert mended(text, 500) == "Ask Jo: , . Cleared 1 200 300 m2 from 2010-01-01 to 2012."


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2020-01-31", "2020-01-31T00:00:00+00:00"),
        ("2020-01-31T02:00:00+02:00", "2020-01-31T00:00:00+00:00"),
        ("2020-01-31T00:00:00Z", "2020-01-31T00:00:00+00:00"),
        ("9999-01-01", ""),
        ("TEXT", ""),
        ("", ""),
    ],
)
def test_moments_of_publication_are_made_comparable(text, moment):
    assert moment_of(text) == moment


@given(
    st.binary(max_size=400),
    st.sampled_from([b"", HEAD, b"PK\x03\x04", b"\x1f\x8b", TABLE.encode(), b"\xff\xfe"]),
)
def test_no_bytes_whatever_raise_anything_but_a_row(content, start):
    found, notes = read(start + content)
    assert len(found) <= notes.read


REAL = sorted(SHARED.glob("revisions/*.xz"))[:4] or sorted((Path(__file__).parent / "samples").glob("*.xml"))


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.name)
def test_as_many_activities_are_read_as_a_plain_pass_counts(path):
    (source,) = sources(str(path))
    notes = Notes()
    kept = sum(found.record is not None for found in read_file(source, notes, all_sectors=False))
    with source.open() as stream:
        plain = sum(1 for _ in etree.iterparse(stream, events=("end",), tag="iati-activity"))
    assert (notes.read, notes.read - notes.skipped - notes.refused_count) == (plain, kept)
