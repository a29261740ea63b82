"""Writing a draft's objectives."""

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coalition.auth.policy import Act
from coalition.core.errors import NotFound
from coalition.db import current_session, transaction
from coalition.strategies import service
from coalition.strategies.forms import ObjectiveForm
from coalition.strategies.models import StrategyObjective, StrategyVersion
from coalition.strategies.queries import get_objective, list_milestones
from coalition.strategies.rules import Pillar
from coalition.strategies.views.acts import run
from coalition.strategies.views.room import bp, version_for
from coalition.web.access import allow
from coalition.web.choices import options


@bp.route("/versions/<int:version_id>/objectives/new", methods=["GET", "POST"])
@allow(Act.STRATEGY_KEEP)
def add_objective(version_id: int) -> str | Response:
    """Add an objective to a draft."""
    version, form = version_for(Act.STRATEGY_KEEP, version_id), ObjectiveForm()
    form.pillar.choices = options(Pillar)

    def act(found: StrategyVersion) -> None:
        session = current_session()
        milestones = form.by_year()
        objective = service.write_objective(session, found, facts=form.facts())
        service.set_milestones(session, objective, milestones)

    return run(
        form,
        version,
        act,
        title=_("Add an objective"),
        submit=_("Add objective"),
        done=_("The objective is added."),
    )


@bp.route("/versions/<int:version_id>/objectives/<int:objective_id>", methods=["GET", "POST"])
@allow(Act.STRATEGY_KEEP)
def edit_objective(version_id: int, objective_id: int) -> str | Response:
    """Change an objective of a draft."""
    version = version_for(Act.STRATEGY_KEEP, version_id)
    objective = _objective(version, objective_id)
    lines = [f"{one.year}: {one.value}" for one in list_milestones(current_session(), [objective_id])]
    form = ObjectiveForm(data=objective.model_dump() | {"milestones": "\n".join(lines)})
    form.pillar.choices = options(Pillar)

    def act(found: StrategyVersion) -> None:
        session = current_session()
        milestones = form.by_year()
        own = _objective(found, objective_id)
        service.write_objective(session, found, facts=form.facts(), objective=own)
        service.set_milestones(session, own, milestones)

    return run(form, version, act, title=_("Change the objective"), submit=_("Save"), done=_("Saved."))


@bp.post("/versions/<int:version_id>/objectives/<int:objective_id>/drop")
@allow(Act.STRATEGY_KEEP)
def drop_objective(version_id: int, objective_id: int) -> Response:
    """Take an objective out of a draft."""
    version = version_for(Act.STRATEGY_KEEP, version_id)
    session = current_session()
    with transaction(session):
        service.drop_objective(session, _objective(version, objective_id))
    flash(_("The objective is taken out."), "success")
    return redirect(url_for("strategies.show", version_id=version_id))


def _objective(version: StrategyVersion, objective_id: int) -> StrategyObjective:
    found = get_objective(current_session(), objective_id)
    if found.version_id != version.id:
        raise NotFound(f"objective {objective_id}")
    return found
