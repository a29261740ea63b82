"""What a ledger is added to: the sums of a pledge, and the rates met on the way."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from coalition.core.errors import RuleBroken
from coalition.pledges.rules import By, Ledger, PledgeStage, StepKind, counted, in_share
from coalition.rates.models import FxRate
from coalition.rates.service import usd_value


@dataclass(slots=True)
class Account:
    """A pledge's sums while lines are added to them."""

    id: int
    ref: str
    currency: str | None
    amount: int | None
    amount_usd: int | None
    stage: PledgeStage
    disbursed: int
    refunded: int
    passed_on: int

    @property
    def ledger(self) -> Ledger:
        return Ledger(self.amount, self.disbursed, self.refunded)

    @property
    def counted_usd(self) -> int:
        return in_share(self.amount_usd or 0, counted(self.stage, self.ledger), self.amount or 0)

    def sums(self, today: date) -> dict[str, object]:
        """Return the changed columns of the pledge."""
        return {
            "id": self.id,
            "stage": self.stage,
            "disbursed": self.disbursed,
            "refunded": self.refunded,
            "counted": counted(self.stage, self.ledger),
            "counted_usd": self.counted_usd,
            "changed_on": today,
        }

    def step(self, before: PledgeStage, by: By) -> dict[str, object]:
        """Return the line of history that the first payment or refund of a file writes."""
        return {
            "pledge_id": self.id,
            "kind": StepKind.MOVED,
            "before": before,
            "after": self.stage,
            "on": by.today,
            "reason": "by a ledger taken over",
            "amount": self.amount,
            "currency": self.currency,
            "amount_usd": self.amount_usd,
            "person_id": by.person_id,
        }


class Rates:
    """The rates met so far; a file asks for few currencies and days, many times."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.found: dict[tuple[str, date], FxRate | RuleBroken] = {}

    def of(self, currency: str, day: date) -> FxRate:
        """Return the rate of a day. Raises RuleBroken when none is known."""
        if (currency, day) not in self.found:
            try:
                self.found[currency, day] = usd_value(self.session, 0, currency=currency, day=day)[1]
            except RuleBroken as broken:
                self.found[currency, day] = broken
        rate = self.found[currency, day]
        if isinstance(rate, RuleBroken):
            raise rate
        return rate
