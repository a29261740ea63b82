"""Giving records a value in US dollars at the rate of their own month, so that amounts can be compared."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

from sqlmodel import Session

from coalition.duplication.rules.profile import Side
from coalition.rates.models import FxRate
from coalition.rates.rules import to_usd


class Rates:
    """Looks each rate up once a currency and month; what has no known rate stays without dollars.

    `find` is rates.service.look_up where nothing may be stored, rate_for where it may.
    """

    def __init__(self, session: Session, find: Callable[[Session, str, date], FxRate | None]) -> None:
        self.session, self.find = session, find
        self.found: dict[tuple[str, str], FxRate | None] = {}

    def valued(self, sides: Iterable[Side]) -> list[Side]:
        """Return the sides with their main sum in US cents, where they state none of their own."""
        return [self._valued(side) for side in sides]

    def _valued(self, side: Side) -> Side:
        main = side.subject.main_sum
        on = (main.on if main else "") or side.subject.start
        if side.subject.usd is not None or main is None or not on:
            return side
        rate = self._rate(main.currency, on)
        if rate is None:
            return side
        usd = to_usd(main.minor, main.currency, rate.rate)
        card = {**side.card, "rate_on": rate.rate_on.isoformat()}
        return replace(side, subject=replace(side.subject, usd=usd), card=card)

    def _rate(self, currency: str, on: str) -> FxRate | None:
        key = (currency, on[:7])
        if key not in self.found:
            self.found[key] = self.find(self.session, currency, date.fromisoformat(f"{on[:7]}-15"))
        return self.found[key]
