"""Taking one step of a pledge: its form is shown, or sent once; its papers are kept or dropped."""

from collections.abc import Callable
from typing import Any

from flask import current_app, flash, g, redirect, render_template, url_for
from werkzeug.wrappers import Response

from coalition.audit.service import claim_once
from coalition.core.clock import now
from coalition.core.errors import RuleBroken
from coalition.db import current_session, transaction
from coalition.documents.service import drop, keep
from coalition.pledges.models import Pledge
from coalition.web.access import me
from coalition.web.forms import Form


def run(
    form: Form,
    pledge: Pledge,
    act: Callable[[], object],
    *,
    title: str,
    done: str,
    page: str = "pledges/step.html",
    **more: Any,
) -> str | Response:
    """Show the form of a step, or take the step once and go back to the pledge."""
    session, back = current_session(), url_for("pledges.show", pledge_id=pledge.id)
    if form.validate_on_submit():
        try:
            with transaction(session):
                claim_once(session, form.once.data, back, now())
                act()
        except RuleBroken as broken:
            _forget_papers()
            form.refuse(broken)
        else:
            flash(done)
            return redirect(back)
    return render_template(page, form=form, pledge=pledge, heading=title, back=back, **more)


def paper_of(form: Form) -> int | None:
    """Store the file that came with a form and return its number; None where none came.

    Raises RuleBroken (field "file") when it is disguised, damaged, or no document one reads.
    """
    sent = form["file"].data
    if not sent or not getattr(sent, "filename", ""):
        return None
    kept = keep(
        current_session(),
        current_app.config["FILES_URL"],
        data=sent.read(),
        name=sent.filename,
        person_id=me().id,
        now=now(),
    )
    g.setdefault("papers", []).append(kept.storage_key)
    return kept.id


def _forget_papers() -> None:
    """Take away the bytes of what was sent with a step that was refused: the database forgot them already."""
    for key in g.pop("papers", []):
        drop(current_app.config["FILES_URL"], key)
