"""Days of the Coordination Committee: work plans and terms of office."""

from collections.abc import Iterator
from datetime import date, timedelta

from sqlalchemy.orm import joinedload
from sqlmodel import Session, col, select

from coalition.auth.policy import Act
from coalition.committee.models import OfficeTerm, WorkPlan
from coalition.committee.queries.meetings import list_drafts
from coalition.committee.queries.offices import names_of_areas
from coalition.committee.rules.minutes import circulate_by
from coalition.core.when import When
from coalition.db import related
from coalition.reminders.queries.work import plain
from coalition.reminders.rules import Code, Coming
from coalition.treaty.models import TreatyMeeting
from coalition.treaty.rules.terms import MeetingKind
from coalition.universalization.models import Outreach
from coalition.universalization.rules.outreach import AHEAD, Purpose

DAYS_BEFORE_MEETING = 90
FIRST_MEETING = date(2010, 8, 1)  # entry into force: no Committee met before it


def list_offices(session: Session) -> list[Coming]:
    """Return the open days of the Committee; four queries."""
    names = names_of_areas(session)
    terms = select(OfficeTerm).where(col(OfficeTerm.handed_over_on).is_(None))
    loaded = session.exec(terms.options(joinedload(related(OfficeTerm.state)))).all()
    return [
        *_plans(session),
        *_minutes(session),
        *(_term(term, names.get(term.theme, "") if term.theme else "") for term in loaded),
    ]


def _plans(session: Session) -> Iterator[Coming]:
    """Work plans not yet handed in (rule C1); the Committee's own chain reminds of them."""
    for plan in session.exec(select(WorkPlan).where(col(WorkPlan.submitted_on).is_(None))):
        yield plain(
            Code.C1,
            f"work-plan:{plan.id}",
            When(plan.due_on),
            None,
            title=f"{plan.theme.value.replace('_', ' ')}, {plan.cycle}",
            theme=plan.theme,
            link="/committee/plans",
            act=Act.COMMITTEE_SEE.value,
            source="/committee/plans",
        )


def _minutes(session: Session) -> Iterator[Coming]:
    """Minutes still to be circulated (rule C3); the Committee's own chain reminds of them."""
    for meeting in list_drafts(session, FIRST_MEETING):
        yield plain(
            Code.C3,
            f"minutes:{meeting.id}",
            When(circulate_by(meeting.held_on)),
            None,
            title=meeting.title,
            link=f"/committee/meetings/{meeting.id}",
            act=Act.COMMITTEE_SEE.value,
            source=f"/committee/meetings/{meeting.id}",
        )


def _term(term: OfficeTerm, name: str) -> Coming:
    """Return the day on which a State hands an office over (rule C4)."""
    return plain(
        Code.C4,
        f"office:{term.id}",
        When(term.ends_on, term.precision),
        term.state,
        title=f"{name or term.office.value.replace('_', ' ')}, {term.state.label}",
        theme=term.theme,
        link="/committee/",
        act=Act.COMMITTEE_SEE.value,
        source=term.source,
        confidence=term.confidence,
    )


def list_calendar(session: Session, on: date) -> list[Coming]:
    """Return what hangs on meetings, and votes with approaches still open (rules C2, C5, C6); two queries."""
    meetings = session.exec(select(TreatyMeeting).where(col(TreatyMeeting.starts_on) >= on)).all()
    found = [_before(meeting) for meeting in meetings if meeting.kind is not MeetingKind.INTERSESSIONAL]
    found += [
        _meeting_day(Code.C6, meeting, When(meeting.starts_on, meeting.precision))
        for meeting in meetings
        if meeting.kind is MeetingKind.REVIEW_CONFERENCE
    ]
    tasks = select(Outreach).where(Outreach.purpose == Purpose.UNGA_VOTE, col(Outreach.status).in_(AHEAD))
    years = sorted({task.happens_on.year for task in session.exec(tasks)})
    votes = (date(year, 12, 1) - timedelta(days=14) for year in years)
    return found + [
        plain(
            Code.C5,
            f"vote:{day.year}",
            When(day),
            None,
            title=str(day.year),
            link="/universalization/votes",
            act=Act.OUTREACH_SEE.value,
            source="/universalization/votes",
        )
        for day in votes
    ]


def _before(meeting: TreatyMeeting) -> Coming:
    due = When(meeting.starts_on - timedelta(days=DAYS_BEFORE_MEETING), meeting.precision)
    return _meeting_day(Code.C2, meeting, due)


def _meeting_day(code: Code, meeting: TreatyMeeting, due: When) -> Coming:
    return plain(
        code,
        f"meeting:{meeting.id}",
        due,
        None,
        title=meeting.name,
        link="/committee/",
        act=Act.COMMITTEE_SEE.value,
        source=meeting.source,
        confidence=meeting.confidence,
        provisional=meeting.provisional,
    )
