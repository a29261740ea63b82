"""Days on which what is on record is looked at again: meetings, questions, contacts, programmes."""

from collections.abc import Iterator
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.orm import joinedload
from sqlmodel import Session, col, select

from coalition.auth.policy import Act
from coalition.coalitions.models import Coalition, Meeting
from coalition.coalitions.rules import CoalitionStatus
from coalition.core.when import When, add_months
from coalition.db import related
from coalition.duplication.models import DuplicationFlag
from coalition.duplication.rules.flags import WAITING
from coalition.organisations.models import Contact
from coalition.programmes.models import Programme
from coalition.reminders.queries.work import plain
from coalition.reminders.rules import Code, Coming

DAYS_TO_DECIDE, DAYS_CONFIRMED = 30, 180


def list_records(session: Session, leads: dict[int, tuple[int, ...]]) -> list[Coming]:
    """Return the open days of records; four queries."""
    return [
        *_meetings(session, leads),
        *_questions(session),
        *_contacts(session),
        *_programmes(session),
    ]


def _meetings(session: Session, leads: dict[int, tuple[int, ...]]) -> Iterator[Coming]:
    """The next meeting of each active coalition, by its rhythm (rule K2)."""
    newest = (
        sa.select(sa.func.max(Meeting.starts_on)).where(col(Meeting.coalition_id) == col(Coalition.id))
    ).scalar_subquery()
    rows = sa.select(Coalition, newest).where(col(Coalition.status) == CoalitionStatus.ACTIVE)
    for coalition, last in session.execute(rows.options(joinedload(related(Coalition.state)))).all():
        since = last or coalition.started_on
        if since is not None:
            yield plain(
                Code.K2,
                f"coalition:{coalition.id}",
                When(add_months(since, coalition.meeting_rhythm_months)),
                coalition.state,
                title=coalition.name,
                lead_ids=leads.get(coalition.state_id, ()),
                link=f"/coalitions/{coalition.id}",
                act=Act.MEETING_SEE.value,
                source=f"/coalitions/{coalition.id}",
            )


def _questions(session: Session) -> Iterator[Coming]:
    """Possible duplicates that wait for an answer (rule F1)."""
    rows = select(DuplicationFlag).where(
        col(DuplicationFlag.status).in_(WAITING), col(DuplicationFlag.state_id).is_not(None)
    )
    for flag in session.exec(rows.options(joinedload(related(DuplicationFlag.state)))):
        owners = (flag.left_owner_id, flag.right_owner_id)
        yield plain(
            Code.F1,
            f"flag:{flag.id}",
            When(flag.opened_on + timedelta(days=DAYS_TO_DECIDE)),
            flag.state,
            owner_ids=tuple(number for number in owners if number is not None),
            link=f"/duplicates/{flag.id}",
            act=Act.FLAG_SEE.value,
            source=f"/duplicates/{flag.id}",
            narrow=True,
        )


def _contacts(session: Session) -> Iterator[Coming]:
    """Contacts in office, half a year after somebody last said that they are right (rule M1)."""
    rows = select(Contact).where(col(Contact.valid_to).is_(None), col(Contact.last_confirmed_on).is_not(None))
    for contact in session.exec(rows):
        assert contact.last_confirmed_on is not None
        yield plain(
            Code.M1,
            f"contact:{contact.id}",
            When(contact.last_confirmed_on + timedelta(days=DAYS_CONFIRMED)),
            None,
            title=contact.post_title,
            owner_ids=(contact.organisation_id,),
            link=f"/contacts/organisations/{contact.organisation_id}",
            act=Act.CONTACT_SEE.value,
            source=contact.post_title,
            narrow=True,
        )


def _programmes(session: Session) -> Iterator[Coming]:
    """Programmes of a donor, half a year after it last said that they are right (rule M2)."""
    rows = select(Programme).where(
        col(Programme.owner_id).is_not(None), col(Programme.last_verified_on).is_not(None)
    )
    for programme in session.exec(rows):
        assert programme.last_verified_on is not None
        yield plain(
            Code.M2,
            f"programme:{programme.id}",
            When(programme.last_verified_on + timedelta(days=DAYS_CONFIRMED)),
            None,
            title=programme.title,
            owner_ids=programme.owner_ids,
            link=f"/programmes/{programme.id}",
            act=Act.PROGRAMME_SEE.value,
            source=programme.identifier,
            narrow=True,
        )
