"""Two versions side by side, fact by fact and objective by objective."""

from typing import Any

from flask import abort, render_template, request
from flask_babel import gettext as _

from coalition.auth.policy import Act
from coalition.core.money import Money
from coalition.db import current_session
from coalition.strategies.models import StrategyObjective, StrategyVersion
from coalition.strategies.queries import list_objectives, list_seen_versions
from coalition.strategies.rules import paired
from coalition.strategies.views.room import bp, seen_version, sight_of
from coalition.web.access import allow, standing
from coalition.web.choices import capital, word
from coalition.web.filters import day, reader_locale


@bp.get("/versions/<int:version_id>/compare")
@allow(Act.STRATEGY_SEE)
def compare(version_id: int) -> str:
    """A version beside another one of the same document; beside the one before it unless asked otherwise."""
    session, version = current_session(), seen_version(version_id)
    others = [
        one
        for one in list_seen_versions(session, sight_of(standing()), [version.document_id])
        if one.id != version.id
    ]
    asked = request.args.get("with", "")
    other = next((one for one in others if str(one.id) == asked), None) or _before(version, others)
    if other is None:
        abort(404)
    left, right = sorted((version, other), key=lambda one: one.number)
    return render_template(
        "strategies/compare.html",
        document=version.document,
        left=left,
        right=right,
        others=others,
        facts=facts_beside(left, right),
        objectives=objectives_beside(list_objectives(session, left.id), list_objectives(session, right.id)),
    )


def facts_beside(left: StrategyVersion, right: StrategyVersion) -> list[dict[str, Any]]:
    """Return the facts of two versions as the compare component shows them."""
    rows = []
    for label, show in (
        (_("Status"), lambda one: capital(word(one.status))),
        (_("Valid from"), lambda one: _day(one.valid_from)),
        (_("Valid until"), lambda one: _day(one.valid_to)),
        (_("Endorsed by"), lambda one: one.endorsed_by or None),
        (_("What it costs in all"), lambda one: _money(one.budget, one.currency)),
        (_("The State's own contribution"), lambda one: _money(one.national_contribution, one.currency)),
        (_("Gender and diversity"), lambda one: capital(word(one.gender_section))),
        (_("Environment"), lambda one: capital(word(one.environment_section))),
    ):
        before, after = show(left), show(right)
        known = before is not None and after is not None
        rows.append(
            {"label": label, "left": before, "right": after, "match": before == after if known else None}
        )
    return rows


def objectives_beside(left: Any, right: Any) -> list[dict[str, Any]]:
    """Return the objectives of two versions paired by what follows what, then by code."""
    return [_beside(old, new) for old, new in paired(left, right)]


def _beside(old: StrategyObjective | None, new: StrategyObjective | None) -> dict[str, Any]:
    if old is None or new is None:
        only = new or old
        code = only.code if only else ""
        match: Any = _("dropped") if new is None else _("new")
        return {"label": code, "left": _words(old), "right": _words(new), "match": match}
    return {
        "label": new.code,
        "left": _words(old),
        "right": _words(new),
        "match": _words(old) == _words(new),
    }


def _words(one: StrategyObjective | None) -> str:
    if one is None:
        return "–"
    target = f" · {one.indicator}: {one.target:,} {one.unit}" if one.target is not None else ""
    until = f" ({one.target_year})" if one.target_year else ""
    return f"{one.text}{target.replace(',', ' ')}{until}"


def _before(version: StrategyVersion, others: list[StrategyVersion]) -> StrategyVersion | None:
    older = [one for one in others if one.number < version.number]
    return max(older or others, key=lambda one: one.number, default=None)


def _day(on: Any) -> str | None:
    return day(on, locale=reader_locale()) if on else None


def _money(amount: int | None, currency: str | None) -> str | None:
    return str(Money(amount, currency)) if amount is not None and currency else None
