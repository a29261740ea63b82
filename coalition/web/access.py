"""Access is refused unless a view says what it takes: `@allow(Act.…)` or `@public`."""

from collections.abc import Callable, Iterable
from typing import Any, cast

from flask import abort, current_app, g, request
from flask_login import current_user
from werkzeug.wrappers import Response

from coalition.audit.service import act_as
from coalition.auth.models import Person
from coalition.auth.policy import VISITOR, Act, Held, Standing, may
from coalition.auth.queries import GrantToday, find_with_grants
from coalition.coalitions.queries import states_sat_in
from coalition.core.clock import now, today
from coalition.db import current_session
from coalition.web.problems import asks_for_api

PUBLIC = "public"

View = Callable[..., Any]


def allow(act: Act) -> Callable[[View], View]:
    """Mark a view as open to whoever may do act."""

    def mark(view: View) -> View:
        view.access = act  # type: ignore[attr-defined]
        return view

    return mark


def public(view: View) -> View:
    """Mark a view as open to all the world."""
    view.access = PUBLIC  # type: ignore[attr-defined]
    return view


def guard() -> Response | None:
    """Let the request in, send it to sign in, or refuse it with 403; from here on its changes bear a name."""
    if request.endpoint is None or request.endpoint == "static":
        return None
    person = signed_in()
    name = f"{person.name} <{person.email}>" if person else "visitor"
    act_as(current_session(), person.id if person else None, name, now())
    access = access_of(current_app.view_functions[request.endpoint])
    if access == PUBLIC:
        return None
    if isinstance(access, Act) and may(standing(), access):
        return None
    if person is not None:
        abort(403)
    if asks_for_api():
        abort(401)
    return cast(Response, current_app.login_manager.unauthorized())  # type: ignore[attr-defined]


def require(act: Act, thing: object) -> None:
    """Refuse with 403 unless who asks may do act to this very thing."""
    if not may(standing(), act, thing):
        abort(403)


def signed_in() -> Person | None:
    """Return who is at the door, or None; the one place that looks at Flask-Login."""
    person = current_user._get_current_object()
    return person if isinstance(person, Person) else None


def me() -> Person:
    """Return who is at the door, in a view that only opens to people signed in."""
    person = signed_in()
    if person is None:
        abort(401)
    return person


def standing() -> Standing:
    """Return the roles of who is at the door, read once a request."""
    if "standing" not in g:
        person = signed_in()
        g.standing = VISITOR if person is None else standing_of(person.id)
    found: Standing = g.standing
    return found


def remember(person: Person, grants: Iterable[GrantToday]) -> None:
    """Keep what somebody at the door holds today, read in the same statement as the person."""
    g.held_by = (person.id, tuple(grants))


def standing_of(person_id: int) -> Standing:
    """Return the standing of a person today."""
    session = current_session()
    known: tuple[int, tuple[GrantToday, ...]] = g.get("held_by", (0, ()))
    if known[0] != person_id:
        found = find_with_grants(session, person_id, today())
        known = (person_id, found[1] if found else ())
    held = tuple(
        Held(grant.role, grant.rank, grant.state_id, grant.organisation_id, grant.theme, grant.called)
        for grant in known[1]
    )
    organisations = [h.organisation_id for h in held if h.organisation_id is not None]
    member, lead = states_sat_in(session, organisations, today())
    return Standing(person_id=person_id, held=held, member_states=member, lead_states=lead)


def access_of(view: View) -> Act | str | None:
    return getattr(view, "access", None)
