"""Who does what where and when in a State: activities of the coalition and programmes of the register."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload
from sqlmodel import Session, col, select

from coalition.activities.models import Activity, ActivityPledge
from coalition.activities.queries.work import Sight, in_sight
from coalition.activities.rules.ladder import ActivityStatus
from coalition.auth.policy import Standing
from coalition.core.when import Precision
from coalition.db import related
from coalition.health.queries.work import runs_on
from coalition.pledges.models import Pledge
from coalition.programmes.models import Programme, ProgrammeCountry, ProgrammeParty, ProgrammePillar
from coalition.programmes.queries.reading import parties_of
from coalition.programmes.queries.seen import seen_by
from coalition.programmes.rules.register import PartyRole
from coalition.strategies.rules import Pillar

MOST = 500  # of a kind: a State with more is read in the register itself
UNDER_WAY = (
    ActivityStatus.AGREED,
    ActivityStatus.TASKED,
    ActivityStatus.ONGOING,
    ActivityStatus.SUSPENDED,
)


@dataclass(frozen=True, slots=True)
class Work:
    """One line: who does it, who pays, what, where, from when to when, and where it was taken from."""

    who: Sequence[str]
    paid_by: Sequence[str]
    what: str
    pillars: Sequence[Pillar]
    where: Sequence[str]  # empty: not told
    whole_country: bool
    start: date | None
    start_precision: Precision
    end: date | None
    end_precision: Precision
    source: str
    source_on: date
    is_example: bool = False


@dataclass(frozen=True, slots=True)
class Works:
    """The lines of a State, and whether some were left out."""

    activities: Sequence[Work]
    programmes: Sequence[Work]
    more: bool


def works_of(session: Session, state_id: int, viewer: Standing, sight: Sight, on: date) -> Works:
    """Return what is under way or agreed on a day, as the reader may see it; a constant number of queries."""
    activities = _activities(session, state_id, sight, on)
    programmes = _programmes(session, state_id, viewer, on)
    more = len(activities) > MOST or len(programmes) > MOST
    return Works(activities[:MOST], programmes[:MOST], more)


def _activities(session: Session, state_id: int, sight: Sight, on: date) -> list[Work]:
    rows = (
        select(Activity)
        .where(
            Activity.state_id == state_id,
            in_sight(sight),
            col(Activity.status).in_(UNDER_WAY),
            col(Activity.planned_end) >= on,
        )
        .options(joinedload(related(Activity.implementer)))
        .order_by(col(Activity.places), col(Activity.id))
    )
    found = session.exec(rows.limit(MOST + 1)).all()
    donors = _donors(session, [activity.id for activity in found])
    return [_of_activity(activity, donors.get(activity.id, ())) for activity in found]


def _donors(session: Session, activity_ids: Sequence[int]) -> Mapping[int, Sequence[str]]:
    rows = select(ActivityPledge).where(col(ActivityPledge.activity_id).in_(activity_ids))
    loaded = rows.options(joinedload(related(ActivityPledge.pledge)).joinedload(related(Pledge.donor)))
    found: dict[int, list[str]] = {}
    for paid in session.exec(loaded.order_by(col(ActivityPledge.share).desc())):
        names = found.setdefault(paid.activity_id, [])
        if paid.pledge.donor.label not in names:
            names.append(paid.pledge.donor.label)
    return found


def _of_activity(activity: Activity, donors: Sequence[str]) -> Work:
    return Work(
        who=[activity.implementer.label],
        paid_by=donors,
        what=activity.title,
        pillars=[activity.pillar],
        where=[place.strip() for place in activity.places.splitlines() if place.strip()],
        whole_country=activity.whole_country,
        start=activity.actual_start or activity.planned_start,
        start_precision=Precision.DAY if activity.actual_start else activity.planned_start_precision,
        end=activity.planned_end,
        end_precision=activity.planned_end_precision,
        source=activity.ref,
        source_on=activity.created_on,
        is_example=activity.is_example,
    )


def _programmes(session: Session, state_id: int, viewer: Standing, on: date) -> list[Work]:
    inside = select(ProgrammeCountry.programme_id).where(ProgrammeCountry.state_id == state_id)
    rows = (
        select(Programme)
        .where(col(Programme.id).in_(inside), seen_by(viewer), runs_on(on))
        .order_by(sa.nulls_last(col(Programme.ends_on)), col(Programme.id))
    )
    found = session.exec(rows.limit(MOST + 1)).all()
    ids = [programme.id for programme in found]
    parties, pillars = parties_of(session, ids), _pillars(session, ids)
    return [
        Work(
            who=_named(one, parties[one.id], PartyRole.IMPLEMENTING) or [one.reporter],
            paid_by=_named(one, parties[one.id], PartyRole.FUNDING),
            what=one.title,
            pillars=pillars.get(one.id, ()),
            where=_places(one.record),
            whole_country=False,
            start=one.starts_on,
            start_precision=Precision.DAY,
            end=one.ends_on,
            end_precision=Precision.DAY,
            source=one.identifier,
            source_on=one.source_at.date(),
            is_example=one.is_example,
        )
        for one in found
    ]


def _pillars(session: Session, programme_ids: Sequence[int]) -> Mapping[int, Sequence[Pillar]]:
    rows = select(ProgrammePillar).where(col(ProgrammePillar.programme_id).in_(programme_ids))
    found: dict[int, list[Pillar]] = {}
    for each in session.exec(rows.order_by(col(ProgrammePillar.pillar))):
        found.setdefault(each.programme_id, []).append(each.pillar)
    return found


def _named(one: Programme, parties: Iterable[ProgrammeParty], role: PartyRole) -> list[str]:
    """Return the parties of a role by name; a publisher known by its reference, as it is called."""
    told = [party for party in parties if party.role is role and party.name]
    own = [party.name == party.ref and one.reporter_ref.startswith(party.ref) for party in told]
    names = (one.reporter if is_own else party.name for party, is_own in zip(told, own, strict=True))
    return list(dict.fromkeys(name for name in names if name))


def _places(record: Mapping[str, Any]) -> list[str]:
    """Return the places that the publisher named, once each."""
    return list(dict.fromkeys(place["name"] for place in record.get("places", ()) if place.get("name")))
