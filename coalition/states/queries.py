"""Reading States, their standing to the treaties on a day, and the money that sources report."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy import func
from sqlmodel import Session, col, or_, select
from sqlmodel.sql.expression import SelectOfScalar

from coalition.core.errors import NotFound
from coalition.core.paging import PER_PAGE, Page
from coalition.core.text import fold
from coalition.db import prepared
from coalition.states.models import DonorFlow, FundingTotal, State, StateName, TreatyStatusEvent
from coalition.states.rules import (
    CcmRegion,
    Instrument,
    NameKind,
    TreatyStatus,
    count_by_status,
    name_key,
    status_on,
)


@dataclass(frozen=True, slots=True)
class Standing:
    """A State and where it stands to each treaty on the day that was asked for."""

    state: State
    statuses: dict[Instrument, TreatyStatus]

    @property
    def ccm(self) -> TreatyStatus:
        """Where it stands to the Convention on Cluster Munitions."""
        return self.statuses[Instrument.CCM]


def get_state(session: Session, iso3: str) -> State:
    """Return the State of an ISO 3166-1 alpha-3 code, in either case. Raises NotFound."""
    found = _called(session, iso3=iso3.upper()).first()
    if found is None:
        raise NotFound(f"State {iso3}")
    return found


@prepared
def _called(iso3: Any) -> SelectOfScalar[State]:
    return select(State).where(State.iso3 == iso3)


def get_state_by_id(session: Session, state_id: int) -> State:
    """Return one State. Raises NotFound."""
    found = session.get(State, state_id)
    if found is None:
        raise NotFound(f"State {state_id}")
    return found


def find_state_by_name(session: Session, name: str) -> State | None:
    """Return the State that a name or ISO3 code means, in any of seven languages.

    None when no State is called so, or when two are: a guess would put one State's facts on another.
    """
    key = name_key(name)
    if not key:
        return None
    called = select(StateName.state_id).where(StateName.key == key)
    meant = select(State).where(or_(State.iso3 == name.strip().upper(), col(State.id).in_(called)))
    found = session.exec(meant.limit(2)).all()
    return found[0] if len(found) == 1 else None


def ids_by_iso3(session: Session) -> dict[str, int]:
    """Return the id of every State by its ISO3 code."""
    return dict(session.exec(select(State.iso3, State.id)).all())


def labels_by_iso3(session: Session) -> dict[str, str]:
    """Return the name for tables of every State by its ISO3 code."""
    return dict(session.exec(select(State.iso3, State.short_name)).all())


def iso3_by_iso2(session: Session) -> dict[str, str]:
    """Return the ISO3 code of every State by its ISO2 code, as IATI files write countries."""
    return dict(session.exec(select(State.iso2, State.iso3)).all())


def iso3_by_name_key(session: Session) -> dict[str, str]:
    """Return the ISO3 code by every name key that means one State only; for matching many names at once."""
    found: dict[str, set[str]] = defaultdict(set)
    rows = select(StateName.key, State.iso3).join(State, col(State.id) == StateName.state_id)
    for key, iso3 in session.exec(rows):
        found[key].add(iso3)
    return {key: iso3s.pop() for key, iso3s in found.items() if len(iso3s) == 1}


def list_all_states(session: Session) -> Sequence[State]:
    """Return every State by the name in tables; for choosing one."""
    return sorted(session.exec(select(State)), key=lambda state: fold(state.short_name))


def list_names(session: Session, state_id: int) -> Sequence[StateName]:
    """Return the names in use for a State, without those that only serve the search."""
    rows = select(StateName).where(StateName.state_id == state_id, StateName.kind != NameKind.CLDR)
    return session.exec(rows.order_by(StateName.language, StateName.kind, StateName.name)).all()


def list_events(
    session: Session, instrument: Instrument | None = None, state_ids: Iterable[int] | None = None
) -> dict[int, list[TreatyStatusEvent]]:
    """Return the treaty events of States by State id, oldest first; of all unless told."""
    asked_of = None if state_ids is None else list(state_ids)
    found: dict[int, list[TreatyStatusEvent]] = defaultdict(list)
    for event in _events(session, instrument=instrument, state_ids=asked_of):
        found[event.state_id].append(event)
    return found


@prepared
def _events(instrument: Instrument | None, state_ids: Any) -> SelectOfScalar[TreatyStatusEvent]:
    rows = select(TreatyStatusEvent).order_by(col(TreatyStatusEvent.happened_on), col(TreatyStatusEvent.id))
    if instrument is not None:
        rows = rows.where(TreatyStatusEvent.instrument == instrument)
    if state_ids is not None:
        rows = rows.where(col(TreatyStatusEvent.state_id).in_(state_ids))
    return rows


def count_on(session: Session, day: date, instrument: Instrument = Instrument.CCM) -> Counter[TreatyStatus]:
    """Return how many States have each status under a treaty on a day; two queries."""
    events = list_events(session, instrument)
    every = session.exec(select(State.id)).all()
    return count_by_status({state_id: events.get(state_id, []) for state_id in every}, instrument, day)


def list_standings(
    session: Session,
    *,
    on: date,
    region: CcmRegion | None = None,
    status: TreatyStatus | None = None,
    text: str = "",
    page: int = 1,
) -> Page[Standing]:
    """Return one page of States by region and name, with their standing on a day; two queries.

    `status` is that under the Convention on Cluster Munitions; `text` is part of any name or the ISO3 code.
    """
    rows = select(State)
    if region is not None:
        rows = rows.where(State.ccm_region == region)
    if text.strip():
        rows = rows.where(_named(text))
    # Sorted here, because databases disagree on where Côte d'Ivoire and Türkiye stand.
    states = sorted(session.exec(rows), key=lambda state: (state.ccm_region, fold(state.short_name)))
    events = list_events(session)
    standings = [_standing(state, events.get(state.id, []), on) for state in states]
    wanted = [standing for standing in standings if status is None or standing.ccm is status]
    first = (page - 1) * PER_PAGE
    return Page(wanted[first : first + PER_PAGE], page, len(wanted))


def _named(text: str) -> sa.ColumnElement[bool]:
    key = name_key(text)
    called = select(StateName.state_id).where(col(StateName.key).contains(key, autoescape=True))
    return or_(State.iso3 == text.strip().upper(), col(State.id).in_(called))


def _standing(state: State, events: Sequence[TreatyStatusEvent], on: date) -> Standing:
    return Standing(state, {instrument: status_on(events, instrument, on) for instrument in Instrument})


def list_flows_to(session: Session, state_id: int) -> Sequence[DonorFlow]:
    """Return what sources report that a State received, newest year and largest sum first."""
    rows = select(DonorFlow).where(DonorFlow.recipient_state_id == state_id)
    return session.exec(rows.order_by(col(DonorFlow.year).desc(), col(DonorFlow.amount).desc())).all()


def list_flows_from(session: Session, state_id: int) -> Sequence[DonorFlow]:
    """Return what sources report that a State gave, newest year and largest sum first."""
    rows = select(DonorFlow).where(DonorFlow.donor_state_id == state_id)
    return session.exec(rows.order_by(col(DonorFlow.year).desc(), col(DonorFlow.amount).desc())).all()


def list_totals_of(session: Session, state_id: int) -> Sequence[FundingTotal]:
    """Return the yearly sums that sources state for a State, newest first."""
    rows = select(FundingTotal).where(FundingTotal.state_id == state_id)
    return session.exec(rows.order_by(col(FundingTotal.year).desc())).all()


def given_by_donor(session: Session) -> dict[int, int]:
    """Return the US cents that sources report each State gave in all years together, by State id."""
    total = func.sum(DonorFlow.amount)
    rows = select(DonorFlow.donor_state_id, total).group_by(col(DonorFlow.donor_state_id))
    return {state_id: int(amount) for state_id, amount in session.exec(rows) if state_id is not None}
