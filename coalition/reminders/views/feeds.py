"""The calendar that a person subscribes to with a secret link, and the link itself."""

from collections.abc import Mapping
from datetime import UTC, datetime, time
from urllib.parse import urlsplit

from flask import Response, abort, current_app, flash, redirect, render_template, request, url_for
from flask_babel import force_locale
from flask_babel import gettext as _
from sqlmodel import Session
from werkzeug.wrappers import Response as AnyResponse

from coalition.auth.policy import Act, Standing
from coalition.core.clock import now, today
from coalition.core.when import Precision, add_years
from coalition.db import current_session, transaction
from coalition.reminders import service
from coalition.reminders.models import DeadlineMove
from coalition.reminders.queries.coming import list_coming, list_holders
from coalition.reminders.queries.feeds import find_link, list_moves
from coalition.reminders.readers import Entry, calendar_of
from coalition.reminders.rules import Coming, people_of
from coalition.reminders.service.reminding import day_of, spoken
from coalition.reminders.views.room import bp
from coalition.web.access import allow, me, public, standing, standing_of
from coalition.web.deadlines import seen_by
from coalition.web.links import absolute
from coalition.web.speaking import said


@bp.get("/feeds/deadlines.ics")
@public
def deadlines() -> Response:
    """The days that concern the owner of a secret link, as a calendar in the owner's language."""
    session = current_session()
    owner = service.find_owner(session, request.args.get("key", ""))
    if owner is None:
        abort(404)
    coming, moves = concerning(session, standing_of(owner.id)), list_moves(session)
    host = urlsplit(current_app.config["BASE_URL"]).hostname or "localhost"
    with force_locale(owner.locale):
        text = calendar_of(
            [_entry(one, moves) for one in coming],
            name=_("Deadlines, Coalition"),
            host=host,
            language=owner.locale,
        )
    answer = Response(text, content_type="text/calendar; charset=utf-8")
    answer.headers["Cache-Control"] = "private, max-age=3600"
    answer.headers["Content-Disposition"] = 'attachment; filename="deadlines.ics"'
    return answer


@bp.get("/account/calendar")
@allow(Act.ACCOUNT_KEEP)
def calendar() -> str:
    """Whether I have a link to my calendar, and what stands in it."""
    session = current_session()
    return render_template(
        "reminders/calendar.html",
        link=find_link(session, me().id),
        count=len(concerning(session, standing())),
        secret=None,
    )


@bp.post("/account/calendar")
@allow(Act.ACCOUNT_KEEP)
def renew() -> str:
    """Make my link anew and show it, this once; the old one ends."""
    session = current_session()
    with transaction(session):
        secret = service.make_link(session, me().id, now=now())
    return render_template(
        "reminders/calendar.html",
        link=find_link(session, me().id),
        count=len(concerning(session, standing())),
        secret=absolute("reminders.deadlines") + f"?key={secret}",
    )


@bp.post("/account/calendar/end")
@allow(Act.ACCOUNT_KEEP)
def end() -> AnyResponse:
    """End my link."""
    with transaction(current_session()):
        service.revoke_link(current_session(), me().id)
    flash(_("The link has ended. Calendars that use it get nothing any more."))
    return redirect(url_for("reminders.calendar"))


def concerning(session: Session, own: Standing) -> list[Coming]:
    """Return the days that concern a person's offices, and those of States whose coalition they sit in."""
    holders = [holder for holder in list_holders(session, today()) if holder.person_id == own.person_id]
    start = add_years(today(), -1)
    return [
        one
        for one in seen_by(own, list_coming(session, today()))
        if one.due.last >= start and (people_of(one, holders, 0) or _sits_in(own, one))
    ]


def _sits_in(own: Standing, coming: Coming) -> bool:
    return coming.public and coming.state_id in (own.member_states | own.lead_states)


def _entry(coming: Coming, moves: Mapping[tuple[str, str], DeadlineMove]) -> Entry:
    """Return a day as the calendar holds it; a move that no job has seen yet counts already."""
    seen = moves.get(coming.key)
    moved = seen is not None and (seen.due_on, seen.precision) != (coming.due.on, coming.due.precision)
    changed = datetime.combine(today(), time(), UTC) if seen is None or moved else seen.moved_at
    summary = f"{said(coming.what, {})}: {coming.title}"
    if coming.due.precision is not Precision.DAY:
        summary = f"{summary} ({said('{day}', {'day': day_of(coming.due)})})"
    return Entry(
        known_as=f"{coming.code}:{coming.subject}",
        due=coming.due,
        summary=f"{summary} · {_('provisional')}" if coming.provisional else summary,
        description=said(coming.basis, spoken(coming.given)),
        address=f"{current_app.config['BASE_URL']}{coming.link}",
        sequence=(seen.sequence if seen else 0) + moved,
        changed_at=changed if changed.tzinfo else changed.replace(tzinfo=UTC),
        provisional=coming.provisional,
    )
