"""Meetings of the Committee: the list, one meeting with its minutes, who came."""

from typing import Any

from flask import render_template, request, url_for
from flask_babel import gettext as _
from sqlmodel import Session
from werkzeug.wrappers import Response

from coalition.auth.policy import Act
from coalition.coalitions.rules.meetings import Minutes, Openness, is_overdue
from coalition.committee.forms.meetings import MeetingForm, PartyForm
from coalition.committee.models import CommitteeMeeting, CommitteePoint, MeetingParty
from coalition.committee.queries.meetings import (
    get_meeting,
    get_party,
    list_items,
    list_parties,
    list_points,
    list_to_approve,
    page_of_meetings,
)
from coalition.committee.queries.offices import names_of_areas
from coalition.committee.rules.minutes import Attendance, circulate_by
from coalition.committee.service import meetings as service
from coalition.committee.views.room import bp, run
from coalition.core.clock import today
from coalition.core.paging import page_number
from coalition.db import current_session
from coalition.treaty.queries import list_open_obligations
from coalition.web.access import allow, me
from coalition.web.choices import capital, options, word

STOCKPILES = 3


@bp.get("/meetings")
@allow(Act.COMMITTEE_SEE)
def meetings() -> str:
    """The meetings, the newest first, and the action points that are open."""
    session = current_session()
    return render_template(
        "committee/meetings.html",
        page=page_of_meetings(session, page_number(request.args.get("page"))),
        points=[point_line(point) for point in list_points(session)],
    )


@bp.get("/meetings/<int:meeting_id>")
@allow(Act.COMMITTEE_SEE)
def meeting(meeting_id: int) -> str:
    """One meeting: attendance first, then what was said, decided and promised."""
    session = current_session()
    found = get_meeting(session, meeting_id)
    return render_template("committee/meeting.html", **whole(session, found))


def whole(session: Session, found: CommitteeMeeting) -> dict[str, Any]:
    """Return all that the minutes of a meeting hold; six queries, and those of the treaty's record."""
    items = list_items(session, found.id)
    parties = list_parties(session, found.id)
    return {
        "meeting": found,
        "items": items,
        "by_id": {item.id: item for item in items},
        "attendance": [(kind, [one for one in parties if one.attendance is kind]) for kind in Attendance],
        "points": [point_line(point) for point in list_points(session, found.id)],
        "approved_here": list_to_approve(session, found),
        "approved_at": get_meeting(session, found.approved_at_id) if found.approved_at_id else None,
        "circulate_by": circulate_by(found.held_on),
        "open_stockpiles": list_open_obligations(session, STOCKPILES, found.held_on),
        "names": names_of_areas(session),
        "writable": found.minutes is not Minutes.APPROVED,
        "steps": [(one.value, capital(word(one))) for one in Minutes if one is not Minutes.NONE],
    }


def point_line(point: CommitteePoint) -> dict[str, Any]:
    """Return an action point and whether its day is over."""
    over = is_overdue(point.status, point.due_on, point.due_precision, today())
    return {"point": point, "over": over}


@bp.route("/meetings/new", methods=["GET", "POST"])
@allow(Act.MINUTES_KEEP)
def hold() -> str | Response:
    """Record a meeting."""
    session, form = current_session(), MeetingForm()
    form.openness.choices = options(Openness)
    made: list[int] = []

    def act() -> None:
        held = service.hold(
            session,
            title=form.title.data,
            held_on=form.held_on.data.last,
            begins=form.begins.data or "",
            ends=form.ends.data or "",
            place=form.place.data or "",
            openness=Openness(form.openness.data),
            agenda=form.agenda.data or "",
            source=form.source.data or "",
            person_id=me().id,
        )
        made.append(held.id)

    return run(
        form,
        act,
        back=lambda: url_for("committee.meeting", meeting_id=made[0]) if made else _list(),
        words=(_("Record a meeting"), _("Record meeting"), _("The meeting is recorded. Say who came.")),
        help_text=_("Everybody who holds an office that day is expected; you then say who came."),
    )


def _list() -> str:
    return url_for("committee.meetings")


@bp.route("/meetings/<int:meeting_id>/parties/new", methods=["GET", "POST"])
@allow(Act.MINUTES_KEEP)
def add_party(meeting_id: int) -> str | Response:
    """Put a State or body on the list."""
    return _attend(get_meeting(current_session(), meeting_id), None)


@bp.route("/parties/<int:party_id>", methods=["GET", "POST"])
@allow(Act.MINUTES_KEEP)
def attend(party_id: int) -> str | Response:
    """Say whether a State or body came, and who spoke for it."""
    party = get_party(current_session(), party_id)
    return _attend(get_meeting(current_session(), party.meeting_id), party)


def _attend(found: CommitteeMeeting, party: MeetingParty | None) -> str | Response:
    form = PartyForm(obj=party)
    form.attendance.choices = options(Attendance)
    return run(
        form,
        lambda: service.attend(
            current_session(),
            found,
            party,
            name=form.name.data,
            capacity=form.capacity.data or "",
            people=form.people.data or "",
            attendance=Attendance(form.attendance.data),
        ),
        back=url_for("committee.meeting", meeting_id=found.id),
        words=(party.name if party else _("Who took part"), _("Record"), _("Recorded.")),
    )
