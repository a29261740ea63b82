"""A State's accepted results by year, against its objectives."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import func
from sqlmodel import Session, col, select

from coalition.activities.models import YearResult
from coalition.activities.rules.kinds import RELEASE, Measure
from coalition.activities.rules.progress import Progress, measures_for, milestone_of
from coalition.contamination.rules import HazardMix
from coalition.strategies.models import ObjectiveMilestone, StrategyObjective


def results_by_year(session: Session, state_id: int) -> dict[int, dict[Measure, int]]:
    """Return a State's accepted results by year and measure, over all objectives."""
    rows = (
        select(YearResult.year, YearResult.measure, func.sum(YearResult.value))
        .where(YearResult.state_id == state_id)
        .group_by(col(YearResult.year), col(YearResult.measure))
        .order_by(col(YearResult.year))
    )
    found: dict[int, dict[Measure, int]] = defaultdict(dict)
    for year, measure, value in session.exec(rows):
        found[year][Measure(measure)] = int(value)
    return dict(found)


def rates_of(session: Session, state_id: int, *, before_year: int) -> list[tuple[int, int]]:
    """Return (year, m² released of land with cluster munition remnants) for full years, oldest first.

    Every year between the first and the last full one is there; one without a report released nothing.
    """
    rows = (
        select(YearResult.year, func.sum(YearResult.value))
        .where(
            YearResult.state_id == state_id,
            YearResult.year < before_year,
            col(YearResult.measure).in_(RELEASE),
            col(YearResult.mix).in_({HazardMix.CMR_ONLY, HazardMix.MIXED}),
        )
        .group_by(col(YearResult.year))
    )
    found = {year: int(area) for year, area in session.exec(rows)}
    if not found:
        return []
    return [(year, found.get(year, 0)) for year in range(min(found), before_year)]


def progress_of(
    session: Session,
    objectives: Sequence[StrategyObjective],
    milestones: Sequence[ObjectiveMilestone],
    *,
    year: int,
) -> dict[int, Progress]:
    """Return how far results have come toward each objective and its milestones, up to and with a year."""
    ids = [one.id for one in objectives]
    rows = (
        select(YearResult.objective_id, YearResult.measure, func.sum(YearResult.value))
        .where(col(YearResult.objective_id).in_(ids), YearResult.year <= year)
        .group_by(col(YearResult.objective_id), col(YearResult.measure))
    )
    sums = {(objective_id, measure): int(value) for objective_id, measure, value in session.exec(rows)}
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
