"""The register of programmes, and one programme."""

from collections.abc import Sequence

from flask import Blueprint, render_template, request
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from coalition.auth.policy import Act
from coalition.core.clock import today
from coalition.core.paging import page_number
from coalition.db import current_session
from coalition.programmes.models import ProgrammeVersion
from coalition.programmes.queries import (
    count_by_print,
    countries_of,
    find_programme,
    get_programme,
    list_imports,
    list_programmes,
    list_versions,
    parties_of,
    pillars_of,
)
from coalition.programmes.rules.changes import changed_parts
from coalition.programmes.rules.record import from_json
from coalition.programmes.rules.register import ProgrammeStatus
from coalition.states.queries import list_all_states
from coalition.strategies.rules import Pillar
from coalition.web.access import allow, standing
from coalition.web.choices import options

bp = Blueprint("programmes", __name__, url_prefix="/programmes")


@bp.get("/")
@allow(Act.PROGRAMME_SEE)
def index() -> str:
    """The register: by State, pillar, words, and whether it runs today."""
    session = current_session()
    states = list_all_states(session)
    chosen = next((state for state in states if state.iso3 == request.args.get("state", "")), None)
    pillar, status = request.args.get("pillar", ""), request.args.get("status", "")
    page = list_programmes(
        session,
        viewer=standing(),
        state_id=chosen.id if chosen else None,
        pillar=Pillar(pillar) if pillar in set(Pillar) else None,
        status=ProgrammeStatus(status) if status in set(ProgrammeStatus) else None,
        organisation=request.args.get("organisation", "").strip()[:200],
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
        statuses=options(ProgrammeStatus),
        countries=countries_of(session, ids),
        parties=parties_of(session, ids),
    )


@bp.get("/imports")
@allow(Act.PROGRAMME_IMPORT)
def imports() -> str:
    """The files that were imported, and what was refused of each."""
    session = current_session()
    page = list_imports(session, page_number(request.args.get("page")))
    prints = count_by_print(session, {file.sha256 for file in page.rows if file.sha256})
    return render_template("programmes/imports.html", page=page, prints=prints)


# Identifiers are shown as published, two slashes in a row and all.
@bp.get("/<path:name>", merge_slashes=False)
@allow(Act.PROGRAMME_SEE)
def show(name: str) -> str | Response:
    """One programme by IATI identifier or number, with every version of it."""
    session = current_session()
    programme = find_programme(session, name, standing())
    if programme is None and name.endswith("/"):
        return redirect(request.path.rstrip("/"), 308)
    programme = get_programme(session, name, standing())
    return render_template(
        "programmes/show.html",
        programme=programme,
        record=from_json(programme.record),
        countries=countries_of(session, [programme.id])[programme.id],
        parties=parties_of(session, [programme.id])[programme.id],
        pillars=pillars_of(session, programme.id),
        versions=_history(list_versions(session, programme.id)),
    )


def _history(versions: Sequence[ProgrammeVersion]) -> list[tuple[ProgrammeVersion, tuple[str, ...]]]:
    """Return each version with what it changed of the one before it; the first changed nothing."""
    earlier = [version.record for version in versions[1:]]
    changes = [changed_parts(old, new.record) for new, old in zip(versions, earlier, strict=False)]
    return list(zip(versions, [*changes, ()], strict=True)) if versions else []
