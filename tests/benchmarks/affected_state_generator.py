"""Builds a platform of many years in bulk: needs, hazard areas, activities, reports with results."""

import random
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from coalition.activities.models import Activity, ActivityReport, LandResult
from coalition.activities.rules.kinds import ActivityType, Measure
from coalition.activities.rules.ladder import ActivityStatus, ReportStatus
from coalition.contamination.models import HazardArea
from coalition.contamination.rules import HazardKind, HazardMix, HazardStatus
from coalition.needs.models import Need
from coalition.needs.rules import CostBasis, NeedStatus, NeedType
from coalition.strategies.rules import Pillar
from tests.factories.activities import Field
from tests.factories.contamination import make_snapshot
from tests.factories.states import make_state

TODAY = date(2026, 11, 23)
AT_ONCE = 5_000
YEARS = range(2016, 2026)


def fill(session: Session, *, states: int, needs: int, reports: int, areas: int) -> list[Field]:
    """Store so many rows of each kind, spread over so many States; return the States' fields."""
    chance = random.Random(3)
    fields = [Field(session, make_state(session)) for _ in range(states)]
    for field in fields:
        make_snapshot(session, field.state, cha=chance.randint(10**7, 10**8))
    session.flush()
    insert(session, Need, (need_row(fields[at % states], at, chance) for at in range(needs)))
    insert(session, HazardArea, (area_row(fields[at % states], at, chance) for at in range(areas)))
    activities = max(1, reports // (2 * len(YEARS)))
    insert(session, Activity, (activity_row(fields[at % states], at) for at in range(activities)))
    insert(session, ActivityReport, (report_row(fields, at, activities) for at in range(reports)))
    insert(session, LandResult, (land_row(at, chance) for at in range(reports)))
    session.flush()
    sum_years(session)
    session.commit()
    return fields


def insert(session: Session, table: Any, rows: Any) -> None:
    """Insert rows in batches."""
    batch: list[dict[str, Any]] = []
    for row in rows:
        batch.append(row)
        if len(batch) == AT_ONCE:
            session.execute(sa.insert(table), batch)
            batch = []
    if batch:
        session.execute(sa.insert(table), batch)


def need_row(field: Field, at: int, chance: random.Random) -> dict[str, Any]:
    cost = chance.randint(1, 500) * 1_000_000 if chance.random() < 0.9 else None
    need = Need(
        ref=f"NEED-{field.state.iso3}-2026-{at:06}",
        state_id=field.state.id,
        title=f"Support number {at} to clearance and risk education",
        pillar=chance.choice(list(Pillar)),
        need_type=NeedType.FUNDING,
        description="What is needed, and what it will change for the people who live there. " * 3,
        contact="Head of planning",
        status=chance.choice([NeedStatus.OPEN, NeedStatus.PARTLY_MET, NeedStatus.MET]),
        objective_id=field.objective.id,
        output_indicator="Land released",
        output_target=100_000,
        output_unit="m2",
        period_start=date(2026, 1, 1),
        period_end=date(2028, 12, 31),
        cost=cost,
        currency="USD" if cost else None,
        cost_usd=cost,
        cost_on=TODAY if cost else None,
        cost_basis=CostBasis.ESTIMATE_ROUGH if cost else CostBasis.UNKNOWN,
        priority_rank=at + 1,
        last_confirmed_on=TODAY,
        posted_on=TODAY,
        created_on=TODAY,
    )
    return need.model_dump(exclude={"id"})


def area_row(field: Field, at: int, chance: random.Random) -> dict[str, Any]:
    area = HazardArea(
        state_id=field.state.id,
        national_ref=f"HA-{at:06}",
        kind=chance.choice(list(HazardKind)),
        area_m2=chance.randint(500, 200_000),
        hazard_types="cluster_munition_remnants",
        mix=HazardMix.CMR_ONLY,
        status=chance.choice(list(HazardStatus)),
        province=f"Province {at % 12}",
        district=f"District {at % 60}",
    )
    return area.model_dump(exclude={"id"})


def activity_row(field: Field, at: int) -> dict[str, Any]:
    activity = Activity(
        ref=f"ACT-{field.state.iso3}-2016-{at:06}",
        coalition_id=field.coalition.id,
        state_id=field.state.id,
        title=f"Clearance by team {at}",
        pillar=Pillar.SURVEY_CLEARANCE,
        type=ActivityType.BAC,
        implementer_id=field.operator.id,
        objective_id=field.objective.id,
        status=ActivityStatus.ONGOING,
        places="District 1",
        planned_start=date(2016, 1, 1),
        planned_end=date(2027, 12, 31),
        tasking_ref="TO-1",
        created_on=date(2016, 1, 1),
    )
    return activity.model_dump(exclude={"id"}) | {"id": at + 1}


def report_row(fields: list[Field], at: int, activities: int) -> dict[str, Any]:
    activity, half = at % activities, at // activities % (2 * len(YEARS))
    year, second = YEARS[half // 2], half % 2
    start, end = (date(year, 7, 1), date(year, 12, 31)) if second else (date(year, 1, 1), date(year, 6, 30))
    status = ReportStatus.SUBMITTED if at % 5_000 == 0 else ReportStatus.ACCEPTED
    report = ActivityReport(
        activity_id=activity + 1,
        state_id=fields[activity % len(fields)].state.id,
        period_start=start,
        period_end=end,
        status=status,
        narrative="Teams worked as planned.",
        submitted_on=end,
        decided_on=end if status is ReportStatus.ACCEPTED else None,
        created_on=end,
    )
    return report.model_dump(exclude={"id"}) | {"id": at + 1}


def land_row(at: int, chance: random.Random) -> dict[str, Any]:
    land = LandResult(
        report_id=at + 1, place="District 1", mix=HazardMix.CMR_ONLY, cleared_m2=chance.randint(100, 20_000)
    )
    return land.model_dump(exclude={"id"})


def sum_years(session: Session) -> None:
    """Sum all accepted reports by year, as accepting each of them would have done."""
    session.execute(
        sa.text(
            "INSERT INTO year_result (state_id, year, objective_id, pillar, measure, mix, value) "
            "SELECT activity_report.state_id, CAST(substr(CAST(period_end AS VARCHAR), 1, 4) AS INTEGER), "
            "activity.objective_id, 'survey_clearance', :measure, 'cmr_only', SUM(cleared_m2) "
            "FROM activity_report JOIN activity ON activity.id = activity_report.activity_id "
            "JOIN land_result ON land_result.report_id = activity_report.id "
            "WHERE activity_report.status = 'accepted' GROUP BY 1, 2, 3"
        ),
        {"measure": Measure.CLEARED_M2.value},
    )
