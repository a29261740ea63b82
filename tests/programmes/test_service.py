import json
from pathlib import Path

import pytest
from sqlmodel import select

from coalition.core.errors import NotFound
from coalition.programmes.models import ImportFile, Programme, ProgrammeVersion
from coalition.programmes.queries import (
    countries_of,
    get_programme,
    list_programmes,
    list_versions,
    parties_of,
)
from coalition.programmes.readers.opening import sources
from coalition.programmes.rules.record import Party, Text
from coalition.programmes.service import reading
from coalition.strategies.rules import Pillar
from tests.factories.programmes import keep_records, make_programme, make_record
from tests.factories.states import make_state

SAMPLES = Path(__file__).parent / "samples"


def test_the_same_record_twice_changes_nothing(session):
    record = make_record()
    first, second = keep_records(session, record), keep_records(session, record)
    assert (first.created, second.created, second.unchanged) == (1, 0, 1)
    assert len(session.exec(select(ProgrammeVersion)).all()) == 1


def test_a_newer_version_is_shown_and_the_older_is_kept(session):
    old = make_record(identifier="A", updated="2020-01-01", titles=(Text("Mine clearance, first words"),))
    new = make_record(identifier="a ", updated="2021-01-01", titles=(Text("Mine clearance, new words"),))
    keep_records(session, old)
    assert keep_records(session, new).updated == 1
    programme = get_programme(session, "A")
    assert programme.title == "Mine clearance, new words"
    assert programme.versions == 2
    assert len(list_versions(session, programme.id)) == 2


def test_an_older_version_that_comes_later_is_kept_but_not_shown(session):
    keep_records(session, make_record(identifier="A", updated="2021-01-01", titles=(Text("New demining"),)))
    keep_records(session, make_record(identifier="A", updated="2020-01-01", titles=(Text("Old demining"),)))
    programme = get_programme(session, "A")
    assert (programme.title, programme.versions) == ("New demining", 2)


def test_versions_within_one_file_merge_newest_last(session):
    change = keep_records(
        session,
        make_record(identifier="A", updated="2022-01-01", titles=(Text("Newest demining"),)),
        make_record(identifier="A", updated="2020-01-01", titles=(Text("Oldest demining"),)),
    )
    assert change.created == 1
    assert get_programme(session, "A").title == "Newest demining"


def test_countries_pillars_and_parties_are_found_again(session):
    lao = make_state(session, iso3="LAO", iso2="LA", name="Lao PDR")
    session.commit()
    programme = make_programme(
        session,
        countries="LA",
        titles=(Text("Clearance and risk education"),),
        parties=(Party("funding", "Norway"), Party("implementing", "The HALO Trust", "GB-CHC-1001813")),
    )
    assert [state.id for state in countries_of(session, [programme.id])[programme.id]] == [lao.id]
    assert {party.key for party in parties_of(session, [programme.id])[programme.id]} == {
        "norway",
        "halo trust",
    }
    for filters in (
        {"state_id": lao.id},
        {"pillar": Pillar.RISK_EDUCATION},
        {"text": "halo"},
        {"text": programme.identifier.lower()},
    ):
        assert [row.id for row in list_programmes(session, **filters).rows] == [programme.id]
    assert list_programmes(session, pillar=Pillar.VICTIM_ASSISTANCE).total == 0


def test_a_programme_is_found_by_number_or_identifier(session):
    programme = make_programme(session, identifier="GB-1/2 #x?&|")
    assert get_programme(session, str(programme.id)).id == programme.id
    assert get_programme(session, "gb-1/2#X?&|").id == programme.id
    with pytest.raises(NotFound):
        get_programme(session, "nothing")


def test_import_and_show_answer_as_the_contract_says(session, command):
    make_state(session, iso3="LAO", iso2="LA", name="Lao PDR")
    session.commit()
    done = command("programmes", "import", str(SAMPLES), "--source", "samples", "--json")
    answer = json.loads(done.stdout)
    assert set(answer) >= {"files", "totals", "seconds"}
    assert set(answer["files"][0]) >= {
        "path", "format", "version", "read", "kept", "created", "updated", "unchanged", "skipped", "refused",
    }  # fmt: skip
    assert (answer["totals"]["kept"], answer["totals"]["skipped"]) == (2, 1)
    shown = json.loads(command("programmes", "show", "NO-BRC-TEST-1", "--json").stdout)
    assert shown["countries"] == ["LAO"]
    assert shown["budget"] == {"amount": "9000000.00", "currency": "NOK", "kind": "commitment"}
    assert shown["implementers"] == ["Norsk Folkehjelp"]
    assert len(session.exec(select(ImportFile)).all()) == 2


def test_a_dry_run_says_what_would_change_and_changes_nothing(session, command):
    answer = json.loads(command("programmes", "import", str(SAMPLES), "--dry-run", "--json").stdout)
    assert answer["totals"]["created"] == 2
    assert session.exec(select(Programme)).all() == []
    assert session.exec(select(ImportFile)).all() == []


def test_a_refused_row_ends_with_one_and_no_such_file_with_two(tmp_path, command):
    (tmp_path / "cut.xml").write_bytes((SAMPLES / "iati_203.xml").read_bytes()[:700])
    assert command("programmes", "import", str(tmp_path)).exit_code == 1
    missing = command("programmes", "import", str(tmp_path / "none"))
    assert missing.exit_code == 2
    assert "Traceback" not in missing.stderr


def test_a_dry_run_foresees_repeats_across_files(session, command, tmp_path):
    for name in ("a.xml", "b.xml"):
        (tmp_path / name).write_bytes((SAMPLES / "iati_203.xml").read_bytes())
    planned = json.loads(command("programmes", "import", str(tmp_path), "--dry-run", "--json").stdout)
    done = json.loads(command("programmes", "import", str(tmp_path), "--json").stdout)
    again = json.loads(command("programmes", "import", str(tmp_path), "--dry-run", "--json").stdout)
    assert planned["totals"] == done["totals"]
    assert (done["totals"]["created"], done["totals"]["unchanged"]) == (1, 1)
    assert (again["totals"]["created"], again["totals"]["unchanged"]) == (0, 2)


def test_many_programmes_of_one_batch_keep_their_own_parts(session):
    records = [make_record(parties=(Party("funding", f"Donor {n}"),)) for n in range(30)]
    keep_records(session, *records)
    for record in records:
        programme = get_programme(session, record.identifier)
        assert [p.name for p in parties_of(session, [programme.id])[programme.id]] == [record.parties[0].name]


def test_reading_a_file_leaves_the_database_to_others(session):
    """Only storing takes the place of a writer; a long file is read before."""
    (source,) = sources(str(SAMPLES / "iati_203.xml"))
    with reading(source, all_sectors=False) as taken:
        assert not session.in_transaction()
        assert (taken.report.kept, taken.report.notes.read) == (1, 1)
