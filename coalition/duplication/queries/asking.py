"""Checking a draft in a form, a text in a file, or a stored record; nothing is written."""

from dataclasses import replace
from datetime import date

from sqlmodel import Session

from coalition.duplication.queries.checking import EVERYTHING, MOST_SHOWN, Match, check
from coalition.duplication.queries.naming import Names
from coalition.duplication.queries.sides import list_sides
from coalition.duplication.queries.valuing import Rates
from coalition.duplication.rules.flags import SideKind
from coalition.duplication.rules.profile import Side
from coalition.rates.service import look_up


def check_draft(
    session: Session, draft: Side, *, today: date, kinds: tuple[int, ...] = EVERYTHING, most: int = MOST_SHOWN
) -> list[Match]:
    """Return what an unsaved record may duplicate, best first, each with its evidence."""
    subject = Names(session).resolve([draft.subject])[0]
    ready = Rates(session, look_up).valued([replace(draft, subject=subject)])[0]
    return check(session, ready, today=today, kinds=kinds, most=most)


def check_stored(
    session: Session,
    kind: SideKind,
    number: int,
    *,
    today: date,
    kinds: tuple[int, ...] = EVERYTHING,
    most: int = MOST_SHOWN,
) -> list[Match] | None:
    """Return what a stored record may duplicate; None when it is not there or not fit to be compared."""
    sides = Rates(session, look_up).valued(list_sides(session, kind, [number]))
    return check(session, sides[0], today=today, kinds=kinds, most=most) if sides else None
