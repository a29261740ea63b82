"""Figures that fill a request before anybody writes: contamination, results, resources, delays."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func
from sqlmodel import Session, col, select

from coalition.activities.models import ActivityReport
from coalition.activities.queries import resources_of, results_by_year
from coalition.activities.queries.resources import Resources
from coalition.activities.rules.kinds import DelayCode, Measure
from coalition.activities.rules.ladder import ReportStatus
from coalition.contamination.models import ContaminationSnapshot
from coalition.contamination.queries import find_newest_snapshot
from coalition.treaty.models import Extension, Obligation
from coalition.treaty.queries import list_extensions_of


@dataclass(frozen=True, slots=True)
class Figures:
    """What the platform knows that a request asks for. Money in US cents, areas in m²."""

    obligation: Obligation
    extensions: Sequence[Extension]
    snapshot: ContaminationSnapshot | None
    results: dict[int, dict[Measure, int]]
    resources: Resources
    delays: Sequence[tuple[DelayCode, int]]

    def total(self, *measures: Measure) -> int | None:
        """Return the sum of accepted results over all years; None where none is reported."""
        found = [year[one] for year in self.results.values() for one in measures if one in year]
        return sum(found) if found else None

    @property
    def required(self) -> int:
        """What posted needs of known cost ask for, in US cents."""
        return sum(line.required for line in self.resources.years)

    @property
    def available(self) -> int:
        """The State's own share and firm support, in US cents; soft promises are not in it."""
        return sum(line.national + line.firm for line in self.resources.years)

    @property
    def national(self) -> int:
        """The State's own share, in US cents."""
        return sum(line.national for line in self.resources.years)

    @property
    def firm(self) -> int:
        """Firm support of others, in US cents."""
        return sum(line.firm for line in self.resources.years)


def figures_of(session: Session, obligation: Obligation) -> Figures:
    """Return the figures behind a request of a State under an article; about ten queries."""
    state_id = obligation.state_id
    return Figures(
        obligation,
        list_extensions_of(session, obligation.id),
        find_newest_snapshot(session, state_id),
        results_by_year(session, state_id),
        resources_of(session, state_id),
        _delays(session, state_id),
    )


def _delays(session: Session, state_id: int) -> list[tuple[DelayCode, int]]:
    rows = (
        select(ActivityReport.delay, func.count())
        .where(
            ActivityReport.state_id == state_id,
            ActivityReport.status == ReportStatus.ACCEPTED,
            col(ActivityReport.delay).is_not(None),
        )
        .group_by(col(ActivityReport.delay))
        .order_by(func.count().desc())
    )
    return [(DelayCode(code), int(count)) for code, count in session.exec(rows) if code is not None]
