"""The blueprint of the room, and whose contamination somebody sees."""

from dataclasses import dataclass

from flask import Blueprint

from coalition.auth.policy import Act, Standing
from coalition.auth.rules import Role
from coalition.contamination.queries import Sight
from coalition.db import current_session
from coalition.states.models import State
from coalition.states.queries import get_state
from coalition.web.access import require

bp = Blueprint("contamination", __name__, url_prefix="/contamination")

EVERYWHERE = frozenset({Role.COORDINATOR, Role.ISU})


@dataclass(frozen=True, slots=True)
class Country:
    """A State as the policy asks about it."""

    state_id: int


def sight_of(who: Standing) -> Sight:
    """Return whose contamination somebody of this standing sees."""
    everywhere = bool(who.roles & EVERYWHERE)
    return Sight(
        states=None if everywhere else who.member_states | who.state_ids,
        led_states=None if everywhere else who.lead_states,
        own_states=who.state_ids,
    )


def state_for(act: Act, iso3: str) -> State:
    """Return the State of a code, where who asks may do act to its contamination; 404 and 403 otherwise."""
    state = get_state(current_session(), iso3)
    require(act, Country(state.id))
    return state
