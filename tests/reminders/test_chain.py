"""The reminder chain of the Committee's work plans, letter by letter, in a real mailbox."""

from datetime import UTC, date, datetime, time, timedelta

from sqlmodel import Session

from coalition.auth.rules import Theme
from coalition.committee.rules.plans import due_day
from coalition.committee.service import plans
from coalition.db import transaction
from coalition.jobs.schedule import JOBS
from coalition.notifications.service import send_due
from coalition.web.speaking import said_in
from tests.factories.committee import load_all, make_officer
from tests.servers.mail import Mailbox

SITE = "https://coalition.example.org"
CHAIN = ["committee.remind", "reminders.remind"]


def test_the_reminder_chain_of_a_work_plan_arrives_in_a_mailbox_each_letter_once(
    app, session: Session, mailbox: Mailbox
) -> None:
    load_all(session)
    plans.open_cycle(session, cycle=2023, due_on=due_day(2023), today=date(2023, 10, 1))
    officer = make_officer(session, "CHE", Theme.ICA)
    officer.digest = "immediate"
    session.commit()
    jobs = [job for job in JOBS if job.name in CHAIN]
    arrived: list[date] = []
    asked = [date(2023, 10, 28), date(2023, 10, 31), date(2023, 11, 13), date(2023, 11, 16)]
    asked += [date(2023, 11, day) for day in (16, 17, 23, 24, 29)] + [date(2023, 12, d) for d in (1, 2, 7)]
    with app.app_context():
        for day in asked:
            now = datetime.combine(day, time(6, 5), UTC)
            for job in jobs:
                with transaction(session):
                    job.act(session, now)
            before = len(mailbox.letters)
            send_due(session, mailbox.url, site=SITE, now=lambda now=now: now + timedelta(1), said=said_in)
            own = [one for one in mailbox.letters[before:] if "Work plans" in one["Subject"]]
            arrived += [day] * len(own)
    assert len(jobs) == 2
    assert arrived == [
        date(2023, 10, 31),
        date(2023, 11, 16),
        date(2023, 11, 23),
        date(2023, 11, 29),
        date(2023, 12, 1),
        date(2023, 12, 7),
    ]
    letter = next(one for one in mailbox.letters if "Work plans" in one["Subject"])
    assert "Due on 30 November 2023" in letter.get_content()
    assert f"{SITE}/committee/plans" in letter.get_content()
