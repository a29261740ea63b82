"""What a State sees beside its form: its own similar needs, and programmes that already run."""

from dataclasses import dataclass

from flask import render_template, request
from markupsafe import Markup
from sqlmodel import Session

from coalition.auth.policy import Act
from coalition.auth.rules import Role
from coalition.db import current_session
from coalition.needs.queries import Alike, list_alike
from coalition.needs.queries.sight import sight_of
from coalition.needs.views.room import bp
from coalition.states.models import State
from coalition.states.queries import find_state_by_name, get_state_by_id
from coalition.strategies.rules import Pillar
from coalition.web.access import allow, standing
from coalition.web.beside import similar_panel


@bp.post("/similar")
@allow(Act.NEED_SEE)
def similar() -> str:
    """The panel beside the form, for what is typed so far; nothing is stored."""
    session = current_session()
    state = _state(session)
    return render_template("needs/_similar.html", beside=beside_of(session, state))


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside the form: needs like it, and the panel of what already runs."""

    similar: list[Alike]
    running: Markup


def beside_of(session: Session, state: State | None) -> Beside:
    """Return what to show for what is typed so far."""
    return Beside(similar_to(session, state) if state else [], similar_panel())


def similar_to(session: Session, state: State) -> list[Alike]:
    """Return the State's needs that are like what the form holds, best first."""
    pillar = request.form.get("pillar", "")
    without = request.args.get("need", "")
    return list_alike(
        session,
        sight_of(standing()),
        state_id=state.id,
        pillar=Pillar(pillar) if pillar in set(Pillar) else None,
        title=request.form.get("title", "")[:200],
        without_id=int(without) if without.isdigit() else None,
    )


def _state(session: Session) -> State | None:
    named = find_state_by_name(session, request.form.get("state", ""))
    if named is not None:
        return named
    own = sorted(standing().state_ids) if Role.AFFECTED_STATE in standing().roles else []
    return get_state_by_id(session, own[0]) if own else None
