"""Acts on a coalition: propose, consent, describe, challenge, seats, signatures, closing."""

from flask import abort, flash, redirect, request, url_for
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
    PresidencyNoteForm,
    ProposeForm,
)
from coalition.coalitions.models import Coalition
from coalition.coalitions.queries import eligibility_of, get_coalition
from coalition.coalitions.rules import ChallengeCategory, CoalitionStatus, Signer
from coalition.coalitions.views.room import act_page, bp, own_coalition, run
from coalition.core.clock import now, today
from coalition.core.errors import RuleBroken
from coalition.db import current_session, transaction
from coalition.organisations.queries import list_partners
from coalition.states.queries import get_state, list_all_states
from coalition.web.access import allow, me, require, standing
from coalition.web.choices import options


@bp.route("/new", methods=["GET", "POST"])
@allow(Act.COALITION_PROPOSE)
def propose() -> str | Response:
    """Propose a coalition for a State."""
    form, session = ProposeForm(), current_session()
    who = standing()
    form.state.choices = [
        SelectChoice(state.iso3, state.name)
        for state in list_all_states(session)
        if may(who, Act.COALITION_PROPOSE, state)
    ]
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
    return act_page(form, _("Propose a coalition"), _("Propose"), url_for("coalitions.index"))


@bp.route("/<int:coalition_id>/consent", methods=["GET", "POST"])
@allow(Act.COALITION_CONSENT)
def consent(coalition_id: int) -> str | Response:
    """The State records its consent."""
    coalition = own_coalition(coalition_id, Act.COALITION_CONSENT)
    form = ConsentForm()
    return run(
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
    coalition = own_coalition(coalition_id, Act.COALITION_EDIT)
    form = DescribeForm(obj=coalition)
    words = (
        "purpose",
        "scope_articles",
        "channel_note",
        "existing_forum",
        "public_summary",
        "meeting_rhythm_months",
    )
    bodies = [SelectChoice(str(body.id), body.label) for body in list_partners(current_session())]
    form.secretariat.choices = [SelectChoice("", _("none")), *bodies]
    if not form.is_submitted():
        form.secretariat.data = str(coalition.secretariat_id or "")

    def act() -> None:
        words_of = {name: form[name].data for name in words}
        secretariat = int(form.secretariat.data) if form.secretariat.data else None
        service.describe(coalition, secretariat_id=secretariat, **words_of)

    return run(
        form,
        coalition,
        act,
        title=_("Purpose and ways of working"),
        submit=_("Save"),
        done=_("Saved."),
    )


@bp.route("/<int:coalition_id>/presidency-note", methods=["GET", "POST"])
@allow(Act.COALITION_PRESIDENCY_NOTE)
def presidency_note(coalition_id: int) -> str | Response:
    """The Presidency's word on a coalition for a State not party."""
    coalition = own_coalition(coalition_id, Act.COALITION_PRESIDENCY_NOTE)
    form = PresidencyNoteForm(data={"note": coalition.presidency_note})
    return run(
        form,
        coalition,
        lambda: service.note_presidency(coalition, note=form.note.data or ""),
        title=_("Note of the Presidency"),
        submit=_("Save"),
        done=_("The note is on record."),
    )


@bp.route("/<int:coalition_id>/challenges/new", methods=["GET", "POST"])
@allow(Act.COALITION_EDIT)
def challenge(coalition_id: int) -> str | Response:
    """Name what stands in the way."""
    coalition = own_coalition(coalition_id, Act.COALITION_EDIT)
    form = ChallengeForm()
    form.category.choices = options(ChallengeCategory)
    return run(
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
    coalition = own_coalition(coalition_id, Act.COALITION_SIGN_STATE)
    form = CloseForm()
    return run(
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
