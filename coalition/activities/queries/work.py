"""Activities and what they hang on."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy import func
from sqlalchemy.orm import joinedload
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from coalition.activities.models import Activity, ActivityHazardArea, ActivityNeed, ActivityPledge
from coalition.activities.rules.ladder import ActivityStatus
from coalition.auth.policy import Standing
from coalition.auth.rules import Role
from coalition.contamination.models import HazardArea
from coalition.core.errors import NotFound
from coalition.core.paging import PER_PAGE, Page
from coalition.core.visibility import Visibility
from coalition.db import prepared, related
from coalition.needs.models import Need
from coalition.pledges.models import Pledge
from coalition.strategies.rules import Pillar


@dataclass(frozen=True, slots=True)
class Sight:
    """Which activities somebody sees: of which States (None: all), done or paid by which organisations."""

    states: frozenset[int] | None = frozenset()
    led_states: frozenset[int] | None = frozenset()
    own_states: frozenset[int] = frozenset()
    organisations: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Asked:
    """What a list of activities is narrowed to."""

    state_id: int | None = None
    pillar: Pillar | None = None
    status: ActivityStatus | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Links:
    """What an activity hangs on, beside its objective."""

    needs: Sequence[Need]
    pledges: Sequence[ActivityPledge]
    hazard_areas: Sequence[HazardArea]


EVERYWHERE = frozenset({Role.COORDINATOR, Role.ISU})
LOADED = (
    joinedload(related(Activity.state)),
    joinedload(related(Activity.implementer)),
    joinedload(related(Activity.objective)),
    joinedload(related(Activity.coalition)),
)


def sight_of(who: Standing) -> Sight:
    """Return which activities somebody of this standing sees."""
    everywhere = bool(who.roles & EVERYWHERE)
    return Sight(
        states=None if everywhere else who.member_states,
        led_states=None if everywhere else who.lead_states,
        own_states=who.state_ids,
        organisations=who.organisation_ids,
    )


def get_activity(session: Session, activity_id: int) -> Activity:
    """Return one activity with State, operator, objective and coalition. Raises NotFound."""
    found = session.get(Activity, activity_id, options=LOADED)
    if found is None:
        raise NotFound(f"activity {activity_id}")
    return found


def list_activities(session: Session, sight: Sight, asked: Asked, page: int = 1) -> Page[Activity]:
    """Return one page of the activities in sight, each with State and operator, newest first."""
    total = _count(session, sight=sight, asked=asked).one()
    return Page(_page(session, sight=sight, asked=asked, start=(page - 1) * PER_PAGE).all(), page, total)


@prepared
def _count(sight: Sight, asked: Asked) -> SelectOfScalar[int]:
    return select(func.count(col(Activity.id))).where(*_wheres(sight, asked))


@prepared
def _page(sight: Sight, asked: Asked, start: Any) -> SelectOfScalar[Activity]:
    rows = (
        select(Activity)
        .where(*_wheres(sight, asked))
        .options(joinedload(related(Activity.state)), joinedload(related(Activity.implementer)))
        .order_by(col(Activity.id).desc())
    )
    return rows.limit(PER_PAGE).offset(start)


def _wheres(sight: Sight, asked: Asked) -> list[sa.ColumnElement[bool]]:
    wheres = [in_sight(sight)]
    wheres += [col(Activity.state_id) == asked.state_id] if asked.state_id is not None else []
    wheres += [col(Activity.pillar) == asked.pillar] if asked.pillar else []
    wheres += [col(Activity.status) == asked.status] if asked.status else []
    if asked.text:
        wheres.append(col(Activity.title).icontains(asked.text, autoescape=True))
    return wheres


def find_seen(session: Session, sight: Sight, activity_id: int) -> Activity | None:
    """Return an activity in sight with State, operator, objective and coalition, else None."""
    return _seen(session, sight=sight, activity_id=activity_id).first()


@prepared
def _seen(sight: Sight, activity_id: Any) -> SelectOfScalar[Activity]:
    rows = select(Activity).where(Activity.id == activity_id, in_sight(sight))
    return rows.options(*LOADED)


def list_links(session: Session, activity_id: int) -> Links:
    """Return the needs, pledges with donors and shares, and hazard areas of an activity."""
    return Links(
        _needs_of(session, activity_id=activity_id).all(),
        _paid_by(session, activity_id=activity_id).all(),
        _hazards_of(session, activity_id=activity_id).all(),
    )


@prepared
def _needs_of(activity_id: Any) -> SelectOfScalar[Need]:
    rows = select(Need).join(ActivityNeed).where(ActivityNeed.activity_id == activity_id)
    return rows.order_by(Need.ref)


@prepared
def _paid_by(activity_id: Any) -> SelectOfScalar[ActivityPledge]:
    rows = select(ActivityPledge).where(ActivityPledge.activity_id == activity_id)
    donors = joinedload(related(ActivityPledge.pledge)).joinedload(related(Pledge.donor))
    return rows.options(donors).order_by(col(ActivityPledge.share).desc())


@prepared
def _hazards_of(activity_id: Any) -> SelectOfScalar[HazardArea]:
    rows = select(HazardArea).join(ActivityHazardArea).where(ActivityHazardArea.activity_id == activity_id)
    return rows.order_by(HazardArea.national_ref)


def next_ref(session: Session, iso3: str, year: int) -> str:
    """Return the next free reference of a State's activities in a year: ACT-LAO-2026-003."""
    start = f"ACT-{iso3}-{year}-"
    there = select(Activity.ref).where(col(Activity.ref).startswith(start))
    newest = session.exec(
        there.order_by(func.length(Activity.ref).desc(), col(Activity.ref).desc()).limit(1)
    ).first()
    return f"{start}{int(newest.rsplit('-', 1)[1]) + 1 if newest else 1:03}"


def in_sight(sight: Sight) -> sa.ColumnElement[bool]:
    """Return the condition on activities that are in sight."""
    level = col(Activity.visibility)
    paid = (
        select(ActivityPledge.activity_id).join(Pledge).where(col(Pledge.donor_id).in_(sight.organisations))
    )
    return sa.or_(
        col(Activity.state_id).in_(sight.own_states),
        level.in_({Visibility.PUBLIC, Visibility.MEMBERS}) & _among(sight.states),
        (level == Visibility.LEADS) & _among(sight.led_states),
        col(Activity.implementer_id).in_(sight.organisations),
        col(Activity.id).in_(paid),
    )


def _among(states: frozenset[int] | None) -> sa.ColumnElement[bool]:
    return sa.true() if states is None else col(Activity.state_id).in_(states)
