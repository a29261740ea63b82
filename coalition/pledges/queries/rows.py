"""Pledges and ledger lines as rows for exports: read a few hundred at a time, the figures of the pages."""

from collections.abc import Iterator, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from coalition.core.money import to_decimal
from coalition.needs.models import Need
from coalition.organisations.models import Organisation
from coalition.pledges.models import Pledge, PledgeAllocation, Transaction
from coalition.pledges.queries.choosing import Which
from coalition.pledges.queries.seen import ledger_seen_by
from coalition.rates.models import FxRate
from coalition.states.models import State

AT_ONCE = 500

PLEDGES = (
    "reference",
    "title",
    "donor",
    "country",
    "reach",
    "kind",
    "pillar",
    "stage",
    "amount",
    "currency",
    "amount_usd",
    "rate_date",
    "rate_source",
    "paid",
    "came_back",
    "counted",
    "counted_usd",
    "channel",
    "channel_code",
    "channel_organisation",
    "modality",
    "crs_purpose",
    "gender_marker",
    "disability_marker",
    "starts_on",
    "ends_on",
    "stated_on",
    "granted_onward_from",
    "iati_identifier",
    "example",
)
LEDGER = (
    "reference",
    "donor",
    "type",
    "value_date",
    "paid",
    "paid_currency",
    "amount",
    "currency",
    "amount_usd",
    "rate_date",
    "rate_source",
    "document",
    "reason",
)
ALLOCATIONS = ("reference", "donor", "need", "need_title", "amount", "currency", "counted_usd", "stage")


def pledge_rows(
    session: Session, which: Which, *, after: str = "", most: int | None = None
) -> Iterator[Sequence[Any]]:
    """Yield one row a pledge in the order of PLEDGES; with `after`, those behind that reference."""
    behind = sa.select(col(Pledge.id)).where(col(Pledge.ref) == after).scalar_subquery()
    partner: Any = aliased(Organisation)
    source: Any = aliased(Pledge)
    rated = (col(FxRate.rate_on), col(FxRate.source))
    rows = (
        sa.select(Pledge, Organisation, col(State.name), *rated, col(partner.name), col(source.ref))
        .join(Organisation, col(Organisation.id) == Pledge.donor_id)
        .outerjoin(State, col(State.id) == Pledge.state_id)
        .outerjoin(FxRate, col(FxRate.id) == Pledge.fx_rate_id)
        .outerjoin(partner, partner.id == Pledge.channel_organisation_id)
        .outerjoin(source, source.id == Pledge.parent_id)
        .where(*which.clauses(), *([col(Pledge.id) > behind] if after else []))
        .order_by(col(Pledge.id))
        .limit(most)
        .execution_options(yield_per=AT_ONCE)
    )
    for pledge, donor, state, rate_on, rate_source, channelled, parent in session.execute(rows):
        yield _pledge_row(pledge, donor.label, state, rate_on, rate_source, channelled, parent)
        session.expunge(pledge)


def ledger_rows(session: Session, which: Which) -> Iterator[Sequence[Any]]:
    """Yield one row a ledger line in the order of LEDGER, by value date, as far as one reads them."""
    reads = [ledger_seen_by(which.viewer)] if which.viewer is not None else []
    rated = (col(FxRate.rate_on), col(FxRate.source))
    rows = (
        sa.select(Transaction, col(Pledge.ref), col(Pledge.currency), Organisation, *rated)
        .join(Pledge, col(Pledge.id) == Transaction.pledge_id)
        .join(Organisation, col(Organisation.id) == Pledge.donor_id)
        .join(FxRate, col(FxRate.id) == Transaction.fx_rate_id)
        .where(*which.clauses(), *reads)
        .order_by(col(Transaction.value_on), col(Transaction.id))
        .execution_options(yield_per=AT_ONCE)
    )
    for line, ref, currency, donor, rate_on, source in session.execute(rows):
        yield (
            ref,
            donor.label,
            line.type.value,
            line.value_on,
            to_decimal(line.paid, line.paid_currency),
            line.paid_currency,
            to_decimal(line.amount, currency),
            currency,
            to_decimal(line.amount_usd, "USD"),
            rate_on,
            source,
            line.document,
            line.reason,
        )
        session.expunge(line)


def allocation_rows(session: Session, which: Which) -> Iterator[Sequence[Any]]:
    """Yield one row an allocation in the order of ALLOCATIONS."""
    rows = (
        sa.select(PledgeAllocation, Pledge, Organisation, col(Need.ref), col(Need.title))
        .join(Pledge, col(Pledge.id) == PledgeAllocation.pledge_id)
        .join(Organisation, col(Organisation.id) == Pledge.donor_id)
        .outerjoin(Need, col(Need.id) == PledgeAllocation.need_id)
        .where(*which.clauses())
        .order_by(col(PledgeAllocation.id))
        .execution_options(yield_per=AT_ONCE)
    )
    for line, pledge, donor, need, title in session.execute(rows):
        amount, usd = _money(line.amount, pledge.currency), to_decimal(line.counted_usd, "USD")
        yield (pledge.ref, donor.label, need, title, amount, pledge.currency, usd, pledge.stage.value)


def _pledge_row(pledge: Pledge, donor: str, *more: Any) -> Sequence[Any]:
    state, rate_on, rate_source, channelled, parent = more
    return (
        pledge.ref,
        pledge.title,
        donor,
        state or pledge.region,
        pledge.scope.value,
        pledge.kind.value,
        pledge.pillar.value,
        pledge.stage.value,
        _money(pledge.amount, pledge.currency),
        pledge.currency,
        _money(pledge.amount_usd, "USD"),
        rate_on,
        rate_source,
        _money(pledge.disbursed, pledge.currency),
        _money(pledge.refunded, pledge.currency),
        _money(pledge.counted, pledge.currency),
        to_decimal(pledge.counted_usd, "USD"),
        pledge.channel.value if pledge.channel else "",
        pledge.channel_code,
        channelled,
        pledge.modality.value if pledge.modality else "",
        pledge.crs_purpose,
        pledge.gender_marker.value,
        pledge.disability_marker.value,
        pledge.starts_on,
        pledge.ends_on,
        pledge.statement_on,
        parent,
        pledge.iati_identifier,
        "yes" if pledge.is_example else "",
    )


def _money(minor: int | None, currency: str | None) -> Any:
    return None if minor is None or currency is None else to_decimal(minor, currency)
