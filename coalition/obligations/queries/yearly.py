"""The figures of a calendar year that forms B and F to I ask for, from what the State accepted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy import func
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from coalition.activities.models import (
    Activity,
    ActivityReport,
    BeneficiaryCount,
    LandResult,
    ServiceResult,
    StockpileResult,
)
from coalition.activities.rules.ladder import ReportStatus
from coalition.contamination.models import ContaminationSnapshot
from coalition.contamination.rules import HazardMix
from coalition.needs.models import Need
from coalition.needs.queries import list_needs_of
from coalition.needs.queries.sight import own_sight
from coalition.needs.rules import NeedStatus
from coalition.organisations.models import Organisation
from coalition.pledges.models import Pledge, Transaction
from coalition.pledges.queries import coverage_of
from coalition.pledges.rules import TransactionType
from coalition.strategies.rules import Pillar

ASKING = frozenset({NeedStatus.OPEN, NeedStatus.PARTLY_MET, NeedStatus.STALE, NeedStatus.ON_HOLD})
MOST_NEEDS = 200


@dataclass(frozen=True, slots=True)
class LandRow:
    """Land released in a place. Areas in m²; released is the sum of the three."""

    place: str
    mix: HazardMix
    cancelled: int
    reduced: int
    cleared: int
    submunitions: int
    others: int

    @property
    def released(self) -> int:
        """Cancelled, reduced and cleared land together."""
        return self.cancelled + self.reduced + self.cleared


@dataclass(frozen=True, slots=True)
class PeopleRow:
    """People reached, of one relation, sex, age and disability."""

    pillar: Pillar
    relation: str
    sex: str
    age: str
    disability: str
    count: int


@dataclass(frozen=True, slots=True)
class YearFigures:
    """What is on record of one State and year. Money in US cents; `open_usd` by need, None: not known."""

    year: int
    snapshot: ContaminationSnapshot | None
    land: Sequence[LandRow]
    stocks: Sequence[tuple[str, int, int, str]]
    services: Sequence[tuple[Pillar, str, int]]
    people: Sequence[PeopleRow]
    received: Sequence[tuple[str, int]]
    needs: Sequence[Need]
    open_usd: dict[int, int | None]


def year_figures(session: Session, state_id: int, year: int) -> YearFigures:
    """Return the figures of a State's year, by the end of each accepted report's period; nine queries."""
    needs = list_needs_of(session, state_id, ASKING, most=MOST_NEEDS, sight=own_sight(state_id))
    covered = coverage_of(session, needs)
    return YearFigures(
        year,
        _snapshot(session, state_id, year),
        _land(session, state_id, year),
        _stocks(session, state_id, year),
        _services(session, state_id, year),
        _people(session, state_id, year),
        _received(session, state_id, year),
        needs,
        {
            need.id: None if need.cost_usd is None else max(0, need.cost_usd - covered[need.id].firm)
            for need in needs
        },
    )


def _accepted(rows: Any, table: Any, state_id: int, year: int) -> Any:
    """Narrow rows of a result table to the reports that the State accepted for a year."""
    return rows.join(ActivityReport, col(ActivityReport.id) == table.report_id).where(
        col(ActivityReport.state_id) == state_id,
        col(ActivityReport.status) == ReportStatus.ACCEPTED,
        col(ActivityReport.period_end).between(date(year, 1, 1), date(year, 12, 31)),
    )


def _snapshot(session: Session, state_id: int, year: int) -> ContaminationSnapshot | None:
    rows = select(ContaminationSnapshot).where(
        ContaminationSnapshot.state_id == state_id,
        ContaminationSnapshot.as_of <= date(year, 12, 31),
        col(ContaminationSnapshot.hazard_mix) != HazardMix.WITHOUT_CMR,
    )
    newest = rows.order_by(col(ContaminationSnapshot.as_of).desc(), col(ContaminationSnapshot.id).desc())
    return session.exec(newest.limit(1)).first()


def _land(session: Session, state_id: int, year: int) -> list[LandRow]:
    own = LandResult
    sums = [
        func.sum(column)
        for column in (
            own.cancelled_m2,
            own.reduced_m2,
            own.cleared_m2,
            own.submunitions,
            own.other_explosives,
        )
    ]
    rows = sa.select(col(own.place), col(own.mix), *sums).select_from(own)
    grouped = _accepted(rows, own, state_id, year).group_by(col(own.place), col(own.mix))
    found = session.execute(grouped.order_by(col(own.place))).all()
    return [LandRow(place, mix, *(int(value or 0) for value in values)) for place, mix, *values in found]


def _stocks(session: Session, state_id: int, year: int) -> list[tuple[str, int, int, str]]:
    own = StockpileResult
    keys = (col(own.munition_type), col(own.method))
    rows = sa.select(*keys, func.sum(own.munitions), func.sum(own.submunitions)).select_from(own)
    grouped = _accepted(rows, own, state_id, year).group_by(*keys).order_by(*keys)
    return [(kind, int(m or 0), int(s or 0), how) for kind, how, m, s in session.execute(grouped)]


def _services(session: Session, state_id: int, year: int) -> list[tuple[Pillar, str, int]]:
    own = ServiceResult
    rows = sa.select(col(Activity.pillar), col(own.service), func.sum(own.sessions)).select_from(own)
    joined = _accepted(rows, own, state_id, year).join(
        Activity, col(Activity.id) == col(ActivityReport.activity_id)
    )
    grouped = joined.group_by(col(Activity.pillar), col(own.service)).order_by(col(own.service))
    return [(pillar, str(service), int(count or 0)) for pillar, service, count in session.execute(grouped)]


def _people(session: Session, state_id: int, year: int) -> list[PeopleRow]:
    own = BeneficiaryCount
    keys = (col(own.relation), col(own.sex), col(own.age), col(own.disability))
    rows = sa.select(col(Activity.pillar), *keys, func.sum(own.count)).select_from(own)
    joined = _accepted(rows, own, state_id, year).join(
        Activity, col(Activity.id) == col(ActivityReport.activity_id)
    )
    grouped = joined.group_by(col(Activity.pillar), *keys).order_by(*keys)
    return [
        PeopleRow(pillar, str(relation), str(sex), str(age), str(disability), int(count))
        for pillar, relation, sex, age, disability, count in session.execute(grouped)
    ]


def _received(session: Session, state_id: int, year: int) -> list[tuple[str, int]]:
    """Return what each donor paid in the year, less what went back; money granted onward counts once."""
    source: Any = aliased(Pledge)
    signed = sa.case(
        (col(Transaction.type) == TransactionType.REFUND, -col(Transaction.amount_usd)),
        else_=col(Transaction.amount_usd),
    )
    name = func.coalesce(func.nullif(col(Organisation.short_name), ""), col(Organisation.name))
    rows = (
        sa.select(name, func.sum(signed))
        .select_from(Transaction)
        .join(Pledge, col(Pledge.id) == col(Transaction.pledge_id))
        .join(Organisation, col(Organisation.id) == col(Pledge.donor_id))
        .outerjoin(source, source.id == col(Pledge.parent_id))
        .where(
            col(Pledge.state_id) == state_id,
            sa.or_(source.id.is_(None), source.state_id.is_(None), source.state_id != state_id),
            col(Transaction.type) != TransactionType.EXPENDITURE_REPORTED,
            col(Transaction.value_on).between(date(year, 1, 1), date(year, 12, 31)),
        )
        .group_by(name)
    )
    found = [(str(donor), int(usd or 0)) for donor, usd in session.execute(rows)]
    return sorted(found, key=lambda pair: (-pair[1], pair[0]))
