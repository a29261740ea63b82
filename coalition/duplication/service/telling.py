"""Telling the people concerned what happens to a question. Neutral words: it is a question, not a finding."""

from datetime import datetime

from sqlmodel import Session

from coalition.auth.queries import list_person_ids_with
from coalition.auth.rules import Rank, Role, Theme
from coalition.duplication.models import DuplicationFlag
from coalition.notifications.service import tell

SUBJECTS = {
    "opened": "Two records may concern the same work",
    "reopened": "A settled question on two records is open again",
    "taken": "Somebody looks into a question on two records",
    "answered": "A party answered a question on two records",
    "decided": "A question on two records was settled",
    "resolved": "What was agreed on two records is done",
    "objected": "There is an objection to what was settled on two records",
    "asked": "You are asked about two records",
}
BODY = "This is a question, not a finding. Both records, the reasons and the replies stand on its page."


def tell_concerned(
    session: Session, flag: DuplicationFlag, *, news: str, now: datetime, but: int | None = None
) -> int:
    """Tell the State's heads, ICA coordinators and the parties; return how many messages were new."""
    people = set(concerned(session, flag, now)) - {but}
    return tell(
        session,
        [person for person in people if person is not None],
        key=f"flag:{flag.id}:{news}:{flag.row_version if news in ('taken', 'reopened') else ''}",
        subject=SUBJECTS[news.partition(":")[0]],
        body=BODY,
        link=f"/duplicates/{flag.id}",
        now=now,
    )


def tell_organisation(
    session: Session, flag: DuplicationFlag, organisation_id: int, *, news: str, text: str, now: datetime
) -> int:
    """Tell the people of one party; return how many were new."""
    return tell(
        session,
        _people_of(session, [organisation_id], now),
        key=f"flag:{flag.id}:{news}",
        subject=SUBJECTS[news.partition(":")[0]],
        body=f"{text.strip()}\n\n{BODY}",
        link=f"/duplicates/{flag.id}",
        now=now,
    )


def concerned(session: Session, flag: DuplicationFlag, now: datetime) -> set[int]:
    """Return the people whom a question concerns: who decides, and whose records they are."""
    today = now.date()
    people = set(list_person_ids_with(session, role=Role.COORDINATOR, today=today, theme=Theme.ICA))
    if flag.state_id is not None:
        people |= set(
            list_person_ids_with(
                session,
                role=Role.AFFECTED_STATE,
                today=today,
                state_id=flag.state_id,
                ranks=(Rank.HEAD,),
            )
        )
    return people | set(_people_of(session, list(flag.owner_ids), now))


def _people_of(session: Session, organisation_ids: list[int], now: datetime) -> list[int]:
    if not organisation_ids:
        return []
    found: list[int] = []
    for role in (Role.DONOR, Role.PARTNER):
        found += list_person_ids_with(session, role=role, today=now.date(), organisation_ids=organisation_ids)
    return found
