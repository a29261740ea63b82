"""Which needs somebody gets to see, as a condition of the database and as a question about one need."""

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlmodel import col

from coalition.auth.policy import Standing
from coalition.auth.rules import Role
from coalition.core.visibility import Visibility
from coalition.needs.models import Need
from coalition.needs.rules import POSTED, SHOWN, NeedStatus
from coalition.strategies.rules import Pillar

# These read the posted needs of every State; partners and observers those of their coalitions.
EVERYWHERE = frozenset({Role.DONOR, Role.COORDINATOR, Role.ISU})
WITH_LEADS = frozenset({Role.COORDINATOR, Role.ISU})


@dataclass(frozen=True, slots=True)
class Sight:
    """Which needs somebody gets to see. `states` None means the needs of every State."""

    states: frozenset[int] | None = frozenset()
    own_states: frozenset[int] = frozenset()
    led_states: frozenset[int] | None = frozenset()
    on_behalf: bool = False


EVERYTHING = Sight(states=None, led_states=None, on_behalf=True)


def own_sight(state_id: int) -> Sight:
    """Return the sight of a State on its own needs, whoever of it asks."""
    return Sight(own_states=frozenset({state_id}))


def sight_of(who: Standing) -> Sight:
    """Return which needs somebody of this standing sees."""
    everywhere = bool(who.roles & EVERYWHERE)
    return Sight(
        states=None if everywhere else who.member_states,
        own_states=who.state_ids,
        led_states=None if who.roles & WITH_LEADS else who.lead_states,
        on_behalf=bool(who.roles & WITH_LEADS),
    )


@dataclass(frozen=True, slots=True)
class Asked:
    """What a list of needs is narrowed to."""

    statuses: frozenset[NeedStatus] = POSTED
    state_id: int | None = None
    pillar: Pillar | None = None
    text: str = ""


def narrowed(rows: Any, sight: Sight, asked: Asked) -> Any:
    """Return a selection of needs narrowed to what was asked for and what may be seen."""
    rows = rows.where(in_sight(sight), col(Need.status).in_(asked.statuses))
    if asked.state_id is not None:
        rows = rows.where(Need.state_id == asked.state_id)
    if asked.pillar is not None:
        rows = rows.where(Need.pillar == asked.pillar)
    if asked.text:
        rows = rows.where(
            col(Need.title).icontains(asked.text, autoescape=True)
            | col(Need.ref).icontains(asked.text, autoescape=True)
        )
    return rows


def sees(sight: Sight, need: Need) -> bool:
    """Return whether a need is in sight; the twin of the filter below for one need."""
    if need.state_id in sight.own_states:
        return True
    if need.status is NeedStatus.DRAFT_ON_BEHALF:
        return sight.on_behalf
    if need.status not in SHOWN or need.visibility is Visibility.OWNER:
        return False
    states = sight.led_states if need.visibility is Visibility.LEADS else sight.states
    return states is None or need.state_id in states


def in_sight(sight: Sight) -> sa.ColumnElement[bool]:
    """Return the condition; ways that lead to no State are left out, so that the index of States is used."""
    shown = col(Need.status).in_(SHOWN)
    members = col(Need.visibility).in_({Visibility.PUBLIC, Visibility.MEMBERS})
    leads = col(Need.visibility) == Visibility.LEADS
    ways: list[sa.ColumnElement[bool]] = [col(Need.state_id).in_(sight.own_states)]
    for level, states in ((members, sight.states), (leads, sight.led_states)):
        if states is None or states - sight.own_states:
            ways.append(shown & level & _among(states))
    if sight.on_behalf:
        ways.append(col(Need.status) == NeedStatus.DRAFT_ON_BEHALF)
    return sa.or_(*ways)


def _among(states: frozenset[int] | None) -> sa.ColumnElement[bool]:
    return sa.true() if states is None else col(Need.state_id).in_(states)
