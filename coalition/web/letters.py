"""Letters about accounts, written into the outbox."""

from datetime import datetime

from flask_babel import gettext as _
from sqlmodel import Session

from coalition.auth.models import Person
from coalition.auth.rules import TokenUse
from coalition.notifications.service import tell
from coalition.web.links import path_of


def write_invitation(session: Session, person: Person, *, secret: str, now: datetime) -> None:
    """Write to an invited person; the link works once, for two weeks."""
    tell(
        session,
        [person.id],
        key=f"invitation:{person.id}:{now.isoformat()}",
        subject=_("You are invited to Coalition"),
        body=_("You have been given a role on Coalition. Set your password with this link."),
        link=path_of("auth.accept", secret=secret, use=TokenUse.INVITATION),
        now=now,
        urgent=True,
    )


def write_reset(session: Session, person: Person, *, secret: str, now: datetime) -> None:
    """Write to a person who forgot the password; the link works once, for two hours."""
    tell(
        session,
        [person.id],
        key=f"reset:{person.id}:{now.isoformat()}",
        subject=_("Set a new password"),
        body=_("Somebody, probably you, asked for a new password. The link works once, for two hours."),
        link=path_of("auth.accept", secret=secret, use=TokenUse.PASSWORD_RESET),
        now=now,
        urgent=True,
    )
