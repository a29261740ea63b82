"""Whom news of a request for more time reaches; never a word about its day to third parties."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlmodel import Session, col, select

from coalition.auth.queries import list_person_ids_with
from coalition.auth.rules import Role, Theme
from coalition.coalitions.models import CoalitionMember
from coalition.coalitions.queries import list_open_of
from coalition.notifications.service import tell
from coalition.obligations.models import ExtensionAnalyst, ExtensionProcess

THEME_OF = {3: Theme.STOCKPILES, 4: Theme.CLEARANCE_RISK_EDUCATION}


def tell_isu(
    session: Session, process: ExtensionProcess, subject: str, key: str, now: datetime, body: str = ""
) -> None:
    """Tell the ISU at once."""
    people = list_person_ids_with(session, role=Role.ISU, today=now.date())
    _tell(session, process, people, (subject, body), key, now)


def tell_state(
    session: Session, process: ExtensionProcess, subject: str, key: str, now: datetime, body: str = ""
) -> None:
    """Tell the State's own people at once."""
    people = list_person_ids_with(
        session, role=Role.AFFECTED_STATE, today=now.date(), state_id=process.state_id
    )
    _tell(session, process, people, (subject, body), key, now)


def tell_group(
    session: Session, process: ExtensionProcess, subject: str, key: str, now: datetime, body: str = ""
) -> None:
    """Tell the coordinators of the States in the analysis group at once."""
    bodies = session.exec(
        select(ExtensionAnalyst.organisation_id).where(ExtensionAnalyst.process_id == process.id)
    ).all()
    if bodies:
        people = list_person_ids_with(
            session, role=Role.COORDINATOR, today=now.date(), organisation_ids=bodies
        )
        _tell(session, process, people, (subject, body), key, now)


def tell_readers(session: Session, process: ExtensionProcess, subject: str, key: str, now: datetime) -> None:
    """Tell the ISU, the coordinators of the theme, the State, and the donors of its coalition."""
    today = now.date()
    people = {
        *list_person_ids_with(session, role=Role.ISU, today=today),
        *list_person_ids_with(
            session, role=Role.COORDINATOR, today=today, theme=THEME_OF.get(process.obligation.article)
        ),
        *list_person_ids_with(session, role=Role.AFFECTED_STATE, today=today, state_id=process.state_id),
        *_members(session, process.state_id, today),
    }
    _tell(session, process, people, (subject, ""), key, now)


def _members(session: Session, state_id: int, today: date) -> list[int]:
    open_here = [one.id for one in list_open_of(session, state_ids={state_id})]
    bodies = session.exec(
        select(CoalitionMember.organisation_id).where(col(CoalitionMember.coalition_id).in_(open_here))
    ).all()
    if not bodies:
        return []
    donors = list_person_ids_with(session, role=Role.DONOR, today=today, organisation_ids=bodies)
    partners = list_person_ids_with(session, role=Role.PARTNER, today=today, organisation_ids=bodies)
    return [*donors, *partners]


def _tell(
    session: Session,
    process: ExtensionProcess,
    people: Iterable[int],
    words: tuple[str, str],
    key: str,
    now: datetime,
) -> None:
    subject, body = words
    about = f"{process.obligation.state.label}, Article {process.obligation.article}."
    tell(
        session,
        people,
        key=f"extension:{process.id}:{key}",
        subject=subject,
        body=f"{about}\n\n{body}".strip(),
        link=f"/obligations/extensions/{process.id}",
        now=now,
        urgent=True,
    )
