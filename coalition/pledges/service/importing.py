"""Taking over a whole ledger: a line that breaks a rule is refused, the rest stands. The caller commits."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, fields
from datetime import date
from itertools import islice
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, SQLModel, col, select

from coalition.core.errors import RuleBroken
from coalition.needs.models import Need
from coalition.pledges.models import Pledge, PledgeAllocation, PledgeStep, Transaction
from coalition.pledges.readers import LedgerLine, Refused
from coalition.pledges.rules import (
    FIRM,
    PAYABLE,
    REFUNDABLE,
    By,
    Ledger,
    PledgeStage,
    TransactionType,
    check_adjustment,
    check_disbursement,
    check_onward,
    check_reason,
    check_refund,
    counted,
    split,
)
from coalition.pledges.service.accounts import Account, Rates
from coalition.pledges.service.counting import follow
from coalition.rates.rules import across, to_usd

AT_ONCE = 15_000
Key = tuple[object, ...]


@dataclass(slots=True)
class LedgerReport:
    """What became of a ledger: lines read, added, known already, refused; and the pledges touched."""

    read: int = 0
    added: int = 0
    known: int = 0
    pledges: set[int] = field(default_factory=set)
    refused: list[Refused] = field(default_factory=list)

    @property
    def in_words(self) -> str:
        """One sentence for people."""
        return (
            f"{self.read} lines: {self.added} add to {len(self.pledges)} pledges, {self.known} are known "
            f"already and left as they are, {len(self.refused)} are refused."
        )


def import_ledger(
    session: Session, lines: Iterable[LedgerLine | Refused], *, donor_ids: Collection[int], by: By
) -> LedgerReport:
    """Add the lines of a ledger to these donors' pledges; what is there is left as it is.

    Each line keeps the rules of a single payment (I01, I02). Safe to repeat.
    """
    report, rates = LedgerReport(), Rates(session)
    while batch := list(islice(_taken(lines, report), AT_ONCE)):
        accounts = _accounts(session, {line.reference for line in batch}, donor_ids)
        known = _known(session, accounts.values(), {line.value_on for line in batch})
        rows: list[dict[str, object]] = []
        for line in batch:
            try:
                row = _row(line, accounts, known, rates, by)
            except RuleBroken as broken:
                report.refused.append(Refused(line.line, str(broken)))
                continue
            if row is None:
                report.known += 1
            else:
                rows.append(row)
                report.pledges.add(accounts[line.reference].id)
        _save(session, rows, accounts, by)
        report.added += len(rows)
    return report


def _taken(lines: Iterable[LedgerLine | Refused], report: LedgerReport) -> Iterator[LedgerLine]:
    for line in lines:
        report.read += 1
        if isinstance(line, Refused):
            report.refused.append(line)
        else:
            yield line


def _accounts(
    session: Session, references: Collection[str], donor_ids: Collection[int]
) -> dict[str, Account]:
    names = [each.name for each in fields(Account)]
    rows = sa.select(*(getattr(Pledge, name) for name in names)).where(
        col(Pledge.ref).in_(references), col(Pledge.donor_id).in_(donor_ids)
    )
    return {account.ref: account for account in (Account(*row) for row in session.execute(rows).all())}


def _known(session: Session, accounts: Collection[Account], days: Collection[date]) -> Counter[Key]:
    """Return the lines that are there already, of these pledges and days, with how often each."""
    columns = (Transaction.pledge_id, Transaction.type, Transaction.value_on, Transaction.paid)
    rows = sa.select(*map(col, columns), col(Transaction.paid_currency), col(Transaction.document)).where(
        col(Transaction.pledge_id).in_([account.id for account in accounts]),
        col(Transaction.value_on).between(min(days), max(days)),
    )
    return Counter(_key(*row) for row in session.execute(rows).all())


def _key(pledge_id: int, kind: str, on: date, *paid: object) -> Key:
    return (pledge_id, str(kind), on, *paid)


def _row(
    line: LedgerLine, accounts: dict[str, Account], known: Counter[Key], rates: Rates, by: By
) -> dict[str, object] | None:
    """Return the line as a row and add it to its pledge's sums; None where it is there already."""
    pledge = accounts.get(line.reference)
    if pledge is None:
        raise RuleBroken("“{ref}” is no pledge of yours.", ref=line.reference[:60])
    key = _key(pledge.id, line.type, line.value_on, line.paid, line.currency, line.document)
    if known[key]:
        known[key] -= 1
        return None
    if pledge.currency is None:
        raise RuleBroken("This support has no amount that could be paid.")
    size, sign = abs(line.paid), -1 if line.paid < 0 else 1
    rate, own, amount = rates.of(line.currency, line.value_on), None, size
    if line.currency != pledge.currency:
        own = rates.of(pledge.currency, line.value_on)
        amount = across(size, line.currency, to=pledge.currency, rates=(rate.rate, own.rate))
    _add(pledge, line, sign * amount)
    return {
        "pledge_id": pledge.id,
        "type": line.type,
        "amount": sign * amount,
        "paid": line.paid,
        "paid_currency": line.currency,
        "value_on": line.value_on,
        "amount_usd": sign * to_usd(size, line.currency, rate.rate),
        "fx_rate_id": rate.id,
        "pledge_rate_id": own.id if own else None,
        "document": line.document,
        "reason": line.reason,
        "recorded_by_id": by.person_id,
        "recorded_on": by.today,
    }


def _add(account: Account, line: LedgerLine, amount: int) -> None:
    match line.type:
        case TransactionType.DISBURSEMENT:
            if account.stage not in PAYABLE:
                raise RuleBroken("Only what is committed and not yet complete is paid.")
            check_disbursement(account.ledger, amount)
            account.disbursed += amount
            account.stage = PledgeStage.DISBURSING
        case TransactionType.REFUND:
            if account.stage not in REFUNDABLE:
                raise RuleBroken("Nothing has been paid that could come back.")
            check_refund(account.ledger, amount)
            after = Ledger(account.amount, account.disbursed, account.refunded + amount)
            check_onward(account.passed_on, counted(account.stage, after))
            account.refunded += amount
            account.stage = PledgeStage.REIMBURSED
        case TransactionType.ADJUSTMENT:
            check_reason(line.reason)
            check_adjustment(account.ledger, amount)
            account.disbursed += amount
        case _:
            return


def _save(session: Session, rows: list[dict[str, object]], accounts: dict[str, Account], by: By) -> None:
    """Write lines, sums, shares and steps in bulk; the ledger's lines are their own history."""
    if not rows:
        return
    touched = {row["pledge_id"] for row in rows}
    changed = {account.id: account for account in accounts.values() if account.id in touched}
    before = dict(
        session.execute(sa.select(col(Pledge.id), col(Pledge.stage)).where(col(Pledge.id).in_(changed))).all()
    )
    _insert(session, Transaction, rows)
    _update(session, Pledge, [account.sums(by.today) for account in changed.values()])
    steps = [
        account.step(before[account.id], by)
        for account in changed.values()
        if account.stage is not before[account.id]
    ]
    if steps:
        _insert(session, PledgeStep, steps)
    _follow(session, changed, _share(session, changed), by)


def _insert(session: Session, table: type[SQLModel], rows: list[dict[str, Any]]) -> None:
    """Add rows by one prepared statement, past the unit of work."""
    session.connection().execute(sa.insert(sa.inspect(table).local_table), rows)


def _update(session: Session, table: type[SQLModel], rows: list[dict[str, Any]]) -> None:
    """Set the named columns of rows, each found by its "id", by one prepared statement."""
    columns = sa.inspect(table).local_table.c
    found = sa.update(columns.id.table).where(columns.id == sa.bindparam("its_id"))
    named: dict[str, Any] = {name: sa.bindparam(name) for name in rows[0] if name != "id"}
    session.connection().execute(
        found.values(named),
        [{("its_id" if key == "id" else key): value for key, value in row.items()} for row in rows],
    )


def _share(session: Session, changed: dict[int, Account]) -> set[int]:
    """Deal out anew what each pledge counts over its allocations; return the needs concerned."""
    lines: dict[int, list[tuple[int, int]]] = defaultdict(list)
    names = (
        PledgeAllocation.id,
        PledgeAllocation.pledge_id,
        PledgeAllocation.need_id,
        PledgeAllocation.amount,
    )
    found = sa.select(*map(col, names)).where(col(PledgeAllocation.pledge_id).in_(changed))
    need_ids = set()
    for line_id, pledge_id, need_id, amount in session.execute(
        found.order_by(col(PledgeAllocation.id))
    ).all():
        lines[pledge_id].append((line_id, amount))
        need_ids |= {need_id} if need_id is not None else set()
    rows = []
    for pledge_id, parts in lines.items():
        account = changed[pledge_id]
        shares = split(account.counted_usd, [amount for _, amount in parts], account.amount or 0)
        firm = account.stage in FIRM
        rows += [
            {"id": part[0], "counted_usd": share, "is_firm": firm}
            for part, share in zip(parts, shares, strict=True)
        ]
    if rows:
        _update(session, PledgeAllocation, rows)
    return need_ids


def _follow(session: Session, changed: dict[int, Account], need_ids: set[int], by: By) -> None:
    for thing in list(session.identity_map.values()):  # what was loaded before is not true any more
        if isinstance(thing, Pledge | PledgeAllocation):
            session.expire(thing)
    needs = session.exec(select(Need).where(col(Need.id).in_(need_ids))).all()
    follow(session, needs, today=by.today)
