import gzip
import io
import lzma
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalition.programmes.readers.files import read_file
from coalition.programmes.readers.notes import Notes, Unreadable
from coalition.programmes.readers.opening import Source, sources
from coalition.programmes.rules.record import from_json

SAMPLES = Path(__file__).parent / "samples"
OLD, NEW = SAMPLES / "iati_105.xml", SAMPLES / "iati_203.xml"
SHARED = Path(__file__).parents[3] / "shared" / "iati"


def source_of(content: bytes, name: str = "file.xml") -> Source:
    return Source(name, len(content), lambda: io.BytesIO(content))


def read(content: bytes, *, all_sectors: bool = False):
    """Return (records, notes) of a file; what stops the reading becomes a row, as in an import."""
    notes, records = Notes(), []
    try:
        for found in read_file(source_of(content), notes, all_sectors=all_sectors):
            if found.record is not None:
                records.append(found.record)
    except Unreadable as wrong:
        notes.refuse("file", str(wrong))
    return records, notes


def activities(inside: str, head: str = '<?xml version="1.0"?>') -> bytes:
    return f"{head}<iati-activities version='2.03'>{inside}</iati-activities>".encode()


def one(title: str = "Demining", identifier: str = "X-1", more: str = "") -> str:
    return (
        f"<iati-activity><iati-identifier>{identifier}</iati-identifier>"
        f"<title><narrative>{title}</narrative></title>{more}</iati-activity>"
    )


def test_an_activity_of_the_old_standard_is_read_whole():
    (record,), notes = read(OLD.read_bytes())
    assert (notes.version, notes.read, notes.skipped) == ("1.05", 2, 1)
    assert record.identifier == "GB-1-TEST/100 #A"
    assert record.descriptions[0].text == "Two teams clear land in Xieng Khouang & teach children."
    assert [(p.role, p.name) for p in record.parties] == [
        ("funding", "United Kingdom"),
        ("implementing", "The HALO Trust"),
    ]
    assert (record.planned_start, record.actual_start, record.planned_end) == (
        "2014-01-01",
        "2014-02-01",
        "2016-12-31",
    )
    assert [(t.kind, t.minor, t.currency) for t in record.totals] == [
        ("2", 15_000_000, "GBP"),
        ("3", 2_000_050, "USD"),
    ]
    assert (record.places[0].latitude, record.places[0].longitude) == (19.45, 103.18)
    assert record.identifiers[0].value == "CONTRACT-77"
    assert record.links[0].kind == "parent"
    assert record.sectors[0].vocabulary == "1"


def test_an_activity_of_the_new_standard_is_read_whole():
    (record,), _ = read(NEW.read_bytes())
    assert [text.language for text in record.titles] == ["en", "fr"]
    assert record.size is not None
    assert (record.size.minor, record.size.currency) == (900_000_000, "NOK")
    assert record.links[0].value == "NO-BRC-PARENT"
    assert record.markers == (("1", "1", "1"),)
    assert record.places[0].codes == (("A4", "1", "1650815"),)


def test_contact_details_of_people_are_never_part_of_a_record():
    (record,), _ = read(OLD.read_bytes())
    assert "Private" not in str(record.to_json())
    assert "somebody@" not in str(record.to_json())


@pytest.mark.parametrize("sample", [OLD, NEW])
def test_a_record_survives_storing(sample):
    (record,), _ = read(sample.read_bytes())
    assert from_json(record.to_json()) == record


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "empty"),
        (b"\x00\x01\x02\x00" * 20, "neither"),
        (b"<html><body>Not found</body></html>", "not IATI"),
        (OLD.read_bytes()[:900], "breaks off"),
        (
            activities("<iati-activity><title>no identifier, demining</title></iati-activity>"),
            "no identifier",
        ),
        (activities(one(identifier="x" * 400)), "longer than"),
        (b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><iati-activities/>', "declares entities"),
        (
            b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
            b"<iati-activities><iati-activity><title>&b;</title></iati-activity></iati-activities>",
            "declares entities",
        ),
        (b"identifier;amount\nA;1\n", "names neither"),
        (b"PK\x03\x04 not a workbook", "no Excel file"),
    ],
)
def test_what_cannot_be_taken_is_a_row_with_a_reason(content, why):
    records, notes = read(content)
    assert records == []
    assert any(why in row["why"] for row in notes.refused), notes.refused


def test_a_file_that_breaks_off_keeps_the_activities_that_were_whole():
    content = activities(one(identifier="X-1") + one(identifier="X-2"))[:-60]
    records, notes = read(content)
    assert [record.identifier for record in records] == ["X-1"]
    assert notes.refused[0]["where"].startswith("line")


def test_an_activity_too_large_stops_the_reading_before_it(monkeypatch):
    monkeypatch.setattr("coalition.programmes.readers.xml.LARGEST_ACTIVITY", 2_000_000)
    huge = "<description><narrative>mine clearance</narrative></description>" * 60_000
    records, notes = read(activities(one(identifier="X-1") + one(identifier="X-2", more=huge)))
    assert [record.identifier for record in records] == ["X-1"]
    assert "larger than" in notes.refused[0]["why"]


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ("<activity-date type='1' iso-date='0000-01-01'/>", "no day"),
        ("<activity-date type='1' iso-date='1398-05-01'/>", "another calendar"),
        ("<activity-date type='1' iso-date='2999-01-01'/>", "outside"),
        ("<activity-date type='1'>03/04/2020</activity-date>", "two ways"),
        ("<budget><value currency='QQQ'>100</value></budget>", "currency"),
        ("<budget><value currency='USD'>a lot</value></budget>", "no amount"),
    ],
)
def test_a_value_that_cannot_be_relied_on_is_left_out_and_said(more, told):
    (record,), notes = read(activities(one(more=more)))
    assert record.planned_start == ""
    assert record.budgets == ()
    assert told in notes.noted[0]["why"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1"])
def test_every_declared_encoding_is_read(encoding):
    text = OLD.read_text().replace("Two teams", "Deux équipes").replace('encoding="UTF-8"', "")
    if encoding == "iso-8859-1":
        text = text.replace('<?xml version="1.0" ?>', '<?xml version="1.0" encoding="ISO-8859-1"?>')
    (record,), _ = read(text.encode(encoding))
    assert "Deux équipes" in record.description


def test_html_names_and_text_encoded_twice_are_mended():
    content = activities(one("D&eacute;minage&nbsp;au Tchad", more="<description>DÃ©minage</description>"))
    (record,), notes = read(content)
    assert record.title == "Déminage au Tchad"
    assert record.description == "Déminage"
    assert notes.refused == []


@pytest.mark.parametrize(
    ("title", "kept"),
    [
        ("Déminage humanitaire", True),
        ("Desminado humanitario", True),
        ("Desminagem em Angola", True),
        ("Minenräumung in Bosnien", True),
        ("Разминирование", True),
        ("إزالة الألغام", True),
        ("UXO survey", True),
        ("Cluster munition remnants", True),
        ("Support to the mining industry", False),
        ("Data mining for health", False),
        ("Determine the baseline", False),
        ("Prevention of famine", False),
        ("Water supply", False),
    ],
)
def test_mine_action_is_told_by_its_words_and_not_by_look_alikes(title, kept):
    records, _ = read(activities(one(title)))
    assert bool(records) is kept


def packed(kind: str, content: bytes) -> bytes:
    if kind == "zip":
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("inner.xml", content)
        return out.getvalue()
    return gzip.compress(content) if kind == "gz" else lzma.compress(content)


@pytest.mark.parametrize("kind", ["gz", "xz", "zip"])
def test_packed_files_are_opened_by_what_they_are(tmp_path, kind):
    path = tmp_path / f"file.xml.{kind}"
    path.write_bytes(packed(kind, OLD.read_bytes()))
    (source,) = sources(str(path))
    notes = Notes()
    assert [found.record is not None for found in read_file(source, notes, all_sectors=False)] == [
        True,
        False,
    ]


def test_archives_ten_levels_deep_are_left(tmp_path):
    content = OLD.read_bytes()
    for level in range(10):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr("file.xml" if level == 0 else f"level{level}.zip", content)
        content = out.getvalue()
    path = tmp_path / "deep.zip"
    path.write_bytes(content)
    (source,) = sources(str(path))
    with pytest.raises(Unreadable, match="levels deep"):
        source.open()


def test_a_packed_bomb_is_left(tmp_path, monkeypatch):
    monkeypatch.setattr("coalition.programmes.readers.opening.LARGEST_EXPANDED", 1_000_000)
    path = tmp_path / "bomb.xml.gz"
    path.write_bytes(gzip.compress(b"<iati-activities>" + b" " * 5_000_000))
    (source,) = sources(str(path))
    notes = Notes()
    list(read_file(source, notes, all_sectors=False))
    assert "out of all proportion" in notes.refused[0]["why"]


def test_a_table_of_our_own_columns_is_read():
    table = (
        "Identifier;Title;Donor;Implementing agency;Country;Start;End;Amount;Currency\n"
        "P-1;Mine clearance;Norway;NPA;LAO;2025-01-01;2026-12-31;1500000.50;NOK\n"
        ";No identifier;;;;;;;\n"
        "P-3;School meals;Norway;WFP;LAO;;;;\n"
    )
    (record,), notes = read(table.encode())
    assert (record.identifier, record.countries[0].code) == ("P-1", "LAO")
    assert record.size is not None
    assert record.size.minor == 150_000_050
    assert notes.refused == [{"where": "row 3", "why": "The row has no identifier or no title."}]
    assert (notes.read, notes.skipped) == (3, 1)


def test_a_crs_extract_counts_in_millions():
    table = (
        "Year,DonorName,CrsID,ProjectNumber,RecipientName,USD_Commitment,ProjectTitle,PurposeCode\n"
        "2010,Finland,2010000123,P7,Cambodia,0.674168,HUMANITARIAN DEMINING,15250\n"
    )
    (record,), notes = read(table.encode())
    assert notes.format == "crs"
    assert record.totals[0].minor == 67_416_800


@given(st.data())
def test_no_mangling_of_a_valid_file_ever_raises(data):
    content = bytearray(NEW.read_bytes())
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(content) - 1))
        match data.draw(st.sampled_from(["flip", "cut", "repeat"])):
            case "flip":
                content[at] = data.draw(st.integers(0, 255))
            case "cut":
                del content[at : at + data.draw(st.integers(1, 200))]
            case "repeat":
                content[at:at] = content[at : at + 50]
        if not content:
            return
    records, notes = read(bytes(content))
    assert len(records) + notes.refused_count + notes.skipped >= 0


@pytest.mark.parametrize("path", sorted(SHARED.glob("wild/*")) or [OLD, NEW], ids=lambda path: path.name)
def test_real_files_that_hurt_give_rows_and_no_traceback(path):
    for source in sources(str(path)):
        notes = Notes()
        try:
            list(read_file(source, notes, all_sectors=True))
        except Unreadable as wrong:
            notes.refuse("file", str(wrong))
        assert notes.read or notes.refused
