"""The people in posts as a reader sees them: new, to be confirmed, and one's business with those before."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for
from sqlmodel import Session

from coalition.auth.policy import Act, may
from coalition.core.clock import today
from coalition.organisations.models import Contact
from coalition.organisations.queries import find_government, page_of_contacts
from coalition.organisations.rules import is_due, is_new
from coalition.pledges.queries.business import Business, BusinessKind, list_business
from coalition.web.access import standing

MOST_OF_STATE = 12


@dataclass(frozen=True, slots=True)
class Seen:
    """A contact for a reader; `last` is the reader's last business with who held the post before."""

    contact: Contact
    is_new: bool
    is_due: bool
    keeps: bool
    last: Business | None
    link: str


def keeper_of(session: Session, state_id: int) -> int | None:
    """Return the organisation for which who asks may name a State's people, None who may not."""
    if not may(standing(), Act.CONTACT_KEEP):
        return None
    body = find_government(session, state_id)
    return body.id if body is not None and may(standing(), Act.CONTACT_KEEP, body) else None


def contacts_of_state(session: Session, state_id: int) -> list[Seen]:
    """Return the people in post of a State's bodies as who asks may see them; nobody for visitors."""
    if not may(standing(), Act.CONTACT_SEE):
        return []
    found = page_of_contacts(session, today(), state_id=state_id, per_page=MOST_OF_STATE)
    return seen_of(session, found.rows, state_id)


def seen_of(session: Session, contacts: Sequence[Contact], state_id: int | None) -> list[Seen]:
    """Return contacts with what their reader last had to do with the one before; three queries at most."""
    who = standing()
    followed = state_id is not None and any(one.before is not None for one in contacts)
    done = list_business(session, sorted(who.organisation_ids), state_id or 0) if followed else []
    return [_seen(one, done) for one in contacts]


def _seen(one: Contact, done: Sequence[Business]) -> Seen:
    before = one.before
    past = [] if before is None else [each for each in done if each.on <= (before.valid_to or each.on)]
    return Seen(
        contact=one,
        is_new=is_new(one.valid_from, today()),
        is_due=is_due(one.last_confirmed_on, today()),
        keeps=may(standing(), Act.CONTACT_KEEP, one),
        last=past[0] if past else None,
        link=_link_to(past[0]) if past else "",
    )


def _link_to(one: Business) -> str:
    match one.kind:
        case BusinessKind.PLEDGE:
            return url_for("pledges.show", pledge_id=one.number)
        case BusinessKind.MEETING:
            return url_for("coalitions.meeting", meeting_id=one.number)
        case BusinessKind.QUESTION:
            return url_for("needs.show", need_id=one.number)
