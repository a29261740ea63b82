"""What higher rooms know about needs, where no room tells it in just these words; asked here, at the roof."""

from collections.abc import Collection

from sqlmodel import Session

from coalition.pledges.queries import list_interests_in


def is_named_in_interest(session: Session, need_id: int, organisation_ids: Collection[int]) -> bool:
    """Return whether somebody reported that one of these organisations is interested in the need."""
    return any(one.donor_id in organisation_ids for one in list_interests_in(session, need_id))
