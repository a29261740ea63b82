"""A donor's own programmes: one table to look through, filter and change at once; sources, files, entries."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlmodel import Session
from werkzeug.wrappers import Response

from coalition.audit.service import claim_once
from coalition.auth.policy import Act
from coalition.core.clock import now, today
from coalition.core.errors import RuleBroken
from coalition.core.paging import page_number
from coalition.core.visibility import Visibility
from coalition.db import current_session, transaction
from coalition.duplication.service.index import index_programmes
from coalition.organisations.models import Organisation
from coalition.pledges import service
from coalition.pledges.forms.register import EntryForm, FileForm, NothingForm, SourceForm
from coalition.pledges.models import ProgrammeSource
from coalition.pledges.queries import find_nothing
from coalition.pledges.queries.register import (
    UNSAID,
    Own,
    find_claims,
    list_checks,
    list_own,
    list_sources,
    own_ids,
)
from coalition.pledges.rules.register import ClaimWord
from coalition.pledges.service import register as acts
from coalition.pledges.service import sources
from coalition.pledges.views.room import bp, by, donor_named
from coalition.programmes.queries import countries_of
from coalition.programmes.rules.register import ProgrammeStatus
from coalition.programmes.service import FileReport, Taken
from coalition.states.models import State
from coalition.states.queries import list_all_states
from coalition.web.access import allow, require, standing
from coalition.web.beside import only_checks, similar_panel
from coalition.web.choices import options
from coalition.web.forms import Form

MOST_AT_ONCE = 5_000


@bp.get("/pledges/register")
@allow(Act.PLEDGE_OFFER)
def register() -> str:
    """The programmes that may be the donor's, with its word on each."""
    session = current_session()
    donor = donor_named(session, request.args.get("donor"))
    states = list_all_states(session)
    page = list_own(
        session,
        donor,
        viewer=standing(),
        which=_which(request.args, states),
        page=page_number(request.args.get("page")),
    )
    ids = [programme.id for programme in page.rows]
    sources = list_sources(session, donor.id)
    year, half = today().year, 1 if today().month <= 6 else 2
    return render_template(
        "pledges/register.html",
        donor=donor,
        page=page,
        claims=find_claims(session, donor.id, ids),
        countries=countries_of(session, ids),
        sources=sources,
        checks=list_checks(session, [source.id for source in sources]),
        nothing=find_nothing(session, donor.id, year=year, half=half),
        half=(year, half),
        asked=request.args,
        many=Form(),
        places=[("", _("Every country")), *((state.iso3, state.name) for state in states)],
        stages=[("", _("Every status")), *((c.value, c.label) for c in options(ProgrammeStatus))],
        words=[("", ""), (UNSAID, _("Not yet said")), *((c.value, c.label) for c in options(ClaimWord))],
        statuses=[("", _("Leave")), *((c.value, c.label) for c in options(ProgrammeStatus))],
        sights=[
            ("", _("Leave")),
            *((c.value, c.label) for c in options((Visibility.PUBLIC, Visibility.MEMBERS))),
        ],
    )


@bp.post("/pledges/register/change")
@allow(Act.PLEDGE_OFFER)
def change_many() -> Response:
    """Say whose the ticked programmes are, or set them all at once; "all" means all that the filter shows."""
    session, sent = current_session(), request.form
    donor = donor_named(session, sent.get("donor"))
    kept: dict[str, Any] = {name: found for name, found in _filter(sent).items() if found}
    back = url_for("pledges.register", **kept)
    with transaction(session):
        claim_once(session, sent.get("once", ""), back, now())
        ids = _ticked(session, donor)
        said = edited = 0
        if sent.get("word") in set(ClaimWord):
            said = acts.say(session, donor, ids, word=ClaimWord(sent["word"]), by=by())
        changes = {name: sent.get(name, "") for name in ("status", "visibility")}
        if changes["status"] in {*ProgrammeStatus, ""} and changes["visibility"] in {*Visibility, ""}:
            edited = (
                acts.edit_many(session, donor, ids, changes=changes, by=by()) if any(changes.values()) else 0
            )
        index_programmes(session, ids)
    flash(_("%(said)s programmes spoken of, %(edited)s of your own changed.", said=said, edited=edited))
    return redirect(back)


@bp.route("/pledges/register/new", methods=["GET", "POST"])
@allow(Act.PLEDGE_OFFER)
def enter() -> str | Response:
    """Enter one programme by hand."""
    session, form, back = current_session(), EntryForm(), url_for("pledges.register")
    donor = donor_named(session, None)
    form.country.choices = [("", _("Choose…")), *((s.iso3, s.name) for s in list_all_states(session))]
    form.status.choices = options((ProgrammeStatus.PLANNED, ProgrammeStatus.ONGOING, ProgrammeStatus.ENDED))
    if form.validate_on_submit() and not only_checks():
        try:
            with transaction(session):
                claim_once(session, form.once.data, back, now())
                programme = acts.enter(session, donor, facts=_facts(form), by=by())
                index_programmes(session, [programme.id])
        except RuleBroken as broken:
            form.refuse(broken)
        else:
            flash(_("The programme is in the register."))
            return redirect(back)
    return render_template(
        "pledges/register_new.html", form=form, back=back, similar=similar_panel() if only_checks() else ""
    )


@bp.route("/pledges/register/file", methods=["GET", "POST"])
@allow(Act.PLEDGE_OFFER)
def take_file() -> str | Response:
    """Take a file over; first it says in words what it would add, change and leave."""
    session, form, back = current_session(), FileForm(), url_for("pledges.register")
    donor = donor_named(session, None)
    form.sure.choices = [("say", _("First say what it would change")), ("take", _("Take it over"))]
    report, sure = None, form.sure.data == "take"
    if form.validate_on_submit():
        with acts.read_content(form.file.data.filename or "file", form.file.data.read()) as taken:
            report = _take(session, donor, form, taken) if sure else acts.say_before(session, taken)
        if sure:
            flash(acts.in_words(report))
            return redirect(back)
    words, refused = (acts.in_words(report), report.notes.refused[:20]) if report else ("", [])
    return render_template("pledges/register_file.html", form=form, words=words, refused=refused, back=back)


@bp.route("/pledges/register/source", methods=["GET", "POST"])
@allow(Act.PLEDGE_OFFER)
def source() -> str | Response:
    """Register where the donor publishes; a job looks there once a day."""
    session, form, back = current_session(), SourceForm(), url_for("pledges.register")
    donor = donor_named(session, None)
    if form.validate_on_submit():
        try:
            with transaction(session):
                claim_once(session, form.once.data, back, now())
                sources.add_source(session, donor, url=form.url.data, title=form.title.data or "", by=by())
        except RuleBroken as broken:
            form.refuse(broken)
        else:
            flash(_("The address is registered. It is looked at within minutes, then once a day."))
            return redirect(back)
    return render_template(
        "pledges/short.html", form=form, heading=_("Register an address"), back=back, submit=_("Register")
    )


@bp.post("/pledges/register/sources/<int:source_id>/<any(pause, resume):what>")
@allow(Act.PLEDGE_OFFER)
def pause(source_id: int, what: str) -> Response:
    """Stop or begin again to look at an address."""
    session = current_session()
    found = session.get(ProgrammeSource, source_id) or abort(404)
    require(Act.PLEDGE_OFFER, found)
    with transaction(session):
        found.paused, found.failures, found.next_check_at = what == "pause", 0, now()
    return redirect(url_for("pledges.register"))


@bp.route("/pledges/register/nothing", methods=["GET", "POST"])
@allow(Act.PLEDGE_OFFER)
def nothing() -> str | Response:
    """Answer that there is nothing to report for a half-year."""
    session, form, back = current_session(), NothingForm(), url_for("pledges.register")
    donor = donor_named(session, None)
    form.half.choices = [
        (f"{y}-{h}", f"{y}, {_('first half') if h == 1 else _('second half')}") for y, h in _halves()
    ]
    if form.validate_on_submit():
        year, _dash, half = form.half.data.partition("-")
        try:
            with transaction(session):
                service.answer_nothing(session, donor, year=int(year), half=int(half), by=by())
        except RuleBroken as broken:
            form.refuse(broken)
        else:
            flash(_("Recorded: nothing to report. That is an answer of its own."))
            return redirect(back)
    return render_template(
        "pledges/short.html", form=form, heading=_("Nothing to report"), back=back, submit=_("Record")
    )


def _take(session: Session, donor: Organisation, form: FileForm, taken: Taken) -> FileReport:
    with transaction(session):
        claim_once(session, form.once.data, url_for("pledges.register"), now())
        report = acts.take(session, donor, taken, by=by())
        index_programmes(session, report.change.touched)
    return report


def _halves() -> list[tuple[int, int]]:
    year, half = today().year, 1 if today().month <= 6 else 2
    found = []
    for _step in range(4):
        found.append((year, half))
        year, half = (year, 1) if half == 2 else (year - 1, 2)
    return found


def _ticked(session: Session, donor: Any) -> list[int]:
    sent = request.form
    which = _which(_filter(sent), list_all_states(session))
    allowed = set(own_ids(session, donor, viewer=standing(), which=which))
    if sent.get("all"):
        return sorted(allowed)[:MOST_AT_ONCE]
    chosen = {int(text) for text in sent.getlist("programme") if text.isdigit() and len(text) < 10}
    return sorted(chosen & allowed)


def _filter(sent: Mapping[str, str]) -> dict[str, str]:
    """Return the filter under which the table was sent, by the names of its query string."""
    return {name: sent.get(f"filter_{name}", "") for name in ("word", "q", "country", "state_of")}


def _which(asked: Mapping[str, str], states: Sequence[State]) -> Own:
    status = asked.get("state_of", "")
    return Own(
        word=asked.get("word", ""),
        text=asked.get("q", "").strip()[:80],
        state_id=next((state.id for state in states if state.iso3 == asked.get("country")), None),
        status=ProgrammeStatus(status) if status in set(ProgrammeStatus) else None,
    )


def _facts(form: EntryForm) -> dict[str, str]:
    facts = {
        name: (form[name].data or "")
        for name in ("title", "country", "description", "implementer", "channel")
    }
    facts |= {"status": form.status.data, "identifier": form.identifier.data or ""}
    for name in ("places", "hazard_areas"):  # several in a cell, as in a spreadsheet
        facts[name] = ";".join((form[name].data or "").splitlines())
    for name in ("start", "end"):
        when = form[name].data
        facts[name] = (when.first if name == "start" else when.last).isoformat() if when else ""
    facts["amount"] = f"{form.amount.data:f}" if form.amount.data is not None else ""
    return facts | {"currency": (form.currency.data or "").strip().upper()}
