"""A worker that is killed while the mail server has its letter: nothing comes twice, nothing is lost."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from sqlmodel import Session, col, select

from coalition.notifications.models import Mail
from coalition.notifications.rules import LEASE, MailStatus
from coalition.notifications.service import retry, send_due, tell
from tests.factories.auth import make_person
from tests.servers.mail import Mailbox, unused_port

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
SITE = "https://coalition.example.org"
WORKER = """
import sys
from datetime import datetime
from sqlmodel import Session
import coalition.states.models, coalition.organisations.models
from coalition.db import make_engine
from coalition.notifications.service import send_due
noon = datetime.fromisoformat(sys.argv[3])
with Session(make_engine(sys.argv[1])) as session:
    send_due(session, sys.argv[2], site=sys.argv[4], now=lambda: noon)
"""


class Killing(Mailbox):
    """A mail server that keeps its second letter and kills the worker before it answers."""

    worker: Any = None

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        answer = await super().handle_DATA(server, session, envelope)
        if len(self.letters) == 2 and self.worker is not None:
            os.kill(self.worker.pid, signal.SIGKILL)
            self.worker.wait()
        return answer


@pytest.fixture
def killing() -> Iterator[Killing]:
    box = Killing()
    controller = Controller(box, hostname="127.0.0.1", port=unused_port())
    controller.start()
    box.url = f"smtp://127.0.0.1:{controller.port}"
    yield box
    controller.stop()


def states(session: Session) -> list[MailStatus]:
    session.rollback()
    return list(session.exec(select(Mail.status).order_by(col(Mail.id))))


def test_a_worker_killed_between_the_servers_yes_and_its_own_word_sends_nothing_twice(
    session: Session, killing: Killing, database_url: str
) -> None:
    for n in range(3):
        person = make_person(session, digest="immediate")
        tell(session, [person.id], key=f"need:{n}", subject=f"Need {n}", body="x", link="/needs/1", now=NOON)
    session.commit()

    words = [sys.executable, "-c", WORKER, database_url, killing.url, NOON.isoformat(), SITE]
    killing.worker = subprocess.Popen(words)
    assert killing.worker.wait(60) == -signal.SIGKILL
    assert states(session) == [MailStatus.SENT, MailStatus.SENDING, MailStatus.WAITING]

    # The next worker sends what nobody had in hand, and leaves the one in doubt alone.
    assert send_due(session, killing.url, site=SITE, now=lambda: NOON + timedelta(minutes=1)) == 1
    assert send_due(session, killing.url, site=SITE, now=lambda: NOON + LEASE) == 0
    assert states(session) == [MailStatus.SENT, MailStatus.UNSURE, MailStatus.SENT]
    assert [letter["Subject"] for letter in killing.letters] == ["Need 0", "Need 1", "Need 2"]

    # Somebody looked and has it sent again: the mailbox can tell the copy by its Message-ID.
    retry(session.exec(select(Mail).where(Mail.status == MailStatus.UNSURE)).one(), now=NOON + LEASE)
    session.commit()
    assert send_due(session, killing.url, site=SITE, now=lambda: NOON + LEASE) == 1
    assert killing.letters[1]["Message-ID"] == killing.letters[3]["Message-ID"]


def test_a_clock_that_jumps_a_day_ahead_doubts_and_is_corrected_by_the_workers_own_word(
    session: Session, mailbox: Mailbox
) -> None:
    person = make_person(session, digest="immediate")
    tell(session, [person.id], key="need:1", subject="A need", body="x", link="/needs/1", now=NOON)
    session.commit()
    hours = iter([NOON, NOON, NOON, NOON, *[NOON + timedelta(days=1)] * 9])
    assert send_due(session, mailbox.url, site=SITE, now=lambda: next(hours)) == 1
    assert states(session) == [MailStatus.SENT]


@pytest.mark.parametrize("hours", [-24, -1, 1, 24])
def test_a_clock_that_jumps_sends_nothing_twice(session: Session, mailbox: Mailbox, hours: int) -> None:
    person = make_person(session, digest="immediate")
    tell(session, [person.id], key="need:1", subject="A need", body="x", link="/needs/1", now=NOON)
    session.commit()
    sent = send_due(session, mailbox.url, site=SITE, now=lambda: NOON)
    sent += send_due(session, mailbox.url, site=SITE, now=lambda: NOON + timedelta(hours=hours))
    assert (sent, len(mailbox.letters)) == (1, 1)
