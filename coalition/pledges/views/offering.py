"""Stating a pledge: one screen, with what is already there beside it, and a draft that survives."""

from dataclasses import dataclass
from typing import Any

from flask import Response as Plain
from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlmodel import Session
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from coalition.audit.service import claim_once, lead_to
from coalition.auth.policy import Act
from coalition.coalitions.models import Coalition
from coalition.coalitions.queries import find_open_coalition, get_coalition
from coalition.core.clock import now, today
from coalition.core.errors import RuleBroken
from coalition.core.when import When
from coalition.db import current_session, transaction
from coalition.needs.models import Need
from coalition.needs.queries import get_seen_need
from coalition.needs.queries.sight import sight_of
from coalition.pledges import service
from coalition.pledges.forms import PledgeForm, terms_from, values_of
from coalition.pledges.models import Pledge
from coalition.pledges.queries import get_pledge
from coalition.pledges.views.beside import beside_of
from coalition.pledges.views.choosing import offer_choices
from coalition.pledges.views.prefilling import first_values
from coalition.pledges.views.room import bp, by, donor_named, pledge_for
from coalition.states.models import State
from coalition.states.queries import get_state, get_state_by_id
from coalition.web.access import allow, me, require, standing

DRAFT, CHECK = "draft", "check"


@dataclass(frozen=True, slots=True)
class Place:
    """From where a pledge is being made."""

    need: Need | None = None
    coalition: Coalition | None = None
    source: Pledge | None = None

    @property
    def about(self) -> str:
        """The key of the form's draft."""
        if self.need:
            return f"need:{self.need.id}"
        return (
            f"coalition:{self.coalition.id}"
            if self.coalition
            else f"from:{self.source.id if self.source else 0}"
        )

    def state(self, session: Session) -> State | None:
        """The country the pledge is for, where the place tells."""
        thing = self.need or self.coalition
        return get_state_by_id(session, thing.state_id) if thing else None


@bp.route("/pledges/new", methods=["GET", "POST"])
@allow(Act.PLEDGE_OFFER)
def new() -> str | Response:
    """State a pledge or an interest, from a need, a coalition, another pledge, or from nowhere."""
    session = current_session()
    place = _place(session)
    draft = service.find_draft(session, me().id, about=place.about)
    form = _form(session, place, draft.fields if draft else None)
    offer_choices(session, form)
    if request.method == "POST":
        if request.form.get("act") == DRAFT:
            return _keep(session, place)
        if request.form.get("act") != CHECK and form.validate() and (done := _state(session, form, place)):
            return done
    beside = beside_of(session, request.form, place.need) if request.method == "POST" else None
    return render_template(
        "pledges/new.html", form=form, place=place, draft=draft, beside=beside, back=_back(place)
    )


@bp.post("/pledges/similar")
@allow(Act.PLEDGE_OFFER)
def similar() -> str:
    """What stands beside the form, for what is typed so far: coverage and possible duplicates."""
    session = current_session()
    return render_template(
        "pledges/_beside.html", beside=beside_of(session, request.form, _place(session).need)
    )


@bp.post("/pledges/drafts/forget")
@allow(Act.PLEDGE_OFFER)
def forget() -> Response:
    """Throw the draft away and begin anew."""
    session = current_session()
    place = _place(session)
    with transaction(session):
        service.drop_draft(session, me().id, about=place.about)
    return redirect(_here(place))


@bp.route("/pledges/<int:pledge_id>/edit", methods=["GET", "POST"])
@allow(Act.PLEDGE_MOVE_SOFT)
def edit(pledge_id: int) -> str | Response:
    """Change the words of a pledge; its money only while it is soft."""
    pledge = pledge_for(Act.PLEDGE_MOVE_SOFT, pledge_id)
    session, back = current_session(), url_for("pledges.show", pledge_id=pledge_id)
    form = PledgeForm(data=values_of(pledge)) if request.method == "GET" else PledgeForm()
    offer_choices(session, form)
    if request.method == "POST" and form.validate():
        try:
            with transaction(session):
                claim_once(session, form.once.data, back, now())
                terms = terms_from(
                    form,
                    state_id=pledge.state_id,
                    statement=_statement(form),
                    coalition_id=pledge.coalition_id,
                )
                service.amend(session, pledge, terms=terms, by=by())
        except RuleBroken as broken:
            form.refuse(broken)
        else:
            flash(_("Saved."))
            return redirect(back)
    return render_template("pledges/edit.html", form=form, pledge=pledge, back=back)


def _state(session: Session, form: PledgeForm, place: Place) -> Response | None:
    """Save what the form says and lead to it; None when a rule refused it, which the form then shows."""
    donor = donor_named(session, form.donor.data)
    interest = form.word.data == "expression_of_interest"
    try:
        with transaction(session):
            claim_once(session, form.once.data, url_for("pledges.index"), now())
            terms = terms_from(form, **_of_place(session, form, place), statement=_statement(form))
            if place.source is not None:
                pledge = service.grant_onward(
                    session, place.source, donor=donor, terms=terms, need=place.need, by=by()
                )
            else:
                act = service.express_interest if interest else service.offer
                pledge = act(
                    session, donor=donor, terms=terms, need=None if interest else place.need, by=by()
                )
            service.drop_draft(session, me().id, about=place.about)
            where = url_for("pledges.show", pledge_id=pledge.id)
            lead_to(session, form.once.data, where)
    except RuleBroken as broken:
        form.refuse(broken)
        return None
    flash(
        _("Your interest is recorded. It counts in no total.") if interest else _("The pledge is recorded.")
    )
    return redirect(where)


def _of_place(session: Session, form: PledgeForm, place: Place) -> dict[str, Any]:
    state = place.state(session) or (get_state(session, form.state.data) if form.state.data else None)
    coalition = place.coalition or (find_open_coalition(session, state.id) if state else None)
    return {"state_id": state.id if state else None, "coalition_id": coalition.id if coalition else None}


def _statement(form: PledgeForm) -> When:
    return form.statement_on.data or When(today())


def _place(session: Session) -> Place:
    asked = {name: request.values.get(name, "") for name in ("need", "coalition", "parent")}
    ids = {name: int(text) for name, text in asked.items() if text.isdigit() and len(text) < 10}
    need = get_seen_need(session, sight_of(standing()), ids["need"]) if "need" in ids else None
    if need is not None:
        require(Act.NEED_SEE, need)
    source = get_pledge(session, ids["parent"]) if "parent" in ids else None
    if source is not None:
        require(Act.PLEDGE_OFFER, source)
    return Place(
        need, get_coalition(session, ids["coalition"]) if "coalition" in ids and not need else None, source
    )


def _form(session: Session, place: Place, drafted: dict[str, Any] | None) -> PledgeForm:
    if request.method == "POST":
        return PledgeForm()
    if drafted:
        return PledgeForm(formdata=MultiDict(drafted))
    return PledgeForm(data=first_values(session, place.need, place.state(session), place.source))


def _keep(session: Session, place: Place) -> Response:
    with transaction(session):
        service.save_draft(session, me().id, about=place.about, typed=request.form.to_dict(), now=now())
    if request.headers.get("X-Autosave"):
        return Plain(status=204)
    flash(_("The draft is kept for you; you find it here when you come back."))
    return redirect(_here(place))


def _here(place: Place) -> str:
    ids: dict[str, Any] = {
        "need": place.need.id if place.need else None,
        "coalition": place.coalition.id if place.coalition else None,
        "parent": place.source.id if place.source else None,
    }
    return url_for("pledges.new", **{name: found for name, found in ids.items() if found})


def _back(place: Place) -> str:
    if place.need:
        return url_for("needs.show", need_id=place.need.id)
    if place.coalition:
        return url_for("coalitions.show", coalition_id=place.coalition.id)
    return url_for("pledges.show", pledge_id=place.source.id) if place.source else url_for("pledges.index")
