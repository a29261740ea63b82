"""Doing what a form asks: once, in one transaction, or saying at its field why not."""

from collections.abc import Callable

from flask import flash, redirect
from werkzeug.wrappers import Response

from coalition.audit.service import claim_once
from coalition.core.clock import now
from coalition.core.errors import RuleBroken
from coalition.db import current_session, transaction
from coalition.web.forms import Form


def acted(form: Form, act: Callable[[], object], *, back: str, done: str) -> Response | None:
    """Do what a form that was sent asks, and go back; None while the form is to be shown, or shown again.

    A form sent twice acts once. What the domain refuses stands at its field.
    """
    if not form.validate_on_submit():
        return None
    session = current_session()
    try:
        with transaction(session):
            claim_once(session, form.once.data, back, now())
            act()
    except RuleBroken as broken:
        form.refuse(broken)
        return None
    flash(done)
    return redirect(back)
