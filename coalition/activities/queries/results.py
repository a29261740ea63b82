"""A State's accepted results by year, against its objectives."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import Select

from coalition.activities.models import YearResult
from coalition.activities.rules.kinds import RELEASE, Measure
from coalition.activities.rules.progress import Progress, measures_for, milestone_of
from coalition.contamination.rules import HazardMix
from coalition.db import prepared
from coalition.strategies.models import ObjectiveMilestone, StrategyObjective


def results_by_year(session: Session, state_id: int) -> dict[int, dict[Measure, int]]:
    """Return a State's accepted results by year and measure, over all objectives."""
    found: dict[int, dict[Measure, int]] = defaultdict(dict)
    for year, measure, value in _by_year(session, state_id=state_id):
        found[year][Measure(measure)] = int(value)
    return dict(found)


@prepared
def _by_year(state_id: Any) -> Select[int, str, int]:
    return (
        select(YearResult.year, YearResult.measure, func.sum(YearResult.value))
        .where(YearResult.state_id == state_id)
        .group_by(col(YearResult.year), col(YearResult.measure))
        .order_by(col(YearResult.year))
    )


def rates_of(session: Session, state_id: int, *, before_year: int) -> list[tuple[int, int]]:
    """Return (year, m² released of land with cluster munition remnants) for full years, oldest first.

    Every year between the first and the last full one is there; one without a report released nothing.
    """
    found = {year: int(area) for year, area in _released(session, state_id=state_id, before_year=before_year)}
    if not found:
        return []
    return [(year, found.get(year, 0)) for year in range(min(found), before_year)]


@prepared
def _released(state_id: Any, before_year: Any) -> Select[int, int]:
    return (
        select(YearResult.year, func.sum(YearResult.value))
        .where(
            YearResult.state_id == state_id,
            YearResult.year < before_year,
            col(YearResult.measure).in_(RELEASE),
            col(YearResult.mix).in_({HazardMix.CMR_ONLY, HazardMix.MIXED}),
        )
        .group_by(col(YearResult.year))
    )


def progress_of(
    session: Session,
    objectives: Sequence[StrategyObjective],
    milestones: Sequence[ObjectiveMilestone],
    *,
    year: int,
) -> dict[int, Progress]:
    """Return how far results have come toward each objective and its milestones, up to and with a year."""
    asked = _toward(session, ids=[one.id for one in objectives], year=year)
    sums = {(objective_id, measure): int(value) for objective_id, measure, value in asked}
    steps: dict[int, dict[int, int]] = defaultdict(dict)
    for step in milestones:
        steps[step.objective_id][step.year] = step.value
    return {
        one.id: Progress(
            one.id,
            (one.baseline or 0) + sum(sums.get((one.id, m), 0) for m in measures_for(one.pillar, one.unit)),
            one.target,
            milestone_of(steps[one.id], year),
        )
        for one in objectives
    }


@prepared
def _toward(ids: Any, year: Any) -> Select[int | None, str, int]:
    return (
        select(YearResult.objective_id, YearResult.measure, func.sum(YearResult.value))
        .where(col(YearResult.objective_id).in_(ids), YearResult.year <= year)
        .group_by(col(YearResult.objective_id), col(YearResult.measure))
    )
