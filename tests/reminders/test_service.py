"""Reminders reach a mailbox once, stop when a duty is met, and are renewed when its day moves."""

from datetime import UTC, date, datetime, timedelta

from sqlmodel import Session, select

from coalition.auth.models import Person
from coalition.auth.rules import Rank, Role
from coalition.db import transaction
from coalition.notifications.models import Mail
from coalition.notifications.rules import MailStatus
from coalition.notifications.service import send_due
from coalition.reminders.models import DeadlineMove, Reminder
from coalition.reminders.service import find_owner, make_link, remind, revoke_link
from coalition.strategies.models import StrategyVersion
from coalition.strategies.rules import VersionStatus
from coalition.web.speaking import said_in
from tests.factories.auth import make_person
from tests.factories.states import make_state
from tests.factories.strategies import make_strategy
from tests.servers.mail import Mailbox

ENDS = date(2030, 6, 30)
SITE = "https://coalition.example.org"


def at(days_before: int, hour: int = 6) -> datetime:
    return datetime(ENDS.year, ENDS.month, ENDS.day, hour, tzinfo=UTC) - timedelta(days=days_before)


def strategy(session: Session, **person: object) -> tuple[StrategyVersion, Person]:
    state = make_state(session)
    head = make_person(session, Role.AFFECTED_STATE, rank=Rank.HEAD, state_id=state.id, **person)
    version = make_strategy(
        session,
        state,
        valid_from=date(2025, 1, 1),
        valid_to=ENDS,
    )
    session.commit()
    return version, head


def reminded(session: Session, now: datetime) -> int:
    with transaction(session):
        return remind(session, now)


def mails(session: Session) -> list[Mail]:
    return [mail for mail in session.exec(select(Mail)) if mail.key.startswith("deadline:K1")]


def test_a_reminder_is_sent_once_ever_whatever_the_clock_does(session: Session) -> None:
    strategy(session)
    steps = [at(180), at(180), at(179), at(180, 5), at(181), at(179), at(178)]
    assert [reminded(session, now) for now in steps] == [1, 0, 0, 0, 0, 0, 0]
    assert len(session.exec(select(Reminder)).all()) == 1


def test_the_chain_of_a_strategy_is_reminded_at_each_of_its_days(session: Session) -> None:
    strategy(session)
    asked = (600, 541, 540, 539, 365, 200, 180, 91, 90, 30, 7, 0, -1)
    days = [day for day in asked if reminded(session, at(day))]
    assert days == [540, 365, 180, 90, 30, 0]


def test_a_day_that_moves_is_reminded_anew_and_the_old_message_is_taken_out(session: Session) -> None:
    version, _ = strategy(session)
    reminded(session, at(180))
    version.valid_to = ENDS + timedelta(days=1)
    session.commit()
    assert reminded(session, at(179)) == 1
    assert [mail.status for mail in mails(session)] == [MailStatus.DISCARDED, MailStatus.WAITING]
    assert session.get_one(DeadlineMove, ("K1", f"strategy-version:{version.id}")).sequence == 1


def test_a_duty_that_is_met_is_not_reminded_any_more(session: Session) -> None:
    version, _ = strategy(session)
    reminded(session, at(180))
    version.status = VersionStatus.SUPERSEDED
    session.commit()
    assert reminded(session, at(90)) == 0
    assert [mail.status for mail in mails(session)] == [MailStatus.DISCARDED]


def test_a_reminder_arrives_in_a_real_mailbox_in_its_readers_language(
    app, session: Session, mailbox: Mailbox
) -> None:
    strategy(session, locale="fr", digest="immediate")
    reminded(session, at(30))
    with app.app_context():
        assert send_due(session, mailbox.url, site=SITE, now=lambda: at(30), said=said_in) == 1
    [letter] = mailbox.letters
    assert "30 juin 2030" in letter["Subject"]
    assert letter["Content-Language"] == "fr"
    assert f"{SITE}/strategies/versions/" in letter.get_content()


def test_a_link_to_a_calendar_is_kept_as_a_hash_and_ends_when_it_is_renewed(session: Session) -> None:
    person = make_person(session, Role.ISU)
    old, new = (make_link(session, person.id, now=at(n)) for n in (1, 0))
    assert find_owner(session, old) is None
    assert find_owner(session, new) == person
    person.locked = True
    assert find_owner(session, new) is None
    person.locked = False
    revoke_link(session, person.id)
    session.flush()
    assert find_owner(session, new) is None
