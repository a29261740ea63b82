"""The personal calendar: read back by two parsers, with only what its owner may see."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
import vobject
from flask.testing import FlaskClient
from icalendar import Calendar
from sqlmodel import Session, select

from coalition.auth.models import Person
from coalition.auth.rules import Rank, Role
from coalition.core.when import Precision, When
from coalition.db import transaction
from coalition.reminders.models import FeedLink
from coalition.reminders.readers import Entry, calendar_of, identity
from coalition.reminders.service import make_link, remind
from coalition.strategies.models import StrategyVersion
from tests.factories.auth import make_person
from tests.factories.states import make_state
from tests.factories.strategies import make_strategy

pytestmark = pytest.mark.on("sqlite")
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
ENDS = date(2028, 2, 29)
SignIn = Callable[[Person], FlaskClient]


def entry(due: When, **more: object) -> Entry:
    plain = {"summary": "Stratégie – " + "é" * 90, "description": "a, b; c\nd", "address": "https://x/1"}
    return Entry("K1:1", due, sequence=2, changed_at=NOON, **plain | more)


def head_with_strategy(session: Session) -> tuple[Person, StrategyVersion]:
    state = make_state(session)
    head = make_person(session, Role.AFFECTED_STATE, rank=Rank.HEAD, state_id=state.id)
    version = make_strategy(session, state, valid_from=date(2025, 1, 1), valid_to=ENDS)
    session.commit()
    return head, version


def feed(client: FlaskClient, secret: str) -> bytes:
    answer = client.get(f"/feeds/deadlines.ics?key={secret}")
    assert answer.status_code == 200, answer.text[-1500:]
    return answer.data


def test_lines_end_with_crlf_and_are_at_most_75_octets():
    text = calendar_of([entry(When(ENDS))], name="Days", host="example.org", language="fr")
    lines = text.split(b"\r\n")
    assert b"\n" not in text.replace(b"\r\n", b"")
    assert max(map(len, lines)) <= 75
    event = next(iter(Calendar.from_ical(text).walk("VEVENT")))
    assert str(event["summary"]).endswith("é" * 90)
    assert event["sequence"] == 2


def test_a_month_takes_all_its_days_and_29_february_is_one_day():
    text = calendar_of(
        [entry(When(date(2028, 2, 1), Precision.MONTH)), entry(When(ENDS))],
        name="Days",
        host="x",
        language="en",
    )
    spans = [(e["dtstart"].dt, e["dtend"].dt) for e in Calendar.from_ical(text).walk("VEVENT")]
    assert spans == [(date(2028, 2, 1), date(2028, 3, 1)), (ENDS, date(2028, 3, 1))]


def test_a_calendar_is_read_back_by_two_parsers(session: Session, client: FlaskClient):
    head, version = head_with_strategy(session)
    secret = make_link(session, head.id, now=NOON)
    session.commit()
    text = feed(client, secret)
    [event] = Calendar.from_ical(text).walk("VEVENT")
    assert event["dtstart"].dt == ENDS
    assert event["uid"] == identity(f"K1:strategy-version:{version.id}", "localhost")
    other = vobject.readOne(text.decode()).vevent
    assert other.dtstart.value == ENDS
    assert other.summary.value.startswith("Strategy expires")


def test_a_day_that_moves_keeps_its_identity_and_counts_up(session: Session, client: FlaskClient):
    head, version = head_with_strategy(session)
    secret = make_link(session, head.id, now=NOON)
    session.commit()
    with transaction(session):
        remind(session, NOON)
    [before] = Calendar.from_ical(feed(client, secret)).walk("VEVENT")
    version.valid_to = date(2028, 6, 1)
    session.commit()
    [unseen] = Calendar.from_ical(feed(client, secret)).walk("VEVENT")
    with transaction(session):
        remind(session, NOON)
    [after] = Calendar.from_ical(feed(client, secret)).walk("VEVENT")
    assert before["uid"] == unseen["uid"] == after["uid"]
    assert [e["sequence"] for e in (before, unseen, after)] == [0, 1, 1]


def test_a_calendar_holds_nothing_of_another_state(session: Session, client: FlaskClient):
    head_with_strategy(session)
    other = make_person(session, Role.AFFECTED_STATE, rank=Rank.HEAD, state_id=make_state(session).id)
    secret = make_link(session, other.id, now=NOON)
    session.commit()
    assert Calendar.from_ical(feed(client, secret)).walk("VEVENT") == []


def test_a_link_is_made_shown_once_renewed_and_ended(session: Session, sign_in: SignIn):
    person = make_person(session, Role.ISU)
    client = sign_in(person)
    page = client.post("/account/calendar").text
    secret = page.partition("?key=")[2].partition('"')[0]
    assert "BEGIN:VCALENDAR" in feed(client, secret).decode()
    session.rollback()
    assert secret not in session.exec(select(FeedLink)).one().feed_key_hash
    assert secret not in client.get("/account/calendar").text
    client.post("/account/calendar/end")
    assert client.get(f"/feeds/deadlines.ics?key={secret}").status_code == 404


@pytest.mark.parametrize("query", ["", "?key=", "?key=guessed"])
def test_without_its_secret_there_is_no_calendar(client: FlaskClient, query: str):
    assert client.get(f"/feeds/deadlines.ics{query}").status_code == 404


def test_deadlines_of_the_platform_stand_on_the_page_with_their_codes(session: Session, sign_in: SignIn):
    head, _ = head_with_strategy(session)
    client = sign_in(head)
    page = client.get("/deadlines?from=2027-01-01&to=2029-01-01&rule=K1").text
    assert "Strategy expires" in page
    assert ">K1<" in page
    client.post("/sign-out")
    assert "Strategy expires" not in client.get("/deadlines?from=2027-01-01&to=2029-01-01").text


def test_the_command_lists_them_with_their_codes(session: Session, command):
    _, version = head_with_strategy(session)
    done = command("deadlines", "list", "--from", "2027-01-01", "--to", "2029-01-01", "--json")
    assert '"rule": "K1"' in done.stdout
    assert f"strategy-version:{version.id}" in done.stdout
