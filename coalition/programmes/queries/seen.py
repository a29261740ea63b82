"""Which programmes somebody may see, said in SQL, so that no list, search or count shows what it should not.

Source: the interface contract, "Visibility of a record"; domain model §6 (existing programmes).
"""

import sqlalchemy as sa
from sqlmodel import col

from coalition.auth.policy import Standing
from coalition.auth.rules import Rank, Role, Theme
from coalition.core.visibility import Visibility
from coalition.programmes.models import Programme, ProgrammeCountry

Clause = sa.ColumnElement[bool]
BELOW_LEADS = (Visibility.PUBLIC, Visibility.MEMBERS, Visibility.LEADS)


def seen_by(standing: Standing) -> Clause:
    """Return the condition that who stands there may see a programme.

    Public ones are seen by all; those for members by the members of a coalition in one of its countries,
    coordinators and the ISU; those for leads by its States, their leads, ICA coordinators and the ISU; one's
    own always.
    """
    ways: list[Clause] = [col(Programme.visibility) == Visibility.PUBLIC]
    if standing.organisation_ids:
        ways.append(col(Programme.owner_id).in_(standing.organisation_ids))
    if _sees_leads_level(standing):
        ways.append(col(Programme.visibility).in_(BELOW_LEADS))
    elif Role.COORDINATOR in standing.roles:
        ways.append(col(Programme.visibility) == Visibility.MEMBERS)
    for states, level in (
        (standing.member_states, (Visibility.MEMBERS,)),
        (standing.state_ids | standing.lead_states, (Visibility.MEMBERS, Visibility.LEADS)),
    ):
        if states:
            ways.append(col(Programme.visibility).in_(level) & _in(states))
    return sa.or_(*ways)


def _in(state_ids: frozenset[int]) -> Clause:
    inside = sa.select(col(ProgrammeCountry.programme_id)).where(
        col(ProgrammeCountry.state_id).in_(state_ids)
    )
    return col(Programme.id).in_(inside)


def _sees_leads_level(standing: Standing) -> bool:
    ica = any(held.role is Role.COORDINATOR and held.theme is Theme.ICA for held in standing.held)
    return ica or any(held.role is Role.ISU and held.rank is Rank.MEMBER for held in standing.held)
