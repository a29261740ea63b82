"""Results, obligations, contamination, programmes and reports of many States; one query each."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import sqlalchemy as sa
from sqlmodel import Session, col, select

from coalition.activities.models import ActivityReport, YearResult
from coalition.activities.rules.kinds import RELEASE, Measure
from coalition.contamination.models import ContaminationSnapshot
from coalition.contamination.rules import HazardMix, Knowledge
from coalition.core.when import add_months, last_day
from coalition.health.rules.facts import Freshness, Milestone, Pace
from coalition.programmes.models import Programme, ProgrammeCountry, ProgrammePillar
from coalition.strategies.models import ObjectiveMilestone, StrategyObjective
from coalition.strategies.rules import Pillar
from coalition.treaty.models import Extension, Obligation
from coalition.treaty.rules.terms import ExtensionOutcome, ObligationStatus

PILLARS_OF_ARTICLE: Mapping[int, frozenset[Pillar]] = {
    3: frozenset({Pillar.STOCKPILE_DESTRUCTION}),
    4: frozenset({Pillar.SURVEY_CLEARANCE, Pillar.RISK_EDUCATION}),
    5: frozenset({Pillar.VICTIM_ASSISTANCE}),
    7: frozenset({Pillar.IMPLEMENTATION_REPORTING}),
    9: frozenset({Pillar.IMPLEMENTATION_REPORTING}),
}
PACE_YEARS = 3
REPORT_DAYS = 30
CONTAMINATION_MONTHS = 24
FEW = 20  # States, up to which their programmes are looked up one by one
PROGRAMME_MONTHS = 6
UNTOLD_MONTHS = 12  # a programme that states no end is taken to run so long: most are grants of one year
# The unit of an objective tells which results count toward it.
MEASURES_OF_UNIT: tuple[tuple[str, tuple[Measure, ...]], ...] = (
    ("m2", RELEASE),
    ("m²", RELEASE),
    ("session", (Measure.SESSIONS,)),
    ("submunition", (Measure.SUBMUNITIONS, Measure.STOCKPILED_SUBMUNITIONS)),
    ("munition", (Measure.STOCKPILED_MUNITIONS,)),
    ("milestone", (Measure.MILESTONES,)),
    ("law", (Measure.MILESTONES,)),
    ("report", (Measure.MILESTONES,)),
)


@dataclass(frozen=True, slots=True)
class Results:
    """Milestones with what was reached, which States reported the year, and yearly released land."""

    milestones: dict[int, list[Milestone]]
    reported: frozenset[int]
    yearly_m2: dict[int, float]


def measures_of(unit: str) -> tuple[Measure, ...]:
    """Return the results that count toward an objective of this unit; people reached where none is named."""
    plain = unit.casefold()
    return next((found for word, found in MEASURES_OF_UNIT if word in plain), (Measure.DIRECT_BENEFICIARIES,))


def results_of(
    session: Session, state_ids: Collection[int], version_ids: Mapping[int, int], on: date
) -> Results:
    """Return results against the milestones of the last full year, by State."""
    year = on.year - 1
    by = [
        col(column)
        for column in (
            YearResult.state_id,
            YearResult.year,
            YearResult.objective_id,
            YearResult.measure,
            YearResult.mix,
        )
    ]
    rows = session.execute(
        sa.select(*by, sa.func.sum(YearResult.value))
        .where(col(YearResult.state_id).in_(state_ids), col(YearResult.year) <= year)
        .group_by(*by)
    ).all()
    reached: dict[tuple[int, Measure], int] = defaultdict(int)
    released: dict[int, dict[tuple[bool, int], int]] = defaultdict(lambda: defaultdict(int))
    for state_id, in_year, objective_id, measure, mix, value in rows:
        reached[objective_id, measure] += int(value)
        if measure in RELEASE and in_year > year - PACE_YEARS:
            released[state_id][mix is HazardMix.CMR_ONLY, in_year] += int(value)
    return Results(
        _milestones(session, version_ids, year, reached),
        frozenset(row[0] for row in rows if row[1] == year),
        {state_id: _mean(by_year) for state_id, by_year in released.items()},
    )


def _mean(by_year: Mapping[tuple[bool, int], int]) -> float:
    """Return the mean over the years on record; land of cluster munitions alone where it is told apart."""
    only_cmr = {year: value for (is_cmr, year), value in by_year.items() if is_cmr}
    other = {year: value for (is_cmr, year), value in by_year.items() if not is_cmr}
    chosen = only_cmr or other
    return sum(chosen.values()) / len(chosen)


def _milestones(
    session: Session, version_ids: Mapping[int, int], year: int, reached: Mapping[tuple[int, Measure], int]
) -> dict[int, list[Milestone]]:
    state_of = {version_id: state_id for state_id, version_id in version_ids.items()}
    rows = session.exec(
        select(StrategyObjective, ObjectiveMilestone.value)
        .join(ObjectiveMilestone, col(ObjectiveMilestone.objective_id) == StrategyObjective.id)
        .where(col(StrategyObjective.version_id).in_(state_of), ObjectiveMilestone.year == year)
        .order_by(StrategyObjective.code)
    ).all()
    found: dict[int, list[Milestone]] = defaultdict(list)
    for objective, planned in rows:
        done = (objective.baseline or 0) + sum(
            reached.get((objective.id, measure), 0) for measure in measures_of(objective.unit)
        )
        found[state_of[objective.version_id]].append(
            Milestone(objective.code, objective.pillar, planned, done)
        )
    return found


@dataclass(frozen=True, slots=True)
class Duties:
    """Active obligations of States: the pillars they ask for, and the pace of Articles 3 and 4."""

    pillars: dict[int, set[Pillar]]
    paces: dict[int, list[Pace]]
    unknown: frozenset[int]
    contamination: dict[int, date]


def duties_of(
    session: Session, state_ids: Collection[int], on: date, yearly_m2: Mapping[int, float]
) -> Duties:
    """Return what the treaty asks of each State on the day."""
    snapshots = _newest_snapshots(session, state_ids, on)
    unknown = frozenset(s.state_id for s in snapshots.values() if s.knowledge is Knowledge.UNKNOWN)
    asked = _asked_for_time(session, state_ids, on)
    duties = Duties(defaultdict(set), defaultdict(list), unknown, {k: s.as_of for k, s in snapshots.items()})
    rows = select(Obligation).where(
        col(Obligation.state_id).in_(state_ids), Obligation.status == ObligationStatus.ACTIVE
    )
    for duty in session.exec(rows.order_by(col(Obligation.id))).all():
        duties.pillars[duty.state_id] |= PILLARS_OF_ARTICLE.get(duty.article, frozenset())
        if duty.article in (3, 4):
            duties.paces[duty.state_id].append(_pace(duty, snapshots.get(duty.state_id), asked, yearly_m2))
    return duties


def _pace(
    duty: Obligation,
    snapshot: ContaminationSnapshot | None,
    asked: Collection[int],
    yearly_m2: Mapping[int, float],
) -> Pace:
    deadline = duty.current_deadline
    # The obligation holds an area. Munitions left under Article 3 are on no record: not known, never nought.
    remaining = duty.remaining_area if duty.article == 4 else None
    as_of, source = duty.as_of, duty.source
    if duty.article == 4 and snapshot is not None and (snapshot.sha_m2 or snapshot.cha_m2) is not None:
        remaining = (snapshot.sha_m2 or 0) + (snapshot.cha_m2 or 0)
        as_of, source = snapshot.as_of, snapshot.source
    pending = duty.pending_request.strip()
    return Pace(
        article=duty.article,
        deadline=last_day(deadline, duty.current_deadline_precision) if deadline else None,
        remaining=remaining,
        remaining_on=as_of,
        yearly=yearly_m2.get(duty.state_id) if duty.article == 4 else None,
        request_submitted=duty.id in asked or (bool(pending) and not pending.startswith("none")),
        source=source,
    )


def _asked_for_time(session: Session, state_ids: Collection[int], on: date) -> frozenset[int]:
    rows = (
        select(Extension.obligation_id)
        .join(Obligation)
        .where(
            col(Obligation.state_id).in_(state_ids),
            Extension.outcome == ExtensionOutcome.REQUESTED,
            sa.or_(col(Extension.submitted_on).is_(None), col(Extension.submitted_on) <= on),
        )
    )
    return frozenset(session.exec(rows).all())


def _newest_snapshots(
    session: Session, state_ids: Collection[int], on: date
) -> dict[int, ContaminationSnapshot]:
    newest = (
        select(ContaminationSnapshot.state_id, sa.func.max(ContaminationSnapshot.as_of).label("newest"))
        .where(col(ContaminationSnapshot.state_id).in_(state_ids), ContaminationSnapshot.as_of <= on)
        .group_by(col(ContaminationSnapshot.state_id))
        .subquery()
    )
    rows = select(ContaminationSnapshot).join(
        newest,
        sa.and_(
            col(ContaminationSnapshot.state_id) == newest.c.state_id,
            col(ContaminationSnapshot.as_of) == newest.c.newest,
        ),
    )
    # Land of cluster munitions alone comes last and therefore wins (invariant I15).
    found = sorted(session.exec(rows).all(), key=lambda s: (s.hazard_mix is HazardMix.CMR_ONLY, s.id))
    return {snapshot.state_id: snapshot for snapshot in found}


def supported_by_programmes(session: Session, state_ids: Collection[int], on: date) -> dict[int, set[Pillar]]:
    """Return the pillars that a programme in the register serves in each State on the day."""
    state = col(ProgrammeCountry.state_id)
    # Of many States the register is read once from end to end. As a bare column SQLite would look each
    # programme up once a State: 500 States and a million programmes took 85 seconds instead of 6.
    wanted = state if len(state_ids) <= FEW else state + 0
    rows = (
        sa.select(state, col(ProgrammePillar.pillar))
        .join(ProgrammePillar, col(ProgrammePillar.programme_id) == ProgrammeCountry.programme_id)
        .join(Programme, col(Programme.id) == ProgrammeCountry.programme_id)
        .where(
            wanted.in_(state_ids),
            runs_on(on),
        )
        .distinct()
    )
    found: dict[int, set[Pillar]] = defaultdict(set)
    for state_id, pillar in session.execute(rows).all():
        found[state_id].add(Pillar(pillar))
    return found


def runs_on(on: date) -> sa.ColumnElement[bool]:
    """Return the condition that a programme runs on a day.

    One that states no end counts for a year, or while somebody has verified it: a seminar of 2003 whose
    record was never closed supports nobody today.
    """
    ends, verified = col(Programme.ends_on), col(Programme.last_verified_on)
    still_told = sa.or_(
        col(Programme.starts_on) > add_months(on, -UNTOLD_MONTHS),
        verified.between(add_months(on, -PROGRAMME_MONTHS), on),
    )
    return sa.and_(col(Programme.starts_on) <= on, sa.or_(ends >= on, sa.and_(ends.is_(None), still_told)))


def kept_programmes(session: Session, state_ids: Collection[int], on: date) -> dict[int, Freshness]:
    """Return how many of the programmes that somebody keeps here were verified in the last six months."""
    fresh = sa.case((col(Programme.last_verified_on) >= add_months(on, -PROGRAMME_MONTHS), 1), else_=0)
    rows = (
        select(ProgrammeCountry.state_id, sa.func.count(), sa.func.sum(fresh))
        .select_from(Programme)
        .join(ProgrammeCountry, col(ProgrammeCountry.programme_id) == Programme.id)
        .where(col(Programme.owner_id).is_not(None), col(ProgrammeCountry.state_id).in_(state_ids))
        .group_by(col(ProgrammeCountry.state_id))
    )
    found = session.exec(rows).all()
    return {state_id: Freshness("programmes", int(few or 0), count) for state_id, count, few in found}


@dataclass(frozen=True, slots=True)
class Reporting:
    """Activity reports that fell due in the last twelve months, and the delays they name."""

    due: dict[int, int]
    in_time: dict[int, int]
    delays: dict[int, tuple[str, ...]]


def reporting_of(session: Session, state_ids: Collection[int], on: date) -> Reporting:
    """Return how many activity reports were due, and handed in within thirty days, by State."""
    patience = timedelta(days=REPORT_DAYS)
    rows = session.execute(
        sa.select(
            col(ActivityReport.state_id),
            col(ActivityReport.period_end),
            col(ActivityReport.submitted_on),
            col(ActivityReport.delay),
        ).where(
            col(ActivityReport.state_id).in_(state_ids),
            col(ActivityReport.period_end) > add_months(on, -12) - patience,
            col(ActivityReport.period_end) <= on - patience,
        )
    ).all()
    reporting = Reporting(defaultdict(int), defaultdict(int), {})
    delays: dict[int, set[str]] = defaultdict(set)
    for state_id, period_end, submitted_on, delay in rows:
        reporting.due[state_id] += 1
        reporting.in_time[state_id] += submitted_on is not None and submitted_on <= period_end + patience
        if delay is not None:
            delays[state_id].add(delay.value)
    reporting.delays.update({state_id: tuple(sorted(codes)) for state_id, codes in delays.items()})
    return reporting
