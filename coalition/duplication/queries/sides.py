"""Records as sides to compare: one loader a kind, so that a new kind of record is one line in LOADERS."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import sqlalchemy as sa
from sqlmodel import Session, col

from coalition.duplication.models import CandidateProfile
from coalition.duplication.queries.loaders import load_activities, load_needs, load_pledges, load_programmes
from coalition.duplication.queries.naming import Names
from coalition.duplication.rules.compared import Compared, compared_of
from coalition.duplication.rules.compared import unpack as unpack_compared
from coalition.duplication.rules.flags import SideKind
from coalition.duplication.rules.keys import item_of, side_of
from coalition.duplication.rules.profile import Side, unpack

Loader = Callable[[Session, Sequence[int]], list[Side]]

LOADERS: dict[SideKind, Loader] = {
    SideKind.PROGRAMME: load_programmes,
    SideKind.PLEDGE: load_pledges,
    SideKind.NEED: load_needs,
    SideKind.ACTIVITY: load_activities,
}


# Made once: to put a statement together takes as long as to run it.
_AMONG = col(CandidateProfile.item).in_(sa.bindparam("items", expanding=True))
_PROFILES = sa.select(
    col(CandidateProfile.item), col(CandidateProfile.state_id), col(CandidateProfile.facts)
).where(_AMONG)
_COMPARED = sa.select(col(CandidateProfile.item), col(CandidateProfile.compared)).where(_AMONG)


def list_sides(
    session: Session, kind: SideKind, ids: Sequence[int], names: Names | None = None
) -> list[Side]:
    """Return these records as sides; what is not there, or not fit to be compared, is left out."""
    sides = LOADERS[kind](session, ids)
    subjects = (names or Names(session)).resolve([side.subject for side in sides])
    return [replace(side, subject=subject) for side, subject in zip(sides, subjects, strict=True)]


def find_side(session: Session, kind: SideKind, number: int) -> Side | None:
    """Return one record as a side, or None when it is gone or no longer compared."""
    return next(iter(list_sides(session, kind, [number])), None)


def list_profiles(session: Session, items: Sequence[int]) -> dict[int, Side]:
    """Return the sides that lie in the index under these items."""
    rows = session.connection().execute(_PROFILES, {"items": items}).all()
    return {item: unpack(*side_of(item), state_id, facts) for item, state_id, facts in rows}


def list_compared(session: Session, items: Sequence[int]) -> dict[int, Compared]:
    """Return what lies in the index under these items, ready to be compared.

    Rows of an older edition of the tables are taken apart anew from the record; the next screening of
    theirs writes them.
    """
    rows = session.connection().execute(_COMPARED, {"items": items}).all()
    found = {item: unpack_compared(*side_of(item), packed) for item, packed in rows}
    stale = [item for item, one in found.items() if one is None]
    anew = {item: compared_of(side) for item, side in list_profiles(session, stale).items()} if stale else {}
    return {item: one for item, one in found.items() if one is not None} | anew


def find_profile(session: Session, kind: SideKind, number: int) -> Side | None:
    """Return the side of a record as it lies in the index, or None."""
    item = item_of(kind, number)
    return list_profiles(session, [item]).get(item)
