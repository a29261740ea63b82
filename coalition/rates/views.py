"""Pages of exchange rates: what is known, and loading more."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coalition.audit.service import claim_once
from coalition.auth.policy import Act
from coalition.core.clock import now, today
from coalition.core.errors import RuleBroken
from coalition.db import current_session, transaction
from coalition.rates.forms import LoadForm
from coalition.rates.queries import list_newest
from coalition.rates.readers import Unreadable
from coalition.rates.rules import SCALE, is_stale
from coalition.rates.service import import_rates
from coalition.web.access import allow

bp = Blueprint("rates", __name__, url_prefix="/rates")

SOURCES = (
    "European Central Bank, euro reference rates (file)",
    "United Nations, operational rates of exchange (file)",
)


@bp.get("")
@allow(Act.HOME_SEE)
def index() -> str:
    """The newest rate of each currency, old ones marked."""
    rows = [
        {"rate": rate, "usd": rate.rate / SCALE, "stale": is_stale(rate.rate_on, today())}
        for rate in list_newest(current_session())
    ]
    return render_template("rates/index.html", rows=rows)


@bp.route("/load", methods=["GET", "POST"])
@allow(Act.PROGRAMME_IMPORT)  # who may load outside data
def load() -> str | Response:
    """Load a file of rates; what is known already stays as it is."""
    form, session = LoadForm(), current_session()
    form.source.choices = [(source, source) for source in SOURCES]
    if form.validate_on_submit():
        try:
            with transaction(session):
                claim_once(session, form.once.data, url_for("rates.index"), now())
                report = import_rates(session, form.file.data.read(), source=form.source.data, today=today())
        except Unreadable as wrong:
            form.refuse(RuleBroken(str(wrong), field="file"))
        else:
            words = {"added": report.added, "known": report.known, "refused": len(report.refused)}
            flash(_("%(added)s rates added, %(known)s known already, %(refused)s lines refused.", **words))
            return redirect(url_for("rates.index"))
    return render_template("rates/load.html", form=form)
