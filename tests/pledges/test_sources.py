"""Published sources over the web: a real server on this machine, asked for what changed, within bounds."""

import gzip
import socket
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from functools import partial
from threading import Event, Thread
from time import monotonic, sleep

import pytest
from sqlmodel import Session, select

from coalition.core.clock import now
from coalition.jobs.models import JobState
from coalition.jobs.schedule import JOBS, refresh_sources
from coalition.jobs.worker import enrol, fire
from coalition.pledges.models import ProgrammeSource, SourceCheck
from coalition.pledges.rules.register import CheckOutcome, is_inside
from coalition.pledges.service import fetching, sources
from coalition.programmes.models import Programme
from tests.factories.pledges import BY, NOW, make_donor
from tests.factories.states import make_state
from tests.pledges.test_register import content
from tests.servers.publisher import Publisher, publishing

DAY = timedelta(days=1, hours=1)


def anywhere(url: str) -> None:
    """Let an address of this machine through."""


fetch = partial(fetching.fetch, check=anywhere)


@pytest.fixture
def publisher() -> Iterator[Publisher]:
    with publishing() as publisher:
        publisher.content = content()
        yield publisher


@pytest.fixture
def source(session: Session, publisher: Publisher) -> ProgrammeSource:
    make_state(session, "LAO", "Lao PDR", iso2="LA")
    norway = make_donor(session, "NOR", "Norway")
    source = sources.add_source(session, norway, url="https://example.org/iati.xml", title="", by=BY)
    source.url = publisher.url
    session.commit()
    return source


def checks(session: Session) -> list[tuple[CheckOutcome, int, int]]:
    rows = session.exec(select(SourceCheck).order_by(SourceCheck.id)).all()
    return [(check.outcome, check.added, check.changed) for check in rows]


@pytest.mark.parametrize("told", ["etag", "modified"])
def test_only_what_changed_is_sent_and_the_history_says_what(session, publisher, source, told):
    setattr(publisher, told, '"v1"')
    refresh_sources(session, NOW, fetching=fetch)
    refresh_sources(session, NOW + DAY, fetching=fetch)
    setattr(publisher, told, '"v2"')
    publisher.content = content("Clearance and survey")
    refresh_sources(session, NOW + 2 * DAY, fetching=fetch)
    known = {"etag": "If-None-Match", "modified": "If-Modified-Since"}[told]
    assert [asked.get(known) for asked in publisher.asked] == [None, '"v1"', '"v1"']
    outcome = CheckOutcome
    assert checks(session) == [(outcome.CHANGED, 1, 0), (outcome.UNCHANGED, 0, 0), (outcome.CHANGED, 0, 1)]
    assert session.exec(select(Programme.title)).one() == "Clearance and survey"


@pytest.mark.on("sqlite")
def test_a_server_that_sends_the_same_anew_changes_nothing(session, publisher, source):
    for day in range(2):
        refresh_sources(session, NOW + day * DAY, fetching=fetch)
    assert [outcome for outcome, *_ in checks(session)] == [CheckOutcome.CHANGED, CheckOutcome.UNCHANGED]


@pytest.mark.on("sqlite")
def test_a_packed_file_is_unpacked(session, publisher, source):
    publisher.content = gzip.compress(content())
    assert refresh_sources(session, NOW, fetching=fetch) == 1


@pytest.mark.on("sqlite")
def test_failures_are_tried_again_after_1_2_4_hours_and_a_server_may_ask_for_more(session, publisher, source):
    publisher.status = 503
    moment = NOW
    for hours in (1, 2, 4):
        refresh_sources(session, moment, fetching=fetch)
        session.refresh(source)
        assert aware(source.next_check_at) - moment == timedelta(hours=hours)
        moment = aware(source.next_check_at)
    publisher.headers = {"Retry-After": str(3 * 86_400)}
    refresh_sources(session, moment, fetching=fetch)
    session.refresh(source)
    assert aware(source.next_check_at) - moment == timedelta(days=3)
    publisher.status, publisher.headers = 200, {}
    refresh_sources(session, aware(source.next_check_at), fetching=fetch)
    session.refresh(source)
    assert source.failures == 0
    assert {words.words for words in session.exec(select(SourceCheck)).all()} >= {"The address answered 503."}


def aware(moment):
    return moment.replace(tzinfo=NOW.tzinfo) if moment.tzinfo is None else moment


@pytest.mark.parametrize("header", [True, False])
def test_a_file_beyond_the_bound_is_not_read_to_its_end(publisher, monkeypatch, header):
    monkeypatch.setattr(fetching, "LARGEST", 1000)
    publisher.content = b"x" * 5000
    publisher.headers = {"Content-Length": "5000"} if header else {}
    assert "larger than 60 MB" in fetch(publisher.url).error


def test_a_line_that_is_cut_or_dead_is_an_answer_too(publisher):
    publisher.content = None
    assert "did not answer" in fetch(publisher.url).error
    assert "not public" in fetching.fetch(publisher.url).error


def test_a_redirect_into_a_house_is_not_followed(publisher):
    publisher.status, publisher.headers = 302, {"Location": "http://127.0.0.1:1/"}

    def only_here(url: str) -> None:
        if url != publisher.url:
            fetching.check_public(url)

    assert "not public" in fetching.fetch(publisher.url, check=only_here).error


def test_nobody_who_writes_waits_for_the_publishers_server(app, session, publisher, source):
    publisher.go_on = Event()

    def look() -> None:
        with app.app_context(), Session(app.extensions["engine"]) as other:
            refresh_sources(other, NOW, fetching=fetch)

    worker = Thread(target=look)
    worker.start()
    assert publisher.reached.wait(10)
    make_donor(session, "SWE", "Sweden")
    session.commit()  # while the server still thinks
    assert refresh_sources(session, NOW, fetching=fetch) == 0  # and no second worker asks it
    publisher.go_on.set()
    worker.join(20)
    session.rollback()
    assert session.exec(select(Programme.title)).one() == "Clearance"
    assert len(publisher.asked) == 1


def test_the_job_takes_its_turn_once_and_a_source_left_behind_comes_back(session, publisher, source):
    job = next(job for job in JOBS if job.name == "pledges.refresh_sources")
    enrol(session, JOBS, NOW)
    session.commit()
    moment = now() + timedelta(days=30)
    assert fire(session, job, moment) is not None
    assert fire(session, job, moment) is None
    session.rollback()
    state = session.exec(select(JobState).where(JobState.name == job.name)).one()
    assert state.last_status == "done"
    # A worker died with it in hand: after the lease it is due again.
    assert sources.take_due(session, now=moment + 30 * DAY) is not None
    session.commit()
    assert sources.take_due(session, now=moment + 30 * DAY + sources.LEASE / 2) is None
    assert sources.take_due(session, now=moment + 30 * DAY + sources.LEASE) is not None


def test_a_server_that_drips_is_left_when_the_time_is_up(monkeypatch):
    monkeypatch.setattr(fetching, "LONGEST", timedelta(seconds=0.3))
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def drip():
            line, _ = listening.accept()
            with line, suppress(OSError):
                line.recv(9999)
                line.sendall(b"HTTP/1.0 200 OK\r\n\r\n")
                for _ in range(40):
                    line.sendall(b"x")
                    sleep(0.1)

        thread = Thread(target=drip)
        thread.start()
        began = monotonic()
        found = fetching.fetch(f"http://127.0.0.1:{listening.getsockname()[1]}/", check=lambda url: None)
        took = monotonic() - began
        thread.join()
    assert "too slow" in found.error
    assert took < 2


@pytest.mark.parametrize(
    ("number", "inside"),
    [
        ("8.8.8.8", False),
        ("2606:4700::1111", False),
        ("10.0.0.1", True),
        ("224.0.1.1", True),
        ("::1", True),
        ("fe80::1%eth0", True),
        ("::ffff:127.0.0.1", True),
        ("64:ff9b::7f00:1", True),
        ("2002:7f00:1::", True),
        ("2001:0:4136:e378:8000:63bf:80ff:fffe", True),
    ],
)
def test_a_number_that_leads_inside_is_known_in_any_clothes(number: str, inside: bool):
    assert is_inside([number]) is inside
