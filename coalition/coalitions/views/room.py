"""The blueprint of the room, and what its forms have in common."""

from typing import Any

from flask import Blueprint, render_template, url_for
from werkzeug.wrappers import Response

from coalition.auth.policy import Act
from coalition.coalitions.models import Coalition
from coalition.coalitions.queries import get_coalition
from coalition.db import current_session
from coalition.web.access import require
from coalition.web.acting import acted
from coalition.web.forms import Form

bp = Blueprint("coalitions", __name__, url_prefix="/coalitions")


def own_coalition(coalition_id: int, act: Act) -> Coalition:
    """Return a coalition to which who asks may do an act; else 403 or 404."""
    coalition = get_coalition(current_session(), coalition_id)
    require(act, coalition)
    return coalition


def run(
    form: Form, coalition: Coalition, act: Any, *, title: str, submit: str, done: str, **more: Any
) -> str | Response:
    """Show the form, or do the act once and go back to the coalition."""
    back = url_for("coalitions.show", coalition_id=coalition.id)
    return acted(form, act, back=back, done=done) or act_page(form, title, submit, back, coalition, **more)


def act_page(
    form: Form, title: str, submit: str, back: str, coalition: Coalition | None = None, **more: Any
) -> str:
    """Return the page of a form; `points` in `more` are shown as what stays open."""
    return render_template(
        "coalitions/act.html", form=form, heading=title, submit=submit, back=back, coalition=coalition, **more
    )
