"""The blueprint of the room, and what of it somebody sees."""

from flask import Blueprint

from coalition.auth.policy import Act, Standing
from coalition.auth.rules import Role
from coalition.core.errors import NotFound
from coalition.db import current_session
from coalition.strategies.models import StrategyVersion
from coalition.strategies.queries import Sight, get_version, is_seen
from coalition.web.access import require, standing

bp = Blueprint("strategies", __name__, url_prefix="/strategies")

EVERYWHERE = frozenset({Role.COORDINATOR, Role.ISU})


def sight_of(who: Standing) -> Sight:
    """Return which versions somebody of this standing sees."""
    everywhere = bool(who.roles & EVERYWHERE)
    return Sight(
        own_states=who.state_ids,
        member_states=None if everywhere else who.member_states,
        led_states=None if everywhere else who.lead_states,
    )


def seen_version(version_id: int) -> StrategyVersion:
    """Return a version that who asks may see; otherwise it does not exist for them (404)."""
    session = current_session()
    version = get_version(session, version_id)
    if not is_seen(session, sight_of(standing()), version_id):
        raise NotFound(f"strategy version {version_id}")
    return version


def version_for(act: Act, version_id: int) -> StrategyVersion:
    """Return a version that who asks may see and may do act to; 404 and 403 otherwise."""
    version = seen_version(version_id)
    require(act, version)
    return version
