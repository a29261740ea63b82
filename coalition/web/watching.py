"""What happens by itself with every act: what was changed is compared with what others do already.

Pages, API, commands and jobs all save through `db.transaction`, so that no entry path can skip the check.
"""

from typing import Any

import sqlalchemy as sa
from flask import Flask
from sqlalchemy.orm import Session as AnySession
from sqlmodel import Session

from coalition.activities.models import Activity
from coalition.core.clock import now
from coalition.db import before_saving
from coalition.duplication.rules.flags import SideKind
from coalition.duplication.service import screen
from coalition.needs.models import Need
from coalition.pledges.models import Pledge, PledgeAllocation

TOUCHED = "touched"
# Which row of which table makes which record worth comparing anew.
SIDES: dict[type[Any], tuple[SideKind, str]] = {
    Need: (SideKind.NEED, "id"),
    Pledge: (SideKind.PLEDGE, "id"),
    PledgeAllocation: (SideKind.PLEDGE, "pledge_id"),
    Activity: (SideKind.ACTIVITY, "id"),
}


def init_app(app: Flask) -> None:
    """Compare in every act of this app what it changed."""
    before_saving(app, screen_touched)


@sa.event.listens_for(AnySession, "after_flush")
def note_touched(session: AnySession, _: Any) -> None:
    """Remember the records that this act has changed."""
    for thing in (*session.new, *session.dirty, *session.deleted):
        if type(thing) in SIDES and (thing not in session.dirty or session.is_modified(thing)):
            kind, name = SIDES[type(thing)]
            session.info.setdefault(TOUCHED, set()).add((kind, getattr(thing, name)))


def screen_touched(session: Session) -> None:
    """Compare the records that this act has changed, in its own transaction."""
    session.flush()
    touched = session.info.pop(TOUCHED, set())
    for kind, number in sorted(touched):
        screen(session, kind, number, now=now())
    session.flush()
    session.info.pop(TOUCHED, None)
