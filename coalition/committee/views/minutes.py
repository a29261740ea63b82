"""Writing minutes: items, circulation, approval, action points; the summary without names."""

from typing import Any

from flask import render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response
from wtforms.fields.choices import SelectChoice

from coalition.auth.policy import Act
from coalition.coalitions.rules.meetings import Openness, PointStatus
from coalition.committee.forms.meetings import ApproveForm, ItemForm, PointForm, SettleForm
from coalition.committee.models import CommitteeMeeting, MeetingItem
from coalition.committee.queries.meetings import (
    get_item,
    get_meeting,
    get_point,
    list_items,
    list_later,
)
from coalition.committee.queries.plans import find_plan
from coalition.committee.rules.minutes import ItemKind, SaidStatus
from coalition.committee.rules.plans import Reported
from coalition.committee.service import meetings as service
from coalition.committee.service.meetings import Vote
from coalition.committee.service.plans import say_where
from coalition.committee.views.meetings import whole
from coalition.committee.views.minutes_file import minutes_file, summary_file, summary_of
from coalition.committee.views.room import bp, deed, run, theme_choices, theme_of
from coalition.core.clock import now, today
from coalition.db import current_session
from coalition.web.access import allow
from coalition.web.choices import capital, options, word


@bp.route("/meetings/<int:meeting_id>/items/new", methods=["GET", "POST"])
@allow(Act.MINUTES_KEEP)
def write_item(meeting_id: int) -> str | Response:
    """Write an item of the minutes."""
    return _item(get_meeting(current_session(), meeting_id), None)


@bp.route("/minutes/<int:item_id>", methods=["GET", "POST"])
@allow(Act.MINUTES_KEEP)
def change_item(item_id: int) -> str | Response:
    """Change an item of the minutes."""
    item = get_item(current_session(), item_id)
    return _item(get_meeting(current_session(), item.meeting_id), item)


def _item(found: CommitteeMeeting, item: MeetingItem | None) -> str | Response:
    session = current_session()
    form = ItemForm(**_shown(found, item))
    said = [one for one in list_items(session, found.id) if item is None or one.id != item.id]
    form.kind.choices, form.theme.choices = options(ItemKind), theme_choices()
    form.status.choices = options(SaidStatus)
    form.counter.choices = [SelectChoice("", _("None"))] + [
        SelectChoice(str(one.id), f"{one.number} {one.heading}") for one in said
    ]
    form.reported.choices = [SelectChoice("", _("Nothing was said of it"))] + [
        SelectChoice(one.value, capital(word(one))) for one in Reported
    ]

    def act() -> None:
        service.write_item(session, found, item, **_written(form, said))
        _report_plan(found, form)

    return run(
        form,
        act,
        back=url_for("committee.meeting", meeting_id=found.id),
        words=(_("Item of the minutes"), _("Save item"), _("The item is in the minutes.")),
    )


def _written(form: ItemForm, said: list[MeetingItem]) -> dict[str, Any]:
    return {
        "number": form.number.data,
        "heading": form.heading.data,
        "kind": ItemKind(form.kind.data),
        "text": form.text.data,
        "theme": theme_of(form.theme.data),
        "speaker": form.speaker.data or "",
        "closed": form.closed.data,
        "status": SaidStatus(form.status.data),
        "counter_of": next((one for one in said if str(one.id) == form.counter.data), None),
        "vote": Vote(form.vote_year.data, form.yes.data, form.no.data, form.abstained.data, form.absent.data),
    }


def _report_plan(found: CommitteeMeeting, form: ItemForm) -> None:
    """Note where the area's work plan stands, when the item says so."""
    theme = theme_of(form.theme.data)
    plan = find_plan(current_session(), theme, found.held_on) if theme and form.reported.data else None
    if plan is not None:
        say_where(
            current_session(),
            plan,
            reported=Reported(form.reported.data),
            said_on=found.held_on,
            expected=form.expected.data,
            source=found.title,
            today=today(),
        )


def _shown(found: CommitteeMeeting, item: MeetingItem | None) -> dict[str, Any]:
    """Return what the form begins with; in a closed meeting every new item is a closed note."""
    if item is None:
        return {"status": SaidStatus.STATED.value, "closed": found.openness is Openness.CLOSED}
    names = (
        "number",
        "heading",
        "speaker",
        "text",
        "closed",
        "vote_year",
        "yes",
        "no",
        "abstained",
        "absent",
    )
    return {name: getattr(item, name) for name in names} | {
        "kind": item.kind.value,
        "theme": item.theme.value if item.theme else "",
        "status": item.status.value,
        "counter": str(item.counter_of_id or ""),
    }


@bp.post("/minutes/<int:item_id>/drop")
@allow(Act.MINUTES_KEEP)
def drop_minute(item_id: int) -> Response:
    """Take an item out of the minutes."""
    session = current_session()
    item = get_item(session, item_id)
    found = get_meeting(session, item.meeting_id)

    def act() -> object:
        service.drop_item(session, found, item)
        return _("The item is taken out.")

    return deed(act, back=_page(found.id))


@bp.post("/meetings/<int:meeting_id>/circulate")
@allow(Act.MINUTES_KEEP)
def circulate(meeting_id: int) -> Response:
    """Send the minutes round."""
    session = current_session()
    found = get_meeting(session, meeting_id)

    def act() -> object:
        count = service.circulate(session, found, now=now())
        return _("The minutes are circulated; %(count)s members are told.", count=count)

    return deed(act, back=_page(meeting_id))


@bp.route("/meetings/<int:meeting_id>/approve", methods=["GET", "POST"])
@allow(Act.MINUTES_APPROVE)
def approve(meeting_id: int) -> str | Response:
    """Approve circulated minutes at a later meeting."""
    session, form = current_session(), ApproveForm()
    found = get_meeting(session, meeting_id)
    later = list_later(session, found.held_on)
    form.meeting.choices = [
        SelectChoice(str(one.id), f"{one.title}, {one.held_on.isoformat()}") for one in later
    ]
    return run(
        form,
        lambda: service.approve(found, at=get_meeting(session, int(form.meeting.data)), today=today()),
        back=_page(meeting_id),
        words=(_("Approve the minutes"), _("Approve"), _("The minutes are approved.")),
        help_text="" if later else _("Record the later meeting first; minutes are approved there."),
    )


@bp.route("/meetings/<int:meeting_id>/points/new", methods=["GET", "POST"])
@allow(Act.MINUTES_KEEP)
def agree(meeting_id: int) -> str | Response:
    """Write down who does what by when."""
    session, form = current_session(), PointForm()
    found = get_meeting(session, meeting_id)
    return run(
        form,
        lambda: service.agree(
            session,
            found,
            text=form.text.data,
            owner=form.owner.data,
            due=form.due.data,
            soft_promise=form.soft_promise.data,
        ),
        back=_page(meeting_id),
        words=(_("Add an action point"), _("Add"), _("It is written down.")),
    )


@bp.route("/points/<int:point_id>", methods=["GET", "POST"])
@allow(Act.MINUTES_KEEP)
def settle(point_id: int) -> str | Response:
    """Tick an action point off, or let it go with a word why."""
    point, form = get_point(current_session(), point_id), SettleForm()
    form.then.choices = options([PointStatus.DONE, PointStatus.MOVED, PointStatus.DROPPED])
    return run(
        form,
        lambda: service.settle(
            point, then=PointStatus(form.then.data), note=form.note.data or "", today=today()
        ),
        back=_page(point.meeting_id),
        words=(point.text, _("Record"), _("Recorded.")),
    )


@bp.get("/meetings/<int:meeting_id>/minutes.docx")
@allow(Act.COMMITTEE_SEE)
def minutes_docx(meeting_id: int) -> Response:
    """The minutes as a Word file."""
    session = current_session()
    return minutes_file(whole(session, get_meeting(session, meeting_id)))


@bp.get("/meetings/<int:meeting_id>/summary")
@allow(Act.COMMITTEE_SEE)
def summary(meeting_id: int) -> str:
    """The summary without names, to read before it is handed on."""
    session = current_session()
    found = get_meeting(session, meeting_id)
    return render_template("committee/summary.html", meeting=found, lines=summary_of(whole(session, found)))


@bp.get("/meetings/<int:meeting_id>/summary.docx")
@allow(Act.COMMITTEE_SEE)
def summary_docx(meeting_id: int) -> Response:
    """The summary without names as a Word file."""
    session = current_session()
    return summary_file(whole(session, get_meeting(session, meeting_id)))


def _page(meeting_id: int) -> str:
    return url_for("committee.meeting", meeting_id=meeting_id)
