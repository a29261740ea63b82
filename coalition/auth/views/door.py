"""The door: signing in and out, invitations, forgotten passwords, the account."""

from zoneinfo import available_timezones

from flask import flash, redirect, render_template, request, url_for
from flask import session as cookie
from flask_babel import gettext as _
from flask_login import login_user, logout_user
from werkzeug.wrappers import Response

from coalition.auth import service
from coalition.auth.forms import AccountForm, ForgottenForm, NewPasswordForm, SignInForm
from coalition.auth.policy import Act
from coalition.auth.queries import find_person, find_token, list_grants
from coalition.auth.rules import TokenUse
from coalition.auth.views.room import bp
from coalition.core.clock import now, today
from coalition.core.errors import RuleBroken
from coalition.db import current_session, transaction
from coalition.web.access import allow, me, public, signed_in
from coalition.web.addresses import safe_path
from coalition.web.letters import write_reset


@bp.route("/sign-in", methods=["GET", "POST"])
@public
def sign_in() -> str | Response:
    """Ask who is there; a wrong answer never tells which half was wrong."""
    if signed_in() is not None:
        return redirect(_safe(request.args.get("next")))
    form, session = SignInForm(), current_session()
    if form.validate_on_submit():
        try:
            with transaction(session):
                person = service.sign_in(
                    session, form.email.data, form.password.data, origin=request.remote_addr or "", now=now()
                )
            if person is None:
                form.refuse(RuleBroken("The address or the password is not right."))
            else:
                cookie.clear()
                login_user(person)
                return redirect(_safe(request.args.get("next")))
        except RuleBroken as broken:
            form.refuse(broken)
    return render_template("auth/sign_in.html", form=form)


@bp.post("/sign-out")
@allow(Act.HOME_SEE)
def sign_out() -> Response:
    """End this session."""
    logout_user()
    cookie.clear()
    flash(_("You are signed out."))
    return redirect(url_for("web.front"))


@bp.post("/sign-out-everywhere")
@allow(Act.ACCOUNT_KEEP)
def sign_out_everywhere() -> Response:
    """End every session of this account, this one included."""
    with transaction(current_session()):
        service.sign_out_everywhere(me())
    logout_user()
    cookie.clear()
    flash(_("You are signed out everywhere."))
    return redirect(url_for("auth.sign_in"))


@bp.route("/invitation/<secret>", methods=["GET", "POST"], defaults={"use": TokenUse.INVITATION})
@bp.route("/new-password/<secret>", methods=["GET", "POST"], defaults={"use": TokenUse.PASSWORD_RESET})
@public
def accept(secret: str, use: TokenUse) -> str | Response:
    """Set a password by a link that works once."""
    form, session = NewPasswordForm(), current_session()
    if find_token(session, secret, use, now()) is None:
        return render_template("auth/link_over.html", use=use)
    if form.validate_on_submit():
        try:
            with transaction(session):
                person = service.set_password_by(
                    session, secret, use=use, password=form.password.data, now=now()
                )
        except RuleBroken as broken:
            form.refuse(broken)
        else:
            cookie.clear()
            login_user(person)
            flash(_("Your password is set. You are signed in."))
            return redirect(url_for("web.home"))
    return render_template("auth/new_password.html", form=form, use=use)


@bp.route("/forgotten-password", methods=["GET", "POST"])
@public
def forgotten() -> str | Response:
    """Send a link to the address, if it has an account; the page says the same either way."""
    form, session = ForgottenForm(), current_session()
    if form.validate_on_submit():
        person = find_person(session, form.email.data)
        if person is not None and not person.locked:
            with transaction(session):
                secret = service.issue(session, person, use=TokenUse.PASSWORD_RESET, now=now())
                write_reset(session, person, secret=secret, now=now())
        return render_template("auth/link_sent.html")
    return render_template("auth/forgotten.html", form=form)


@bp.route("/account", methods=["GET", "POST"])
@allow(Act.ACCOUNT_KEEP)
def account() -> str | Response:
    """Name, language, time zone and mail; the roles one holds."""
    person, session = me(), current_session()
    form = AccountForm(obj=person)
    if form.validate_on_submit():
        if form.timezone.data not in available_timezones():
            form.refuse(RuleBroken("That is no time zone; write for example Europe/Zurich.", "timezone"))
        else:
            with transaction(session):
                for field in ("name", "locale", "timezone", "digest"):
                    setattr(person, field, form[field].data)
            flash(_("Your settings are saved."))
            return redirect(url_for("auth.account"))
    return render_template("auth/account.html", form=form, grants=list_grants(session, person.id, today()))


def _safe(target: str | None) -> str:
    """Return the path to go to after signing in: one on this site, else the first page."""
    return safe_path(target) or url_for("web.home")
