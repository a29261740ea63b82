"""Progress on the action plan as a paper: one area or all, two years beside each other."""

from collections.abc import Sequence

from flask import request, url_for
from flask_babel import get_locale
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coalition.auth.policy import Act
from coalition.auth.rules import Theme
from coalition.committee.models import ActionProgress, PlanAction
from coalition.committee.queries.library import list_actions, progress_by_action
from coalition.committee.views.room import bp
from coalition.core.clock import today
from coalition.db import current_session
from coalition.reports.rules import Part, Report, Table, file_name_of
from coalition.web.access import allow
from coalition.web.filters import day as format_day
from coalition.web.handing import hand_out

EARLIEST, LATEST = 2008, 2100


@bp.get("/actions/paper")
@allow(Act.COMMITTEE_SEE)
def actions_paper() -> str | Response:
    """The progress on the actions of one area or of all, of the year asked for and the year before."""
    session, day = current_session(), today()
    asked = request.args.get("theme", "")
    theme = Theme(asked) if asked in set(Theme) else None
    year = _year(request.args.get("year", ""), day.year)
    found, progress = list_actions(session, theme), progress_by_action(session)
    by_area: dict[str, list[Sequence[str]]] = {}
    for action in found:
        by_area.setdefault(action.area, []).append(_row(action, progress.get(action.id, ()), year))
    head = (
        _("Action"),
        _("Indicator"),
        str(year - 1),
        str(year),
        _("What was done"),
        _("Joint conclusion"),
        _("Source"),
    )
    report = Report(
        title=_("Action plan: progress in %(year)s", year=year),
        subtitle=_("As the coordinators recorded it; what nobody recorded reads “not reported”."),
        on=day,
        day=format_day(day),
        parts=[Part(area, table=Table(head, rows)) for area, rows in by_area.items()]
        or [Part(_("Action plan"), missing=_("No action here."))],
        file_name=file_name_of("action-plan", asked if theme else "", day),
        language=str(get_locale()),
        notes=_notes(found),
    )
    return hand_out(report, (_("Action plan"), url_for("committee.actions", theme=asked)))


def _year(text: str, default: int) -> int:
    return int(text) if text.isdecimal() and len(text) == 4 and EARLIEST <= int(text) <= LATEST else default


def _row(action: PlanAction, progress: Sequence[ActionProgress], year: int) -> Sequence[str]:
    by_year = {one.year: one for one in progress}
    now, nothing = by_year.get(year), str(_("not reported"))
    return (
        f"{action.number}. {action.title}" + (f" ({_('placeholder')})" if action.inferred else ""),
        action.indicator or str(_("not known")),
        *((by_year[one].value or "–") if one in by_year else nothing for one in (year - 1, year)),
        now.narrative if now else nothing,
        (now.joint_conclusion if now else "") or str(_("not yet agreed")),
        f"{now.source}, {format_day(now.recorded_on)}" if now else "–",
    )


def _notes(actions: Sequence[PlanAction]) -> Sequence[str]:
    count = sum(action.inferred for action in actions)
    if not count:
        return ()
    return (_("%(count)s titles are placeholders and not the plan's own text.", count=count),)
