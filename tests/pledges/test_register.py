"""A donor's own programmes: sources looked at again, files in words first, its word on each."""

from datetime import timedelta
from io import BytesIO

import pytest
from sqlmodel import Session, select

from coalition.auth.policy import VISITOR
from coalition.auth.rules import Role
from coalition.core.errors import RuleBroken
from coalition.duplication.queries.sides import list_profiles
from coalition.duplication.rules.flags import SideKind
from coalition.duplication.rules.keys import item_of
from coalition.jobs.schedule import refresh_sources
from coalition.pledges.models import ProgrammeClaim, SourceCheck
from coalition.pledges.queries.register import Own, list_due_sources, list_own
from coalition.pledges.rules.register import CheckOutcome, ClaimWord, check_address, wait_before_check
from coalition.pledges.service import register, sources
from coalition.pledges.service.fetching import Fetched
from coalition.programmes.models import ImportFile, Programme
from tests.factories.pledges import BY, NOW, make_donor, make_person
from tests.factories.states import make_state

IATI = """<?xml version="1.0"?><iati-activities version="2.03"><iati-activity>
<iati-identifier>XX-1-{number}</iati-identifier>
<reporting-org ref="XX-1" type="10"><narrative>Norway</narrative></reporting-org>
<title><narrative>{title}</narrative></title><description><narrative>Demining</narrative></description>
<participating-org role="1"><narrative>Norway</narrative></participating-org>
<activity-status code="2"/><activity-date iso-date="2026-01-01" type="1"/>
<recipient-country code="LA"/><sector code="15250" vocabulary="1"/></iati-activity></iati-activities>"""


def content(title: str = "Clearance", number: int = 1) -> bytes:
    return IATI.format(title=title, number=number).encode()


@pytest.fixture
def norway(session: Session):
    make_state(session, "LAO", "Lao PDR", iso2="LA")
    return make_donor(session, "NOR", "Norway")


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.org/x",
        "https://localhost/x",
        "http://127.0.0.1/x",
        "http://10.0.0.4/x",
        "http://[::1]/x",
        "https://user:secret@example.org/",
        "https://intranet/x",
        "http://169.254.169.254/latest",
        "https://printer.local/x",
    ],
)
def test_an_address_inside_a_house_is_refused(url):
    with pytest.raises(RuleBroken):
        check_address(url)


def test_a_source_is_left_alone_ever_longer_after_failures():
    waits = [wait_before_check(failures) for failures in range(1, 20)]
    assert waits == sorted(waits)
    assert waits[0] == timedelta(hours=1)
    assert waits[-1] == timedelta(days=14)
    assert wait_before_check(0) == timedelta(days=1)


def test_a_source_is_read_again_only_when_it_changed(session: Session, norway):
    source = sources.add_source(session, norway, url="https://example.org/iati.xml", title="", by=BY)
    answers = [Fetched(content(), "v1"), Fetched(None, "v1"), Fetched(content("Clearance and survey"), "v2")]
    asked = []

    def answering(url: str, **known: str) -> Fetched:
        asked.append(known["etag"])
        return answers[len(asked) - 1]

    session.commit()
    for day in range(3):
        refresh_sources(session, NOW + timedelta(days=day + day / 10), fetching=answering)
    checks = session.exec(select(SourceCheck).order_by(SourceCheck.id)).all()
    assert [check.outcome for check in checks] == [
        CheckOutcome.CHANGED,
        CheckOutcome.UNCHANGED,
        CheckOutcome.CHANGED,
    ]
    assert asked == ["", "v1", "v1"]
    programme = session.exec(select(Programme)).one()
    assert (programme.title, programme.versions, programme.owner_id) == ("Clearance and survey", 2, norway.id)
    assert source.failures == 0


def test_a_failure_is_noted_and_tried_again_later(session: Session, norway):
    source = sources.add_source(session, norway, url="https://example.org/iati.xml", title="", by=BY)
    session.commit()
    refresh_sources(session, NOW, fetching=lambda url, **_: Fetched(error="The address answered 503."))
    assert source.failures == 1
    assert list_due_sources(session, NOW, 1) == []
    assert session.exec(select(SourceCheck)).one().words == "The address answered 503."


def test_many_programmes_are_spoken_of_at_once(session: Session, norway, sign_in):
    for number in range(3):
        with register.read_content("f", content(number=number)) as taken:
            register.take(session, norway, taken, by=BY)
    person = make_person(session, Role.DONOR, organisation_id=norway.id)
    session.commit()
    client = sign_in(person)
    assert client.get("/pledges/register").status_code == 200
    done = client.post(
        "/pledges/register/change", data={"all": "1", "word": "mine", "status": "ended", "once": "x"}
    )
    assert done.status_code == 302
    session.rollback()
    assert {claim.word for claim in session.exec(select(ProgrammeClaim)).all()} == {ClaimWord.MINE}
    assert {programme.status for programme in session.exec(select(Programme)).all()} == {"ended"}
    assert list_own(session, norway, viewer=VISITOR, which=Own(word="mine")).total == 3
    assert list_own(session, norway, viewer=VISITOR, which=Own(word="unsaid")).total == 0


def test_a_file_is_told_in_words_before_it_is_taken(session: Session, norway, sign_in):
    person = make_person(session, Role.DONOR, organisation_id=norway.id)
    session.commit()
    client = sign_in(person)
    sent = {"sure": "say", "file": (BytesIO(content()), "ours.xml"), "once": "1"}
    page = client.post("/pledges/register/file", data=sent).get_data(as_text=True)
    assert "1 are new" in page
    session.rollback()
    assert session.exec(select(Programme)).all() == []
    assert session.exec(select(ImportFile)).all() == []
    sent = {"sure": "take", "file": (BytesIO(content()), "ours.xml"), "once": "2"}
    assert client.post("/pledges/register/file", data=sent).status_code == 302
    session.rollback()
    assert len(session.exec(select(Programme)).all()) == 1
    sent = {"sure": "say", "file": (BytesIO(content()), "another name.xml"), "once": "3"}
    page = client.post("/pledges/register/file", data=sent).get_data(as_text=True)
    assert "1 leave it as it is" in page
    assert "This very file was taken on" in page


def test_what_is_refused_of_a_file_is_said_line_by_line(session: Session, norway, sign_in):
    person = make_person(session, Role.DONOR, organisation_id=norway.id)
    session.commit()
    sent = {"sure": "say", "file": (BytesIO(b"<no-iati/>"), "ours.xml"), "once": "1"}
    page = sign_in(person).post("/pledges/register/file", data=sent).get_data(as_text=True)
    assert "file: " in page


def test_a_programme_is_entered_by_hand(session: Session, norway, sign_in):
    person = make_person(session, Role.DONOR, organisation_id=norway.id)
    session.commit()
    client = sign_in(person)
    sent = {
        "title": "Mine clearance in Savannakhet",
        "country": "LAO",
        "start": "2026",
        "end": "2027",
        "amount": "1500000",
        "currency": "NOK",
        "status": "ongoing",
        "places": "Savannakhet\r\nSalavan\r\n",
        "hazard_areas": "LA-SVK-12",
        "once": "1",
    }
    assert client.post("/pledges/register/new", data=sent).status_code == 302
    session.rollback()
    programme = session.exec(select(Programme)).one()
    (side,) = list_profiles(session, [item_of(SideKind.PROGRAMME, programme.id)]).values()
    assert (side.subject.places, side.subject.hazard_areas) == (("Savannakhet", "Salavan"), ("LA-SVK-12",))
    assert (programme.owner_id, programme.budget, programme.currency) == (norway.id, 150_000_000, "NOK")
    for page in ("source", "nothing", "file"):
        assert client.get(f"/pledges/register/{page}").status_code == 200
    assert client.post("/pledges/register/nothing", data={"half": "2026-1", "once": "n"}).status_code == 302
