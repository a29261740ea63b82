"""Meetings of a coalition: the list, one meeting with its minutes, action points and soft promises."""

from collections.abc import Callable
from typing import Any

from flask import render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response
from wtforms.fields.choices import SelectChoice

from coalition.auth.policy import Act
from coalition.coalitions.forms import MeetingForm, MinutesForm, PointForm, SettleForm
from coalition.coalitions.models import ActionPoint, Coalition
from coalition.coalitions.queries import get_coalition, list_members
from coalition.coalitions.queries.meetings import (
    get_meeting,
    get_point,
    list_meetings_of,
    list_points_of,
    list_present,
)
from coalition.coalitions.rules.meetings import MeetingType, Minutes, Openness, PointStatus, is_overdue
from coalition.coalitions.service import meetings as service
from coalition.coalitions.views.room import bp
from coalition.core.clock import today
from coalition.db import current_session
from coalition.web.access import allow, me, require
from coalition.web.acting import acted
from coalition.web.choices import options
from coalition.web.forms import Form


@bp.get("/<int:coalition_id>/meetings")
@allow(Act.MEETING_SEE)
def meetings(coalition_id: int) -> str:
    """The meetings of a coalition, and what was promised there."""
    session = current_session()
    coalition = get_coalition(session, coalition_id)
    require(Act.MEETING_SEE, coalition)
    return render_template(
        "coalitions/meetings.html",
        coalition=coalition,
        meetings=list_meetings_of(session, coalition_id),
        points=[_line(point) for point in list_points_of(session, coalition_id)],
    )


@bp.get("/meetings/<int:meeting_id>")
@allow(Act.MEETING_SEE)
def meeting(meeting_id: int) -> str:
    """One meeting: who was there, minutes, decisions, action points."""
    session = current_session()
    found = get_meeting(session, meeting_id)
    require(Act.MEETING_SEE, found)
    points = list_points_of(session, found.coalition_id, meeting_id=meeting_id)
    return render_template(
        "coalitions/meeting.html",
        meeting=found,
        present=list_present(session, meeting_id),
        points=[_line(point) for point in points],
    )


@bp.route("/<int:coalition_id>/meetings/new", methods=["GET", "POST"])
@allow(Act.MEETING_KEEP)
def hold(coalition_id: int) -> str | Response:
    """Record a meeting."""
    session, form = current_session(), MeetingForm()
    coalition = get_coalition(session, coalition_id)
    require(Act.MEETING_KEEP, coalition)
    seats = _seats(coalition_id)
    form.type.choices, form.openness.choices = options(MeetingType), options(Openness)
    form.present.choices = [SelectChoice(str(body), label) for body, label in seats.items()]
    return _run(
        form,
        lambda: service.hold(
            session,
            coalition,
            title=form.title.data,
            starts=form.starts.data,
            type=MeetingType(form.type.data),
            place=form.place.data or "",
            openness=Openness(form.openness.data),
            present=[int(body) for body in form.present.data or ()],
            person_id=me().id,
        ),
        coalition=coalition,
        words=(_("Record a meeting"), _("Record meeting"), _("The meeting is recorded.")),
    )


@bp.route("/meetings/<int:meeting_id>/minutes", methods=["GET", "POST"])
@allow(Act.MEETING_KEEP)
def minutes(meeting_id: int) -> str | Response:
    """Write, circulate, approve minutes."""
    found = get_meeting(current_session(), meeting_id)
    require(Act.MEETING_KEEP, found)
    form = MinutesForm(obj=found)
    form.then.choices = options([step for step in Minutes if step is not Minutes.NONE])
    return _run(
        form,
        lambda: service.write_minutes(
            found,
            text=form.minutes_text.data,
            summary=form.anonymised_summary.data or "",
            then=Minutes(form.then.data),
            today=today(),
        ),
        coalition=found.coalition,
        words=(_("Minutes"), _("Save minutes"), _("The minutes are saved.")),
    )


@bp.route("/<int:coalition_id>/points/new", methods=["GET", "POST"])
@allow(Act.MEETING_KEEP)
def agree(coalition_id: int) -> str | Response:
    """Write down who does what by when."""
    session, form = current_session(), PointForm()
    coalition = get_coalition(session, coalition_id)
    require(Act.MEETING_KEEP, coalition)
    seats = _seats(coalition_id)
    form.owner.choices = [SelectChoice("", _("Somebody else"))] + [
        SelectChoice(str(body), label) for body, label in seats.items()
    ]
    held = list_meetings_of(session, coalition_id)
    form.meeting.choices = [SelectChoice("", _("Not from a meeting"))] + [
        SelectChoice(str(one.id), one.title) for one in held
    ]
    return _run(
        form,
        lambda: service.agree(
            session,
            coalition,
            text=form.text.data,
            today=today(),
            meeting=next((one for one in held if str(one.id) == form.meeting.data), None),
            owner_id=int(form.owner.data) if form.owner.data else None,
            owner_note=form.owner_note.data or "",
            due=form.due.data,
            soft_promise=form.soft_promise.data,
        ),
        coalition=coalition,
        words=(_("Add an action point"), _("Add"), _("It is written down.")),
    )


@bp.route("/points/<int:point_id>", methods=["GET", "POST"])
@allow(Act.POINT_CLOSE)
def settle(point_id: int) -> str | Response:
    """Tick an action point off, or let it go with a word why."""
    point = get_point(current_session(), point_id)
    require(Act.POINT_CLOSE, point)
    form = SettleForm()
    form.then.choices = options([PointStatus.DONE, PointStatus.MOVED, PointStatus.DROPPED])
    return _run(
        form,
        lambda: service.settle(
            point, then=PointStatus(form.then.data), note=form.note.data or "", today=today()
        ),
        coalition=point.coalition,
        words=(point.text, _("Record"), _("Recorded.")),
    )


def _seats(coalition_id: int) -> dict[int, str]:
    members = list_members(current_session(), [coalition_id])
    return {member.organisation_id: member.organisation.label for member in members}


def _line(point: ActionPoint) -> dict[str, Any]:
    overdue = is_overdue(point.status, point.due_on, point.due_precision, today())
    return {"point": point, "overdue": overdue}


def _run(
    form: Form, act: Callable[[], object], *, coalition: Coalition, words: tuple[str, str, str]
) -> str | Response:
    """Show the form, or do the act once and go back to the meetings."""
    back = url_for("coalitions.meetings", coalition_id=coalition.id)
    title, submit, done = words
    return acted(form, act, back=back, done=done) or render_template(
        "coalitions/act.html", form=form, heading=title, submit=submit, back=back, coalition=coalition
    )
