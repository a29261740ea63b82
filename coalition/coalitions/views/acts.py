"""Acts on a coalition: propose, consent, describe, challenge, seats, signatures, closing."""

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response
from wtforms.fields.choices import SelectChoice

from coalition.audit.service import claim_once
from coalition.auth.policy import Act, may
from coalition.coalitions import service
from coalition.coalitions.forms import (
    ChallengeForm,
    CloseForm,
    ConsentForm,
    DescribeForm,
    EndSeatForm,
    ProposeForm,
    SeatForm,
)
from coalition.coalitions.models import Coalition
from coalition.coalitions.queries import eligibility_of, get_coalition, get_member
from coalition.coalitions.rules import ChallengeCategory, CoalitionStatus, MemberRole, Signer
from coalition.coalitions.views.room import bp
from coalition.core.clock import now, today
from coalition.core.errors import RuleBroken
from coalition.db import current_session, transaction
from coalition.organisations.queries import get_organisation, list_all_organisations
from coalition.states.queries import get_state, list_all_states
from coalition.web.access import allow, me, require, standing
from coalition.web.choices import options
from coalition.web.forms import Form


@bp.route("/new", methods=["GET", "POST"])
@allow(Act.COALITION_PROPOSE)
def propose() -> str | Response:
    """Propose a coalition for a State."""
    form, session = ProposeForm(), current_session()
    form.state.choices = [SelectChoice(state.iso3, state.name) for state in list_all_states(session)]
    if request.method == "GET" and request.args.get("state"):
        form.state.data = request.args["state"]
    if form.validate_on_submit():
        try:
            state = get_state(session, form.state.data)
            require(Act.COALITION_PROPOSE, state)
            with transaction(session):
                claim_once(session, form.once.data, url_for("coalitions.index"), now())
                coalition = service.propose(
                    session,
                    state=state,
                    name=form.name.data,
                    eligibility=eligibility_of(session, state.id, today()),
                    today=today(),
                )
                coalition_id = coalition.id
        except RuleBroken as broken:
            form.refuse(broken)
        else:
            flash(_("The coalition is proposed. The State is asked for its consent."))
            return redirect(url_for("coalitions.show", coalition_id=coalition_id))
    return _act_page(form, _("Propose a coalition"), _("Propose"), url_for("coalitions.index"))


@bp.route("/<int:coalition_id>/consent", methods=["GET", "POST"])
@allow(Act.COALITION_CONSENT)
def consent(coalition_id: int) -> str | Response:
    """The State records its consent."""
    coalition = _mine(coalition_id, Act.COALITION_CONSENT)
    form = ConsentForm()
    return _run(
        form,
        coalition,
        lambda: service.record_consent(coalition, on=form.consent_on.data.on, today=today()),
        title=_("Consent of the State"),
        submit=_("Record consent"),
        done=_("The consent is recorded. Members, coordinators and the ISU see the coalition now."),
    )


@bp.route("/<int:coalition_id>/edit", methods=["GET", "POST"])
@allow(Act.COALITION_EDIT)
def edit(coalition_id: int) -> str | Response:
    """Purpose, scope, forum, channels."""
    coalition = _mine(coalition_id, Act.COALITION_EDIT)
    form = DescribeForm(obj=coalition)
    words = (
        "purpose",
        "scope_articles",
        "channel_note",
        "existing_forum",
        "public_summary",
        "meeting_rhythm_months",
    )
    return _run(
        form,
        coalition,
        lambda: service.describe(coalition, **{name: form[name].data for name in words}),
        title=_("Purpose and ways of working"),
        submit=_("Save"),
        done=_("Saved."),
    )


@bp.route("/<int:coalition_id>/challenges/new", methods=["GET", "POST"])
@allow(Act.COALITION_EDIT)
def challenge(coalition_id: int) -> str | Response:
    """Name what stands in the way."""
    coalition = _mine(coalition_id, Act.COALITION_EDIT)
    form = ChallengeForm()
    form.category.choices = options(ChallengeCategory)
    return _run(
        form,
        coalition,
        lambda: service.add_challenge(
            current_session(),
            coalition,
            title=form.title.data,
            category=ChallengeCategory(form.category.data),
            description=form.description.data or "",
        ),
        title=_("Name a challenge"),
        submit=_("Add challenge"),
        done=_("The challenge is listed."),
    )


@bp.route("/<int:coalition_id>/members/new", methods=["GET", "POST"])
@allow(Act.COALITION_MEMBERS)
def seat(coalition_id: int) -> str | Response:
    """Give an organisation a seat."""
    coalition = _mine(coalition_id, Act.COALITION_MEMBERS)
    session, form = current_session(), SeatForm()
    form.organisation.choices = [
        SelectChoice(str(body.id), body.label) for body in list_all_organisations(session)
    ]
    form.role.choices = options(MemberRole)
    return _run(
        form,
        coalition,
        lambda: service.seat(
            session,
            coalition,
            organisation=get_organisation(session, int(form.organisation.data)),
            role=MemberRole(form.role.data),
            valid_from=form.valid_from.data.on,
            lead_reason=form.lead_reason.data or "",
        ),
        title=_("Add a member"),
        submit=_("Add member"),
        done=_("The seat is recorded."),
    )


@bp.route("/<int:coalition_id>/members/<int:member_id>/end", methods=["GET", "POST"])
@allow(Act.COALITION_MEMBERS)
def end_seat(coalition_id: int, member_id: int) -> str | Response:
    """End a seat, with a note for who comes next."""
    coalition = _mine(coalition_id, Act.COALITION_MEMBERS)
    member = get_member(current_session(), coalition, member_id)
    form = EndSeatForm()
    return _run(
        form,
        coalition,
        lambda: service.end_seat(
            member, on=form.valid_to.data.last, handover_note=form.handover_note.data or ""
        ),
        title=_("End the seat of %(name)s", name=member.organisation.label),
        submit=_("End seat"),
        done=_("The seat ends on that day."),
    )


@bp.post("/<int:coalition_id>/sign/<any(scoping, active):step>")
@allow(Act.COALITION_SEE)
def sign(coalition_id: int, step: str) -> Response:
    """Put the State's or the coordinators' signature under the next step."""
    session = current_session()
    coalition = get_coalition(session, coalition_id)
    signer = _signer(coalition)
    if signer is None:
        abort(403)
    with transaction(session):
        taken = service.sign(
            session, coalition, then=CoalitionStatus(step), signer=signer, person_id=me().id, today=today()
        )
    flash(
        _("Both sides have signed: the step is taken.")
        if taken
        else _("Signed. The other side has still to sign.")
    )
    return redirect(url_for("coalitions.show", coalition_id=coalition_id))


@bp.route("/<int:coalition_id>/close/<any(dormant, completed, closed):then>", methods=["GET", "POST"])
@allow(Act.COALITION_SIGN_STATE)
def close(coalition_id: int, then: str) -> str | Response:
    """Put a coalition to rest, complete or close it."""
    coalition = _mine(coalition_id, Act.COALITION_SIGN_STATE)
    form = CloseForm()
    return _run(
        form,
        coalition,
        lambda: service.close(coalition, then=CoalitionStatus(then), reason=form.reason.data, today=today()),
        title=_("Change the stage of the coalition"),
        submit=_("Record"),
        done=_("The new stage is recorded."),
    )


def _signer(coalition: Coalition) -> Signer | None:
    from_state = may(standing(), Act.COALITION_SIGN_STATE, coalition)
    if from_state:
        return Signer.STATE
    return Signer.COORDINATOR if may(standing(), Act.COALITION_SIGN_COORDINATOR, coalition) else None


def _mine(coalition_id: int, act: Act) -> Coalition:
    coalition = get_coalition(current_session(), coalition_id)
    require(act, coalition)
    return coalition


def _run(form: Form, coalition: Coalition, act: Any, *, title: str, submit: str, done: str) -> str | Response:
    """Show the form, or do the act once and go back to the coalition."""
    session, back = current_session(), url_for("coalitions.show", coalition_id=coalition.id)
    if form.validate_on_submit():
        try:
            with transaction(session):
                claim_once(session, form.once.data, back, now())
                act()
        except RuleBroken as broken:
            form.refuse(broken)
        else:
            flash(done)
            return redirect(back)
    return _act_page(form, title, submit, back, coalition)


def _act_page(form: Form, title: str, submit: str, back: str, coalition: Coalition | None = None) -> str:
    return render_template(
        "coalitions/act.html", form=form, heading=title, submit=submit, back=back, coalition=coalition
    )
