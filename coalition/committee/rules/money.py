"""The ISU's own money: contributions, refunds and the share of a year's budget. Never coalition money."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from coalition.core.errors import RuleBroken


class EntryKind(StrEnum):
    CONTRIBUTION = "contribution"
    REFUND = "refund"


@dataclass(frozen=True, slots=True)
class Entry:
    """One payment in minor units of the budget's currency."""

    state_id: int
    kind: EntryKind
    amount: int
    earmarked: bool = False


@dataclass(frozen=True, slots=True)
class Sums:
    """What the entries of a year add up to, in minor units."""

    contributors: int
    contributed: int
    refunded: int
    earmarked: int

    @property
    def net(self) -> int:
        return self.contributed - self.refunded

    def share_of(self, budget: int | None) -> float | None:
        """Return the net contributions as a part of the budget; None without a budget."""
        return self.net / budget if budget else None


def sums_of(entries: Iterable[Entry]) -> Sums:
    """Add up a year. A State counts once, however often it paid, and also after a refund of a part."""
    found = list(entries)
    paid = [entry for entry in found if entry.kind is EntryKind.CONTRIBUTION]
    back = [entry for entry in found if entry.kind is EntryKind.REFUND]
    return Sums(
        contributors=len({entry.state_id for entry in paid}),
        contributed=sum(entry.amount for entry in paid),
        refunded=sum(entry.amount for entry in back),
        earmarked=sum(entry.amount for entry in paid if entry.earmarked)
        - sum(entry.amount for entry in back if entry.earmarked),
    )


def check_entry(kind: EntryKind, amount: int, paid: int) -> None:
    """Raise RuleBroken unless the amount is above nought and no more goes back than the State had paid."""
    if amount <= 0:
        raise RuleBroken("Give an amount above nought.", field="amount")
    if kind is EntryKind.REFUND and amount > paid:
        raise RuleBroken("More would go back than this State has paid in this year.", field="amount")


def check_stated(contributors: int, share: int) -> None:
    """Raise RuleBroken unless a stated number of contributors and share of the budget can be true."""
    if contributors < 0 or contributors > 200:
        raise RuleBroken("Give a number of States.", field="contributors")
    if not 0 <= share <= 200:
        raise RuleBroken("Give the share in per cent, for example 90.", field="share")
