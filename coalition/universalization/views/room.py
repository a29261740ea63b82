"""The blueprint of the room, and what its views share."""

from collections.abc import Callable, Sequence

from flask import Blueprint, render_template
from sqlmodel import Session
from werkzeug.wrappers import Response
from wtforms.fields.choices import SelectChoice

from coalition.auth.policy import Standing
from coalition.auth.rules import Role
from coalition.organisations.models import Organisation
from coalition.organisations.queries import find_organisation, get_organisation
from coalition.web.acting import acted
from coalition.web.forms import Form

bp = Blueprint("universalization", __name__, url_prefix="/universalization")
SECRETARIAT = "Implementation Support Unit of the Convention on Cluster Munitions"


def bodies_of(session: Session, who: Standing) -> list[Organisation]:
    """Return in whose name a person may act: its organisations; the ISU for its officers."""
    found = [get_organisation(session, number) for number in sorted(who.organisation_ids)]
    unit = find_organisation(session, SECRETARIAT) if Role.ISU in who.roles else None
    return [*found, *([unit] if unit and unit not in found else [])]


def chosen(bodies: Sequence[Organisation]) -> list[SelectChoice]:
    """Return the choices of a form for these organisations."""
    return [SelectChoice(str(body.id), body.label) for body in bodies]


def run(
    form: Form, act: Callable[[], object], *, back: str, here: str, words: tuple[str, str, str]
) -> str | Response:
    """Show a form, or do what it asks once and go back; what is refused is shown at its field."""
    title, submit, done = words
    return acted(form, act, back=back, done=done) or render_template(
        "universalization/act.html", form=form, heading=title, submit=submit, back=back, here=here
    )
