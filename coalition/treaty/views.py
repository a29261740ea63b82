"""Pages of the treaty: deadlines by State, rule and period."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask import Blueprint, render_template, request
from flask_babel import gettext

from coalition.core.clock import today
from coalition.core.paging import PER_PAGE, Page, page_number
from coalition.core.when import add_years
from coalition.db import current_session
from coalition.reminders.queries.coming import list_platform
from coalition.reminders.rules import RULES as OWN_RULES
from coalition.reminders.rules import Code, Coming
from coalition.states.models import State
from coalition.states.queries import list_all_states
from coalition.treaty.queries import list_deadlines
from coalition.treaty.rules.deadline import Deadline
from coalition.treaty.rules.showing import for_everybody
from coalition.treaty.rules.table import RULES
from coalition.treaty.rules.terms import RuleCode
from coalition.web.access import public, signed_in, standing
from coalition.web.deadlines import asked_day, mixed_items_of, seen_by

bp = Blueprint("treaty", __name__)


@bp.get("/deadlines")
@public
def deadlines() -> str:
    """The treaty's days from one date to another; the year ahead unless asked."""
    session = current_session()
    states = list_all_states(session)
    chosen = next((state for state in states if state.iso3 == request.args.get("state")), None)
    rule = _rule(request.args.get("rule"))
    start, wrong_start = asked_day(request.args.get("from"), today())
    end, wrong_end = asked_day(request.args.get("to"), add_years(start, 1))
    found = list_deadlines(session, on=today(), start=start, end=end, state_id=chosen.id if chosen else None)
    own = _own(start, end, chosen, rule)
    kept = [*_kept(found, rule, everything=chosen is not None), *own]
    kept.sort(key=lambda one: one.due.on)
    number = page_number(request.args.get("page"))
    rows = kept[(number - 1) * PER_PAGE : number * PER_PAGE]
    return render_template(
        "treaty/deadlines.html",
        page=Page(mixed_items_of(rows, today()), number, len(kept)),
        names={state.iso3: state.label for state in states},
        chosen=chosen,
        left_out=chosen is None and rule is None,
        wrong=wrong_start
        or wrong_end
        or (gettext("The period ends before it begins.") if end < start else None),
        fields=_filters(states, chosen, rule, start, end),
    )


def _own(start: date, end: date, chosen: State | None, rule: RuleCode | Code | None) -> list[Coming]:
    """Return the platform's own days that this reader may see."""
    if signed_in() is None or isinstance(rule, RuleCode):
        return []
    session, state_id = current_session(), chosen.id if chosen else None
    found = list_platform(session, on=today(), start=start, end=end, state_id=state_id)
    return [one for one in seen_by(standing(), found) if rule in (None, one.code)]


def _kept(
    found: list[Deadline], rule: RuleCode | Code | None, *, everything: bool
) -> list[Deadline | Coming]:
    """Return what this reader is shown; the 30 April of every State only where it was asked for."""
    shown = found if signed_in() is not None else for_everybody(found)
    if rule is not None:
        return [deadline for deadline in shown if deadline.rule is rule]
    yearly = {RuleCode.T10, RuleCode.T11}
    return [deadline for deadline in shown if everything or deadline.rule not in yearly]


def _rule(asked: str | None) -> RuleCode | Code | None:
    if asked in set(Code) and signed_in() is not None:
        return Code(asked)
    return RuleCode(asked) if asked in set(RuleCode) else None


def _filters(
    states: Sequence[State], chosen: State | None, rule: RuleCode | Code | None, start: date, end: date
) -> list[dict[str, Any]]:
    open_to_me = [code for code in RuleCode if signed_in() is not None or RULES[code].public]
    rules = [("", gettext("All")), *((code.value, gettext(RULES[code].name)) for code in open_to_me)]
    if signed_in() is not None:
        rules += [(code.value, gettext(OWN_RULES[code].name)) for code in Code]
    every = [("", gettext("All States")), *((state.iso3, state.label) for state in states)]
    return [
        {
            "name": "state",
            "label": gettext("State"),
            "value": chosen.iso3 if chosen else "",
            "choices": every,
        },
        {"name": "rule", "label": gettext("Rule"), "value": rule or "", "choices": rules},
        {"name": "from", "label": gettext("From"), "value": start.isoformat()},
        {"name": "to", "label": gettext("To"), "value": end.isoformat()},
    ]
