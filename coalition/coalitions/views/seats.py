"""Seats: given, handed over with what stays open, and who is told."""

from flask import url_for
from flask_babel import gettext as _
from sqlmodel import Session
from werkzeug.wrappers import Response
from wtforms.fields.choices import SelectChoice

from coalition.auth.policy import Act
from coalition.auth.queries import list_person_ids_with
from coalition.auth.rules import Role, Theme
from coalition.coalitions import service
from coalition.coalitions.forms import HandoverForm, SeatForm
from coalition.coalitions.models import CoalitionMember
from coalition.coalitions.queries import get_member
from coalition.coalitions.queries.meetings import list_open_points
from coalition.coalitions.rules import LEADING, MemberRole
from coalition.coalitions.views.room import bp, own_coalition, run
from coalition.core.clock import now, today
from coalition.core.text import msgid
from coalition.db import current_session
from coalition.notifications.service import tell
from coalition.organisations.models import Organisation
from coalition.organisations.queries import get_organisation, list_all_organisations
from coalition.web.access import allow, me
from coalition.web.choices import options

HANDED_OVER = msgid("A lead hands over its seat")
LEAVES = msgid("A lead leaves and nobody follows yet")


@bp.route("/<int:coalition_id>/members/new", methods=["GET", "POST"])
@allow(Act.COALITION_MEMBERS)
def seat(coalition_id: int) -> str | Response:
    """Give an organisation a seat."""
    coalition = own_coalition(coalition_id, Act.COALITION_MEMBERS)
    session, form = current_session(), SeatForm()
    form.organisation.choices = [
        SelectChoice(str(body.id), body.label) for body in list_all_organisations(session)
    ]
    form.role.choices = options(MemberRole)
    return run(
        form,
        coalition,
        lambda: service.seat(
            session,
            coalition,
            organisation=get_organisation(session, int(form.organisation.data)),
            role=MemberRole(form.role.data),
            valid_from=form.valid_from.data.on,
            lead_reason=form.lead_reason.data or "",
        ),
        title=_("Add a member"),
        submit=_("Add member"),
        done=_("The seat is recorded."),
    )


@bp.route("/<int:coalition_id>/members/<int:member_id>/end", methods=["GET", "POST"])
@allow(Act.COALITION_MEMBERS)
def end_seat(coalition_id: int, member_id: int) -> str | Response:
    """End a seat on a day, with a note for who comes next and, where known, the successor."""
    coalition = own_coalition(coalition_id, Act.COALITION_MEMBERS)
    session, form = current_session(), HandoverForm()
    member = get_member(session, coalition, member_id)
    form.successor.choices = [
        SelectChoice("", _("nobody yet")),
        *(SelectChoice(str(body.id), body.label) for body in list_all_organisations(session)),
    ]

    def act() -> None:
        successor = get_organisation(session, int(form.successor.data)) if form.successor.data else None
        service.hand_over(
            session,
            member,
            on=form.valid_to.data.last,
            note=form.handover_note.data or "",
            successor=successor,
            lead_reason=form.lead_reason.data or "",
            with_points=bool(form.with_points.data),
        )
        if member.role in LEADING:
            _tell(session, member, successor)

    return run(
        form,
        coalition,
        act,
        title=_("Hand over the seat of %(name)s", name=member.organisation.label),
        submit=_("Hand over"),
        done=_("The seat ends on that day."),
        points=list_open_points(session, member),
    )


def _tell(session: Session, member: CoalitionMember, successor: Organisation | None) -> None:
    """Tell the State, both organisations and the coordinators for cooperation of a lead that hands over."""
    day, coalition = today(), member.coalition
    bodies = [member.organisation_id, *([successor.id] if successor else [])]
    people = {
        *list_person_ids_with(session, role=Role.AFFECTED_STATE, today=day, state_id=coalition.state_id),
        *list_person_ids_with(session, role=Role.DONOR, today=day, organisation_ids=bodies),
        *list_person_ids_with(session, role=Role.COORDINATOR, today=day, theme=Theme.ICA),
    }
    words = (
        "{name}: {lead} leads until {on}; {next} follows."
        if successor
        else "{name}: {lead} leads until {on}."
    )
    tell(
        session,
        people - {me().id},
        key=f"seat:{member.id}:ends:{member.valid_to}",
        subject=HANDED_OVER if successor else LEAVES,
        body=words,
        values={
            "name": coalition.name,
            "lead": member.organisation.label,
            "on": str(member.valid_to),
            "next": successor.label if successor else "",
        },
        link=url_for("coalitions.show", coalition_id=coalition.id),
        now=now(),
    )
