"""Pages of strategies: the list, one version with its objectives, two versions side by side."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from flask import render_template, request
from flask_babel import gettext as _

from coalition.activities.queries import hanging_on, progress_of
from coalition.audit.queries import list_history
from coalition.auth.policy import Act
from coalition.core.clock import today
from coalition.core.errors import NotFound
from coalition.core.paging import page_number
from coalition.db import current_session
from coalition.states.queries import find_state_by_name
from coalition.strategies.models import ObjectiveMilestone, StrategyVersion
from coalition.strategies.queries import (
    list_documents,
    list_files,
    list_milestones,
    list_objectives,
    list_seen_versions,
    list_with_siblings,
)
from coalition.strategies.rules import LADDER, NEXT, STATES_OWN_STEPS, VersionStatus, days_left
from coalition.strategies.views.room import bp, sight_of
from coalition.web.access import allow, standing
from coalition.web.changes import changes_of
from coalition.web.choices import capital, word


@bp.get("/")
@allow(Act.STRATEGY_SEE)
def index() -> str:
    """The guiding documents in sight, each with the version that guides."""
    session, asked = current_session(), request.args.get("state", "")
    state = find_state_by_name(session, asked) if asked else None
    page, best = list_documents(
        session,
        sight_of(standing()),
        state_id=state.id if state else None,
        page=page_number(request.args.get("page")),
    )
    return render_template(
        "strategies/index.html", page=page, best=best, state=state, asked=asked, today=today()
    )


@bp.get("/<int:document_id>")
@allow(Act.STRATEGY_SEE)
def document(document_id: int) -> str:
    """A document, opened at the version that guides, else at the newest in sight."""
    versions = list_seen_versions(current_session(), sight_of(standing()), [document_id])
    if not versions:
        raise NotFound(f"strategy document {document_id}")
    return _page(versions[0], versions)


@bp.get("/versions/<int:version_id>")
@allow(Act.STRATEGY_SEE)
def show(version_id: int) -> str:
    """One version of a document."""
    versions = list_with_siblings(current_session(), sight_of(standing()), version_id)
    found = next((one for one in versions if one.id == version_id), None)
    if found is None:
        raise NotFound(f"strategy version {version_id}")
    return _page(found, versions)


def _page(version: StrategyVersion, versions: Sequence[StrategyVersion]) -> str:
    session = current_session()
    objectives = list_objectives(session, version.id)
    milestones = list_milestones(session, [one.id for one in objectives])
    return render_template(
        "strategies/show.html",
        version=version,
        document=version.document,
        versions=versions,
        objectives=objectives,
        hanging=hanging_on(session, [one.id for one in objectives]),
        progress=progress_of(session, objectives, milestones, year=today().year),
        files=list_files(session, version.id),
        milestones=_by_objective(milestones),
        ladder=[(status.value, capital(word(status))) for status in LADDER],
        aside=_aside(version),
        steps=_own_steps(version),
        days=days_left(version.valid_to, today()) if version.valid_to else None,
        history=changes_of(list_history(session, "strategy_version", version.id)),
    )


def _by_objective(milestones: Any) -> dict[int, list[ObjectiveMilestone]]:
    found: dict[int, list[ObjectiveMilestone]] = defaultdict(list)
    for milestone in milestones:
        found[milestone.objective_id].append(milestone)
    return found


def _own_steps(version: StrategyVersion) -> list[VersionStatus]:
    """Return the steps that the State takes by one button, in the order of the ladder."""
    then = NEXT[version.status] & STATES_OWN_STEPS
    if version.status is VersionStatus.ENDORSED:
        then -= {VersionStatus.IN_FORCE}
    return [status for status in VersionStatus if status in then]


def _aside(version: StrategyVersion) -> str | None:
    words = {
        VersionStatus.SUPERSEDED: _("A newer version guides now."),
        VersionStatus.EXPIRED: _("Its time is over."),
        VersionStatus.ABANDONED: _("The draft was given up."),
    }
    return words.get(version.status)
