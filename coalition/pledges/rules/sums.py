"""The sums of a pledge: what is paid, what counts, and whose share falls with a refund. No database, no web.

Source: invariants I01–I03, I06, I07, I11. All amounts are whole minor units of one currency.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from coalition.core.errors import RuleBroken
from coalition.pledges.rules.ladder import COUNTED, PledgeStage


class TransactionType(StrEnum):
    DISBURSEMENT = "disbursement"
    REFUND = "refund"
    EXPENDITURE_REPORTED = "expenditure_reported"
    ADJUSTMENT = "adjustment"  # corrects what was disbursed; may be negative, always with a reason


@dataclass(frozen=True, slots=True)
class Ledger:
    """The running sums of one pledge."""

    amount: int | None
    disbursed: int = 0
    refunded: int = 0

    @property
    def net(self) -> int:
        """What the receiver holds: paid and not come back."""
        return self.disbursed - self.refunded

    @property
    def unpaid(self) -> int:
        """What may still be paid out (I01)."""
        return 0 if self.amount is None else max(0, self.amount - self.net)


def check_disbursement(ledger: Ledger, amount: int) -> None:
    """Raise RuleBroken unless net payments stay within what was committed (I01)."""
    if amount <= 0:
        raise RuleBroken("Give an amount above zero.", field="amount")
    if ledger.amount is None or ledger.net + amount > ledger.amount:
        raise RuleBroken("That is more than is committed and not yet paid.", field="amount")


def check_refund(ledger: Ledger, amount: int) -> None:
    """Raise RuleBroken unless refunds stay within what was paid (I02)."""
    if amount <= 0:
        raise RuleBroken("Give an amount above zero.", field="amount")
    if ledger.refunded + amount > ledger.disbursed:
        raise RuleBroken("More cannot come back than was paid.", field="amount")


def check_adjustment(ledger: Ledger, amount: int) -> None:
    """Raise RuleBroken unless the corrected payments stay between what came back and what is committed."""
    if amount == 0:
        raise RuleBroken("A correction changes something.", field="amount")
    if ledger.disbursed + amount < ledger.refunded:
        raise RuleBroken("Less would then be paid than has come back.", field="amount")
    if ledger.amount is None or ledger.net + amount > ledger.amount:
        raise RuleBroken("That is more than is committed and not yet paid.", field="amount")


def check_allocations(total: int, amount: int | None) -> None:
    """Raise RuleBroken when more is allocated than the pledge holds (I03)."""
    if amount is None and total > 0:
        raise RuleBroken("Nothing can be allocated before an amount is stated.", field="allocation")
    if amount is not None and total > amount:
        raise RuleBroken("More is allocated than the pledge holds.", field="allocation")


def check_onward(total: int, counted: int) -> None:
    """Raise RuleBroken when more is granted onward than the parent still holds (I07)."""
    if total > counted:
        raise RuleBroken("More would be granted onward than the first grant holds.", field="parent")


def check_reduction(amount: int, ledger: Ledger, passed_on: int) -> None:
    """Raise RuleBroken unless the new amount is lower, and covers what was paid and granted onward."""
    if amount <= 0:
        raise RuleBroken("Give an amount above zero; to end the pledge, cancel it.", field="amount")
    if ledger.amount is None or amount >= ledger.amount:
        raise RuleBroken("Give a lower amount than before.", field="amount")
    if amount < ledger.net:
        raise RuleBroken("More has been paid already; record the refund first.", field="amount")
    if amount < passed_on:
        raise RuleBroken("More has been granted onward; reduce those grants first.", field="amount")


def counted(stage: PledgeStage, ledger: Ledger) -> int:
    """Return what a pledge adds to firm or soft totals: less refunds; interest and ended ones are zero.

    Money that came back and was paid out anew counts again: then the gross payments exceed the amount.
    """
    if ledger.amount is None or stage not in COUNTED:
        return 0
    return max(ledger.amount, ledger.disbursed) - ledger.refunded


def in_share(whole: int, part: int, total: int) -> int:
    """Return part/total of whole, half to the even unit; nothing where total is nothing."""
    if total <= 0:
        return 0
    twice, rest = divmod(2 * whole * part + total, 2 * total)
    return twice - 1 if rest == 0 and twice % 2 else twice


def split(whole: int, parts: Sequence[int], total: int) -> list[int]:
    """Return whole dealt out in proportion to parts (of total), by largest remainder.

    What the parts leave open of total stays undealt, so that the shares never add up to more than whole.
    """
    if total <= 0 or not parts:
        return [0] * len(parts)
    shares = [whole * part // total for part in parts]
    due = in_share(whole, sum(parts), total) - sum(shares)
    by_rest = sorted(range(len(parts)), key=lambda at: (-(whole * parts[at] % total), at))
    for at in by_rest[: max(0, due)]:
        shares[at] += 1
    return shares
