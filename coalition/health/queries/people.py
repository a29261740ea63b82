"""Seats, contacts, strategies, meetings and open questions of many coalitions; one query each."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import sqlalchemy as sa
from sqlmodel import Session, col, select

from coalition.coalitions.models import ActionPoint, CoalitionMember, Meeting
from coalition.coalitions.rules import LEADING, MemberRole
from coalition.coalitions.rules.meetings import Minutes, PointStatus
from coalition.core.when import add_months, last_day
from coalition.duplication.models import DuplicationFlag
from coalition.duplication.rules.flags import WAITING
from coalition.health.rules.facts import Freshness, Guide, Rhythm, Seat
from coalition.organisations.models import Contact, Organisation
from coalition.strategies.models import StrategyDocument, StrategyVersion
from coalition.strategies.rules import GUIDING, SIGNED, DocumentKind, VersionStatus

CONTACT_MONTHS = 6
FLAG_DAYS = 45
FLAG_SCORE = 450  # tenths of a point


@dataclass(frozen=True, slots=True)
class Seats:
    """Who coordinates and who leads, by coalition."""

    coordinators: dict[int, list[Seat]]
    leads: dict[int, list[Seat]]
    contacts: dict[int, Freshness]


def seats_of(session: Session, coalition_ids: Collection[int], on: date) -> Seats:
    """Return the seats of coordinators and leads, confirmed by their own word or by their contact's."""
    rows = session.exec(
        select(CoalitionMember)
        .where(col(CoalitionMember.coalition_id).in_(coalition_ids), CoalitionMember.valid_from <= on)
        .order_by(col(CoalitionMember.id))
    ).all()
    bodies = {member.organisation_id for member in rows}
    names, confirmed = _names(session, bodies), _confirmed(session, bodies, on)
    seats = Seats(defaultdict(list), defaultdict(list), {})
    counts: dict[int, list[bool]] = defaultdict(list)
    for member in rows:
        body, end = member.organisation_id, member.valid_to
        words = (member.confirmed_on, confirmed.get(body))
        newest = max((day for day in words if day is not None and day <= on), default=None)
        seat = Seat(names[body], member.valid_from, end, newest)
        if member.role is MemberRole.AFFECTED_STATE_COORDINATOR:
            seats.coordinators[member.coalition_id].append(seat)
        elif member.role in LEADING:
            seats.leads[member.coalition_id].append(seat)
        if end is None or end >= on:
            fresh = newest is not None and newest >= add_months(on, -CONTACT_MONTHS)
            counts[member.coalition_id].append(fresh)
    for coalition_id, each in counts.items():
        seats.contacts[coalition_id] = Freshness("contacts", sum(each), len(each))
    return seats


def _names(session: Session, bodies: Collection[int]) -> dict[int, str]:
    rows = select(Organisation.id, Organisation.short_name, Organisation.name)
    found = session.exec(rows.where(col(Organisation.id).in_(bodies))).all()
    return {body: short or name for body, short, name in found}


def _confirmed(session: Session, bodies: Collection[int], on: date) -> dict[int, date]:
    rows = select(Contact.organisation_id, sa.func.max(Contact.last_confirmed_on)).where(
        col(Contact.organisation_id).in_(bodies),
        col(Contact.last_confirmed_on) <= on,
        sa.or_(col(Contact.valid_to).is_(None), col(Contact.valid_to) >= on),
    )
    return {body: day for body, day in session.exec(rows.group_by(col(Contact.organisation_id))).all() if day}


@dataclass(frozen=True, slots=True)
class Guides:
    """The strategy that guides a State on the day, and the newest that is over; whether money was stated."""

    now: dict[int, Guide]
    version_ids: dict[int, int]
    over: dict[int, Guide]
    contributing: frozenset[int]


def guides_of(session: Session, state_ids: Collection[int], on: date) -> Guides:
    """Return the guiding strategies; one whose last day has passed guides no more, whatever its status."""
    rows = session.exec(
        select(StrategyVersion, StrategyDocument)
        .join(StrategyDocument)
        .where(
            col(StrategyDocument.state_id).in_(state_ids),
            col(StrategyVersion.status).in_(SIGNED),
            col(StrategyVersion.valid_from) <= on,
        )
    ).all()
    ranked = sorted(
        rows,
        key=lambda row: (
            row[0].status in GUIDING,
            row[1].kind is DocumentKind.NATIONAL_STRATEGY,
            row[0].valid_to or date.min,
        ),
    )
    contributing = frozenset(doc.state_id for version, doc in rows if version.national_contribution)
    guides = Guides({}, {}, {}, contributing)
    for version, document in ranked:
        assert version.valid_to is not None  # the table's check: what is endorsed has its dates
        under_review = version.status is VersionStatus.UNDER_REVIEW
        guide = Guide(document.title, version.valid_to, under_review, f"/strategies/{document.id}")
        if version.valid_to < on:
            guides.over[document.state_id] = guide
        else:
            guides.now[document.state_id] = guide
            guides.version_ids[document.state_id] = version.id
    return guides


def rhythms_of(session: Session, coalitions: Sequence[tuple[int, int]], on: date) -> dict[int, Rhythm]:
    """Return meetings, action points and old flags by coalition; `coalitions` are (coalition, State) ids."""
    ids = [coalition_id for coalition_id, _ in coalitions]
    meetings = _last_meetings(session, ids, on)
    points = _points(session, ids, on)
    flags = _old_flags(session, [state_id for _, state_id in coalitions], on)
    return {
        coalition_id: Rhythm(
            meetings.get(coalition_id), *points.get(coalition_id, (0, 0)), flags.get(state_id, 0)
        )
        for coalition_id, state_id in coalitions
    }


def _last_meetings(session: Session, ids: Collection[int], on: date) -> dict[int, date]:
    rows = select(Meeting.coalition_id, sa.func.max(Meeting.starts_on)).where(
        col(Meeting.coalition_id).in_(ids), Meeting.starts_on <= on, Meeting.minutes != Minutes.NONE
    )
    return dict(session.exec(rows.group_by(col(Meeting.coalition_id))).all())


def _points(session: Session, ids: Collection[int], on: date) -> dict[int, tuple[int, int]]:
    rows = session.exec(
        select(ActionPoint).where(
            col(ActionPoint.coalition_id).in_(ids),
            ActionPoint.status == PointStatus.OPEN,
            ActionPoint.created_on <= on,
        )
    ).all()
    found: dict[int, tuple[int, int]] = {}
    for point in rows:
        due, every = found.get(point.coalition_id, (0, 0))
        past = point.due_on is not None and last_day(point.due_on, point.due_precision) < on
        found[point.coalition_id] = (due + past, every + 1)
    return found


def _old_flags(session: Session, state_ids: Collection[int], on: date) -> dict[int, int]:
    rows = select(DuplicationFlag.state_id, sa.func.count()).where(
        col(DuplicationFlag.state_id).in_(state_ids),
        col(DuplicationFlag.status).in_(WAITING),
        DuplicationFlag.score >= FLAG_SCORE,
        DuplicationFlag.opened_on < on - timedelta(days=FLAG_DAYS),
    )
    found = session.exec(rows.group_by(col(DuplicationFlag.state_id))).all()
    return {state_id: count for state_id, count in found if state_id is not None}
