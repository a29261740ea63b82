"""Results of a report, one small form each."""

from typing import Any

from flask import abort, flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coalition.activities import service
from coalition.activities.forms import LandForm, LawForm, PeopleForm, ServiceForm, StockForm
from coalition.activities.queries import facts_of, get_report
from coalition.activities.rules.kinds import ActivityType, Age, CountMethod, Disability, Group, Relation, Sex
from coalition.activities.views.room import bp, report_for, run
from coalition.auth.policy import Act
from coalition.contamination.rules import HazardMix
from coalition.db import current_session, transaction
from coalition.web.access import allow
from coalition.web.choices import options

FORMS: dict[str, type[Any]] = {
    "land": LandForm,
    "people": PeopleForm,
    "services": ServiceForm,
    "stocks": StockForm,
    "laws": LawForm,
}
CHOICES: dict[str, Any] = {
    "mix": HazardMix,
    "relation": Relation,
    "sex": Sex,
    "age": Age,
    "disability": Disability,
    "group": Group,
    "method": CountMethod,
    "service": ActivityType,
}
KINDS = "any(land, people, services, stocks, laws):kind"


@bp.route(f"/reports/<int:report_id>/<{KINDS}>/add", methods=["GET", "POST"])
@allow(Act.REPORT_WRITE)
def add(report_id: int, kind: str) -> str | Response:
    """Add one result to a report."""
    found, session, form = report_for(Act.REPORT_WRITE, report_id), current_session(), FORMS[kind]()
    for field in form:
        if field.name in CHOICES and field.type == "SelectField":
            field.choices = options(CHOICES[field.name])

    def act() -> None:
        fresh = get_report(session, report_id)
        there = getattr(facts_of(session, fresh), kind)
        service.rewrite(session, fresh, **{kind: (*there, form.result())})

    headings = {
        "land": _("Add land"),
        "people": _("Add people reached"),
        "services": _("Add a service"),
        "stocks": _("Add stocks destroyed"),
        "laws": _("Add a milestone"),
    }
    words = {"heading": headings[kind], "submit": _("Add"), "over": found.activity.title, "done": _("Added.")}
    return run(form, act, back=url_for("activities.report", report_id=report_id), words=words)


@bp.post(f"/reports/<int:report_id>/<{KINDS}>/<int:place>/drop")
@allow(Act.REPORT_WRITE)
def drop(report_id: int, kind: str, place: int) -> Response:
    """Take one result out of a report; places count from 0."""
    report_for(Act.REPORT_WRITE, report_id)
    session = current_session()
    with transaction(session):
        fresh = get_report(session, report_id)
        there = list(getattr(facts_of(session, fresh), kind))
        if place >= len(there):
            abort(404)
        del there[place]
        service.rewrite(session, fresh, **{kind: tuple(there)})
    flash(_("Taken out."), "success")
    return redirect(url_for("activities.report", report_id=report_id))
