"""Which pledges somebody may see, said in SQL, so that no list or sum shows what it should not.

Source: domain model §6 (pledges, transactions; read access to the "leads" level).
"""

from typing import Any

import sqlalchemy as sa

from coalition.auth.policy import Standing
from coalition.auth.rules import Rank, Role, Theme
from coalition.core.visibility import Visibility
from coalition.pledges.models import Pledge
from coalition.pledges.rules import RecipientScope

OPEN = (Visibility.PUBLIC, Visibility.MEMBERS)
WIDE = (RecipientScope.REGIONAL, RecipientScope.GLOBAL)

Clause = sa.ColumnElement[bool]


def seen_by(standing: Standing, pledge: Any = Pledge) -> Clause:
    """Return the condition on `pledge` (the table or an alias of it) that who stands there may see it."""
    if _sees_leads_level_everywhere(standing):
        return _or(pledge.visibility != Visibility.OWNER, _own(standing, pledge))
    open_to_members = pledge.visibility.in_(OPEN)
    ways = [_own(standing, pledge)]
    if standing.roles & {Role.COORDINATOR} or _holds_isu(standing):
        ways.append(open_to_members)
    if standing.roles & {Role.DONOR, Role.AFFECTED_STATE}:
        ways.append(pledge.scope.in_(WIDE) & open_to_members)
        ways.append(pledge.visibility == Visibility.PUBLIC)
    if standing.state_ids:
        ways.append(pledge.state_id.in_(standing.state_ids) & (pledge.visibility != Visibility.OWNER))
    if Role.DONOR in standing.roles and standing.member_states:
        ways.append(pledge.state_id.in_(standing.member_states) & open_to_members)
    if Role.DONOR in standing.roles and standing.lead_states:
        ways.append(pledge.state_id.in_(standing.lead_states) & (pledge.visibility != Visibility.OWNER))
    return _or(*ways)


def ledger_seen_by(standing: Standing, pledge: Any = Pledge) -> Clause:
    """Return the condition that who stands there reads the single payments of `pledge`; others see its sums.

    The donor and the lead it joined, the channel, and the affected State (domain model §6, transactions).
    """
    theirs = pledge.state_id.in_(standing.state_ids) & (pledge.visibility != Visibility.OWNER)
    return _or(_own(standing, pledge), theirs if standing.state_ids else sa.false())


def _own(standing: Standing, pledge: Any) -> Clause:
    """The donor's own; through the organisation as channel; or carried on by it as the lead joined."""
    ids = standing.organisation_ids
    if not ids:
        return sa.false()
    channelled = pledge.channel_organisation_id.in_(ids) & (pledge.visibility != Visibility.OWNER)
    return _or(pledge.donor_id.in_(ids), pledge.lead_id.in_(ids), channelled)


def _sees_leads_level_everywhere(standing: Standing) -> bool:
    ica = any(held.role is Role.COORDINATOR and held.theme is Theme.ICA for held in standing.held)
    return ica or _holds_isu(standing)


def _holds_isu(standing: Standing) -> bool:
    return any(held.role is Role.ISU and held.rank is Rank.MEMBER for held in standing.held)


def _or(*ways: Clause) -> Clause:
    return sa.or_(sa.false(), *ways)
