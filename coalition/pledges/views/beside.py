"""What stands beside the pledge form: how far the need would be covered, and what may be the same work."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import current_app, request
from markupsafe import Markup
from sqlmodel import Session

from coalition.core.clock import today
from coalition.core.errors import RuleBroken
from coalition.core.money import check_currency, parse_amount, to_minor
from coalition.needs.models import Need
from coalition.needs.rules import Coverage
from coalition.pledges.queries import coverage_of
from coalition.rates.rules import to_usd
from coalition.rates.service import look_up


@dataclass(frozen=True, slots=True)
class Beside:
    """Coverage of the need as it is and as it would be, in US cents; and similar work found."""

    need: Need | None
    coverage: Coverage | None
    added: int | None
    similar: Any

    @property
    def too_much(self) -> int:
        """What would go beyond the need's cost if all that is pledged became firm, in US cents."""
        found = self.coverage
        if found is None or found.cost is None or self.added is None:
            return 0
        return max(0, found.firm + found.soft + self.added - found.cost)


def beside_of(session: Session, typed: Mapping[str, str], need: Need | None) -> Beside:
    """Return what to show for what is typed so far; half-typed figures are passed over."""
    coverage = coverage_of(session, [need])[need.id] if need else None
    return Beside(need, coverage, _in_usd(session, typed), _panel())


def _panel() -> Markup:
    """Return the duplicates' panel for the form of this request, as that room's own page gives it to htmx.

    Rooms' views do not import one another, so the page is asked the way a browser would ask it.
    """
    request.environ["HTTP_HX_REQUEST"] = "true"
    live = current_app.view_functions.get("duplication.live")
    return Markup(live() if live else "")  # a template that escaped what it shows


def _in_usd(session: Session, typed: Mapping[str, str]) -> int | None:
    try:
        currency = typed.get("currency", "").strip().upper()
        check_currency(currency)
        minor = to_minor(parse_amount(typed.get("amount", "")), currency)
    except RuleBroken:
        return None
    rate = look_up(session, currency, today())
    return to_usd(minor, currency, rate.rate) if rate and minor > 0 else None
