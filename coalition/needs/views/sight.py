"""Which needs whoever asks gets to see, and the needs they may act on."""

from dataclasses import dataclass

from coalition.auth.policy import Act, Standing
from coalition.auth.rules import Role
from coalition.core.errors import NotFound
from coalition.db import current_session
from coalition.needs.models import Need
from coalition.needs.queries import get_need
from coalition.needs.queries.sight import Sight, sees
from coalition.needs.rules import NeedStatus
from coalition.needs.views.others import is_named_in_interest
from coalition.web.access import require, standing

# These read the posted needs of every State; partners and observers those of their coalitions.
EVERYWHERE = frozenset({Role.DONOR, Role.COORDINATOR, Role.ISU})
WITH_LEADS = frozenset({Role.COORDINATOR, Role.ISU})


@dataclass(frozen=True, slots=True)
class Country:
    """A State as the policy asks about it, before there is a need."""

    state_id: int


def sight_of(who: Standing) -> Sight:
    """Return which needs somebody of this standing sees."""
    everywhere = bool(who.roles & EVERYWHERE)
    return Sight(
        states=None if everywhere else who.member_states,
        own_states=who.state_ids,
        led_states=None if who.roles & WITH_LEADS else who.lead_states,
        on_behalf=bool(who.roles & WITH_LEADS),
    )


def seen_need(need_id: int) -> Need:
    """Return a need that who asks may see; otherwise it does not exist for them (404)."""
    session = current_session()
    need = get_need(session, need_id)
    if sees(sight_of(standing()), need):
        return need
    named = need.status is NeedStatus.DRAFT_ON_BEHALF and is_named_in_interest(
        session, need.id, standing().organisation_ids
    )
    if not named:
        raise NotFound(f"need {need_id}")
    return need


def need_for(act: Act, need_id: int) -> Need:
    """Return a need that who asks may see and may do act to; 404 and 403 otherwise."""
    need = seen_need(need_id)
    require(act, need)
    return need
