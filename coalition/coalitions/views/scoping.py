"""The checklist of a coalition in scoping, from what is on record, with what to do next for each step."""

from datetime import date
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlmodel import Session

from coalition.activities.queries import list_scoping
from coalition.activities.rules.scoping import Answered, ScopingStep, Seminar, Stood, steps_of
from coalition.auth.policy import Act, may
from coalition.coalitions.models import Coalition
from coalition.coalitions.queries import list_challenges
from coalition.coalitions.queries.meetings import list_meetings_of
from coalition.coalitions.rules import CoalitionStatus
from coalition.coalitions.rules.meetings import MeetingType
from coalition.web.access import standing
from coalition.web.filters import partial

SCOPED = frozenset({CoalitionStatus.PROPOSED, CoalitionStatus.SCOPING})


def scoping_of(session: Session, coalition: Coalition, today: date) -> list[dict[str, Any]]:
    """Return a line for each of the four steps while a coalition is scoped; nothing afterwards."""
    if coalition.status not in SCOPED:
        return []
    lines = [
        Answered(line.challenge_id, line.actor_id is not None or bool(line.actor_note))
        for line in list_scoping(session, coalition.id)
    ]
    seminars = [
        Seminar(one.starts_on, one.starts_precision)
        for one in list_meetings_of(session, coalition.id)
        if one.type is MeetingType.COUNTRY_SEMINAR
    ]
    challenges = [one.id for one in list_challenges(session, coalition.id)]
    return [_line(coalition, one) for one in steps_of(challenges, lines, seminars, today)]


def _line(coalition: Coalition, stood: Stood) -> dict[str, Any]:
    label, button, endpoint = _words(may(standing(), Act.COALITION_EDIT, coalition))[stood.step]
    return {
        "text": label,
        "note": _note(stood),
        "tone": "good" if stood.complete else "plain",
        "button": button,
        "href": url_for(endpoint, coalition_id=coalition.id),
    }


def _words(may_edit: bool) -> dict[ScopingStep, tuple[str, str, str]]:
    matrix, meetings = "activities.matrix", "coalitions.meetings"
    name = (_("Name a challenge"), "coalitions.challenge") if may_edit else (_("Matrix"), matrix)
    return {
        ScopingStep.CHALLENGES: (_("Challenges are named"), *name),
        ScopingStep.ACTIVITIES: (_("Each challenge has work that answers it"), _("Matrix"), matrix),
        ScopingStep.ACTORS: (_("Somebody does each piece of work"), _("Matrix"), matrix),
        ScopingStep.SEMINAR: (_("A country seminar brings all together"), _("Meetings"), meetings),
    }


def _note(stood: Stood) -> str:
    if stood.step is ScopingStep.SEMINAR:
        if stood.on is None:
            return str(_("not yet held"))
        day = partial(stood.on, stood.precision)
        return str(_("held: %(day)s", day=day) if stood.held else _("planned: %(day)s", day=day))
    if stood.step is ScopingStep.CHALLENGES:
        return str(ngettext("%(num)s named", "%(num)s named", stood.all))
    return str(_("%(done)s of %(all)s", done=stood.done, all=stood.all))
