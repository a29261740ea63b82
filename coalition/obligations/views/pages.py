"""Who owes what under Articles 3 and 4 on a day, and one obligation with all that hangs on it."""

from datetime import date
from typing import Any

from flask import render_template, request
from flask_babel import gettext as _

from coalition.auth.policy import Act, may
from coalition.core.clock import today
from coalition.core.paging import PER_PAGE, Page, page_number
from coalition.core.when import When
from coalition.db import current_session
from coalition.obligations.models import Declaration, ExtensionProcess
from coalition.obligations.queries.asking import find_open_process
from coalition.obligations.queries.declared import (
    Duty,
    find_duty,
    is_owed,
    list_declarations,
    list_duties,
)
from coalition.obligations.rules.declaring import DECLARED, ceremony_at
from coalition.obligations.views.room import bp
from coalition.treaty.models import Obligation, TreatyMeeting
from coalition.treaty.queries import get_obligation, list_extensions_of, list_meetings
from coalition.treaty.rules.terms import DeadlineState
from coalition.web.access import allow, standing
from coalition.web.deadlines import asked_day, items_of


@bp.get("/")
@allow(Act.OBLIGATION_SEE)
def index() -> str:
    """The States with an open obligation under an article on a day, and those that declared it fulfilled."""
    article = _article(request.args.get("article"))
    on, wrong = asked_day(request.args.get("on"), today())
    showing = "declared" if request.args.get("show") == "declared" else "open"
    duties = list_duties(current_session(), article, on)
    groups = {
        "open": [duty for duty in duties if is_owed(duty)],
        "declared": _newest([duty for duty in duties if duty.deadline.state is DeadlineState.FULFILLED]),
    }
    number = page_number(request.args.get("page"))
    kept = groups[showing]
    rows = kept[(number - 1) * PER_PAGE : number * PER_PAGE]
    return render_template(
        "obligations/index.html",
        page=Page([_row(duty, on) for duty in rows], number, len(kept)),
        counts={name: len(found) for name, found in groups.items()},
        article=article,
        on=on,
        wrong=wrong,
        showing=showing,
        fields=_filters(article, on),
    )


@bp.get("/<int:obligation_id>")
@allow(Act.OBLIGATION_SEE)
def show(obligation_id: int) -> str:
    """One obligation: its deadline and reminders, requests for more time, declarations."""
    session = current_session()
    obligation = get_obligation(session, obligation_id)
    duty = find_duty(session, obligation, today())
    words = list_declarations(session, obligation_id)
    standing_word = next((word for word in words if word.reopened_on is None), None)
    meetings = {one.id: one for one in list_meetings(session)}
    return render_template(
        "obligations/show.html",
        obligation=obligation,
        row=_row(duty, today()) if duty else None,
        words=words,
        word=standing_word,
        offered=_offered(standing_word, meetings) if standing_word else None,
        extensions=list_extensions_of(session, obligation_id),
        process=_under_way(obligation),
        may_ask=may(standing(), Act.EXTENSION_KEEP, obligation),
        may_declare=may(standing(), Act.OBLIGATION_DECLARE, obligation),
        may_reopen=may(standing(), Act.OBLIGATION_REOPEN, obligation),
        may_celebrate=may(standing(), Act.OBLIGATION_CEREMONY, obligation),
    )


def _under_way(obligation: Obligation) -> ExtensionProcess | None:
    """Return the request under way, if who asks may see it."""
    found = find_open_process(current_session(), obligation.id)
    if found is None or found.submitted_on is not None:
        return found
    return found if may(standing(), Act.EXTENSION_DRAFT_SEE, obligation) else None


def _offered(word: Declaration, meetings: dict[int, TreatyMeeting]) -> TreatyMeeting | None:
    """Return the meeting at which a declaration would be celebrated."""
    called = [(one.id, one.kind, one.starts_on) for one in meetings.values()]
    found = ceremony_at(called, When(word.declared_on, word.declared_precision))
    return meetings[found] if found else None


def _row(duty: Duty, on: date) -> dict[str, Any]:
    """Return an obligation as its row shows it: the deadline in words and each reminder with its day."""
    item = items_of([duty.deadline])[0]
    return {
        "duty": duty,
        "item": item,
        "reminders": [(day, day < on) for day in duty.deadline.reminders],
    }


def _newest(duties: list[Duty]) -> list[Duty]:
    return sorted(duties, key=lambda duty: duty.obligation.completed_on or date.min, reverse=True)


def _article(asked: str | None) -> int:
    return int(asked) if asked in {str(article) for article in DECLARED} else DECLARED[0]


def _filters(article: int, on: date) -> list[dict[str, Any]]:
    articles = [("3", _("Article 3, stockpiles")), ("4", _("Article 4, clearance"))]
    return [
        {"name": "article", "label": _("Article"), "value": str(article), "choices": articles},
        {"name": "on", "label": _("As known on"), "value": on.isoformat()},
    ]
