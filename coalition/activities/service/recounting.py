"""A State's results of a year, summed anew from its accepted reports: each report once."""

from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy import func
from sqlmodel import Session, col, select

from coalition.activities.models import (
    Activity,
    ActivityReport,
    BeneficiaryCount,
    LandResult,
    LegalResult,
    ServiceResult,
    StockpileResult,
    YearResult,
)
from coalition.activities.rules.kinds import Measure, Relation
from coalition.activities.rules.ladder import ReportStatus
from coalition.contamination.rules import HazardMix
from coalition.core.when import add_years

Sums = dict[tuple[int, Any, Measure, HazardMix], int]


def recount(session: Session, state_id: int, year: int) -> int:
    """Sum a State's accepted reports of a year, by the end of their period; return how many sums stand.

    Safe to repeat: what stood before is replaced, so that no figure drifts.
    """
    for old in session.exec(
        select(YearResult).where(YearResult.state_id == state_id, YearResult.year == year)
    ):
        session.delete(old)
    session.flush()
    sums = _sums(session, state_id, year)
    session.add_all(
        YearResult(
            state_id=state_id,
            year=year,
            objective_id=objective_id,
            pillar=pillar,
            measure=measure,
            mix=mix,
            value=value,
        )
        for (objective_id, pillar, measure, mix), value in sums.items()
        if value
    )
    session.flush()
    return len(sums)


def _sums(session: Session, state_id: int, year: int) -> Sums:
    sums: Sums = {}
    land = LandResult
    columns = (
        (Measure.CANCELLED_M2, land.cancelled_m2),
        (Measure.REDUCED_M2, land.reduced_m2),
        (Measure.CLEARED_M2, land.cleared_m2),
        (Measure.SUBMUNITIONS, land.submunitions),
        (Measure.OTHER_EXPLOSIVES, land.other_explosives),
    )
    for row in _summed(session, state_id, year, land, [func.sum(column) for _, column in columns], land.mix):
        for (measure, _), value in zip(columns, row[3:], strict=True):
            sums[row[0], row[1], measure, row[2]] = int(value or 0)
    stock = StockpileResult
    pairs: list[tuple[type, list[tuple[Measure, Any]]]] = [
        (
            stock,
            [
                (Measure.STOCKPILED_MUNITIONS, func.sum(stock.munitions)),
                (Measure.STOCKPILED_SUBMUNITIONS, func.sum(stock.submunitions)),
            ],
        ),
        (ServiceResult, [(Measure.SESSIONS, func.sum(ServiceResult.sessions))]),
        (LegalResult, [(Measure.MILESTONES, func.count(col(LegalResult.id)))]),
    ]
    for table, wanted in pairs:
        for row in _summed(session, state_id, year, table, [column for _, column in wanted]):
            for (measure, _), value in zip(wanted, row[2:], strict=True):
                sums[row[0], row[1], measure, HazardMix.UNKNOWN] = int(value or 0)
    people = BeneficiaryCount
    for row in _summed(session, state_id, year, people, [func.sum(people.count)], people.relation):
        direct = row[2] is Relation.DIRECT
        measure = Measure.DIRECT_BENEFICIARIES if direct else Measure.INDIRECT_BENEFICIARIES
        sums[row[0], row[1], measure, HazardMix.UNKNOWN] = int(row[3] or 0)
    return sums


def _summed(session: Session, state_id: int, year: int, table: Any, columns: list[Any], *by: Any) -> Any:
    """Yield (objective, pillar, *by, *sums) over the accepted reports of a year."""
    first = date(year, 1, 1)
    keys = (col(Activity.objective_id), col(Activity.pillar), *by)
    rows = (
        sa.select(*keys, *columns)
        .select_from(table)
        .join(ActivityReport, col(ActivityReport.id) == table.report_id)
        .join(Activity, col(Activity.id) == col(ActivityReport.activity_id))
        .where(
            col(ActivityReport.state_id) == state_id,
            col(ActivityReport.status) == ReportStatus.ACCEPTED,
            col(ActivityReport.period_end) >= first,
            col(ActivityReport.period_end) < add_years(first, 1),
        )
        .group_by(*keys)
    )
    return session.execute(rows).all()
