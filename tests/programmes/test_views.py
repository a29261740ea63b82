import re
from html import unescape

import pytest
from markupsafe import escape

from coalition.auth.rules import Role
from coalition.programmes.rules.record import Amount, Party, Place, Text, Total
from tests.factories.auth import make_person
from tests.factories.programmes import keep_records, make_programme, make_record
from tests.factories.states import make_state
from tests.servers.databases import statements_to


@pytest.fixture
def reader(session, sign_in):
    """A signed-in person who may read the register."""
    return sign_in(make_person(session, Role.COORDINATOR))


def test_the_empty_register_says_so(reader):
    assert "No programme fits." in reader.get("/programmes/").text


def test_the_register_is_filtered_by_everything_at_once(session, reader):
    make_state(session, iso3="LAO", iso2="LA", name="Lao PDR")
    session.commit()
    make_programme(
        session,
        countries="LA",
        titles=(Text("Clearance in the north"),),
        parties=(Party("funding", "Norway"),),
        status="2",
    )
    make_programme(session, titles=(Text("Clearance elsewhere"),))
    page = reader.get(
        "/programmes/?state=LAO&pillar=survey_clearance&q=north&organisation=norway&status=ongoing"
    )
    assert "Clearance in the north" in page.text
    assert "Clearance elsewhere" not in page.text
    assert "No programme fits." in reader.get("/programmes/?status=ended").text
    assert reader.get("/programmes/?state=XXX&pillar=none&status=none&page=x").status_code == 200


@pytest.mark.on("sqlite")
def test_the_register_asks_the_same_number_of_questions_however_long_it_is(app, session, reader):
    def asked() -> int:
        with statements_to(app) as statements:
            assert reader.get("/programmes/").status_code == 200
        return len(statements)

    make_programme(session, parties=(Party("funding", "Norway"),))
    few = asked()
    keep_records(session, *(make_record(parties=(Party("funding", f"Donor {n}"),)) for n in range(60)))
    assert asked() == few <= 12


@pytest.mark.parametrize(
    "identifier",
    [
        "XX-1/2", "XX\\1", "XX-1?a=b", "XX#1", "XX & 1", "XX|1", "XX//1", "/XX", "XX/../1", "XX 1", "imports",
        "XX%2F1", "é-1", "XX;1", "XX+1",
    ],
)  # fmt: skip
@pytest.mark.on("sqlite")
def test_a_programme_of_any_identifier_is_reached_from_the_register(session, reader, identifier):
    make_programme(session, identifier=identifier, titles=(Text("Demining, found"),))
    (address,) = re.findall(r'href="([^"]+)">Demining, found', reader.get("/programmes/").text)
    assert f"Programme · {escape(identifier)}" in reader.get(unescape(address)).text


def test_a_programme_shows_facts_with_their_source_and_not_known_where_nothing_is_stated(session, reader):
    programme = make_programme(
        session,
        titles=(Text("Clearance in Xieng Khouang"),),
        parties=(Party("implementing", "The HALO Trust", "GB-CHC-1001813"),),
        places=(Place("Phaxay"),),
        planned_start="2025-01-01",
        totals=(Total("2", "NOK", 900_000_000, 1, "2025-01-01", "2025-01-01"),),
        transactions=(Amount("2", 900_000_000, "NOK", "2025-01-01"),),
    )
    page = reader.get(f"/programmes/{programme.id}").text
    for words in (
        "The HALO Trust",
        "Phaxay",
        "2025-01-01",
        "test.xml",
        "a test",
        "sector 15250",
        "not known",
        "NOK",
    ):
        assert words in page
    assert reader.get("/programmes/nothing-of-that-name").status_code == 404


def test_the_history_says_what_each_version_changed(session, reader):
    first = make_record(identifier="A", updated="2020-01-01", planned_start="2020-01-01")
    keep_records(session, first)
    keep_records(
        session,
        make_record(identifier="A", updated="2021-01-01", planned_start="2020-03-01", titles=first.titles),
    )
    assert "changed: dates" in reader.get("/programmes/A").text


def test_the_imports_are_listed_for_those_who_import(session, sign_in, reader):
    assert reader.get("/programmes/imports").status_code == 403
    page = sign_in(make_person(session, Role.ISU)).get("/programmes/imports")
    assert "Nothing has been imported yet." in page.text
