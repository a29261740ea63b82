"""Reminding offices of the work plans that are not yet received. Its caller commits."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time

from sqlmodel import Session

from coalition.auth.queries import list_person_ids_with
from coalition.auth.rules import Rank, Role, Theme
from coalition.committee.models import WorkPlan
from coalition.committee.queries.offices import names_of_areas
from coalition.committee.queries.plans import list_awaited, list_due_days
from coalition.committee.rules.plans import reminder_of
from coalition.core.text import msgid
from coalition.notifications.service import tell

SUBJECT = msgid("Work plans are due")
MORNING = time(6, tzinfo=UTC)
PAGE = "/committee/plans"


def remind(session: Session, today: date) -> int:
    """Send the reminders that fall on a day: one digest an office, one to the Presidency and the ISU.

    Returns how many messages were new. Asked twice, also on a later day, it sends nothing twice.
    Source: domain model §10, C1.
    """
    new = 0
    for due_on in list_due_days(session):
        offset = reminder_of(due_on, today)
        if offset is not None:
            new += _tell(session, list_awaited(session, [due_on]), due_on, f"{offset:+d}", today)
    return new


def remind_now(session: Session, plans: Sequence[WorkPlan], *, today: date) -> int:
    """Remind the offices whose plans are awaited, because somebody asked to; once a day at most."""
    waiting = [plan for plan in plans if plan.submitted_on is None]
    return sum(
        _tell(session, [plan for plan in waiting if plan.due_on == due], due, f"asked-{today}", today)
        for due in {plan.due_on for plan in waiting}
    )


def _tell(session: Session, plans: Sequence[WorkPlan], due_on: date, which: str, today: date) -> int:
    """Write one message to each office with all its plans, and one with all plans to those who chair."""
    names = names_of_areas(session)
    by_office: dict[int, list[WorkPlan]] = {}
    for plan in plans:
        for office in plan.offices:
            if office.signed_on is None:
                by_office.setdefault(office.state_id, []).append(plan)
    now = datetime.combine(today, MORNING)
    key = f"committee.work_plans:{due_on}:{which}"
    told: set[int] = set()
    new = 0
    for state_id, own in by_office.items():
        people = _people_of(session, state_id, own, today)
        body = _body(own, names, due_on)
        new += tell(session, people - told, key=key, subject=SUBJECT, body=body, link=PAGE, now=now)
        told |= people
    chairs = {
        *list_person_ids_with(session, role=Role.ISU, ranks=[Rank.MEMBER], today=today),
        *list_person_ids_with(session, role=Role.COORDINATOR, ranks=[Rank.PRESIDENCY], today=today),
    }
    if plans:
        body = _body(plans, names, due_on)
        new += tell(session, chairs - told, key=key, subject=SUBJECT, body=body, link=PAGE, now=now)
    return new


def _people_of(session: Session, state_id: int, plans: Iterable[WorkPlan], today: date) -> set[int]:
    return {
        person_id
        for plan in plans
        for person_id in list_person_ids_with(
            session,
            role=Role.COORDINATOR,
            ranks=[Rank.MEMBER],
            state_id=state_id,
            theme=plan.theme,
            today=today,
        )
    }


def _body(plans: Sequence[WorkPlan], names: Mapping[Theme, str], due_on: date) -> str:
    lines = [
        f"{names.get(plan.theme, plan.theme)} ({' and '.join(one.state.label for one in plan.offices)})"
        for plan in plans
    ]
    return "\n".join([f"Due on {due_on:%d %B %Y}. Not yet received:", *(f"- {line}" for line in lines)])
