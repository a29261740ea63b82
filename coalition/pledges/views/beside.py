"""What stands beside the pledge form: how far the need would be covered, and what may be the same work."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from coalition.core.clock import today
from coalition.core.errors import RuleBroken
from coalition.core.money import check_currency, parse_amount, to_minor
from coalition.needs.models import Need
from coalition.needs.rules import Coverage
from coalition.pledges.queries import coverage_of
from coalition.rates.rules import to_usd
from coalition.rates.service import look_up
from coalition.web.beside import similar_panel


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
    return Beside(need, coverage, _in_usd(session, typed), similar_panel())


def _in_usd(session: Session, typed: Mapping[str, str]) -> int | None:
    try:
        currency = typed.get("currency", "").strip().upper()
        check_currency(currency)
        minor = to_minor(parse_amount(typed.get("amount", "")), currency)
    except RuleBroken:
        return None
    rate = look_up(session, currency, today())
    return to_usd(minor, currency, rate.rate) if rate and minor > 0 else None
