"""A portfolio by country, pillar, stage or year, and the money that flows from donors through channels."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from coalition.organisations.models import Organisation
from coalition.pledges.models import Pledge
from coalition.pledges.queries.choosing import Which, counted_once, firm_usd, soft_usd, without_sources
from coalition.pledges.queries.sums import Totals, totals_of
from coalition.pledges.rules import FIRM, ChannelType
from coalition.states.models import State
from coalition.strategies.rules import Pillar


class Side(StrEnum):
    """By what a portfolio is laid out."""

    STATE = "state"
    DONOR = "donor"
    PILLAR = "pillar"
    STAGE = "stage"
    CHANNEL = "channel"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a portfolio, in US cents. `key` is an id, an enum's value or a year; None: none stated."""

    key: Any
    label: str
    count: int
    firm: int
    soft: int


@dataclass(frozen=True, slots=True)
class Portfolio:
    """The lines, the whole, and what the lines count beyond it: money granted onward between them."""

    side: Side
    rows: Sequence[Row]
    total: Totals
    again: Totals


@dataclass(frozen=True, slots=True)
class Flow:
    """Firm money of one donor through one kind of channel for one pillar, in US cents."""

    donor: str
    channel: ChannelType | None
    pillar: Pillar
    usd: int


def portfolio_of(session: Session, which: Which, side: Side) -> Portfolio:
    """Return the pledges asked for by one side of them, each line with its own boundary (I07).

    A line counts what reaches it; the whole counts money once. Where money was granted onward from one line
    to another, `again` holds the difference, so that lines less `again` are the whole to the cent.
    """
    source: Any = aliased(Pledge)
    key, own = _key_of(Pledge, side), _key_of(source, side)
    same = sa.or_(key == own, sa.and_(key.is_(None), own.is_(None)))
    once = without_sources(source, [*which.clauses(source), same])
    rows = select(key, sa.func.count(col(Pledge.id)), firm_usd(), soft_usd()).where(*which.clauses(), once)
    found = session.exec(rows.group_by(key)).all()
    labels = _labels(session, side, [line[0] for line in found])
    lines = [Row(k, labels.get(k, ""), count, int(firm), int(soft)) for k, count, firm, soft in found]
    total = totals_of(session, which)
    again = Totals(sum(row.firm for row in lines) - total.firm, sum(row.soft for row in lines) - total.soft)
    return Portfolio(
        side, sorted(lines, key=lambda row: (-row.firm, -row.soft, str(row.label))), total, again
    )


def list_flows(session: Session, which: Which) -> list[Flow]:
    """Return firm money by donor, kind of channel and pillar, money granted onward once; largest first."""
    by = [col(Pledge.donor_id), col(Pledge.channel), col(Pledge.pillar)]
    rows = (
        sa.select(*by, sa.func.sum(Pledge.counted_usd))
        .where(*counted_once(which), col(Pledge.stage).in_(FIRM), col(Pledge.counted_usd) > 0)
        .group_by(*by)
    )
    sums = session.execute(rows).all()
    names = _labels(session, Side.DONOR, [donor for donor, *_ in sums])
    found = [Flow(names[donor], channel, pillar, int(usd)) for donor, channel, pillar, usd in sums]
    return sorted(found, key=lambda flow: (-flow.usd, flow.donor, str(flow.channel), flow.pillar))


def _key_of(pledge: Any, side: Side) -> Any:
    if side is Side.YEAR:
        return sa.extract("year", pledge.statement_on)
    names = {Side.STATE: "state_id", Side.DONOR: "donor_id"}
    return getattr(pledge, names.get(side, side.value))


def _labels(session: Session, side: Side, keys: Sequence[Any]) -> dict[Any, str]:
    known = [key for key in keys if key is not None]
    if side is Side.STATE:
        return dict(session.exec(select(State.id, State.name).where(col(State.id).in_(known))).all())
    if side is Side.DONOR:
        names = select(Organisation.id, Organisation.name, Organisation.short_name)
        rows = session.exec(names.where(col(Organisation.id).in_(known))).all()
        return {number: short or name for number, name, short in rows}
    return {key: str(key) for key in known}
