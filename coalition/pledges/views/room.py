"""The blueprint of the room, and what all its pages share."""

from dataclasses import dataclass

from flask import Blueprint, abort
from sqlmodel import Session

from coalition.auth.policy import Act
from coalition.auth.rules import Role
from coalition.core.clock import now
from coalition.db import current_session
from coalition.organisations.models import Organisation
from coalition.organisations.queries import get_organisation
from coalition.pledges.models import Pledge
from coalition.pledges.queries import get_pledge
from coalition.pledges.rules import By
from coalition.web.access import me, require, standing

bp = Blueprint("pledges", __name__)


@dataclass(frozen=True, slots=True)
class Donor:
    """A donor as the policy asks about it, before there is a pledge."""

    owner_ids: tuple[int, ...]


def by() -> By:
    """Return who acts in this request, and when."""
    return By(me().id, now())


def own_donors(session: Session) -> list[Organisation]:
    """Return the donors that who asks speaks for."""
    ids = sorted({h.organisation_id for h in standing().held if h.role is Role.DONOR and h.organisation_id})
    return [get_organisation(session, organisation_id) for organisation_id in ids]


def donor_named(session: Session, chosen: str | None) -> Organisation:
    """Return the donor for which the form is sent: the one chosen, else the only one. Others are refused."""
    own = own_donors(session)
    named = [donor for donor in own if str(donor.id) == chosen] or own[:1]
    if not named or (chosen and chosen.isdigit() and str(named[0].id) != chosen):
        abort(403)
    require(Act.PLEDGE_OFFER, Donor((named[0].id,)))
    return named[0]


def seen_pledge(pledge_id: int) -> Pledge:
    """Return a pledge that who asks may see; otherwise it does not exist for them (404)."""
    return get_pledge(current_session(), pledge_id, standing())


def pledge_for(act: Act, pledge_id: int) -> Pledge:
    """Return a pledge that who asks may see and may do act to; 404 and 403 otherwise."""
    pledge = seen_pledge(pledge_id)
    require(act, pledge)
    return pledge
