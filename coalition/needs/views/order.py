"""The order of priority of a State's needs: dragged, moved by buttons, or sent to a place."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlmodel import Session
from werkzeug.wrappers import Response

from coalition.auth.policy import Act
from coalition.core.errors import RuleBroken
from coalition.core.paging import page_number
from coalition.db import current_session, transaction
from coalition.needs import service
from coalition.needs.queries import page_of_ranked
from coalition.needs.views.room import bp
from coalition.needs.views.sight import Country
from coalition.web.access import allow, require, standing
from coalition.web.forms import Form

MOST_DIGITS = 9


@bp.route("/order", methods=["GET", "POST"])
@allow(Act.NEED_POST)
def order() -> str | Response:
    """Put a State's needs in order of priority; by dragging, by buttons, or by saying the place."""
    session, form = current_session(), Form()
    state_id = min(standing().state_ids)
    require(Act.NEED_POST, Country(state_id))
    number = page_number(request.args.get("page"))
    if form.validate_on_submit():
        try:
            with transaction(session):
                moved = _reorder(session, state_id)
        except RuleBroken as broken:
            form.refuse(broken)
        else:
            flash(_("The order is saved."), "success")
            anchor = f"need-{moved}" if moved else None
            return redirect(url_for("needs.order", page=number if number > 1 else None, _anchor=anchor))
    return render_template("needs/order.html", form=form, page=page_of_ranked(session, state_id, number))


def _reorder(session: Session, state_id: int) -> int | None:
    """Take over the order of the page, then the one move that was asked for; return the need it moved."""
    wanted = request.form
    service.reorder(session, state_id, [int(text) for text in wanted.getlist("need") if text.isdigit()])
    for name, step in (("up", -1), ("down", 1)):
        moved = _number(wanted.get(name))
        if moved is not None:
            service.shift(session, state_id, moved, by=step)
            return moved
    moved, place = _number(wanted.get("moved")), _number(wanted.get("place"))
    if moved is not None and place is not None:
        service.move_to(session, state_id, moved, place=place)
    return moved


def _number(text: str | None) -> int | None:
    plain = (text or "").strip()
    return int(plain) if plain.isascii() and plain.isdigit() and len(plain) <= MOST_DIGITS else None
