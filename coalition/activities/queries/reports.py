"""Reports and what they count."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import func
from sqlalchemy.orm import joinedload
from sqlmodel import Session, col, select

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
from coalition.activities.rules.ladder import ReportStatus
from coalition.activities.rules.results import Land, Law, People, ReportFacts, Service, Stock
from coalition.core.errors import NotFound
from coalition.core.paging import PER_PAGE, Page
from coalition.db import related
from coalition.pledges.models import Pledge

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


def list_reports(session: Session, activity_id: int, most: int = 100) -> Sequence[ActivityReport]:
    """Return the reports on an activity, newest period first."""
    rows = select(ActivityReport).where(ActivityReport.activity_id == activity_id)
    return session.exec(rows.order_by(col(ActivityReport.period_start).desc()).limit(most)).all()


def list_submitted(session: Session, state_id: int, most: int = 7) -> Sequence[ActivityReport]:
    """Return the reports that wait for a State's word, oldest first, with activity and operator."""
    rows = select(ActivityReport).where(
        ActivityReport.state_id == state_id, ActivityReport.status == ReportStatus.SUBMITTED
    )
    loaded = rows.options(
        joinedload(related(ActivityReport.activity)).joinedload(related(Activity.implementer))
    )
    return session.exec(loaded.order_by(col(ActivityReport.submitted_on)).limit(most)).all()


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
    land = select(LandResult).where(LandResult.report_id == report.id)
    land = land.options(joinedload(related(LandResult.hazard_area))).order_by(col(LandResult.id))
    return ReportFacts(
        narrative=report.narrative,
        delay=report.delay,
        delay_note=report.delay_note,
        expenditure=report.expenditure,
        currency=report.currency,
        stated_released=report.stated_released_m2,
        land=tuple(_land(one) for one in session.exec(land)),
        people=tuple(
            People(**_part(one, "relation", "count", "sex", "age", "disability", "group", "method"))
            for one in session.exec(_of(BeneficiaryCount, report))
        ),
        services=tuple(
            Service(**_part(one, "service", "sessions", "note"))
            for one in session.exec(_of(ServiceResult, report))
        ),
        stocks=tuple(
            Stock(**_part(one, "munition_type", "munitions", "submunitions", "method"))
            for one in session.exec(_of(StockpileResult, report))
        ),
        laws=tuple(
            Law(**_part(one, "milestone", "reached_on")) for one in session.exec(_of(LegalResult, report))
        ),
    )


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


def _of(table: Any, report: ActivityReport) -> Any:
    return select(table).where(table.report_id == report.id).order_by(table.id)


def _part(one: Any, *names: str) -> dict[str, Any]:
    return {name: getattr(one, name) for name in names}
