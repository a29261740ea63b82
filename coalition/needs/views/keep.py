"""Writing needs down: the one screen on which a State saves a draft or posts."""

from collections.abc import Callable

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response
from wtforms.fields import SelectChoice

from coalition.audit.service import claim_once, lead_to
from coalition.auth.policy import Act, may
from coalition.core.clock import now, today
from coalition.core.errors import RuleBroken
from coalition.core.money import to_decimal
from coalition.db import current_session, transaction
from coalition.needs import rules, service
from coalition.needs.forms import NeedForm, OnBehalfForm, lines_of
from coalition.needs.models import Need
from coalition.needs.queries import get_need, list_hazard_refs, list_phases
from coalition.needs.rules import CostBasis, NeedFacts, NeedType
from coalition.needs.service.keep import facts_of
from coalition.needs.views.room import bp
from coalition.needs.views.sight import Country, need_for
from coalition.needs.views.similar import beside_of
from coalition.needs.views.telling import material, tell_of_change
from coalition.pledges.queries import coverage_of
from coalition.states.models import State
from coalition.states.queries import get_state, get_state_by_id, list_all_states
from coalition.strategies.queries import list_objectives_in_force
from coalition.strategies.rules import Pillar
from coalition.web.access import allow, me, require, standing
from coalition.web.choices import options

DRAFT = "draft"
CHECK = "check"


@bp.route("/new", methods=["GET", "POST"])
@allow(Act.NEED_DRAFT)
def new() -> str | Response:
    """Write a need down, and save it as a draft or post it at once."""
    form = NeedForm()
    state = _own_state(form)
    _offer_choices(form, state)
    if sent() and _filled(form):
        require(Act.NEED_DRAFT, Country(state.id))
        posts = request.form.get("act") != DRAFT
        if posts:
            require(Act.NEED_POST, Country(state.id))

        def keep(facts: NeedFacts) -> Need:
            session = current_session()
            claim_once(session, form.once.data, url_for("needs.index"), now())
            need = service.save_draft(session, state, facts=facts, person_id=me().id, today=today())
            _write_parts(need, form)
            if posts:
                service.post(session, need, person_id=me().id, today=today())
            lead_to(session, form.once.data, url_for("needs.show", need_id=need.id))
            return need

        done = _done(posts)
        if answer := _act(form, keep, done, posts=posts):
            return answer
    return _page(form, state, title=_("Post a need"))


@bp.route("/<int:need_id>/edit", methods=["GET", "POST"])
@allow(Act.NEED_DRAFT)
def edit(need_id: int) -> str | Response:
    """Change a need, and post it where it is still a draft."""
    need = need_for(Act.NEED_DRAFT, need_id)
    state, form = need.state, NeedForm(data=shown(need))
    _offer_choices(form, state)
    if sent() and _filled(form):
        posts = request.form.get("act") != DRAFT and need.status is rules.NeedStatus.DRAFT
        if posts:
            require(Act.NEED_POST, need)

        def keep(facts: NeedFacts) -> Need:
            session = current_session()
            claim_once(session, form.once.data, url_for("needs.show", need_id=need_id), now())
            found = get_need(session, need_id)
            before = material(found)
            service.edit(session, found, facts=facts, seen_version=_version(form), today=today())
            tell_of_change(session, found, before=before, today=today())
            _write_parts(found, form)
            if posts:
                service.post(session, found, person_id=me().id, today=today())
            service.follow_coverage(session, found, coverage_of(session, [found])[found.id], today())
            return found

        if answer := _act(form, keep, _done(posts), posts=posts):
            return answer
    return _page(form, state, title=_("Change the need"), need=need)


@bp.route("/on-behalf", methods=["GET", "POST"])
@allow(Act.NEED_DRAFT_ON_BEHALF)
def on_behalf() -> str | Response:
    """Keep what a State said it needs, until it has a user who adopts it."""
    form, session = OnBehalfForm(), current_session()
    form.state.choices = [SelectChoice(state.iso3, state.label) for state in list_all_states(session)]
    chosen = form.state.data or request.args.get("state") or form.state.choices[0].value
    state = get_state(session, chosen)
    _offer_choices(form, state)
    form.state.data = state.iso3
    if sent() and _filled(form):
        require(Act.NEED_DRAFT_ON_BEHALF, Country(state.id))

        def keep(facts: NeedFacts) -> Need:
            claim_once(session, form.once.data, url_for("needs.index"), now())
            need = service.draft_on_behalf(
                session,
                state,
                facts=facts,
                source=form.source.data,
                source_on=form.source_on.data,
                today=today(),
            )
            lead_to(session, form.once.data, url_for("needs.show", need_id=need.id))
            return need

        if answer := _act(form, keep, _("Kept on behalf of the State. It counts in no total."), posts=False):
            return answer
    return _page(form, state, title=_("Keep a need on behalf of a State"))


def _act(form: NeedForm, keep: Callable[[NeedFacts], Need], done: str, *, posts: bool) -> Response | None:
    """Do the act once and go to the need, or show every reason why not beside its field."""
    try:
        facts = form.facts()
        lacks = rules.missing_to_post(facts) if posts else rules.missing_to_draft(facts)
        for field, words in lacks:
            form.refuse(RuleBroken(words, field=field))
        if lacks:
            return None
        with transaction(current_session()):
            need_id = keep(facts).id
    except RuleBroken as broken:
        form.refuse(broken)
        return None
    flash(done, "success")
    return redirect(url_for("needs.show", need_id=need_id))


def sent() -> bool:
    """Return whether the form was sent to be kept, not only to look for similar work."""
    return request.method == "POST" and request.form.get("act") != CHECK


def _write_parts(need: Need, form: NeedForm) -> None:
    """Write what hangs on a need beside its facts: years of the cost, hazard areas."""
    session = current_session()
    service.set_phases(session, need, form.by_year())
    service.link_hazard_areas(session, need, lines_of(form.hazard_areas.data))


def _filled(form: NeedForm) -> bool:
    """Return whether the form can be read; a draft may leave out what only posting asks for."""
    return bool(form.validate())


def _own_state(form: NeedForm) -> State:
    """Return the State somebody writes for; who speaks for several chooses."""
    session = current_session()
    states = [get_state_by_id(session, state_id) for state_id in sorted(standing().state_ids)]
    form.state.choices = [SelectChoice(state.iso3, state.label) for state in states]
    wanted = form.state.data or request.args.get("state")
    chosen = next((state for state in states if state.iso3 == wanted), states[0])
    form.state.data = chosen.iso3
    return chosen


def _offer_choices(form: NeedForm, state: State) -> None:
    objectives = list_objectives_in_force(current_session(), state.id)
    form.objective.choices = [SelectChoice("", _("None of the strategy's objectives"))]
    form.objective.choices += [SelectChoice(str(one.id), f"{one.code} {one.text}") for one in objectives]
    form.pillar.choices = options(Pillar)
    form.need_type.choices = options(NeedType)
    form.cost_basis.choices = options(CostBasis, blank=True)
    if form.state.choices is None:
        form.state.choices = [SelectChoice(state.iso3, state.label)]
        form.state.data = state.iso3


def shown(need: Need) -> dict[str, object]:
    """Return a need's facts as its form shows them."""
    facts = facts_of(need)
    plain = {name: getattr(facts, name) for name in facts.__dataclass_fields__}
    for name, minor in (("amount", need.cost), ("national_contribution", need.national_contribution)):
        plain[name] = to_decimal(minor, need.currency) if minor is not None and need.currency else None
    session = current_session()
    parts = [
        f"{one.year}: {to_decimal(one.amount, need.currency or 'USD')}"
        for one in list_phases(session, [need.id])
    ]
    return plain | {
        "phases": "\n".join(parts),
        "hazard_areas": "\n".join(list_hazard_refs(session, need.id)),
        "state": need.state.iso3,
        "objective": str(need.objective_id or ""),
        "currency": need.currency or "USD",
        "cost_basis": need.cost_basis or "",
        "seen_version": str(need.row_version),
    }


def _version(form: NeedForm) -> int:
    return int(form.seen_version.data) if (form.seen_version.data or "").isdigit() else -1


def _done(posts: bool) -> str:
    return str(_("The need is posted. Members see it now.") if posts else _("Saved."))


def _page(form: NeedForm, state: State, *, title: str, need: Need | None = None) -> str:
    may_post = may(standing(), Act.NEED_POST, Country(state.id))
    beside = beside_of(current_session(), state) if request.method == "POST" else None
    return render_template(
        "needs/edit.html",
        form=form,
        state=state,
        heading=title,
        need=need,
        may_post=may_post,
        beside=beside,
    )
