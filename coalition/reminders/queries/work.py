"""Days of strategies, needs, coalitions and reports."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from sqlalchemy.orm import joinedload
from sqlmodel import Session, col, select

from coalition.activities.models import Activity, ActivityReport
from coalition.activities.queries import list_running
from coalition.activities.rules.ladder import ReportStatus
from coalition.auth.policy import Act
from coalition.coalitions.models import ActionPoint, Coalition, CoalitionMember
from coalition.coalitions.rules import LEADING, OPEN
from coalition.coalitions.rules.meetings import PointStatus
from coalition.core.when import Precision, When, add_months
from coalition.db import related
from coalition.needs.models import Need
from coalition.needs.rules import NeedStatus
from coalition.reminders.rules import RULES, Code, Coming
from coalition.states.models import State
from coalition.strategies.models import StrategyDocument, StrategyVersion
from coalition.strategies.rules import VersionStatus

CONFIRMED = (NeedStatus.OPEN, NeedStatus.PARTLY_MET, NeedStatus.STALE)
IN_FORCE = (VersionStatus.IN_FORCE, VersionStatus.UNDER_REVIEW)
TO_HAND_IN = (ReportStatus.DRAFT, ReportStatus.RETURNED)
DAYS_TO_REPORT, DAYS_TO_ACCEPT = 30, 21


def list_work(session: Session, leads: dict[int, tuple[int, ...]]) -> list[Coming]:
    """Return the open days of strategies, leads' seats, action points, needs and reports; six queries."""
    return [
        *_strategies(session, leads),
        *_seats(session),
        *_points(session),
        *_needs(session),
        *_reports(session),
        *_awaited(session),
    ]


def plain(code: Code, subject: str, due: When, state: State | None, **more: Any) -> Coming:
    """Return a day of the platform with what its rule says of it."""
    rule = RULES[code]
    return Coming(
        code=code.value,
        subject=subject,
        due=due,
        what=rule.name,
        iso3=state.iso3 if state else "",
        state_id=state.id if state else None,
        reminders=rule.reminders,
        audience=rule.audience,
        basis=rule.basis,
        **more,
    )


def leads_of(session: Session) -> dict[int, tuple[int, ...]]:
    """Return the organisations that lead the open coalition of each State, by State id."""
    rows = (
        select(Coalition.state_id, CoalitionMember.organisation_id)
        .join(CoalitionMember)
        .where(
            col(Coalition.status).in_(OPEN),
            col(CoalitionMember.role).in_(LEADING),
            col(CoalitionMember.valid_to).is_(None),
        )
    )
    found: dict[int, tuple[int, ...]] = {}
    for state_id, organisation_id in session.exec(rows):
        found[state_id] = (*found.get(state_id, ()), organisation_id)
    return found


def _strategies(session: Session, leads: dict[int, tuple[int, ...]]) -> Iterator[Coming]:
    """Versions in force with their last day, unless a newer one is endorsed (rule K1)."""
    state = joinedload(related(StrategyVersion.document)).joinedload(related(StrategyDocument.state))
    kept = (*IN_FORCE, VersionStatus.ENDORSED)
    rows = select(StrategyVersion).where(col(StrategyVersion.status).in_(kept)).options(state)
    versions = session.exec(rows).all()
    next_ones = {(v.document_id, v.number) for v in versions if v.status is VersionStatus.ENDORSED}
    for version in versions:
        newer = any(document == version.document_id and n > version.number for document, n in next_ones)
        if version.status in IN_FORCE and version.valid_to is not None and not newer:
            document = version.document
            yield plain(
                Code.K1,
                f"strategy-version:{version.id}",
                When(version.valid_to),
                document.state,
                title=document.title,
                lead_ids=leads.get(document.state_id, ()),
                link=f"/strategies/versions/{version.id}",
                act=Act.STRATEGY_SEE.value,
                source=version.source or document.title,
            )


def _seats(session: Session) -> Iterator[Coming]:
    """Leads' seats that end (rule K3)."""
    rows = (
        select(CoalitionMember, Coalition)
        .join(Coalition)
        .where(
            col(Coalition.status).in_(OPEN),
            col(CoalitionMember.role).in_(LEADING),
            col(CoalitionMember.valid_to).is_not(None),
        )
        .options(joinedload(related(CoalitionMember.organisation)), joinedload(related(Coalition.state)))
    )
    for member, coalition in session.exec(rows):
        assert member.valid_to is not None
        yield plain(
            Code.K3,
            f"seat:{member.id}",
            When(member.valid_to),
            coalition.state,
            title=member.organisation.label,
            owner_ids=(member.organisation_id,),
            link=f"/coalitions/{coalition.id}",
            act=Act.MEETING_SEE.value,
            source=f"/coalitions/{coalition.id}",
        )


def _points(session: Session) -> Iterator[Coming]:
    """Action points with a day (rule S1)."""
    rows = select(ActionPoint).where(
        ActionPoint.status == PointStatus.OPEN, col(ActionPoint.due_on).is_not(None)
    )
    loaded = rows.options(joinedload(related(ActionPoint.coalition)).joinedload(related(Coalition.state)))
    for point in session.exec(loaded):
        assert point.due_on is not None
        yield plain(
            Code.S1,
            f"point:{point.id}",
            When(point.due_on, point.due_precision),
            point.coalition.state,
            title=point.text,
            owner_ids=point.owner_ids,
            link=f"/coalitions/{point.coalition_id}",
            act=Act.MEETING_SEE.value,
            source=f"/coalitions/{point.coalition_id}",
        )


def _needs(session: Session) -> Iterator[Coming]:
    """Needs to be confirmed again (N1) and needs on hold until a day (N2)."""
    kept = (*CONFIRMED, NeedStatus.ON_HOLD)
    rows = select(Need).where(col(Need.status).in_(kept)).options(joinedload(related(Need.state)))
    for need in session.exec(rows):
        code, on = Code.N2, need.not_before
        if need.status in CONFIRMED:
            said_on = need.last_confirmed_on or need.posted_on
            code, on = Code.N1, add_months(said_on, 12) if said_on else None
        if on is not None:
            yield plain(
                code,
                f"need:{need.id}",
                When(on, Precision.DAY),
                need.state,
                title=need.title,
                link=f"/needs/{need.id}",
                act=Act.NEED_SEE.value,
                source=need.ref,
            )


def _reports(session: Session) -> Iterator[Coming]:
    """Reports to hand in, thirty days after their period (A1), or to be accepted or given back (A2)."""
    rows = (
        select(ActivityReport)
        .where(col(ActivityReport.status).in_((*TO_HAND_IN, ReportStatus.SUBMITTED)))
        .options(joinedload(related(ActivityReport.activity)).joinedload(related(Activity.state)))
    )
    for report in session.exec(rows):
        said = {
            "title": report.activity.title,
            "link": f"/reports/{report.id}",
            "act": Act.ACTIVITY_SEE.value,
            "source": report.activity.ref,
        }
        subject, state = f"report:{report.id}", report.activity.state
        if report.status in TO_HAND_IN:
            due = When(report.period_end + timedelta(days=DAYS_TO_REPORT))
            yield plain(Code.A1, subject, due, state, partner_ids=report.owner_ids, **said)
        elif report.submitted_on is not None:
            due = When(report.submitted_on + timedelta(days=DAYS_TO_ACCEPT))
            yield plain(Code.A2, subject, due, state, owner_ids=report.owner_ids, **said)


def _awaited(session: Session) -> Iterator[Coming]:
    """The next period of each activity of which no report is begun, thirty days after it (A1)."""
    for activity, reported_until in list_running(session):
        period = activity.to_report(reported_until)
        if period is not None:
            yield plain(
                Code.A1,
                f"activity:{activity.id}:{period[1]}",
                When(period[1] + timedelta(days=DAYS_TO_REPORT)),
                activity.state,
                title=activity.title,
                partner_ids=activity.owner_ids,
                link=f"/activities/{activity.id}",
                act=Act.ACTIVITY_SEE.value,
                source=activity.ref,
            )
