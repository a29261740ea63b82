"""The blueprint of the room, and what its forms have in common."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import Blueprint, flash, redirect, render_template
from werkzeug.wrappers import Response

from coalition.core.errors import RuleBroken
from coalition.db import current_session, transaction
from coalition.web.acting import acted
from coalition.web.forms import Form
from coalition.web.words import in_words


@dataclass(frozen=True, slots=True)
class Country:
    """A State as the policy asks about it."""

    state_id: int


bp = Blueprint("obligations", __name__, url_prefix="/obligations")


def run(
    form: Form, act: Callable[[], object], *, back: str, heading: str, submit: str, done: str, lead: str = ""
) -> str | Response:
    """Show a form and, when it is sent and sound, do its act once; what is refused stands at its field."""
    return acted(form, act, back=back, done=done) or render_template(
        "obligations/act.html", form=form, heading=heading, submit=submit, back=back, lead=lead
    )


def do(act: Callable[[], object], *, back: str, done: str) -> Response:
    """Do an act that needs no form, say how it went, and go back."""
    session = current_session()
    try:
        with transaction(session):
            act()
    except RuleBroken as broken:
        flash(in_words(broken))
    else:
        flash(done)
    return redirect(back)
