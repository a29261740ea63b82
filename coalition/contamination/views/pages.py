"""Pages of contamination: what is known of whom, one State, its hazard areas."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any, TypeVar

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coalition.audit.service import claim_once
from coalition.auth.policy import Act
from coalition.contamination import service
from coalition.contamination.forms import SnapshotForm
from coalition.contamination.queries import (
    HazardAsked,
    list_hazard_areas,
    list_imports,
    list_newest,
    list_snapshots,
    total_hazard_areas,
    total_known,
)
from coalition.contamination.rules import HazardKind, HazardMix, HazardStatus, Knowledge
from coalition.contamination.views.room import Country, bp, sight_of, state_for
from coalition.core.clock import now, today
from coalition.core.errors import RuleBroken
from coalition.core.paging import page_number
from coalition.core.visibility import Confidence, Visibility
from coalition.db import current_session, transaction
from coalition.web.access import allow, standing
from coalition.web.choices import capital, options, word

E = TypeVar("E", bound=StrEnum)


@bp.get("/")
@allow(Act.CONTAMINATION_SEE)
def index() -> str:
    """What is known of each State; those whose extent is not known are counted, never added."""
    session, sight = current_session(), sight_of(standing())
    page = list_newest(session, sight, page_number(request.args.get("page")))
    return render_template("contamination/index.html", page=page, total=total_known(session, sight))


@bp.get("/<iso3>")
@allow(Act.CONTAMINATION_SEE)
def show(iso3: str) -> str:
    """One State: snapshots, what its hazard areas add up to, and the last imports."""
    state, session = state_for(Act.CONTAMINATION_SEE, iso3), current_session()
    return render_template(
        "contamination/show.html",
        state=state,
        country=Country(state.id),
        snapshots=list_snapshots(session, state.id, sight_of(standing())),
        totals=total_hazard_areas(session, state.id),
        imports=list_imports(session, state.id),
    )


@bp.get("/<iso3>/areas")
@allow(Act.CONTAMINATION_SEE)
def areas(iso3: str) -> str:
    """A State's hazard areas by national reference."""
    state, session = state_for(Act.CONTAMINATION_SEE, iso3), current_session()
    asked = HazardAsked(
        kind=_chosen("kind", HazardKind),
        status=_chosen("status", HazardStatus),
        mix=_chosen("mix", HazardMix),
        text=request.args.get("q", "").strip()[:100],
    )
    page = list_hazard_areas(session, state.id, asked, page_number(request.args.get("page")))
    return render_template("contamination/areas.html", state=state, page=page, filters=_filters())


@bp.route("/<iso3>/snapshots/new", methods=["GET", "POST"])
@allow(Act.CONTAMINATION_KEEP)
def record(iso3: str) -> str | Response:
    """Record what is known on a day."""
    state, form = state_for(Act.CONTAMINATION_KEEP, iso3), SnapshotForm()
    form.knowledge.choices, form.hazard_mix.choices = options(Knowledge), options(HazardMix)
    form.confidence.choices, form.visibility.choices = options(Confidence), options(Visibility)
    back, state_id = url_for("contamination.show", iso3=state.iso3), state.id
    if form.validate_on_submit():
        session = current_session()
        try:
            with transaction(session):
                claim_once(session, form.once.data, back, now())
                service.record_snapshot(session, state_id, facts=form.facts(), today=today())
        except RuleBroken as broken:
            form.refuse(broken)
        else:
            flash(_("Recorded. Earlier figures stay as they were."), "success")
            return redirect(back)
    return render_template("contamination/record.html", form=form, state=state, back=back)


def _chosen(name: str, values: type[E]) -> E | None:
    asked = request.args.get(name, "")
    return values(asked) if asked in set(values) else None


def _filters() -> list[Mapping[str, Any]]:
    wanted = request.args
    selects = (
        ("kind", _("Kind"), HazardKind),
        ("status", _("Status"), HazardStatus),
        ("mix", _("Hazards"), HazardMix),
    )
    fields: list[Mapping[str, Any]] = [
        {
            "name": name,
            "label": label,
            "value": wanted.get(name),
            "choices": [("", _("All")), *_pairs(values)],
        }
        for name, label, values in selects
    ]
    return [*fields, {"name": "q", "label": _("Reference or place"), "value": wanted.get("q")}]


def _pairs(values: Iterable[StrEnum]) -> list[tuple[str, str]]:
    return [(value.value, capital(word(value))) for value in values]
