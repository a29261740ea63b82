import subprocess

import pytest

from coalition.core.errors import RuleBroken
from coalition.documents.readers import words as words_module
from coalition.documents.readers.kind import decoded, kind_of
from coalition.documents.readers.words import words_of
from coalition.documents.rules import LARGEST, MOST_PAGES, FileKind, clean_name
from tests.factories import documents as make


def test_a_file_is_what_its_bytes_say():
    assert kind_of(make.pdf("a")) is FileKind.PDF
    assert kind_of(make.word_file("a")) is FileKind.DOCX
    assert kind_of(make.odt("a")) is FileKind.ODT
    assert kind_of(b'{"type": "FeatureCollection"}') is FileKind.GEOJSON
    assert kind_of("région;surface\nTibesti;12".encode("cp1252")) is FileKind.CSV


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"MZ\x90\x00 this is a program", "a program"),
        (b"\x7fELF\x02", "a program"),
        (b"#!/bin/sh\nrm -rf .", "a program"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100, "old or"),
        (b"<!DOCTYPE html><script>alert(1)</script>", "web page"),
        (b"<svg xmlns='x' onload='x'>", "web page"),
        (b"\0\1\2\3" * 100, "no file that the platform knows"),
        (b"PK\x03\x04 and then nothing", "damaged"),
        (b"\x89PNG\r\n", "picture"),
        (b"{\\rtf1 hello}", "RTF"),
    ],
)
def test_what_is_no_document_is_refused_by_what_it_is(data: bytes, words: str):
    with pytest.raises(RuleBroken, match=words) as refused:
        kind_of(data)
    assert refused.value.field == "file"


def test_macros_are_refused_whatever_the_name():
    with pytest.raises(RuleBroken, match="macros"):
        kind_of(make.macro_file())
    with pytest.raises(RuleBroken, match="macros"):
        kind_of(make.packed({"mimetype": make.ODT, "content.xml": "<a/>", "Basic/Standard/x.xml": "<a/>"}))


def test_a_bomb_is_refused_before_it_is_unpacked():
    data = make.bomb()
    assert len(data) < 1_000_000
    with pytest.raises(RuleBroken, match="unpacks to"):
        kind_of(data)


def test_an_archive_of_files_is_no_document():
    with pytest.raises(RuleBroken, match="archive"):
        kind_of(make.packed({"a.pdf": make.pdf("x")}))


@pytest.mark.parametrize("part", [b"/JavaScript (app.alert(1))", b"/S /Launch", b"/EmbeddedFile"])
def test_a_pdf_that_does_something_is_refused(part: bytes):
    with pytest.raises(RuleBroken, match="programs"):
        kind_of(make.pdf("x") + part)


def test_a_file_beyond_the_limit_is_refused_by_its_size():
    with pytest.raises(RuleBroken, match="41 MB"):
        kind_of(b"%PDF-" + b"x" * LARGEST)


def test_the_words_of_each_page_are_read():
    assert words_of(make.pdf("Safe Path Forward", "Second page"), FileKind.PDF) == [
        "Safe Path Forward",
        "Second page",
    ]
    assert "clearance in Sekong" in words_of(make.word_file("Title", "clearance in Sekong"), FileKind.DOCX)[0]
    assert words_of(make.odt("Première partie", "Suite"), FileKind.ODT) == ["Première partie\nSuite"]
    assert words_of(b"a;b", FileKind.CSV) == []


def test_long_documents_are_cut_into_parts():
    parts = words_of(make.odt(*["word " * 200] * 10), FileKind.ODT)
    assert len(parts) > 2


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.4 and nothing that follows", FileKind.PDF),
        (make.packed({"[Content_Types].xml": "<Types/>"}), FileKind.DOCX),
        (make.packed({"mimetype": make.ODT}), FileKind.ODT),
        (make.packed({"mimetype": make.ODT, "content.xml": "<not closed"}), FileKind.ODT),
    ],
)
def test_a_damaged_document_is_refused_in_words(data: bytes, kind: FileKind):
    with pytest.raises(RuleBroken, match="damaged"):
        words_of(data, kind)


def test_entities_are_not_unfolded():
    laughs = '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    content = (
        f'{laughs}<o xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><text:p>&b;</text:p></o>'
    )
    data = make.packed({"mimetype": make.ODT, "content.xml": content})
    assert "ha" not in "".join(words_of(data, FileKind.ODT))


def test_a_pdf_with_more_pages_than_are_read_is_refused():
    with pytest.raises(RuleBroken, match=str(MOST_PAGES)):
        words_of(make.pdf(*["x"] * (MOST_PAGES + 1)), FileKind.PDF)


def test_a_pdf_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch):
    def slow(*_: object, **__: object) -> None:
        raise subprocess.TimeoutExpired("pdf", 1)

    monkeypatch.setattr(words_module.subprocess, "run", slow)
    with pytest.raises(RuleBroken, match="too long"):
        words_of(make.pdf("x"), FileKind.PDF)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("strategy.pdf", "strategy.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\files\\plan.exe", "plan.exe.pdf"),
        ('a"<b>\n.PDF', "ab.pdf"),
        ("", "document.pdf"),
        ("ແຜນຍຸດທະສາດ.pdf", "ແຜນຍຸດທະສາດ.pdf"),
        ("x" * 500, "x" * 156 + ".pdf"),
    ],
)
def test_a_name_is_cleaned_and_ends_as_what_it_is(name: str, kept: str):
    assert clean_name(name, FileKind.PDF) == kept


def test_text_is_read_in_the_encodings_that_spreadsheets_write():
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "cp1252"):
        assert decoded("Région;été".encode(encoding)) == "Région;été"
