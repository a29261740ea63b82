"""The blueprint of the room, and what all its pages do alike."""

from collections.abc import Callable
from datetime import date

from flask import Blueprint, flash, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response
from wtforms.fields.choices import SelectChoice

from coalition.audit.service import claim_once, lead_to
from coalition.auth.rules import Theme
from coalition.committee.queries.offices import list_areas
from coalition.core.clock import now, today
from coalition.core.errors import RuleBroken
from coalition.core.when import parse_when
from coalition.db import current_session, transaction
from coalition.states.queries import list_all_states
from coalition.web.forms import Form
from coalition.web.words import in_words

bp = Blueprint("committee", __name__, url_prefix="/committee")


def run(
    form: Form,
    act: Callable[[], object],
    *,
    back: str | Callable[[], str],
    words: tuple[str, str, str],
    help_text: str = "",
) -> str | Response:
    """Show the form, or do the act once and go back. `words`: the title, the button, what is said after.

    `back` may be a function, when the page to go to is made by the act.
    """
    session = current_session()
    title, submit, done = words

    def address() -> str:
        return back if isinstance(back, str) else back()

    if form.validate_on_submit():
        try:
            with transaction(session):
                claim_once(session, form.once.data, address(), now())
                act()
                lead_to(session, form.once.data, address())
        except RuleBroken as broken:
            form.refuse(broken)
        else:
            flash(done)
            return redirect(address())
    return render_template(
        "committee/act.html", form=form, heading=title, submit=submit, back=address(), help_text=help_text
    )


def deed(act: Callable[[], object], *, back: str) -> Response:
    """Do an act of one button, say what came of it, and go back."""
    try:
        with transaction(current_session()):
            said = str(act())
    except RuleBroken as broken:
        said = in_words(broken)
    flash(said)
    return redirect(back)


def day_asked() -> date:
    """Return the day that `?on=` names, or today."""
    try:
        return parse_when(request.args["on"]).last if request.args.get("on") else today()
    except RuleBroken:
        return today()


def state_choices(first: str = "") -> list[SelectChoice]:
    """Return all States as choices, with an empty first one."""
    states = list_all_states(current_session())
    return [SelectChoice("", first or _("Choose…"))] + [
        SelectChoice(str(state.id), state.label) for state in states
    ]


def theme_choices() -> list[SelectChoice]:
    """Return the thematic areas as choices, with an empty first one."""
    areas = list_areas(current_session())
    return [SelectChoice("", _("None"))] + [SelectChoice(area.code.value, area.name) for area in areas]


def theme_of(text: str | None) -> Theme | None:
    """Return the area that a choice names."""
    return Theme(text) if text else None
