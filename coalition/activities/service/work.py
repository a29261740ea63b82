"""Activities: proposed, agreed, tasked, done, verified; and what they hang on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from coalition.activities.models import (
    Activity,
    ActivityHazardArea,
    ActivityNeed,
    ActivityPledge,
    ScopingLine,
)
from coalition.activities.models.work import WHOLE
from coalition.activities.queries.work import next_ref
from coalition.activities.rules import ladder
from coalition.activities.rules.kinds import FIELD_WORK, PILLAR_OF, ActivityType, ReportingFrequency
from coalition.activities.rules.ladder import ActivityStatus
from coalition.coalitions.models import Challenge, Coalition
from coalition.contamination.queries import find_hazard_areas
from coalition.core.errors import RuleBroken
from coalition.core.text import squeeze
from coalition.core.when import When
from coalition.needs.models import Need
from coalition.pledges.models import Pledge
from coalition.strategies.models import StrategyObjective
from coalition.strategies.rules import Pillar

WITH_REASON = frozenset({ActivityStatus.SUSPENDED, ActivityStatus.CANCELLED})


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityFacts:
    """What is agreed about an activity."""

    title: str
    type: ActivityType
    pillar: Pillar
    implementer_id: int
    objective_id: int
    planned_start: When
    planned_end: When
    places: str = ""
    whole_country: bool = False
    standards_ref: str = ""
    gender_note: str = ""
    environment_note: str = ""
    reporting_frequency: ReportingFrequency = ReportingFrequency.HALF_YEAR
    is_example: bool = False


def propose(session: Session, coalition: Coalition, *, facts: ActivityFacts, today: date) -> Activity:
    """Propose work inside a coalition. Raises RuleBroken by field."""
    _check(session, coalition, facts)
    start, end = facts.planned_start, facts.planned_end
    activity = Activity(
        ref=next_ref(session, coalition.state.iso3, today.year),
        coalition_id=coalition.id,
        state_id=coalition.state_id,
        title=squeeze(facts.title),
        pillar=facts.pillar,
        type=facts.type,
        implementer_id=facts.implementer_id,
        objective_id=facts.objective_id,
        places="\n".join(line for line in map(squeeze, facts.places.splitlines()) if line),
        whole_country=facts.whole_country,
        planned_start=start.first,
        planned_start_precision=start.precision,
        planned_end=end.last,
        planned_end_precision=end.precision,
        standards_ref=squeeze(facts.standards_ref),
        gender_note=facts.gender_note.strip(),
        environment_note=facts.environment_note.strip(),
        reporting_frequency=facts.reporting_frequency,
        is_example=facts.is_example,
        created_on=today,
    )
    session.add(activity)
    session.flush()
    return activity


def move(
    session: Session,
    activity: Activity,
    *,
    then: ActivityStatus,
    on: date,
    tasking_ref: str = "",
    reason: str = "",
) -> None:
    """Take an activity one step on. Field work needs an order; suspending and cancelling a reason."""
    ladder.check_step(activity.status, then)
    if then is ActivityStatus.TASKED:
        if not squeeze(tasking_ref):
            raise RuleBroken("Give the number of the tasking order.", field="tasking_ref")
        activity.tasking_ref = squeeze(tasking_ref)
    if then is ActivityStatus.ONGOING and activity.type in FIELD_WORK and not activity.tasking_ref:
        raise RuleBroken("Field work begins with a tasking order of the national centre.", field="status")
    if then in WITH_REASON and len(squeeze(reason)) < 5:
        raise RuleBroken("Give the reason in a few words.", field="reason")
    activity.status_reason = squeeze(reason)
    _set_days(activity, then, on)
    activity.status = then
    activity.row_version += 1
    session.flush()


def link_needs(session: Session, activity: Activity, needs: Sequence[Need]) -> None:
    """Say which needs an activity answers; replaces what stood before."""
    if any(need.state_id != activity.state_id for need in needs):
        raise RuleBroken("The need is of another State.", field="needs")
    _replace(
        session, ActivityNeed, activity, [ActivityNeed(activity_id=activity.id, need_id=n.id) for n in needs]
    )


def link_pledges(session: Session, activity: Activity, shares: Mapping[int, int]) -> None:
    """Say which pledges pay an activity, with the share of each in hundredths of a per cent."""
    if any(share <= 0 for share in shares.values()) or sum(shares.values()) > WHOLE:
        raise RuleBroken("Shares are above zero and together at most 100 %.", field="shares")
    found = session.exec(select(Pledge).where(col(Pledge.id).in_(shares))).all()
    if len(found) != len(shares) or any(one.state_id not in (None, activity.state_id) for one in found):
        raise RuleBroken("The pledge is for another State.", field="shares")
    links = [
        ActivityPledge(activity_id=activity.id, pledge_id=one, share=share) for one, share in shares.items()
    ]
    _replace(session, ActivityPledge, activity, links)


def link_hazard_areas(session: Session, activity: Activity, refs: Sequence[str]) -> None:
    """Say on which hazard areas an activity works, by national reference."""
    wanted = {squeeze(ref) for ref in refs if squeeze(ref)}
    found = find_hazard_areas(session, activity.state_id, wanted)
    missing = wanted - {one.national_ref for one in found}
    if missing:
        raise RuleBroken("No hazard area has the reference {ref}.", field="hazard_areas", ref=min(missing))
    links = [ActivityHazardArea(activity_id=activity.id, hazard_area_id=one.id) for one in found]
    _replace(session, ActivityHazardArea, activity, links)


def scope(
    session: Session,
    challenge: Challenge,
    *,
    what: str,
    actor_id: int | None,
    actor_note: str = "",
    need: Need | None,
) -> ScopingLine:
    """Add a line to the challenge → activity → actor matrix; without an actor it shows a gap."""
    if not squeeze(what):
        raise RuleBroken("Say what is to be done.", field="what")
    line = ScopingLine(
        challenge_id=challenge.id,
        what=squeeze(what),
        actor_id=actor_id,
        actor_note=squeeze(actor_note),
        need_id=need.id if need else None,
    )
    session.add(line)
    session.flush()
    return line


def _check(session: Session, coalition: Coalition, facts: ActivityFacts) -> None:
    if not squeeze(facts.title):
        raise RuleBroken("Say what is to be done.", field="title")
    usual = PILLAR_OF[facts.type]
    if usual is not None and usual is not facts.pillar:
        raise RuleBroken("Work of this kind belongs to the pillar {pillar}.", "pillar", pillar=usual)
    if facts.planned_end.last < facts.planned_start.first:
        raise RuleBroken("The work must end after it begins.", field="planned_end")
    if not facts.whole_country and not facts.places.strip():
        raise RuleBroken("Name the districts, or tick the whole country.", field="places")
    objective = session.get(StrategyObjective, facts.objective_id)
    if objective is None or objective.state_id != coalition.state_id:
        raise RuleBroken("Choose an objective of this State's own strategy.", field="objective")


def _set_days(activity: Activity, then: ActivityStatus, on: date) -> None:
    if then is ActivityStatus.ONGOING and activity.actual_start is None:
        activity.actual_start = on
    if then is ActivityStatus.FINISHED:
        if activity.actual_start is not None and on < activity.actual_start:
            raise RuleBroken("The work must end after it begins.", field="on")
        activity.actual_end = on


def _replace(session: Session, table: Any, activity: Activity, links: Sequence[object]) -> None:
    for old in session.exec(select(table).where(table.activity_id == activity.id)):
        session.delete(old)
    session.flush()
    session.add_all(links)
    session.flush()
