"""The schedule: one table of what runs when (UTC)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from time import monotonic

from apscheduler.triggers.base import BaseTrigger
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger
from flask import current_app
from sqlmodel import Session

from coalition.audit import service as audit
from coalition.auth import service as auth
from coalition.committee import service as committee
from coalition.db import transaction
from coalition.documents import service as documents
from coalition.duplication import service as duplication
from coalition.duplication.service.index import index_programmes
from coalition.health import service as health
from coalition.needs import service as needs
from coalition.notifications import service as notifications
from coalition.organisations import service as organisations
from coalition.pairing import service as pairing
from coalition.pledges import service as pledges
from coalition.pledges.queries import coverage_of
from coalition.pledges.rules import By
from coalition.pledges.service import sources
from coalition.pledges.service.fetching import fetch
from coalition.reminders import service as reminders
from coalition.rounds import service as rounds
from coalition.strategies import service as strategies
from coalition.web.speaking import said_in

Act = Callable[[Session, datetime], object]

# Interval triggers need a common beginning, so that every worker computes the same moments.
EPOCH = datetime(2020, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Job:
    """One line of the schedule. `act` does it within one transaction and may run twice without harm.

    With `own_transactions` it opens its own: for what waits for somebody else's machine.
    """

    name: str
    act: Act
    trigger: BaseTrigger
    what: str
    own_transactions: bool = False


def daily(hour: int, minute: int = 0) -> BaseTrigger:
    """Return a trigger for every day at a time in UTC."""
    return CronTrigger(hour=hour, minute=minute, timezone=UTC)


def every(**span: int) -> BaseTrigger:
    """Return a trigger for every so many minutes or hours."""
    return IntervalTrigger(start_date=EPOCH, timezone=UTC, **span)


def follow_needs(session: Session, now: datetime) -> int:
    """Move the needs that the calendar moves, then set their status by what is firm."""
    moved = needs.follow_clock(session, now.date())
    covered = coverage_of(session, moved)
    for need in moved:
        needs.follow_coverage(session, need, covered[need.id], now.date())
    return len(moved)


def refresh_sources(session: Session, now: datetime, fetching: sources.Fetch = fetch) -> int:
    """Look at a donor's published source that is due, and compare what it changed.

    The address is asked, and its answer read, between two transactions: meanwhile everybody can write.
    """
    with transaction(session):
        asked = sources.take_due(session, now=now)
    if asked is None:
        return 0
    with sources.looking(asked, fetching=fetching) as look, transaction(session):
        return index_programmes(session, sources.settle(session, asked.source_id, look, now=now))


def sweep_files(session: Session, now: datetime) -> int:
    """Take away files that no record knows, left by a process that ended half-way."""
    return documents.sweep(session, current_app.config["FILES_URL"], now=now)


def send_mail(session: Session, now: datetime) -> int:
    """Send what is due in the outbox; return how many messages went out."""
    config = current_app.config
    return notifications.send_due(
        session, config["MAIL_URL"], site=config["BASE_URL"], now=clock_from(now), said=said_in
    )


def clock_from(now: datetime) -> Callable[[], datetime]:
    """Return a clock that stands at `now` and goes on from there."""
    begun = monotonic()
    return lambda: now + timedelta(seconds=monotonic() - begun)


JOBS: tuple[Job, ...] = (
    Job(
        "notifications.send_mail",
        send_mail,
        every(minutes=1),
        "Messages in the outbox are sent",
        own_transactions=True,
    ),
    Job(
        "strategies.follow_clock",
        lambda session, now: strategies.follow_clock(session, now.date()),
        daily(0, 5),
        "Strategies come into force and expire",
    ),
    Job(
        "needs.follow_clock",
        follow_needs,
        daily(0, 10),
        "Needs come off hold on their day, or are marked as not confirmed for a year",
    ),
    Job(
        "pledges.refresh_sources",
        refresh_sources,
        every(minutes=10),
        "One published source of programmes that is due is looked at again",
        own_transactions=True,
    ),
    Job(
        "pledges.lapse_old_interest",
        lambda session, now: pledges.lapse_old_interest(session, by=By(None, now)),
        daily(0, 20),
        "Expressions of interest lapse that nobody touched for twelve months",
    ),
    Job(
        "auth.forget_old_failures",
        auth.forget_old_failures,
        every(minutes=30),
        "Old failed sign-ins are dropped",
    ),
    Job("documents.sweep", sweep_files, daily(3, 40), "Stored files that no record knows are taken away"),
    Job(
        "organisations.forget_contacts",
        lambda session, now: organisations.forget_old_contacts(session, now.date()),
        daily(3, 35),
        "Address and number of those who left their post two years ago are dropped",
    ),
    Job("audit.forget_submissions", audit.forget_submissions, daily(3, 30), "Keys of old forms are dropped"),
    Job(
        "duplication.screen_due",
        duplication.screen_due,
        every(minutes=2),
        "Records that nobody compared for a day are compared with all others, a few at a time",
    ),
    Job(
        "health.review_night",
        lambda session, now: health.review_night(session, now.date()),
        daily(1, 30),
        "Coalitions are reviewed; once a week the review is kept",
    ),
    Job(
        "health.follow_remedies",
        lambda session, now: health.follow_remedies(session, now.date()),
        daily(1, 45),
        "Offers whose ninety days are over are closed",
    ),
    Job(
        "health.propose_rest",
        health.propose_rest,
        daily(1, 55),
        "States whose coalition is quiet for a year are asked whether it shall rest",
    ),
    Job(
        "committee.remind",
        lambda session, now: committee.remind(session, now.date()),
        daily(6, 5),
        "Offices are reminded of the work plans that are not yet received",
    ),
    Job(
        "reminders.remind",
        reminders.remind,
        daily(5, 0),
        "Days that come near are told to those whose office they concern, each once",
    ),
    Job("rounds.remind", rounds.remind, daily(6, 0), "Who was asked and is silent is reminded"),
    Job(
        "pairing.expire",
        lambda session, now: pairing.expire(session, now.date()),
        daily(1, 50),
        "Proposals that nobody moved for six months are closed",
    ),
)
