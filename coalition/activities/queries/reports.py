"""Reports and what they count."""

from collections.abc import Collection, Sequence
from datetime import date
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy import func
from sqlalchemy.orm import contains_eager, joinedload
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from coalition.activities.models import (
    Activity,
    ActivityPledge,
    ActivityReport,
    BeneficiaryCount,
    LandResult,
    LegalResult,
    ServiceResult,
    StockpileResult,
)
from coalition.activities.queries.work import Sight, in_sight
from coalition.activities.rules.ladder import REPORTABLE, ReportStatus
from coalition.activities.rules.results import Land, Law, People, ReportFacts, Service, Stock
from coalition.core.errors import NotFound
from coalition.core.paging import PER_PAGE, Page
from coalition.db import prepared, related
from coalition.pledges.models import Pledge

PEOPLE = ("relation", "count", "sex", "age", "disability", "group", "method")
SERVICES = ("service", "sessions", "note")
STOCKS = ("munition_type", "munitions", "submunitions", "method")
LAWS = ("milestone", "reached_on")
COUNTING = frozenset({ReportStatus.SUBMITTED, ReportStatus.ACCEPTED})


def get_report(session: Session, report_id: int) -> ActivityReport:
    """Return one report with activity, State, operator and objective. Raises NotFound."""
    of_activity = joinedload(related(ActivityReport.activity))
    loaded = [
        of_activity.joinedload(related(Activity.state)),
        of_activity.joinedload(related(Activity.implementer)),
        of_activity.joinedload(related(Activity.objective)),
    ]
    found = session.get(ActivityReport, report_id, options=loaded)
    if found is None:
        raise NotFound(f"report {report_id}")
    return found


def find_seen_report(session: Session, sight: Sight, report_id: int) -> ActivityReport | None:
    """Return a report on an activity in sight, with activity, State, operator and objective, else None."""
    return _seen_report(session, sight=sight, report_id=report_id).first()


@prepared
def _seen_report(sight: Sight, report_id: Any) -> SelectOfScalar[ActivityReport]:
    of_activity = contains_eager(related(ActivityReport.activity))
    rows = select(ActivityReport).join(Activity).where(ActivityReport.id == report_id, in_sight(sight))
    return rows.options(
        of_activity.joinedload(related(Activity.state)),
        of_activity.joinedload(related(Activity.implementer)),
        of_activity.joinedload(related(Activity.objective)),
    )


def list_running(session: Session) -> list[tuple[Activity, date | None]]:
    """Return the activities that report, with State and the last day of the newest report of each."""
    newest = (
        select(func.max(ActivityReport.period_end))
        .where(col(ActivityReport.activity_id) == col(Activity.id))
        .scalar_subquery()
    )
    rows = sa.select(Activity, newest).where(
        col(Activity.status).in_(REPORTABLE), col(Activity.actual_start).is_not(None)
    )
    found = session.execute(rows.options(joinedload(related(Activity.state)))).all()
    return [(activity, until) for activity, until in found]


def list_reports(session: Session, activity_id: int, most: int = 100) -> Sequence[ActivityReport]:
    """Return the reports on an activity, newest period first."""
    return _reports(session, activity_id=activity_id, most=most).all()


@prepared
def _reports(activity_id: Any, most: Any) -> SelectOfScalar[ActivityReport]:
    rows = select(ActivityReport).where(ActivityReport.activity_id == activity_id)
    return rows.order_by(col(ActivityReport.period_start).desc()).limit(most)


def list_submitted(session: Session, state_id: int, most: int = 7) -> Sequence[ActivityReport]:
    """Return the reports that wait for a State's word, oldest first, with activity and operator."""
    return _submitted(session, state_id=state_id, most=most).all()


@prepared
def _submitted(state_id: Any, most: Any) -> SelectOfScalar[ActivityReport]:
    rows = select(ActivityReport).where(
        ActivityReport.state_id == state_id, ActivityReport.status == ReportStatus.SUBMITTED
    )
    loaded = rows.options(
        joinedload(related(ActivityReport.activity)).joinedload(related(Activity.implementer))
    )
    return loaded.order_by(col(ActivityReport.submitted_on)).limit(most)


def list_returned(
    session: Session, organisation_ids: Collection[int], most: int = 7
) -> Sequence[ActivityReport]:
    """Return the reports that came back to these operators, oldest first, with their activities."""
    rows = (
        select(ActivityReport)
        .join(Activity)
        .where(
            ActivityReport.status == ReportStatus.RETURNED, col(Activity.implementer_id).in_(organisation_ids)
        )
        .options(joinedload(related(ActivityReport.activity)))
    )
    return session.exec(rows.order_by(col(ActivityReport.decided_on)).limit(most)).all()


def list_paid_reports(
    session: Session, donor_ids: Collection[int], page: int = 1
) -> tuple[Page[ActivityReport], dict[int, int]]:
    """Return one page of the accepted reports on what these donors pay, each once, and the donors' shares.

    Shares are by activity, in hundredths of a per cent. However many pledges of theirs pay an activity,
    its report stands once.
    """
    paid = (
        select(ActivityPledge.activity_id, func.sum(ActivityPledge.share))
        .join(Pledge)
        .where(col(Pledge.donor_id).in_(donor_ids))
        .group_by(col(ActivityPledge.activity_id))
    )
    shares = {activity_id: int(share) for activity_id, share in session.exec(paid)}
    rows = select(ActivityReport).where(
        col(ActivityReport.activity_id).in_(shares), ActivityReport.status == ReportStatus.ACCEPTED
    )
    total = session.exec(select(func.count()).select_from(rows.subquery())).one()
    loaded = rows.options(
        joinedload(related(ActivityReport.activity)).joinedload(related(Activity.state)),
        joinedload(related(ActivityReport.activity)).joinedload(related(Activity.implementer)),
    )
    found = session.exec(
        loaded.order_by(col(ActivityReport.period_end).desc()).limit(PER_PAGE).offset((page - 1) * PER_PAGE)
    ).all()
    return Page(found, page, total), shares


def summed_once(session: Session, report_ids: Collection[int]) -> dict[int, int]:
    """Return the land that each of these reports released, in m², by report."""
    table = LandResult
    released = func.sum(col(table.cancelled_m2) + col(table.reduced_m2) + col(table.cleared_m2))
    rows = select(table.report_id, released).where(col(table.report_id).in_(report_ids))
    return {report_id: int(area) for report_id, area in session.exec(rows.group_by(col(table.report_id)))}


def released_before(session: Session, hazard_id: int, *, without_report_id: int) -> int:
    """Return the land that other submitted or accepted reports released of a hazard area, in m²."""
    table = LandResult
    rows = (
        select(func.sum(col(table.cancelled_m2) + col(table.reduced_m2) + col(table.cleared_m2)))
        .join(ActivityReport, col(ActivityReport.id) == col(table.report_id))
        .where(
            table.hazard_area_id == hazard_id,
            table.report_id != without_report_id,
            col(ActivityReport.status).in_(COUNTING),
        )
    )
    return int(session.exec(rows).one() or 0)


def facts_of(session: Session, report: ActivityReport) -> ReportFacts:
    """Return all that a report says, in six reads however much that is."""
    return ReportFacts(
        narrative=report.narrative,
        delay=report.delay,
        delay_note=report.delay_note,
        expenditure=report.expenditure,
        currency=report.currency,
        stated_released=report.stated_released_m2,
        land=tuple(_land(one) for one in _land_of(session, report_id=report.id)),
        people=tuple(People(**row) for row in _of(session, BeneficiaryCount, PEOPLE, report)),
        services=tuple(Service(**row) for row in _of(session, ServiceResult, SERVICES, report)),
        stocks=tuple(Stock(**row) for row in _of(session, StockpileResult, STOCKS, report)),
        laws=tuple(Law(**row) for row in _of(session, LegalResult, LAWS, report)),
    )


@prepared
def _land_of(report_id: Any) -> SelectOfScalar[LandResult]:
    rows = select(LandResult).where(LandResult.report_id == report_id)
    return rows.options(joinedload(related(LandResult.hazard_area))).order_by(col(LandResult.id))


def _land(one: LandResult) -> Land:
    return Land(
        mix=one.mix,
        hazard_ref=one.hazard_area.national_ref if one.hazard_area else "",
        place=one.place,
        cancelled=one.cancelled_m2,
        reduced=one.reduced_m2,
        cleared=one.cleared_m2,
        submunitions=one.submunitions,
        other_explosives=one.other_explosives,
        handed_over=one.handed_over,
        over_area_reason=one.over_area_reason,
    )


def _of(session: Session, table: Any, names: tuple[str, ...], report: ActivityReport) -> list[dict[str, Any]]:
    """Return these columns of what hangs on a report, row by row in the order of writing."""
    return [dict(row) for row in session.execute(_columns(table, names), {"report_id": report.id}).mappings()]


@cache
def _columns(table: Any, names: tuple[str, ...]) -> sa.Select[Any]:
    asked = table.report_id == sa.bindparam("report_id", type_=sa.Integer())
    return sa.select(*(getattr(table, name) for name in names)).where(asked).order_by(table.id)
