"""Screening a record when it is saved, and everything every night, since a day, or of one coalition."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, datetime, timedelta

from sqlmodel import Session, col, select

from coalition.coalitions.models import Coalition
from coalition.duplication.models import Screening
from coalition.duplication.queries.changed import iter_ids, list_gone
from coalition.duplication.queries.sides import find_profile
from coalition.duplication.rules.flags import SideKind
from coalition.duplication.service.covering import flag_over_covered
from coalition.duplication.service.index import in_batches, index_sides
from coalition.duplication.service.screening import Screened, screen_many

AT_ONCE = 100
HOURS_FRESH, MOST_DUE = 20, 150
ORDER = (SideKind.PLEDGE, SideKind.ACTIVITY, SideKind.NEED, SideKind.PROGRAMME)

Saving = Callable[[Session], AbstractContextManager[None]]


def screen(
    session: Session, kind: SideKind, number: int, *, now: datetime, done: Screened | None = None
) -> Screened:
    """Screen one record in the transaction that saved it; a need's money is looked at as well.

    A saved pledge also has the needs it is given to looked at.
    """
    done = screen_many(session, kind, [number], now=now, done=done)
    needs = [number] if kind is SideKind.NEED else []
    if kind is SideKind.PLEDGE:
        side = find_profile(session, kind, number)
        needs = list(side.card.get("needs", ())) if side else []
    return flag_over_covered(session, needs, now=now, done=done) if needs else done


def screen_due(session: Session, now: datetime, most: int = MOST_DUE) -> int:
    """Screen the records that nobody compared for a day, the longest waiting first; return how many.

    A job of the clock: a few seconds in one transaction, often, so that no writer waits for the night's work.
    """
    before = now - timedelta(hours=HOURS_FRESH)
    rows = select(Screening.side_kind, Screening.side_id).where(Screening.screened_at < before)
    due = session.exec(rows.order_by(col(Screening.screened_at), col(Screening.id)).limit(most)).all()
    for kind in ORDER:
        some = [number for of_kind, number in due if of_kind is kind]
        screen_many(session, kind, some, now=now)
        if kind is SideKind.NEED and some:
            flag_over_covered(session, some, now=now)
    return len(due)


def screen_all(
    session: Session,
    *,
    now: datetime,
    saving: Saving,
    since: date | None = None,
    coalition: Coalition | None = None,
    tell: Callable[[int], object] = lambda _: None,
) -> Screened:
    """Screen all records, a hundred a transaction, so that nobody waits for the night's work.

    `saving` is db.transaction, handed in by the roof; `tell` hears after each batch how many more are done.
    Safe to run twice and to stop half way: each record's questions are whole or untouched.
    """
    done = Screened()
    for kind in ORDER:
        for some in in_batches(list(iter_ids(session, kind, since=since, coalition=coalition)), AT_ONCE):
            with saving(session):
                screen_many(session, kind, some, now=now, done=done)
                if kind is SideKind.NEED:
                    flag_over_covered(session, some, now=now, done=done)
            session.expunge_all()
            tell(len(some))
    with saving(session):
        for kind, ids in list_gone(session).items():
            screen_many(session, kind, ids, now=now, done=done)
    return done


def reindex_all(session: Session, *, saving: Saving, tell: Callable[[int], object] = lambda _: None) -> int:
    """Bring the index up to date for every record of every kind; return how many stand in it."""
    count = 0
    for kind in ORDER:
        for some in in_batches(list(iter_ids(session, kind)), 1_000):
            with saving(session):
                count += index_sides(session, kind, some)
            session.expunge_all()
            tell(len(some))
    return count
