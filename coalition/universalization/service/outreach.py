"""Planning, joining and reporting approaches to States. The caller commits."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from coalition.auth.queries import list_person_ids_with
from coalition.auth.rules import Role
from coalition.core.errors import RuleBroken
from coalition.core.text import msgid
from coalition.core.when import Precision, When
from coalition.notifications.service import tell
from coalition.states.models import State
from coalition.universalization.models import Outreach, OutreachActor, RatificationTrack
from coalition.universalization.rules.outreach import (
    AHEAD,
    Channel,
    OutreachStatus,
    Purpose,
    check_plan,
    check_step,
)
from coalition.universalization.rules.stages import Barrier

JOINED = msgid("Somebody joins your visit")


@dataclass(frozen=True, slots=True)
class Plan:
    """An approach that somebody plans."""

    purpose: Purpose
    channel: Channel
    when: When
    occasion: str = ""
    envoy_id: int | None = None
    campaign_id: int | None = None


def plan(
    session: Session,
    state: State,
    *,
    organisation_id: int,
    plan: Plan,
    person_id: int | None,
    today: date,
) -> Outreach:
    """Put an approach into the shared calendar. Raises RuleBroken where the State asked to wait."""
    track = session.get(RatificationTrack, state.id)
    check_plan(track.not_before if track else None, plan.when.last)
    found = Outreach(
        state_id=state.id,
        campaign_id=plan.campaign_id,
        purpose=plan.purpose,
        channel=plan.channel,
        happens_on=plan.when.on,
        precision=plan.when.precision,
        occasion=plan.occasion.strip(),
        created_by_id=person_id,
        created_on=today,
    )
    session.add(found)
    session.flush()
    session.add(
        OutreachActor(
            outreach_id=found.id,
            organisation_id=organisation_id,
            joined_on=today,
            planned_it=True,
            envoy_id=plan.envoy_id,
        )
    )
    session.flush()
    return found


def join(session: Session, found: Outreach, *, organisation_id: int, now: datetime) -> OutreachActor:
    """Take part in what another has planned; those who planned it are told. Raises RuleBroken."""
    if found.status not in AHEAD:
        raise RuleBroken("This has taken place already.")
    if organisation_id in found.owner_ids:
        raise RuleBroken("You take part in this already.")
    before = found.owner_ids
    actor = OutreachActor(
        outreach_id=found.id, organisation_id=organisation_id, joined_on=now.date(), planned_it=False
    )
    session.add(actor)
    session.flush()
    session.refresh(found, ["actors"])
    _tell(session, found, before, organisation_id, now)
    return actor


def leave(session: Session, found: Outreach, *, organisation_id: int) -> None:
    """Take part no longer; who planned it drops it instead. Raises RuleBroken."""
    actor = session.get(OutreachActor, (found.id, organisation_id))
    if actor is None:
        raise RuleBroken("You do not take part in this.")
    if actor.planned_it:
        raise RuleBroken("You planned this: drop it, or let another plan it.")
    session.delete(actor)
    session.flush()
    session.refresh(found, ["actors"])


def _tell(session: Session, found: Outreach, bodies: Sequence[int], joined: int, now: datetime) -> None:
    people = {
        person
        for role in Role
        for person in list_person_ids_with(
            session, role=role, today=now.date(), organisation_ids=list(bodies)
        )
    }
    tell(
        session,
        sorted(people | ({found.created_by_id} if found.created_by_id else set())),
        key=f"outreach:{found.id}:joined:{joined}",
        subject=JOINED,
        body=found.state.label,
        link="/universalization/calendar",
        now=now,
    )


def report(
    found: Outreach,
    *,
    status: OutreachStatus,
    on: date,
    outcome: str,
    next_step: str = "",
    next_on: date | None = None,
    barrier: Barrier | None = None,
    today: date,
) -> None:
    """Write what became of an approach. Raises RuleBroken."""
    check_step(found.status, status, on=on, today=today)
    found.status, found.happens_on, found.precision = status, on, Precision.DAY
    found.outcome, found.barrier = outcome.strip(), barrier
    found.next_step, found.next_on = next_step.strip(), next_on


def plan_many(
    session: Session,
    states: Iterable[State],
    *,
    organisation_id: int,
    plan_of: Plan,
    person_id: int | None,
    today: date,
) -> tuple[int, list[State]]:
    """Make one task for each State of a list; return how many stand now, and who asked to wait longer."""
    held = select(Outreach.state_id).where(
        col(Outreach.purpose) == plan_of.purpose,
        col(Outreach.status).in_(AHEAD),
        col(Outreach.occasion) == plan_of.occasion,
    )
    waiting = select(RatificationTrack.state_id).where(col(RatificationTrack.not_before) > plan_of.when.last)
    standing, resting = set(session.exec(held).all()), set(session.exec(waiting).all())
    wanted = list(states)
    for state in wanted:
        if state.id not in standing | resting:
            plan(
                session,
                state,
                organisation_id=organisation_id,
                plan=plan_of,
                person_id=person_id,
                today=today,
            )
    left = [state for state in wanted if state.id in resting - standing]
    return len(wanted) - len(left), left
