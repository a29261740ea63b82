"""Counting once what two pledges hold, when people confirmed that it is the same. The caller commits."""

from datetime import date

from sqlmodel import Session

from coalition.pledges.models import CountedElsewhere, Pledge


def count_once(session: Session, one_id: int, other_id: int, *, today: date) -> None:
    """Leave the smaller of two pledges out of totals that hold both; of equal ones the later."""
    one, other = session.get(Pledge, one_id), session.get(Pledge, other_id)
    if one is None or other is None:
        return
    less, more = sorted((one, other), key=lambda pledge: (pledge.counted_usd, -pledge.id))
    known = session.get(CountedElsewhere, less.id)
    if known is None and session.get(CountedElsewhere, more.id) is None:
        session.add(CountedElsewhere(pledge_id=less.id, counted_in_id=more.id, since=today))
        session.flush()


def count_both(session: Session, one_id: int, other_id: int) -> None:
    """Count both pledges again: the question whether they are the same money is open."""
    for own, counted_in in ((one_id, other_id), (other_id, one_id)):
        known = session.get(CountedElsewhere, own)
        if known is not None and known.counted_in_id == counted_in:
            session.delete(known)
    session.flush()
