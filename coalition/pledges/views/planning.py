"""What a pledge goes to, and when it is to be paid: two small tables to fill in."""

from typing import Any

from flask import request
from flask_babel import gettext as _
from sqlmodel import Session
from werkzeug.wrappers import Response

from coalition.auth.policy import Act
from coalition.core.errors import RuleBroken
from coalition.core.money import parse_amount, to_decimal, to_minor
from coalition.core.when import When, parse_when
from coalition.db import current_session
from coalition.needs.queries import list_needs_of
from coalition.needs.queries.sight import sight_of
from coalition.needs.rules import PLEDGEABLE
from coalition.pledges import service
from coalition.pledges.forms import OverForm
from coalition.pledges.models import Pledge
from coalition.pledges.queries import coverage_of, list_allocations, list_schedule
from coalition.pledges.service import Aim
from coalition.pledges.views.room import bp, by, pledge_for
from coalition.pledges.views.running import run
from coalition.strategies.queries import list_objectives_in_force
from coalition.web.access import allow, standing
from coalition.web.fields import shown
from coalition.web.forms import Form
from coalition.web.words import in_words

ROWS = 6


@bp.route("/pledges/<int:pledge_id>/allocate", methods=["GET", "POST"])
@allow(Act.PLEDGE_MOVE_SOFT)
def allocate(pledge_id: int) -> str | Response:
    """Say how much goes to which need or objective, or to the coalition as such."""
    pledge, session = pledge_for(Act.PLEDGE_MOVE_SOFT, pledge_id), current_session()
    form = OverForm()
    return run(
        form,
        pledge,
        lambda: service.allocate(
            session, pledge, shares=_shares(pledge), over_reason=form.over_reason.data or "", by=by()
        ),
        title=_("Allocate"),
        done=_("The allocation is saved."),
        page="pledges/allocate.html",
        aims=_aims(session, pledge),
    )


@bp.route("/pledges/<int:pledge_id>/plan", methods=["GET", "POST"])
@allow(Act.PLEDGE_MOVE_SOFT)
def plan(pledge_id: int) -> str | Response:
    """Say how much is to be paid in which period."""
    pledge, session = pledge_for(Act.PLEDGE_MOVE_SOFT, pledge_id), current_session()
    return run(
        Form(),
        pledge,
        lambda: service.set_schedule(session, pledge, parts=_parts(pledge), by=by()),
        title=_("Plan payments"),
        done=_("The plan is saved."),
        page="pledges/plan.html",
        parts=_typed_parts(session, pledge),
    )


def _aims(session: Session, pledge: Pledge) -> list[dict[str, Any]]:
    """Return each thing the pledge can go to, with what it has now, as lines of the form."""
    has = {
        _name(("need", a.need_id) if a.need_id else ("objective", a.objective_id)): a
        for a in list_allocations(session, pledge.id)
    }
    found: list[tuple[str, Any, Any]] = []
    if pledge.state_id is not None:
        needs = list_needs_of(session, pledge.state_id, statuses=PLEDGEABLE, sight=sight_of(standing()))
        covered = coverage_of(session, needs)
        found += [(_name(("need", need.id)), need.title, covered[need.id].open) for need in needs]
        found += [
            (_name(("objective", o.id)), f"{o.code} {o.text}", None)
            for o in list_objectives_in_force(session, pledge.state_id)
        ]
    found.append((_name(("coalition", None)), _("The coalition as such, no need named"), None))
    known = {name for name, _title, _open in found}
    found += [
        (name, line.need.title if line.need else "", None) for name, line in has.items() if name not in known
    ]
    return [
        {
            "name": name,
            "title": title,
            "open": left,
            "value": request.form.get(name, _plain(has.get(name), pledge)),
        }
        for name, title, left in found
    ]


def _plain(line: Any, pledge: Pledge) -> str:
    return f"{to_decimal(line.amount, pledge.currency or 'USD'):f}" if line else ""


def _name(aim: Aim) -> str:
    kind, thing_id = aim
    return f"{kind}-{thing_id}" if thing_id is not None else "coalition"


def _shares(pledge: Pledge) -> dict[Aim, int]:
    shares: dict[Aim, int] = {}
    for name, text in request.form.items():
        kind, _dash, number = name.partition("-")
        if text.strip() and (name == "coalition" or (kind in ("need", "objective") and number.isdigit())):
            aim: Aim = (kind, int(number) if number else None)
            shares[aim] = _minor(text, pledge)
    return shares


def _minor(text: str, pledge: Pledge) -> int:
    """Return an amount typed into a table in minor units. Raises RuleBroken that names it."""
    try:
        return to_minor(parse_amount(text), pledge.currency or "USD")
    except RuleBroken as broken:
        why = in_words(broken)
        raise RuleBroken("“{text}”: {why}", field=broken.field, text=text[:40], why=why) from broken


def _typed_parts(session: Session, pledge: Pledge) -> list[dict[str, str]]:
    names = ("from", "until", "amount")
    if request.method == "POST":
        return [{name: request.form.get(f"{name}-{row}", "") for name in names} for row in range(ROWS)]
    stored = [
        {
            "from": shown(When(line.starts_on)),
            "until": shown(When(line.ends_on)),
            "amount": f"{to_decimal(line.amount, pledge.currency or 'USD'):f}",
        }
        for line in list_schedule(session, pledge.id)
    ]
    return stored + [dict.fromkeys(names, "")] * max(1, ROWS - len(stored))


def _parts(pledge: Pledge) -> list[tuple[Any, Any, int]]:
    parts = []
    for row in range(40):
        start, end, amount = (
            request.form.get(f"{name}-{row}", "").strip() for name in ("from", "until", "amount")
        )
        if not (start or end or amount):
            continue
        if not (start and end and amount):
            raise RuleBroken(
                "Each period has a beginning, an end after it and an amount above zero.", field="schedule"
            )
        parts.append((parse_when(start).first, parse_when(end).last, _minor(amount, pledge)))
    return parts
