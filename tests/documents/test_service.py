from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlmodel import Session, select

from coalition.core.errors import NotFound, RuleBroken
from coalition.db import transaction
from coalition.documents.models import StoredFile
from coalition.documents.queries import find_pages, get_file
from coalition.documents.rules import FileKind
from coalition.documents.service import StoreDown, fetch, keep, store, sweep
from tests.factories import documents as make
from tests.servers.s3 import S3

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
ALL = select(StoredFile.id)


def kept(session: Session, url: str, data: bytes, name: str = "plan.pdf") -> StoredFile:
    return keep(session, url, data=data, name=name, person_id=None, now=NOW)


def test_a_file_is_kept_in_a_folder_and_given_back(session: Session, tmp_path: Path):
    url = f"file://{tmp_path}/files"
    stored = kept(session, url, make.pdf("Safe Path"))
    assert (stored.kind, stored.page_count, stored.name) == (FileKind.PDF, 1, "plan.pdf")
    assert fetch(url, stored.storage_key) == make.pdf("Safe Path")
    assert get_file(session, stored.id) is stored


@pytest.mark.on("sqlite")
def test_a_file_is_kept_in_s3_and_given_back(session: Session, s3: S3):
    store._store.cache_clear()
    data = make.word_file("Safe Path")
    stored = kept(session, s3.url, data)
    assert fetch(s3.url, stored.storage_key) == data
    store.drop(s3.url, stored.storage_key)
    with pytest.raises(NotFound):
        fetch(s3.url, stored.storage_key)


@pytest.mark.on("sqlite")
def test_a_store_that_does_not_answer_records_nothing(session: Session, tmp_path: Path):
    (tmp_path / "in the way").write_text("a file, no folder")
    with pytest.raises(StoreDown):
        kept(session, f"file://{tmp_path}/in the way", make.pdf("x"))
    assert session.exec(ALL).all() == []


def test_a_lost_file_is_not_found(session: Session, tmp_path: Path):
    with pytest.raises(NotFound):
        fetch(f"file://{tmp_path}", "aa/none.pdf")


def test_another_kind_than_asked_is_refused_and_nothing_is_stored(session: Session, tmp_path: Path):
    with pytest.raises(RuleBroken, match="This is a? ?CSV"):
        kept(session, f"file://{tmp_path}/files", b"a;b\n1;2")
    assert not (tmp_path / "files").exists()


def test_words_are_found_page_by_page(session: Session, tmp_path: Path):
    url = f"file://{tmp_path}"
    stored = kept(session, url, make.pdf("Clearance in Sekong", "Prosthetics in Vientiane"))
    other = kept(session, url, make.odt("Prosthetics elsewhere"), "other.odt")
    assert [(hit.file_id, hit.page) for hit in find_pages(session, "vientiane PROSTH", files=ALL)] == [
        (stored.id, 2)
    ]
    assert {hit.file_id for hit in find_pages(session, "prosthetics", files=ALL)} == {stored.id, other.id}
    assert "Sekong" in find_pages(session, "sekong", files=ALL)[0].text


def test_a_search_never_looks_into_other_files(session: Session, tmp_path: Path):
    kept(session, f"file://{tmp_path}", make.pdf("Clearance"))
    assert find_pages(session, "clearance", files=ALL.where(StoredFile.id == 0)) == []


@pytest.mark.parametrize(
    "asked", ["", "   ", '"', "' OR 1=1 --", "AND OR NOT", "a:b & | !", "*", "NEAR(", "😀"]
)
def test_odd_words_do_no_harm(session: Session, tmp_path: Path, asked: str):
    kept(session, f"file://{tmp_path}", make.pdf("Clearance"))
    assert find_pages(session, asked, files=ALL) == []


@pytest.mark.parametrize("asked", ["Sekong deminage", "DÉMINAGE", "déminag", "sékong"])
def test_a_search_ignores_accents_on_both_databases(session: Session, tmp_path: Path, asked: str):
    kept(session, f"file://{tmp_path}", make.odt("Le déminage de Sékong avance"))
    (hit,) = find_pages(session, asked, files=ALL)
    assert "déminage de Sékong" in hit.text


def test_words_around_a_hit_are_shown_as_they_stand(session: Session, tmp_path: Path):
    words = " ".join(f"word{number}" for number in range(60))
    kept(session, f"file://{tmp_path}", make.odt(f"{words} Prothèses à Vientiane {words}"))
    (hit,) = find_pages(session, "protheses", files=ALL)
    assert "Prothèses à Vientiane" in hit.text
    assert len(hit.text.split()) < 40


def test_a_file_goes_with_the_act_that_is_undone(session: Session, tmp_path: Path):
    url = f"file://{tmp_path}/files"
    keys: list[str] = []

    def undone() -> None:
        with transaction(session):
            keys.append(kept(session, url, make.pdf("x")).storage_key)
            assert fetch(url, keys[0])
            raise RuleBroken("No.")

    with pytest.raises(RuleBroken, match="No"):
        undone()
    with pytest.raises(NotFound):
        fetch(url, keys[0])
    with transaction(session):
        key = kept(session, url, make.pdf("x")).storage_key
    session.rollback()
    assert fetch(url, key)


@pytest.mark.on("sqlite")
def test_a_night_takes_away_what_no_record_knows(session: Session, tmp_path: Path):
    url = f"file://{tmp_path}/files"
    known = kept(session, url, make.pdf("x")).storage_key
    store.put(url, "ab/left-over.pdf", b"x")
    soon, later = datetime.now(UTC), datetime.now(UTC) + timedelta(days=2)
    assert sweep(session, url, now=soon) == 0
    assert sweep(session, url, now=later) == 1
    assert fetch(url, known)
    with pytest.raises(NotFound):
        fetch(url, "ab/left-over.pdf")
    assert sweep(session, f"file://{tmp_path}/nowhere", now=later) == 0


@pytest.mark.on("sqlite")
def test_a_night_takes_away_what_no_record_knows_from_s3(session: Session, s3: S3):
    store._store.cache_clear()
    store.put(s3.url, "ab/left-over.pdf", b"x")
    assert sweep(session, s3.url, now=datetime.now(UTC)) == 0
    assert sweep(session, s3.url, now=datetime.now(UTC) + timedelta(days=2)) == 1
