"""Pages of States: the list with treaty status on a day, the public profile, and “what if it accedes”."""

from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from flask import Blueprint, redirect, render_template, request, url_for
from flask_babel import gettext
from sqlmodel import Session
from werkzeug.wrappers import Response

from coalition.core.clock import today
from coalition.core.paging import page_number
from coalition.db import current_session
from coalition.obligations.queries.declared import list_achievements
from coalition.states.models import State
from coalition.states.queries import (
    count_on,
    get_state,
    labels_by_iso3,
    list_events,
    list_flows_from,
    list_flows_to,
    list_names,
    list_standings,
    list_totals_of,
)
from coalition.states.rules import CcmRegion, Instrument, TreatyStatus, status_on, turns
from coalition.treaty.queries import list_extensions, list_obligations, list_strip
from coalition.treaty.rules.engine import simulate_accession
from coalition.treaty.rules.reports import REPORTING
from coalition.web.access import public
from coalition.web.choices import capital, word
from coalition.web.deadlines import asked_day, items_of
from coalition.web.people import contacts_of_state, keeper_of

E = TypeVar("E", bound=StrEnum)

bp = Blueprint("states", __name__, url_prefix="/states")

BOUND = frozenset(
    {TreatyStatus.STATE_PARTY, TreatyStatus.ACCEDED_NOT_IN_FORCE, TreatyStatus.RATIFIED_NOT_IN_FORCE}
)


@bp.get("/")
@public
def index() -> str:
    """The States by region, with where each stands to three treaties on a day."""
    session = current_session()
    on, wrong = asked_day(request.args.get("on"), today())
    region, status = _one_of(CcmRegion, "region"), _one_of(TreatyStatus, "status")
    text = request.args.get("q", "").strip()[:100]
    page = list_standings(
        session,
        on=on,
        region=region,
        status=status,
        text=text,
        page=page_number(request.args.get("page")),
    )
    return render_template(
        "states/index.html",
        page=page,
        counts=count_on(session, on),
        on=on,
        wrong=wrong,
        fields=_filters(on, region, status, text),
        instrument_names=instrument_names(),
    )


@bp.get("/<iso3>")
@public
def show(iso3: str) -> str | Response:
    """The public profile of a State: names, treaties, duties and their days, money reported by sources."""
    session = current_session()
    state = get_state(session, iso3)
    if iso3 != state.iso3:
        return redirect(url_for("states.show", iso3=state.iso3))
    on, wrong = asked_day(request.args.get("on"), today())
    return render_template(
        "states/show.html",
        state=state,
        on=on,
        wrong=wrong,
        **_identity(session, state),
        **_treaties(session, state, on),
        **_duties(session, state, on),
        **_money(session, state),
        contacts=contacts_of_state(session, state.id),
        contacts_at=keeper_of(session, state.id),
    )


@bp.get("/<iso3>/simulate-accession")
@public
def simulate(iso3: str) -> str:
    """What would fall due, and when, if the State deposited its accession on a day."""
    session = current_session()
    state = get_state(session, iso3)
    deposited, wrong = asked_day(request.args.get("deposited"), today())
    events = list_events(session, Instrument.CCM, [state.id]).get(state.id, [])
    return render_template(
        "states/simulate.html",
        state=state,
        deposited=deposited,
        wrong=wrong,
        status=status_on(events, Instrument.CCM, today()),
        bound=status_on(events, Instrument.CCM, today()) in BOUND,
        steps=[_step(item) for item in items_of(simulate_accession(state.iso3, deposited))],
    )


def _step(item: dict[str, Any]) -> dict[str, Any]:
    """Return a simulated deadline as the timeline draws it."""
    return {
        "on": item["on"],
        "precision": item["precision"],
        "title": item["label"],
        "text": item["basis"],
        "done": False,
    }


def instrument_names() -> dict[Instrument, str]:
    """Return the treaties' names in the reader's language."""
    return {
        Instrument.CCM: gettext("Convention on Cluster Munitions"),
        Instrument.APMBC: gettext("Mine Ban Convention"),
        Instrument.CCW_PV: gettext("CCW Protocol V"),
    }


def _identity(session: Session, state: State) -> dict[str, Any]:
    every = list_names(session, state.id)
    return {"names": [name for name in every if name.name != state.name]}


def _treaties(session: Session, state: State, on: date) -> dict[str, Any]:
    events = list_events(session, state_ids=[state.id]).get(state.id, [])
    treaties = [
        {
            "name": name,
            "instrument": instrument,
            "status": status_on(events, instrument, on),
            "turns": [turn for turn in turns(events, instrument) if turn.since.first <= on],
            "events": [event for event in events if event.instrument is instrument],
        }
        for instrument, name in instrument_names().items()
    ]
    return {"treaties": treaties, "joining": treaties[0]["status"] not in BOUND}


def _duties(session: Session, state: State, on: date) -> dict[str, Any]:
    return {
        "strip": items_of(list_strip(session, state.id, on)),
        # The yearly reports of Article 7 stand in the strip: a list of old days would read like a reproach.
        "obligations": [duty for duty in list_obligations(session, state.id) if duty.article != REPORTING],
        "extensions": list_extensions(session, state.id),
        "achieved": list_achievements(session, state_id=state.id),
    }


def _money(session: Session, state: State) -> dict[str, Any]:
    return {
        "received": list_flows_to(session, state.id),
        "given": list_flows_from(session, state.id),
        "totals": list_totals_of(session, state.id),
        "labels": labels_by_iso3(session),
    }


def _one_of(options: type[E], name: str) -> E | None:
    """Return the member of an enum that a query string names; None for anything else."""
    asked = request.args.get(name)
    return next((option for option in options if option.value == asked), None)


def _filters(
    on: date, region: CcmRegion | None, status: TreatyStatus | None, text: str
) -> list[dict[str, Any]]:
    every = ("", gettext("All"))
    regions = [(option.value, gettext(option.value)) for option in CcmRegion]
    statuses = [(option.value, capital(word(option))) for option in TreatyStatus]
    return [
        {"name": "q", "label": gettext("Name or code"), "value": text},
        {"name": "region", "label": gettext("Region"), "value": region, "choices": [every, *regions]},
        {"name": "status", "label": gettext("Status"), "value": status, "choices": [every, *statuses]},
        {"name": "on", "label": gettext("As of"), "value": on.isoformat()},
    ]
