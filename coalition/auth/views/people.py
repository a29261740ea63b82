"""People with accounts: who they are, inviting them, ending a role, locking an account."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response
from wtforms.fields.choices import SelectChoice

from coalition.audit.service import claim_once
from coalition.auth import service
from coalition.auth.forms import InviteForm
from coalition.auth.models import RoleGrant
from coalition.auth.policy import Act
from coalition.auth.queries import get_person, list_grants, page_of_people
from coalition.auth.rules import Rank, Role, Theme, TokenUse
from coalition.auth.views.room import bp
from coalition.core.clock import now, today
from coalition.core.errors import NotFound, RuleBroken
from coalition.core.paging import page_number
from coalition.db import current_session, transaction
from coalition.organisations.queries import list_all_organisations
from coalition.states.queries import list_all_states
from coalition.web.access import allow, me
from coalition.web.choices import options
from coalition.web.letters import write_invitation
from coalition.web.links import absolute


@bp.get("/people")
@allow(Act.PEOPLE_INVITE)
def people() -> str:
    """Everybody with an account, by name."""
    page = page_of_people(current_session(), today(), page_number(request.args.get("page")))
    return render_template("auth/people.html", page=page)


@bp.route("/people/invite", methods=["GET", "POST"])
@allow(Act.PEOPLE_INVITE)
def invite() -> str | Response:
    """Invite a person in a role; the link is mailed, and shown once to whoever invites."""
    session, form = current_session(), InviteForm()
    _offer_choices(form)
    if form.validate_on_submit():
        try:
            with transaction(session):
                claim_once(session, form.once.data, url_for("auth.people"), now())
                person, secret = service.invite(
                    session, form.email.data, name=form.name.data or "", grant=_grant(form), now=now()
                )
                write_invitation(session, person, secret=secret, now=now())
                email = person.email
        except RuleBroken as broken:
            form.refuse(broken)
        else:
            link = absolute("auth.accept", secret=secret, use=TokenUse.INVITATION)
            return render_template("auth/invited.html", email=email, link=link)
    return render_template("auth/invite.html", form=form)


@bp.post("/people/<int:person_id>/lock")
@allow(Act.PEOPLE_LOCK)
def lock(person_id: int) -> Response:
    """Lock or unlock an account; a locked one is signed out at once. Nobody locks their own."""
    session = current_session()
    if person_id == me().id:
        raise RuleBroken("Nobody locks their own account; ask somebody else to.")
    with transaction(session):
        person = get_person(session, person_id)
        person.locked = not person.locked
        person.epoch += 1
        locked = person.locked
    flash(_("The account is locked.") if locked else _("The account is open again."))
    return redirect(url_for("auth.people"))


@bp.post("/people/<int:person_id>/roles/<int:grant_id>/end")
@allow(Act.PEOPLE_LOCK)
def end_role(person_id: int, grant_id: int) -> Response:
    """End a role as of today."""
    session = current_session()
    with transaction(session):
        grants = {grant.id: grant for grant in list_grants(session, person_id, today())}
        if grant_id not in grants:
            raise NotFound(f"grant {grant_id}")
        service.end_grant(grants[grant_id], today=today())
    flash(_("The role ends today."))
    return redirect(url_for("auth.people"))


def _offer_choices(form: InviteForm) -> None:
    session = current_session()
    none = SelectChoice("", _("None"))
    states, bodies = list_all_states(session), list_all_organisations(session)
    form.role.choices = options(Role)
    form.rank.choices = [SelectChoice("", _("As usual for the role")), *options(Rank)]
    form.state.choices = [none, *(SelectChoice(str(state.id), state.name) for state in states)]
    form.organisation.choices = [none, *(SelectChoice(str(body.id), body.label) for body in bodies)]
    form.theme.choices = [none, *options(Theme)]


def _grant(form: InviteForm) -> RoleGrant:
    return service.grant_of(
        Role(form.role.data),
        today=today(),
        rank=Rank(form.rank.data) if form.rank.data else None,
        state_id=int(form.state.data) if form.state.data else None,
        organisation_id=int(form.organisation.data) if form.organisation.data else None,
        theme=Theme(form.theme.data) if form.theme.data else None,
    )
