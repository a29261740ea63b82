"""The first page of the room, and the page of a State on its way."""

from collections.abc import Sequence
from datetime import date

from flask import render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response
from wtforms.fields.choices import SelectChoice

from coalition.auth.policy import Act, may
from coalition.core.clock import today
from coalition.core.paging import page_number
from coalition.db import current_session
from coalition.states.queries import get_state
from coalition.states.rules import TreatyStatus
from coalition.universalization.forms import SignForm, TrackForm
from coalition.universalization.models import TrackStep
from coalition.universalization.queries.calendar import list_ahead, list_outreach
from coalition.universalization.queries.candidates import (
    candidate_of,
    count_joined,
    list_candidates,
    list_steps,
)
from coalition.universalization.rules.signals import COMPUTED, Sign
from coalition.universalization.rules.stages import Barrier, Side, Stage
from coalition.universalization.service import tracks
from coalition.universalization.views.help import help_report
from coalition.universalization.views.room import bp, run
from coalition.web.access import allow, me, standing
from coalition.web.choices import capital, options, word
from coalition.web.papers import as_docx, as_pdf

# From the Second Review Conference on: five more States Parties were wanted before the next one.
BASELINE, WANTED = date(2021, 9, 21), 5
AHEAD_HERE = 8


@bp.get("/")
@allow(Act.OUTREACH_SEE)
def index() -> str:
    """Who speaks with whom soon, and the States outside the Convention by what speaks for their joining."""
    session, day = current_session(), today()
    asked = request.args.get("sign", "")
    sign = next((one for one in Sign if one.value == asked), None)
    return render_template(
        "universalization/index.html",
        ahead=list_ahead(session, day, most=AHEAD_HERE),
        page=list_candidates(session, day, sign=sign, page=page_number(request.args.get("page"))),
        signs=[("", _("All signs")), *((one.value, capital(word(one))) for one in Sign)],
        sign=asked,
        joined=count_joined(session, BASELINE, day),
        baseline=BASELINE,
        wanted=WANTED,
        mine=standing().organisation_ids,
        may_plan=may(standing(), Act.OUTREACH_PLAN),
    )


@bp.get("/stages")
@allow(Act.TRACK_SEE)
def stages() -> str:
    """How far each State outside the Convention has come; nothing of signs, barriers or who said what."""
    page = list_candidates(current_session(), today(), page=page_number(request.args.get("page")))
    return render_template("universalization/stages.html", page=page)


@bp.get("/states/<iso3>")
@allow(Act.OUTREACH_SEE)
def state(iso3: str) -> str:
    """One State: how far it has come, its signs with their sources, and who has spoken with it."""
    session, day = current_session(), today()
    found = get_state(session, iso3)
    candidate, steps = candidate_of(session, found, day), list_steps(session, found.id)
    return render_template(
        "universalization/state.html",
        state=found,
        candidate=candidate,
        stages=_rungs(candidate.track.stage if candidate.track else Stage.NONE, steps),
        steps=steps,
        outreach=list_outreach(session, state_id=found.id, page=1).rows,
        may_move=may(standing(), Act.TRACK_MOVE),
        may_plan=may(standing(), Act.OUTREACH_PLAN),
        sees_barrier=may(standing(), Act.BARRIER_SEE),
        outside=candidate.status is not TreatyStatus.STATE_PARTY,
    )


def _rungs(now_at: Stage, steps: Sequence[TrackStep]) -> list[tuple[str, str]]:
    """Return the stages that were reached and those ahead: one that was skipped was not done."""
    reached, order = {step.after for step in steps} | {now_at}, list(Stage)
    shown = [stage for stage in order if stage in reached or order.index(stage) > order.index(now_at)]
    return [(stage.value, capital(word(stage))) for stage in shown]


@bp.route("/states/<iso3>/stage", methods=["GET", "POST"])
@allow(Act.TRACK_MOVE)
def stage(iso3: str) -> str | Response:
    """Record how far a State has come."""
    session, form = current_session(), TrackForm()
    found = get_state(session, iso3)
    form.stage.choices, form.side.choices = options(Stage), options(Side)
    form.barrier.choices = options(Barrier, blank=True)

    def act() -> object:
        return tracks.move_track(
            session,
            found,
            stage=Stage(form.stage.data),
            side=Side(form.side.data),
            on=form.on.data.on,
            evidence=form.evidence.data or "",
            barrier=Barrier(form.barrier.data) if form.barrier.data else None,
            not_before=form.not_before.data.on if form.not_before.data else None,
            person_id=me().id,
            today=today(),
        )

    words = (_("New stage"), _("Save"), _("The stage is recorded."))
    return run(form, act, back=url_for("universalization.state", iso3=iso3), here=found.label, words=words)


@bp.route("/states/<iso3>/sign", methods=["GET", "POST"])
@allow(Act.TRACK_MOVE)
def sign(iso3: str) -> str | Response:
    """Record a sign that the State or its reports gave."""
    session, form = current_session(), SignForm()
    found = get_state(session, iso3)
    form.sign.choices = [SelectChoice(one.value, capital(word(one))) for one in Sign if one not in COMPUTED]

    def act() -> object:
        return tracks.note_sign(
            session,
            found,
            sign=Sign(form.sign.data),
            on=form.on.data.on,
            source=form.source.data or "",
            person_id=me().id,
            today=today(),
        )

    words = (_("Note a sign"), _("Save"), _("The sign is recorded."))
    return run(form, act, back=url_for("universalization.state", iso3=iso3), here=found.label, words=words)


@bp.get("/states/<iso3>/help")
@allow(Act.OUTREACH_SEE)
def help_sheet(iso3: str) -> Response | str:
    """What help could look like once the State has joined: one page to hand over."""
    session, day = current_session(), today()
    report = help_report(get_state(session, iso3), day)
    form = request.args.get("format")
    if form == "docx":
        return as_docx(report)
    if form == "pdf":
        return as_pdf(report)
    return render_template("universalization/help.html", report=report, iso3=iso3)
