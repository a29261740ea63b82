"""The reminder chain of a work plan, in a real mailbox, from a month before its day to a week after."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from coalition.auth.rules import Theme
from coalition.committee import service
from coalition.committee.rules.plans import due_day
from coalition.committee.service import plans
from coalition.notifications.service import send_due
from tests.factories.committee import load_all, make_officer
from tests.servers.mail import Mailbox


@pytest.mark.on("sqlite")
def test_each_reminder_of_the_chain_arrives_once(session, mailbox: Mailbox):
    load_all(session)
    officer = make_officer(session, "PER", Theme.UNIVERSALIZATION)
    officer.digest = "immediate"
    plans.open_cycle(session, cycle=2023, due_on=due_day(2023), today=date(2020, 1, 2))
    arrived = {}
    for days in range(50):
        day = date(2023, 10, 25) + timedelta(days)
        service.remind(session, day)
        session.commit()
        evening = datetime.combine(day, time(20, tzinfo=UTC))
        send_due(session, mailbox.url, site="http://localhost", now=lambda at=evening: at)
        session.flush()
        arrived |= {len(mailbox.letters): day} if len(mailbox.letters) not in arrived else {}
    opened, *chain = [arrived[count] for count in sorted(arrived) if count]
    assert opened == date(2023, 10, 25)
    assert [(day - due_day(2023)).days for day in chain] == [-30, -14, -7, -1, 1, 7]
    assert {letter["To"] for letter in mailbox.letters} == {officer.email}
    text = mailbox.letters[2].get_content()
    assert "Universalization (Malawi and Peru)" in text
    assert "/committee/plans" in text
