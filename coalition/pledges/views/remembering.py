"""Sums that need not be added up again while nothing was said, paid or asked anew.

Every act on a pledge writes a step or a ledger line, every change of a need an entry of the log: their newest
numbers are the version of all sums. Pages only read, so they see, and keep, committed figures alone.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import TypeVar, cast

import sqlalchemy as sa
from flask import current_app
from sqlmodel import Session, col

from coalition.audit.models import AuditEntry
from coalition.needs.models import Need
from coalition.pledges.models import PledgeStep, Transaction

MOST_KEPT = 200

T = TypeVar("T")
_kept: OrderedDict[Hashable, object] = OrderedDict()
_lock = Lock()


def remembered(session: Session, key: Hashable, add_up: Callable[[], T]) -> T:
    """Return what `add_up` returns, from memory where nothing has changed since; tests always add up anew."""
    if current_app.testing:
        return add_up()
    whole = (current_app.config["DATABASE_URL"], _version(session), key)
    with _lock:
        if whole in _kept:
            _kept.move_to_end(whole)
            return cast(T, _kept[whole])
    found = add_up()
    with _lock:
        _kept[whole] = found
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
    return found


def forget() -> None:
    """Forget all sums: the next page adds up anew, as after any act."""
    with _lock:
        _kept.clear()


def _version(session: Session) -> tuple[object, ...]:
    newest = [
        sa.select(sa.func.max(col(table.id))).scalar_subquery()
        for table in (PledgeStep, Transaction, AuditEntry)
    ]
    needs = sa.select(sa.func.max(col(Need.id))).scalar_subquery()
    return tuple(session.execute(sa.select(*newest, needs)).one())
