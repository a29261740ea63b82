"""A donor's profile, its funding windows, and the short way for small donors."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlmodel import Session
from werkzeug.wrappers import Response

from coalition.audit.service import claim_once, lead_to
from coalition.auth.policy import Act
from coalition.core.clock import now, today
from coalition.core.errors import RuleBroken
from coalition.core.money import to_decimal, to_minor
from coalition.db import current_session, transaction
from coalition.needs.models import Need
from coalition.needs.queries import get_seen_need
from coalition.needs.queries.sight import sight_of
from coalition.pledges import service
from coalition.pledges.forms.offer import money_of
from coalition.pledges.forms.profile import JoinForm, ProfileForm, WindowForm
from coalition.pledges.models import DonorProfile, Pledge
from coalition.pledges.queries import Which, find_profile, list_pledges, list_windows, totals_of
from coalition.pledges.queries.desk import list_leads_to_join, list_open_needs
from coalition.pledges.rules import ChannelType, OpenToLead, PaymentBasis, Terms
from coalition.pledges.views.room import bp, by, donor_named
from coalition.states.queries import find_state_by_name
from coalition.states.rules import CcmRegion
from coalition.strategies.rules import Pillar
from coalition.web.access import allow, standing
from coalition.web.choices import options

_LISTS = ("pillars", "regions", "channels", "payment_bases")
_COUNTRIES = ("countries", "excluded", "embassies_in")
_PLAIN = ("multi_year", "small_donor", "languages", "gender_requirement")


@bp.route("/pledges/profile", methods=["GET", "POST"])
@allow(Act.PLEDGE_OFFER)
def profile() -> str | Response:
    """What the donor supports: written once, used to show it the needs that fit."""
    session = current_session()
    donor = donor_named(session, request.values.get("donor"))
    known = find_profile(session, donor.id)
    form = ProfileForm(data=_values(known) if known and request.method == "GET" else None)
    _offer(form)
    if form.validate_on_submit():
        try:
            with transaction(session):
                claim_once(session, form.once.data, url_for("pledges.profile"), now())
                service.write_profile(session, donor, words=_words(session, form), today=today())
        except RuleBroken as broken:
            form.refuse(broken)
        else:
            flash(_("Your profile is saved."))
            return redirect(url_for("pledges.profile"))
    windows = list_windows(session, donor.id, today())
    return render_template("pledges/profile.html", form=form, donor=donor, profile=known, windows=windows)


@bp.route("/pledges/profile/window", methods=["GET", "POST"])
@allow(Act.PLEDGE_OFFER)
def window() -> str | Response:
    """Say when the donor takes proposals."""
    session, back = current_session(), url_for("pledges.profile")
    donor, form = donor_named(session, None), WindowForm()
    if form.validate_on_submit():
        closes, decision = form.closes_on.data, form.decision_month.data
        try:
            with transaction(session):
                claim_once(session, form.once.data, back, now())
                service.add_window(
                    session,
                    donor,
                    title=form.title.data,
                    span=(form.opens_on.data.first, closes.last if closes else None),
                    decision_month=decision.first if decision else None,
                )
        except RuleBroken as broken:
            form.refuse(broken)
        else:
            flash(_("The window is noted."))
            return redirect(back)
    return render_template(
        "pledges/short.html", form=form, heading=_("Funding window"), back=back, submit=_("Save")
    )


@bp.route("/pledges/join", methods=["GET", "POST"])
@allow(Act.PLEDGE_OFFER)
def join() -> str | Response:
    """Pledge with five fields, under a lead that monitors and reports for the donor."""
    session = current_session()
    donor, form = donor_named(session, None), JoinForm()
    leads = {seat.organisation_id: seat for seat in list_leads_to_join(session, today())}
    by_state = {
        (seat.organisation_id, seat.coalition.state_id): seat for seat in list_leads_to_join(session, today())
    }
    needs = list_open_needs(session, [state_id for _lead, state_id in by_state], sight=sight_of(standing()))
    form.need.choices = [
        ("", _("Choose…")),
        *((str(n.id), f"{n.state.short_name}: {n.title}") for n in needs),
    ]
    form.lead.choices = [
        ("", _("Choose…")),
        *((str(o), seat.organisation.label) for o, seat in leads.items()),
    ]
    known = find_profile(session, donor.id)
    if request.method == "GET":
        form.currency.data = known.currency if known else ""
    if form.validate_on_submit():
        try:
            with transaction(session):
                claim_once(session, form.once.data, url_for("pledges.index"), now())
                need = get_seen_need(session, sight_of(standing()), int(form.need.data))
                if (int(form.lead.data), need.state_id) not in by_state:
                    raise RuleBroken("This lead does not lead in that country.", field="lead")
                pledge = _joined(session, form, need, donor_id=donor.id)
                where = url_for("pledges.show", pledge_id=pledge.id)
                lead_to(session, form.once.data, where)
        except RuleBroken as broken:
            form.refuse(broken)
        else:
            flash(_("The pledge is recorded. The lead monitors and reports for you."))
            return redirect(where)
    return render_template(
        "pledges/short.html",
        form=form,
        heading=_("Join under a lead"),
        back=url_for("web.home"),
        submit=_("Pledge"),
    )


@bp.get("/pledges/ours")
@allow(Act.PLEDGE_OFFER)
def ours() -> str:
    """One consolidated page of all that a donor supports, for its capital: print it or take it along."""
    session = current_session()
    donor = donor_named(session, request.args.get("donor"))
    which = Which(donor_id=donor.id)
    return render_template(
        "pledges/ours.html",
        donor=donor,
        page=list_pledges(session, which),
        totals=totals_of(session, which),
        today=today(),
    )


def _joined(session: Session, form: JoinForm, need: Need, *, donor_id: int) -> Pledge:
    amount, currency = money_of(form)
    terms = Terms(
        title=need.title,
        pillar=need.pillar,
        statement_on=today(),
        state_id=need.state_id,
        amount=amount,
        currency=currency,
        lead_id=int(form.lead.data),
        places=need.places,
        starts=form.starts.data,
    )
    return service.offer(session, donor=donor_named(session, str(donor_id)), terms=terms, need=need, by=by())


def _offer(form: ProfileForm) -> None:
    form.pillars.choices = options(Pillar)
    form.regions.choices = [(region.value, region.value) for region in CcmRegion]
    form.channels.choices = options(ChannelType)
    form.payment_bases.choices = options(PaymentBasis)
    form.open_to_lead.choices = options(OpenToLead)


def _values(known: DonorProfile) -> dict[str, Any]:
    values = {name: getattr(known, name) for name in (*_LISTS, *_PLAIN, "currency")}
    values |= {name: ", ".join(getattr(known, name)) for name in _COUNTRIES}
    for field, cents in (("min_grant", known.min_grant_usd), ("max_grant", known.max_grant_usd)):
        values[field] = to_decimal(cents, "USD") if cents else None
    return values | {"open_to_lead": known.open_to_lead.value}


def _words(session: Session, form: ProfileForm) -> dict[str, Any]:
    words: dict[str, Any] = {name: list(form[name].data or []) for name in _LISTS}
    words |= {name: form[name].data for name in _PLAIN}
    words |= {name: _codes(session, form[name].data or "", name) for name in _COUNTRIES}
    for name in ("min_grant", "max_grant"):
        typed = form[name].data
        words[f"{name}_usd"] = to_minor(typed, "USD") if typed is not None else None
    words["currency"] = form.currency.data.strip().upper()
    return words | {"open_to_lead": OpenToLead(form.open_to_lead.data)}


def _codes(session: Session, text: str, field: str) -> list[str]:
    codes = []
    for name in text.replace("\n", ",").split(","):
        if not name.strip():
            continue
        state = find_state_by_name(session, name)
        if state is None:
            raise RuleBroken("“{name}” is not known as one country.", field=field, name=name.strip())
        codes.append(state.iso3)
    return codes
