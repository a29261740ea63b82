"""The blueprint of the room, and what its views share."""

from collections.abc import Callable

from flask import Blueprint, render_template
from werkzeug.wrappers import Response

from coalition.auth.policy import Act
from coalition.db import current_session
from coalition.organisations.models import Contact
from coalition.organisations.queries import get_contact
from coalition.web.access import require
from coalition.web.acting import acted
from coalition.web.forms import Form

bp = Blueprint("organisations", __name__, url_prefix="/contacts")


def own_contact(contact_id: int) -> Contact:
    """Return a contact that who asks may keep; else 403 or 404."""
    contact = get_contact(current_session(), contact_id)
    require(Act.CONTACT_KEEP, contact)
    return contact


def run(
    form: Form, act: Callable[[], object], *, back: str, over: str, words: tuple[str, str, str]
) -> str | Response:
    """Show a form, or do what it asks once and go back; what is refused is shown at its field."""
    title, submit, done = words
    return acted(form, act, back=back, done=done) or render_template(
        "organisations/act.html", form=form, heading=title, submit=submit, over=over, back=back
    )
