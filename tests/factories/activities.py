"""Coalitions with an operator, activities at any step, and reports."""

from datetime import date
from typing import Any

from sqlmodel import Session

from coalition.activities import service
from coalition.activities.models import Activity, ActivityReport
from coalition.activities.rules.kinds import ActivityType
from coalition.activities.rules.ladder import LADDER, ActivityStatus
from coalition.activities.rules.results import Land, ReportFacts
from coalition.activities.service import ActivityFacts
from coalition.coalitions.models import Coalition
from coalition.coalitions.rules import MemberRole
from coalition.contamination.rules import HazardMix
from coalition.core.when import When
from coalition.organisations.models import Organisation
from coalition.states.models import State
from coalition.strategies.models import StrategyObjective
from coalition.strategies.rules import Pillar
from tests.factories.pledges import make_coalition, make_organisation
from tests.factories.states import make_state
from tests.factories.strategies import make_objective, make_strategy

TODAY = date(2026, 11, 23)


class Field:
    """A State with a strategy in force, one objective, and a coalition in which an operator sits."""

    def __init__(self, session: Session, state: State | None = None) -> None:
        self.state = state or make_state(session, "LAO", "Lao PDR")
        self.objective: StrategyObjective = make_objective(session, make_strategy(session, self.state))
        self.operator: Organisation = make_organisation(session, "Operator A")
        self.coalition: Coalition = make_coalition(
            session, self.state, {self.operator.id: MemberRole.OPERATOR}
        )


def facts_of_activity(field: Field, **values: Any) -> ActivityFacts:
    """Return battle area clearance in one district, 2026."""
    sound: dict[str, Any] = {
        "title": "Battle area clearance in Dakcheung",
        "type": ActivityType.BAC,
        "pillar": Pillar.SURVEY_CLEARANCE,
        "implementer_id": field.operator.id,
        "objective_id": field.objective.id,
        "planned_start": When(date(2020, 1, 1)),
        "planned_end": When(date(2027, 12, 31)),
        "places": "Dakcheung",
    }
    return ActivityFacts(**sound | values)


def make_activity(
    session: Session, field: Field, *, status: ActivityStatus = ActivityStatus.ONGOING, **values: Any
) -> Activity:
    """Store an activity brought to a step of the ladder."""
    activity = service.propose(
        session, field.coalition, facts=facts_of_activity(field, **values), today=TODAY
    )
    for then in LADDER[1 : LADDER.index(status) + 1]:
        service.move(session, activity, then=then, on=date(2020, 1, 5), tasking_ref="TO-12/2020")
    return activity


def make_report(
    session: Session, activity: Activity, year: int = 2026, half: int = 1, **values: Any
) -> ActivityReport:
    """Store a draft report of half a year."""
    start, end = (
        (date(year, 1, 1), date(year, 6, 30)) if half == 1 else (date(year, 7, 1), date(year, 12, 31))
    )
    report = service.begin_report(
        session, activity, period_start=start, period_end=end, today=max(TODAY, end)
    )
    service.write(session, report, facts=ReportFacts(**{"narrative": "Work went on."} | values))
    return report


def make_accepted(
    session: Session, activity: Activity, year: int = 2026, half: int = 1, **values: Any
) -> ActivityReport:
    """Store a report that the State accepted."""
    report = make_report(session, activity, year, half, **values)
    service.submit(session, report, today=TODAY)
    service.accept(session, report, person_id=None, today=TODAY)
    return report


def land(released: int = 10_000, **values: Any) -> Land:
    """Return land with cluster munition remnants, cleared in a district."""
    sound: dict[str, Any] = {"mix": HazardMix.CMR_ONLY, "place": "Dakcheung", "cleared": released}
    return Land(**sound | values)
