"""Which needs whoever asks gets to see, and the needs they may act on."""

from dataclasses import dataclass

from coalition.auth.policy import Act
from coalition.core.errors import NotFound
from coalition.db import current_session
from coalition.needs.models import Need
from coalition.needs.queries import get_need
from coalition.needs.queries.sight import sees, sight_of
from coalition.needs.rules import NeedStatus
from coalition.needs.views.others import is_named_in_interest
from coalition.web.access import require, standing


@dataclass(frozen=True, slots=True)
class Country:
    """A State as the policy asks about it, before there is a need."""

    state_id: int


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
