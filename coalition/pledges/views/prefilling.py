"""What the pledge form starts with, so that a tired delegate types little."""

from typing import Any

from flask import request
from sqlmodel import Session

from coalition.core.clock import today
from coalition.core.money import to_decimal
from coalition.core.when import When
from coalition.needs.models import Need
from coalition.pledges.models import Pledge
from coalition.pledges.queries import coverage_of, find_profile
from coalition.pledges.views.room import own_donors
from coalition.states.models import State


def first_values(
    session: Session, need: Need | None, state: State | None, source: Pledge | None
) -> dict[str, Any]:
    """Return the starting values of the form: from the need, the first grant, and the donor's own profile."""
    asked = request.args.get("word", "")
    values: dict[str, Any] = {
        "word": asked if asked == "expression_of_interest" else "pledge",
        "statement_on": When(today()),
        "scope": "country",
        "kind": "financial",
        "crs_purpose": "15250",
        "gender_marker": "not_screened",
        "disability_marker": "not_screened",
        "visibility": "members",
        "continuity": "unknown",
        "state": state.iso3 if state else request.args.get("state", ""),
        "currency": _currency(session),
        "coalition": request.args.get("coalition", ""),
        "parent": source.id if source else "",
    }
    if source is not None:
        values |= {"currency": source.currency, "title": source.title, "pillar": source.pillar.value}
    return values | (_of_need(session, need) if need else {})


def _of_need(session: Session, need: Need) -> dict[str, Any]:
    values: dict[str, Any] = {
        "need": need.id,
        "title": need.title,
        "pillar": need.pillar.value,
        "places": need.places,
        "target_groups": need.target_groups,
        "output_indicator": need.output_indicator,
    }
    if need.period_start:
        values["starts"] = When(need.period_start, need.period_start_precision)
    if need.period_end:
        values["ends"] = When(need.period_end, need.period_end_precision)
    left = coverage_of(session, [need])[need.id].open
    if left:
        values |= {"amount": to_decimal(left, "USD"), "currency": "USD"}
    return values


def _currency(session: Session) -> str:
    own = own_donors(session)
    profile = find_profile(session, own[0].id) if own else None
    return profile.currency if profile else ""
