from collections.abc import Callable
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from sqlmodel import Session, select

from coalition.auth.models import Person
from coalition.auth.rules import Role
from coalition.coalitions.rules import MemberRole
from coalition.contamination.models import HazardArea, HazardImport
from coalition.states.models import State
from tests.factories import contamination as make
from tests.factories import documents
from tests.factories.pledges import make_coalition, make_donor, make_person
from tests.factories.states import make_state

SignIn = Callable[[Person], FlaskClient]


@pytest.fixture
def state(session: Session) -> State:
    return make_state(session, "LAO", "Lao PDR")


@pytest.fixture
def head(session: Session, state: State, sign_in: SignIn) -> FlaskClient:
    person = make_person(session, Role.AFFECTED_STATE, state_id=state.id)
    session.commit()
    return sign_in(person)


def upload(client: FlaskClient, data: bytes, name: str = "areas.csv") -> str:
    answer = client.post("/contamination/LAO/imports/new", data={"file": (BytesIO(data), name)})
    assert answer.status_code == 302, answer.text
    return str(answer.headers["Location"])


def test_a_file_is_looked_at_then_saved(session: Session, head: FlaskClient):
    address = upload(
        head, make.table("LA-1;CHA;5;cluster;open;Sekong;", head="ID;SHA/CHA;Area;Ordnance;Status;Province;x")
    )
    page = head.get(address).text
    assert "Save" in page
    session.rollback()
    assert session.exec(select(HazardArea)).all() == []
    session.rollback()
    assert head.post(f"{address}/save").status_code == 302
    assert "LA-1" in head.get("/contamination/LAO/areas").text


def test_columns_of_unknown_names_are_asked_for_once_and_remembered(session: Session, head: FlaskClient):
    data = make.table("LA-1;CHA;2;cluster;;;", head="foo;bar;baz;qux;a;b;c")
    address = upload(head, data)
    chosen = {
        "column_national_ref": "foo",
        "column_kind": "bar",
        "column_area": "baz",
        "column_hazard_types": "qux",
        "unit": "ha",
        "order": "day_first",
    }
    incomplete = head.post(address, data=chosen | {"column_area": ""})
    assert "Say which column holds this" in incomplete.text
    there = head.post(address, data=chosen).headers["Location"]
    head.post(f"{there}/save")
    session.rollback()
    assert session.exec(select(HazardArea)).one().area_m2 == 20_000
    again = upload(head, make.table("LA-2;CHA;3;cluster;;;", head="foo;bar;baz;qux;a;b;c"), "next.csv")
    session.rollback()
    newest = session.get(HazardImport, int(again.rsplit("/", 1)[1]))
    assert newest is not None
    assert (newest.columns["area"], newest.options["unit"], newest.created) == ("baz", "ha", 1)


def test_every_refused_row_names_its_cell_and_the_sound_ones_can_be_kept(session: Session, head: FlaskClient):
    lines = ("LA-1;CHA;5;cluster;;;", "LA-2;CHA;five;cluster;;;", "LA-3;CHA;7;banana;;;")
    address = upload(head, make.table(*lines, head="id;category;area;ordnance;status;province;district"))
    page = head.get(address).text
    for words in ("C3", "D4", "five", "banana", "Save the sound rows only"):
        assert words in page
    assert head.post(f"{address}/save").status_code == 409
    assert head.post(f"{address}/save", data={"keep": "good"}).status_code == 302
    session.rollback()
    assert [area.national_ref for area in session.exec(select(HazardArea)).all()] == ["LA-1"]


def test_outlines_come_in_with_their_measured_area(session: Session, head: FlaskClient):
    crossing = [[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]]
    data = make.outlines(
        make.outline("LA-1", make.square(106.0, 15.0)),
        make.outline("LA-2", crossing),
        make.outline("LA-3", [106, 15], "Point", area=50),
    )
    address = upload(head, data, "areas.geojson")
    page = head.get(address).text
    assert "crosses itself" in page
    assert head.post(f"{address}/save", data={"keep": "good"}).status_code == 302
    session.rollback()
    first = session.exec(select(HazardArea).where(HazardArea.national_ref == "LA-1")).one()
    assert 11_000 < first.area_m2 < 13_000
    assert first.latitude == pytest.approx(15.0005, abs=0.001)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (documents.macro_file(), "macros"),
        (documents.pdf("x"), "hand in"),
        (b"", "empty"),
        (make.outlines(crs="EPSG:32648"), "another projection"),
        (make.workbook([["a", "b"]], merged="A3:B4"), "merged"),
        (b"a;a\n1;2", "Two columns"),
    ],
)
def test_a_file_that_is_no_table_is_refused_and_not_stored(
    session: Session, head: FlaskClient, data: bytes, words: str
):
    answer = head.post("/contamination/LAO/imports/new", data={"file": (BytesIO(data), "areas.csv")})
    assert answer.status_code == 200
    assert words in answer.text
    session.rollback()
    assert session.exec(select(HazardImport)).all() == []


def test_chad_is_not_known_and_no_zero_appears_anywhere(session: Session, sign_in: SignIn):
    chad = make_state(session, "TCD", "Chad")
    person = make_person(session, Role.AFFECTED_STATE, state_id=chad.id)
    isu = make_person(session, Role.ISU)
    make.make_snapshot(session, make_state(session))
    make.make_snapshot(session, make_state(session))
    session.commit()
    client = sign_in(person)
    said = {
        "as_of": "November 2023",
        "knowledge": "unknown",
        "hazard_mix": "unknown",
        "source": "Chad, 11MSP",
    }
    zero = client.post("/contamination/TCD/snapshots/new", data=said | {"sha": "0"})
    assert "leave the areas empty" in zero.text
    assert client.post("/contamination/TCD/snapshots/new", data=said).status_code == 302
    page = client.get("/contamination/TCD").text
    assert "not known" in page
    assert "Survey first" in page
    assert "0 m²" not in page.replace("\xa0", " ").replace("\u202f", " ")
    everyone = sign_in(isu).get("/contamination/").text
    assert "2 States known" in everyone
    assert "1 State not known" in everyone


def test_members_read_and_others_do_not(session: Session, state: State, head: FlaskClient, sign_in: SignIn):

    member, stranger = make_donor(session), make_donor(session)
    make_coalition(session, state, {member.id: MemberRole.DONOR})
    people = [make_person(session, Role.DONOR, organisation_id=one.id) for one in (member, stranger)]
    session.commit()
    assert sign_in(people[0]).get("/contamination/LAO").status_code == 200
    assert sign_in(people[0]).get("/contamination/LAO/imports/new").status_code == 403
    assert sign_in(people[1]).get("/contamination/LAO").status_code == 403
