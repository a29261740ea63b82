"""Pages of the review: all coalitions in one table, never ranked; one page per coalition."""

from collections.abc import Collection, Mapping
from typing import Any

from flask import render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coalition.auth.policy import Act
from coalition.auth.rules import Role
from coalition.coalitions.queries import get_coalition
from coalition.core.clock import today
from coalition.core.paging import Page, page_number
from coalition.db import current_session
from coalition.health.queries.kept import (
    Reviewed,
    find_next_sight,
    list_comments,
    list_remedies,
    list_trend,
    page_of_reviews,
)
from coalition.health.rules.words import Key
from coalition.health.views.room import bp
from coalition.health.views.words import (
    GRADE_TONES,
    TONES,
    Shown,
    grade_words,
    level_words,
    name_of,
    shown,
    trend_of,
)
from coalition.reports.rules import Part, Report, Table, file_name_of
from coalition.web.access import allow, require, standing
from coalition.web.filters import day as format_day
from coalition.web.handing import hand_out

MOST_IN_PAPER = 1_000


@bp.get("/")
@allow(Act.HEALTH_SEE)
def index() -> str:
    """Every coalition that the reader may follow, by the alphabet."""
    page = page_of_reviews(
        current_session(),
        standing(),
        today(),
        state_ids=states_in_sight(),
        page=page_number(request.args.get("page")),
    )
    rows = [row_of(one) for one in page.rows]
    keys = [(key.value, name_of(key)) for key in Key]
    return render_template("health/index.html", page=Page(rows, page.number, page.total), keys=keys)


@bp.get("/review")
@allow(Act.HEALTH_SEE)
def paper() -> str | Response:
    """The whole review as a paper: every coalition that the reader may follow in one table, never ranked."""
    day = today()
    whole = page_of_reviews(
        current_session(), standing(), day, state_ids=states_in_sight(), per_page=MOST_IN_PAPER
    )
    head = [_("State"), _("Overall"), *(key.value for key in Key), _("Changed"), _("Reviewed on")]
    report = Report(
        title=_("Health review of the country coalitions"),
        subtitle=_("An offer of help, in the order of the alphabet; never a ranking, never public."),
        on=day,
        day=format_day(day),
        parts=[
            Part(
                heading=_("Coalitions"),
                table=Table(head=head, rows=[_line(row_of(one), one) for one in whole.rows]),
                missing=_("No coalition is under way."),
            ),
            Part(heading=_("The indicators"), facts=[(key.value, name_of(key)) for key in Key]),
        ],
        file_name=file_name_of("health-review", "", day),
    )
    return hand_out(report, (_("Health review"), url_for("health.index")))


def _line(row: Mapping[str, Any], one: Reviewed) -> list[str]:
    levels = [level_words(one.values[key].level) if key in one.values else "–" for key in Key]
    grade = row["grade"][0] if row["grade"] else _("not yet open to you")
    changed = "; ".join(row["changed"]) or "–"
    reviewed_on = format_day(row["on"]).replace(" ", "\u00a0") if row["on"] else "–"
    return [one.coalition.state.name, grade, *levels, changed, reviewed_on]


@bp.get("/<int:coalition_id>")
@allow(Act.HEALTH_SEE)
def show(coalition_id: int) -> str:
    """One coalition: each indicator with its number, what is behind it, offers, comments and trend."""
    session = current_session()
    coalition = get_coalition(session, coalition_id)
    require(Act.HEALTH_SEE, coalition)
    history = list_trend(session, coalition.id, standing(), today())
    snapshot, values = history[-1] if history else (None, {})
    indicators = [shown(value) for value in values.values()]
    _add_talk(indicators, coalition_id)
    for one in indicators:
        one.trend = trend_of(one.key, history)
    return render_template(
        "health/show.html",
        coalition=coalition,
        snapshot=snapshot,
        grade=(grade_words(snapshot.grade), GRADE_TONES[snapshot.grade]) if snapshot else None,
        indicators=indicators,
        next_sight=find_next_sight(session, coalition_id, today()),
        reads_first=snapshot is not None and snapshot.members_from > today(),
    )


def _add_talk(indicators: list[Shown], coalition_id: int) -> None:
    session = current_session()
    comments = list_comments(session, coalition_id)
    remedies = list_remedies(session, [coalition_id])
    for one in indicators:
        one.comments = comments.get(one.key, [])
        one.remedies = [remedy for remedy in remedies if remedy.key is one.key]


def states_in_sight() -> Collection[int] | None:
    """Return the States whose review the reader may follow; None: all."""
    who = standing()
    if who.roles & {Role.COORDINATOR, Role.ISU}:
        return None
    return who.state_ids | who.member_states | who.lead_states


def row_of(one: Reviewed) -> dict[str, Any]:
    """Return a line of the table: the State, the overall word, twelve bands, what changed."""
    snapshot = one.snapshot
    return {
        "coalition": one.coalition,
        "on": snapshot.on if snapshot else None,
        "grade": (grade_words(snapshot.grade), GRADE_TONES[snapshot.grade]) if snapshot else None,
        "bands": [
            (key.value, level_words(one.values[key].level), TONES[one.values[key].level])
            for key in Key
            if key in one.values
        ],
        "talk": [name_of(key) for key, value in one.values.items() if value.level.value in {"red", "amber"}],
        "changed": [
            _("%(name)s: %(level)s", name=name_of(key), level=level_words(one.values[key].level))
            for key in one.changed
        ],
    }
