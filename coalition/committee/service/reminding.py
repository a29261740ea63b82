"""Telling and reminding the Committee of work plans, handovers and minutes. Its caller commits."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta

from sqlmodel import Session

from coalition.auth.queries import list_person_ids_with
from coalition.auth.rules import Rank, Role, Theme
from coalition.committee.models import WorkPlan
from coalition.committee.queries.meetings import list_drafts
from coalition.committee.queries.offices import list_ending, names_of_areas
from coalition.committee.queries.plans import list_awaited, list_due_days
from coalition.committee.rules.clock import (
    HANDOVER_SPAN,
    MINUTES_SPAN,
    handover_reminder,
    minutes_reminder,
)
from coalition.committee.rules.plans import reminder_of
from coalition.core.text import msgid
from coalition.notifications.service import tell

SUBJECT = msgid("Work plans are due")
HANDOVER = msgid("Your term ends: write a handover note")
MINUTES = msgid("Minutes are to be circulated")
MORNING = time(6, tzinfo=UTC)
PAGE = "/committee/plans"


def remind(session: Session, today: date) -> int:
    """Send what falls on a day: of work plans one digest an office, one to the Presidency and the ISU.

    Also of terms that end and of minutes to circulate. Returns how many messages were new. Asked twice,
    also on a later day, it sends nothing twice.
    Source: domain model §10, C1, C3, C4.
    """
    new = 0
    for due_on in list_due_days(session):
        offset = reminder_of(due_on, today)
        if offset is not None:
            new += _tell(session, list_awaited(session, [due_on]), due_on, f"{offset:+d}", today)
    return new + remind_of_handover(session, today) + remind_of_minutes(session, today)


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
    chairs = _chairs(session, today)
    if plans:
        body = _body(plans, names, due_on)
        new += tell(session, chairs - told, key=key, subject=SUBJECT, body=body, link=PAGE, now=now)
    return new


def remind_of_handover(session: Session, today: date) -> int:
    """Ask those whose term ends for a handover note; return how many messages were new (C4)."""
    new, now = 0, datetime.combine(today, MORNING)
    for term in list_ending(session, today, today + timedelta(days=HANDOVER_SPAN)):
        offset = handover_reminder(term.ends_on, today)
        if offset is not None:
            people = list_person_ids_with(
                session, role=Role.COORDINATOR, state_id=term.state_id, theme=term.theme, today=today
            )
            new += tell(
                session,
                people,
                key=f"committee.handover:{term.id}:{offset}",
                subject=HANDOVER,
                body=f"{term.state.label}, {term.office}: {term.ends_on:%d %B %Y}",
                link="/committee/areas",
                now=now,
            )
    return new


def remind_of_minutes(session: Session, today: date) -> int:
    """Tell the ISU of minutes to circulate, three days before and after their day (C3)."""
    new, now = 0, datetime.combine(today, MORNING)
    isu = list_person_ids_with(session, role=Role.ISU, ranks=[Rank.MEMBER], today=today)
    for meeting in list_drafts(session, today - timedelta(days=MINUTES_SPAN)):
        offset = minutes_reminder(meeting.held_on, today)
        if offset is not None:
            new += tell(
                session,
                isu,
                key=f"committee.draft:{meeting.id}:{offset}",
                subject=MINUTES,
                body=f"{meeting.title}, {meeting.held_on:%d %B %Y}",
                link=f"/committee/meetings/{meeting.id}",
                now=now,
            )
    return new


def tell_offices(session: Session, plan: WorkPlan, subject: str, what: str, *, today: date) -> int:
    """Tell both offices of a plan that have not signed it; return how many messages were new."""
    people = {
        person_id
        for office in plan.offices
        if office.signed_on is None or what == "published"
        for person_id in _people_of(session, office.state_id, [plan], today)
    }
    return _news(session, people, plan, subject, what, today)


def tell_chairs(session: Session, plan: WorkPlan, subject: str, what: str, *, today: date) -> int:
    """Tell the Presidency and the ISU of a plan; return how many messages were new."""
    return _news(session, _chairs(session, today), plan, subject, what, today)


def _news(session: Session, people: set[int], plan: WorkPlan, subject: str, what: str, today: date) -> int:
    name = names_of_areas(session).get(plan.theme, plan.theme)
    return tell(
        session,
        people,
        key=f"committee.plan:{plan.id}:{what}",
        subject=subject,
        body=f"{name}, {plan.cycle}–{plan.cycle + 1}. {plan.due_on:%d %B %Y}",
        link=f"{PAGE}/{plan.id}",
        now=datetime.combine(today, MORNING),
    )


def _chairs(session: Session, today: date) -> set[int]:
    return {
        *list_person_ids_with(session, role=Role.ISU, ranks=[Rank.MEMBER], today=today),
        *list_person_ids_with(session, role=Role.COORDINATOR, ranks=[Rank.PRESIDENCY], today=today),
    }


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
