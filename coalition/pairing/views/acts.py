"""Acts on proposals: suggest, consent, sound out, invite, accept, decline."""

from collections.abc import Callable

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coalition.auth.policy import Act
from coalition.auth.queries import list_person_ids_with
from coalition.auth.rules import Role
from coalition.coalitions.queries import get_coalition
from coalition.coalitions.rules import MemberRole
from coalition.core.clock import now, today
from coalition.core.errors import RuleBroken
from coalition.db import current_session, transaction
from coalition.notifications.service import tell
from coalition.organisations.queries import get_organisation
from coalition.pairing import service
from coalition.pairing.forms import AcceptForm, DeclineForm
from coalition.pairing.models import PairingProposal
from coalition.pairing.queries.kept import get_proposal
from coalition.pairing.rules.ladder import SEEN_BY_DONOR, PairingDecline
from coalition.pairing.views.room import bp
from coalition.web.access import allow, me, require
from coalition.web.acting import acted
from coalition.web.choices import options
from coalition.web.forms import Form
from coalition.web.words import in_words


@bp.post("/coalitions/<int:coalition_id>/suggest")
@allow(Act.PAIRING_SUGGEST)
def suggest(coalition_id: int) -> Response:
    """Put a donor before the State, and ask it."""
    session = current_session()
    coalition = get_coalition(session, coalition_id)
    require(Act.PAIRING_SUGGEST, coalition)
    try:
        with transaction(session):
            donor = get_organisation(session, request.form.get("donor", type=int, default=0))
            proposal = service.suggest(session, coalition, donor=donor, person_id=me().id, today=today())
            tell(
                session,
                list_person_ids_with(
                    session, role=Role.AFFECTED_STATE, today=today(), state_id=coalition.state_id
                ),
                key=f"pairing:{proposal.id}",
                subject=_("A lead is suggested for your coalition"),
                body=_("The coordinators ask for your consent before the donor hears of it."),
                link=url_for("pairing.index"),
                now=now(),
            )
    except RuleBroken as broken:
        flash(in_words(broken))
    else:
        flash(_("The State is asked. The donor hears nothing before it consents."))
    return redirect(url_for("pairing.index"))


@bp.post("/<int:proposal_id>/consent")
@allow(Act.PAIRING_CONSENT)
def consent(proposal_id: int) -> Response:
    """The State consents to sounding out."""
    proposal = get_proposal(current_session(), proposal_id)
    require(Act.PAIRING_CONSENT, proposal)
    return _step(
        proposal, service.consent, _("Consent is recorded. The coordinators may sound out the donor.")
    )


@bp.post("/<int:proposal_id>/sound-out")
@allow(Act.PAIRING_SUGGEST)
def sound_out(proposal_id: int) -> Response:
    """Ask the donor in confidence."""
    proposal = get_proposal(current_session(), proposal_id)
    require(Act.PAIRING_SUGGEST, proposal)
    return _step(proposal, service.sound_out, _("The donor sees the question now."))


@bp.post("/<int:proposal_id>/invite")
@allow(Act.PAIRING_SUGGEST)
def invite(proposal_id: int) -> Response:
    """Invite the donor formally."""
    proposal = get_proposal(current_session(), proposal_id)
    require(Act.PAIRING_SUGGEST, proposal)
    return _step(proposal, service.invite, _("The donor is invited."))


@bp.route("/<int:proposal_id>/accept", methods=["GET", "POST"])
@allow(Act.PAIRING_ANSWER)
def accept(proposal_id: int) -> str | Response:
    """The donor accepts and takes its seat."""
    session, form = current_session(), AcceptForm()
    proposal = get_proposal(session, proposal_id)
    require(Act.PAIRING_ANSWER, proposal)
    form.role.choices = options((MemberRole.LEAD, MemberRole.CO_LEAD))
    return _run(
        form,
        lambda: service.accept(
            session,
            proposal,
            role=MemberRole(form.role.data),
            reason=form.reason.data or "",
            today=today(),
        ),
        back=url_for("pairing.asked"),
        words=(_("Lead %(name)s", name=proposal.coalition.name), _("Accept"), _("You lead from today on.")),
    )


@bp.route("/<int:proposal_id>/decline", methods=["GET", "POST"])
@allow(Act.PAIRING_ANSWER)
def decline(proposal_id: int) -> str | Response:
    """The donor declines; nobody but the State and the coordinators reads why."""
    proposal = get_proposal(current_session(), proposal_id)
    require(Act.PAIRING_ANSWER, proposal)
    if proposal.status not in SEEN_BY_DONOR:
        require(Act.PAIRING_CONSENT, proposal)
    return _decline(proposal, url_for("pairing.asked"))


@bp.route("/<int:proposal_id>/pass", methods=["GET", "POST"])
@allow(Act.PAIRING_CONSENT)
def let_pass(proposal_id: int) -> str | Response:
    """The State prefers another; the donor never hears of it."""
    proposal = get_proposal(current_session(), proposal_id)
    require(Act.PAIRING_CONSENT, proposal)
    return _decline(proposal, url_for("pairing.index"))


def _decline(proposal: PairingProposal, back: str) -> str | Response:
    form = DeclineForm()
    form.reason.choices = options(PairingDecline)
    return _run(
        form,
        lambda: service.decline(
            proposal, reason=PairingDecline(form.reason.data), text=form.text.data or "", today=today()
        ),
        back=back,
        words=(_("Decline"), _("Decline"), _("Recorded. It is not suggested again for a year.")),
    )


def _step(proposal: PairingProposal, act: Callable[..., None], done: str) -> Response:
    session, day = current_session(), today()
    try:
        with transaction(session):
            act(proposal, today=day)
    except RuleBroken as broken:
        flash(in_words(broken))
    else:
        flash(done)
    return redirect(url_for("pairing.index"))


def _run(form: Form, act: Callable[[], object], *, back: str, words: tuple[str, str, str]) -> str | Response:
    title, submit, done = words
    return acted(form, act, back=back, done=done) or render_template(
        "pairing/act.html", form=form, heading=title, submit=submit, back=back
    )
