"""What the room brings to the first page of those who are asked: questions that wait."""

from datetime import date

from flask import url_for
from flask_babel import gettext as _
from sqlmodel import Session

from coalition.auth.policy import Act, Standing, may
from coalition.duplication.queries.flags import Wanted, list_flags
from coalition.duplication.rules.flags import FlagStatus
from coalition.duplication.views.pages import reach_of
from coalition.duplication.views.words import kind_words
from coalition.web.desks import Line, Part

MOST = 2  # lines of one room, so that the seven of the page are not all of one kind


def of_decider(session: Session, standing: Standing, today: date) -> Part:
    """The likeliest questions that wait for the State or a coordinator, and how many there are."""
    if not may(standing, Act.FLAG_SEE):
        return Part()
    page = list_flags(session, reach_of(standing), Wanted())
    lines = [
        Line(
            text=kind_words(flag.kind),
            button=_("Look"),
            href=url_for("duplication.show", flag_id=flag.id),
            note=" – ".join(flag.facts.get(side, {}).get("title") or "" for side in ("left", "right")),
            tone="warn" if flag.status is FlagStatus.REOPENED else "plain",
        )
        for flag in page.rows[:MOST]
    ]
    if page.total > MOST:
        words = _("%(count)s more questions on possible duplicates", count=page.total - MOST)
        lines.append(Line(text=words, button=_("Open the list"), href=url_for("duplication.index")))
    return Part(waiting=lines)
