"""Telling donors who pledge to a need, and those who asked about it, that it changed in what counts."""

from collections.abc import Iterable
from datetime import date

from flask import url_for
from flask_babel import gettext as _
from sqlmodel import Session

from coalition.auth.queries import list_person_ids_with
from coalition.auth.rules import Role
from coalition.core.clock import now
from coalition.core.text import cut, msgid
from coalition.needs.models import Need
from coalition.needs.queries import list_questions
from coalition.needs.rules import SHOWN
from coalition.notifications.service import tell
from coalition.pledges.queries import list_allocations_to
from coalition.web.choices import word

LONGEST = 80
# What somebody who gives or asks must hear of; words, contacts and notes are not among them.
MATERIAL: tuple[tuple[str, str], ...] = (
    ("pillar", msgid("Pillar")),
    ("need_type", msgid("Kind of support")),
    ("cost", msgid("Cost")),
    ("currency", msgid("Currency")),
    ("period_start", msgid("Period")),
    ("period_end", msgid("Period")),
    ("output_indicator", msgid("Output")),
    ("output_target", msgid("Output")),
    ("output_unit", msgid("Output")),
    ("places", msgid("Places")),
    ("whole_country", msgid("Places")),
)

Facts = dict[str, object]


def material(need: Need) -> Facts:
    """Return what of a need counts for those who give to it."""
    return {name: getattr(need, name) for name, _label in MATERIAL}


def tell_of_change(session: Session, need: Need, *, before: Facts, today: date) -> int:
    """Tell of a posted need whose facts that count are others than before; return how many were told."""
    after = material(need)
    labels = list(dict.fromkeys(label for name, label in MATERIAL if before[name] != after[name]))
    if not labels or need.status not in SHOWN:
        return 0
    subject = _("Changed: “%(need)s”", need=cut(need.title, LONGEST))
    return _tell(session, need, subject, _("Changed: %(what)s", what=", ".join(map(_, labels))), today)


def tell_of_step(session: Session, need: Need, *, reason: str, today: date) -> int:
    """Tell that a need was withdrawn, put on hold or fulfilled, and why; return how many were told."""
    words = {"status": word(need.status), "need": cut(need.title, LONGEST)}
    return _tell(session, need, _("Now %(status)s: “%(need)s”", **words), reason, today)


def _tell(session: Session, need: Need, subject: str, body: str, today: date) -> int:
    return tell(
        session,
        _concerned(session, need, today),
        key=f"need-changed:{need.id}:{need.row_version}",
        subject=subject,
        body=body,
        link=url_for("needs.show", need_id=need.id),
        now=now(),
    )


def _concerned(session: Session, need: Need, today: date) -> Iterable[int]:
    """Return who is told: people of the donors that pledge to it, and those who asked about it."""
    donors = {one.pledge.donor_id for one in list_allocations_to(session, need.id)}
    givers: Iterable[int] = ()
    if donors:
        givers = list_person_ids_with(session, role=Role.DONOR, today=today, organisation_ids=sorted(donors))
    return {*givers} | {
        one.asked_by_id for one in list_questions(session, need.id) if one.asked_by_id is not None
    }
