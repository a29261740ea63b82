"""What a State does with its documents and their versions."""

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response
from wtforms.fields import SelectChoice

from coalition.audit.service import claim_once
from coalition.auth.policy import Act
from coalition.core.clock import now, today
from coalition.core.errors import RuleBroken
from coalition.core.money import to_decimal
from coalition.core.when import Precision, When
from coalition.db import current_session, transaction
from coalition.states.queries import get_state_by_id
from coalition.strategies import service
from coalition.strategies.forms import DocumentForm, EndorseForm, VersionForm
from coalition.strategies.models import StrategyVersion
from coalition.strategies.queries import get_document, get_version
from coalition.strategies.rules import DocumentKind, Section, VersionStatus
from coalition.strategies.views.room import bp, version_for
from coalition.web.access import allow, require, standing
from coalition.web.choices import options
from coalition.web.forms import Form


@bp.route("/new", methods=["GET", "POST"])
@allow(Act.STRATEGY_KEEP)
def new() -> str | Response:
    """Begin a document with its first draft."""
    form, session = DocumentForm(), current_session()
    states = [get_state_by_id(session, state_id) for state_id in sorted(standing().state_ids)]
    form.state.choices = [SelectChoice(str(state.id), state.label) for state in states]
    form.state.data = form.state.data or form.state.choices[0].value
    form.kind.choices = options(DocumentKind)
    if form.validate_on_submit():
        with transaction(session):
            claim_once(session, form.once.data, url_for("strategies.index"), now())
            version = service.begin_document(
                session,
                state_id=int(form.state.data),
                title=form.title.data,
                kind=DocumentKind(form.kind.data),
            )
            version_id = version.id
        flash(_("The draft is begun. Give its period and objectives next."), "success")
        return redirect(url_for("strategies.show", version_id=version_id))
    return render_template(
        "strategies/act.html",
        form=form,
        heading=_("Begin a guiding document"),
        submit=_("Begin draft"),
        back=url_for("strategies.index"),
        version=None,
    )


@bp.post("/<int:document_id>/versions/new")
@allow(Act.STRATEGY_KEEP)
def new_version(document_id: int) -> Response:
    """Begin the next version of a document, with the objectives of the one that guides."""
    session = current_session()
    require(Act.STRATEGY_KEEP, get_document(session, document_id))
    older = request.form.get("older", "")
    with transaction(session):
        found = get_document(session, document_id)
        version = service.begin_version(session, found)
        if older.isdigit():
            service.carry_over(session, version, older=get_version(session, int(older)))
        version_id = version.id
    flash(_("The next version is begun as a draft. The one in force keeps guiding."), "success")
    return redirect(url_for("strategies.show", version_id=version_id))


@bp.route("/versions/<int:version_id>/edit", methods=["GET", "POST"])
@allow(Act.STRATEGY_KEEP)
def edit(version_id: int) -> str | Response:
    """Period, money and words of a version."""
    version = version_for(Act.STRATEGY_KEEP, version_id)
    form = VersionForm(data=shown(version))
    form.gender_section.choices = form.environment_section.choices = options(Section)

    def act(found: StrategyVersion) -> None:
        seen = form.seen_version.data or ""
        service.describe(found, facts=form.facts(), seen_version=int(seen) if seen.isdigit() else -1)

    return run(form, version, act, title=_("Period and contents"), submit=_("Save"), done=_("Saved."))


@bp.route("/versions/<int:version_id>/endorse", methods=["GET", "POST"])
@allow(Act.STRATEGY_ENDORSE)
def endorse(version_id: int) -> str | Response:
    """Record that the State endorsed a version."""
    version, form = version_for(Act.STRATEGY_ENDORSE, version_id), EndorseForm()
    return run(
        form,
        version,
        lambda found: service.endorse(
            current_session(),
            found,
            on=form.endorsed_on.data.on,
            by=form.endorsed_by.data,
            today=today(),
        ),
        title=_("Record the endorsement"),
        submit=_("Record endorsement"),
        done=_("The version is endorsed. It comes into force on its first day."),
    )


@bp.post(
    "/versions/<int:version_id>/move/<any(draft, under_consultation, abandoned, under_review, in_force):then>"
)
@allow(Act.STRATEGY_ENDORSE)
def move(version_id: int, then: str) -> Response:
    """Take a step that the State decides alone."""
    version_for(Act.STRATEGY_ENDORSE, version_id)
    session = current_session()
    with transaction(session):
        service.move(session, get_version(session, version_id), then=VersionStatus(then))
    flash(_("The new status is recorded."), "success")
    return redirect(url_for("strategies.show", version_id=version_id))


def shown(version: StrategyVersion) -> dict[str, Any]:
    """Return a version as its form shows it."""
    days = {
        name: When(on, Precision.DAY) if (on := getattr(version, name)) else None
        for name in ("valid_from", "valid_to", "next_review_on")
    }
    money = {
        name: to_decimal(minor, version.currency)
        if (minor := getattr(version, name)) is not None and version.currency
        else None
        for name in ("budget", "national_contribution")
    }
    return version.model_dump() | days | money | {"seen_version": str(version.row_version)}


def run(
    form: Form,
    version: StrategyVersion,
    act: Callable[[StrategyVersion], Any],
    *,
    title: str,
    submit: str,
    done: str,
) -> str | Response:
    """Show the form, or do the act once and go back to the version."""
    session, version_id = current_session(), version.id
    back = url_for("strategies.show", version_id=version_id)
    if form.validate_on_submit():
        try:
            with transaction(session):
                claim_once(session, form.once.data, back, now())
                act(get_version(session, version_id))
        except RuleBroken as broken:
            form.refuse(broken)
        else:
            flash(done, "success")
            return redirect(back)
    return render_template(
        "strategies/act.html",
        form=form,
        heading=title,
        submit=submit,
        back=back,
        version=get_version(session, version_id),
    )
