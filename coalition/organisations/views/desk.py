"""What contacts bring to first pages: those of one's own that nobody confirmed for half a year."""

from datetime import date

from flask import url_for
from flask_babel import gettext as _
from sqlmodel import Session

from coalition.auth.policy import Act, Standing, may
from coalition.organisations.queries import list_to_confirm
from coalition.web.desks import Line, Part


def of_keeper(session: Session, standing: Standing, today: date) -> Part:
    """Contacts to confirm, each with its one button."""
    found = list_to_confirm(
        session,
        today,
        state_ids=sorted(standing.state_ids),
        organisation_ids=sorted(standing.organisation_ids),
    )
    return Part(
        waiting=[
            Line(
                _("Is %(post)s of %(body)s still right?", post=one.post_title, body=one.organisation.label),
                _("Look"),
                url_for("organisations.show", organisation_id=one.organisation_id),
            )
            for one in found
            if may(standing, Act.CONTACT_KEEP, one)
        ]
    )
