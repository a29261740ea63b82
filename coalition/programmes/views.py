"""The register of programmes, and one programme."""

from flask import Blueprint, render_template, request
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from coalition.auth.policy import Act
from coalition.core.clock import today
from coalition.core.paging import page_number
from coalition.db import current_session
from coalition.programmes.queries import (
    countries_of,
    find_programme,
    get_programme,
    list_imports,
    list_programmes,
    list_versions,
    parties_of,
    pillars_of,
)
from coalition.programmes.rules.record import from_json
from coalition.states.queries import list_all_states
from coalition.strategies.rules import Pillar
from coalition.web.access import allow
from coalition.web.choices import options

bp = Blueprint("programmes", __name__, url_prefix="/programmes")


@bp.get("/")
@allow(Act.PROGRAMME_SEE)
def index() -> str:
    """The register: by State, pillar, words, and whether it runs today."""
    session = current_session()
    states = list_all_states(session)
    chosen = next((state for state in states if state.iso3 == request.args.get("state", "")), None)
    pillar = request.args.get("pillar", "")
    page = list_programmes(
        session,
        state_id=chosen.id if chosen else None,
        pillar=Pillar(pillar) if pillar in set(Pillar) else None,
        text=request.args.get("q", "").strip()[:200],
        running_on=today() if request.args.get("running") == "1" else None,
        page=page_number(request.args.get("page")),
    )
    ids = [programme.id for programme in page.rows]
    return render_template(
        "programmes/index.html",
        page=page,
        states=states,
        pillars=options(Pillar),
        countries=countries_of(session, ids),
        parties=parties_of(session, ids),
    )


@bp.get("/imports")
@allow(Act.PROGRAMME_IMPORT)
def imports() -> str:
    """The files that were imported, and what was refused of each."""
    page = list_imports(current_session(), page_number(request.args.get("page")))
    return render_template("programmes/imports.html", page=page)


@bp.get("/<path:name>")
@allow(Act.PROGRAMME_SEE)
def show(name: str) -> str | Response:
    """One programme by IATI identifier or number, with every version of it."""
    session = current_session()
    programme = find_programme(session, name)
    if programme is None and name.endswith("/"):
        return redirect(request.path.rstrip("/"), 308)
    programme = get_programme(session, name)
    return render_template(
        "programmes/show.html",
        programme=programme,
        record=from_json(programme.record),
        countries=countries_of(session, [programme.id])[programme.id],
        parties=parties_of(session, [programme.id])[programme.id],
        pillars=pillars_of(session, programme.id),
        versions=list_versions(session, programme.id),
    )
