"""The commands of the room: keys of the contract, exit codes, files that cannot be read."""

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from sqlmodel import Session

from tests.factories.duplication import make_overlapping, make_published

Run = Callable[..., Result]
DRAFT = {
    "title": "Land release teams",
    "state": "LAO",
    "pillar": "survey_clearance",
    "activity_type": "clearance",
    "places": ["P"],
    "start": "2025-07",
    "end": "2026-06",
    "implementer": "Operator Y",
}


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "draft.json"
    path.write_text(json.dumps(DRAFT))
    return path


def test_check_of_a_text_finds_the_programme_with_reasons(session: Session, command: Run, draft: Path):
    programme = make_published(session)
    session.commit()
    result = command("duplicates", "check", "--text", str(draft), "--json")
    found = json.loads(result.stdout)
    assert result.exit_code == 1
    match = found["matches"][0]
    assert match["programme"] == programme.identifier
    assert match["verdict"] in ("possible", "likely")
    assert {"signal", "weight", "left", "right", "text"} <= match["evidence"][0].keys()
    assert sum(line["weight"] for line in match["evidence"]) == pytest.approx(match["score"], abs=0.2)
    assert found["seconds"] >= 0


def test_check_finds_nothing_and_says_so(session: Session, command: Run, draft: Path):
    result = command("duplicates", "check", "--text", str(draft))
    assert (result.exit_code, result.stdout) == (0, "Nothing on record looks like this.\n")


def test_check_takes_a_pledge_by_reference_or_number(session: Session, command: Run):
    make_published(session)
    pledge = make_overlapping(session)
    session.commit()
    by_ref = json.loads(command("duplicates", "check", "--pledge", pledge.ref, "--json").stdout)
    by_id = json.loads(command("duplicates", "check", "--pledge", str(pledge.id), "--json").stdout)
    assert by_ref["matches"] == by_id["matches"] != []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{", "no JSON"),
        ("[]", "one JSON object"),
        ('{"titel": "x"}', "Unknown keys: titel"),
        ('{"title": 5}', "must be a text"),
        ('{"places": "P"}', "must be a list"),
        ('{"start": "soon"}', "start"),
        ('{"amount": 5}', "needs a “currency”"),
        ('{"amount": "1e999", "currency": "USD"}', "no amount"),
    ],
)
def test_a_text_that_cannot_be_read_is_exit_two(command: Run, tmp_path: Path, text: str, words: str):
    path = tmp_path / "bad.json"
    path.write_text(text)
    result = command("duplicates", "check", "--text", str(path))
    assert result.exit_code == 2
    assert words in result.stderr


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("check",), 2),
        (("check", "--need", "1", "--pledge", "2"), 2),
        (("check", "--need", "NEED-XXX"), 1),
        (("check", "--text", "nowhere.json"), 2),
        (("screen",), 2),
        (("screen", "--coalition", "77"), 1),
        (("score", "nowhere.csv", "--out", "out.csv"), 2),
    ],
)
def test_bad_usage_and_refusals_have_their_exit_codes(command: Run, words: tuple[str, ...], code: int):
    assert command("duplicates", *words).exit_code == code


def test_screen_stores_once_and_keeps_after(session: Session, command: Run):
    make_published(session)
    make_overlapping(session)
    session.commit()
    first = json.loads(command("duplicates", "screen", "--all", "--json").stdout)
    second = json.loads(command("duplicates", "screen", "--all", "--json").stdout)
    assert first["flags"]["new"] == 1
    assert (second["flags"]["new"], second["screened"]) == (0, first["screened"])
    assert set(first) == {"screened", "candidates", "flags", "seconds"}
    since = json.loads(command("duplicates", "screen", "--all", "--since", "2030-01-01", "--json").stdout)
    assert since["screened"] == 0


def test_score_keeps_the_order_and_gives_nought_to_what_is_missing(
    session: Session, command: Run, tmp_path: Path
):
    one, other = make_published(session), make_published(session)
    session.commit()
    pairs, out = tmp_path / "pairs.csv", tmp_path / "scores.csv"
    pairs.write_text(
        f"id_a,id_b\n{one.identifier},{other.identifier}\nXX-NONE,{one.id}\n{one.id},{other.id}\n"
    )
    told = json.loads(command("duplicates", "score", str(pairs), "--out", str(out), "--json").stdout)
    rows = list(csv.DictReader(out.read_text().splitlines()))
    assert (told["pairs"], told["scored"], told["missing"]) == (3, 2, 1)
    assert [row["id_a"] for row in rows] == [one.identifier, "XX-NONE", str(one.id)]
    assert float(rows[1]["score"]) == 0
    assert 0 < float(rows[0]["score"]) <= 1
    assert rows[0]["score"] == rows[2]["score"]


def test_candidates_ranks_the_best_first(session: Session, command: Run, tmp_path: Path):
    one, other = make_published(session), make_published(session)
    session.commit()
    ids, out = tmp_path / "ids.csv", tmp_path / "out.csv"
    ids.write_text(f"id\n{one.identifier}\nXX-NONE\n")
    told = json.loads(
        command("duplicates", "candidates", str(ids), "--top", "3", "--out", str(out), "--json").stdout
    )
    rows = list(csv.DictReader(out.read_text().splitlines()))
    assert (told["queries"], told["missing"]) == (2, 1)
    assert [(row["id"], row["candidate"], row["rank"]) for row in rows] == [
        (one.identifier, other.identifier, "1")
    ]


@pytest.mark.on("sqlite")
def test_the_benchmark_prints_the_keys_of_the_contract(command: Run):
    told = json.loads(command("benchmark", "screen", "--size", "400", "--json").stdout)
    assert {"baseline", "ours", "ratio", "size", "peak_mb"} <= told.keys()
    assert told["found"] >= 0.95
