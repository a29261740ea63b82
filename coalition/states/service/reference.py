"""Loading States, their names and treaty events, and the money that sources report."""

from sqlmodel import Session

from coalition.states import readers
from coalition.states.models import DonorFlow, FundingTotal, State, StateName, TreatyStatusEvent
from coalition.states.queries import ids_by_iso3
from coalition.states.readers import Row
from coalition.states.service.merging import merge


def load_reference(session: Session) -> dict[str, int]:
    """Load the packaged facts on States and return how many rows of each kind stand; safe to repeat."""
    states = merge(session, State, readers.read_states(), key=("iso3",))
    ids = ids_by_iso3(session)
    names = merge(
        session,
        StateName,
        [_of_state(row, ids) for row in readers.read_names()],
        key=("state_id", "language", "kind", "key"),
    )
    events = merge(
        session,
        TreatyStatusEvent,
        [_of_state(row, ids) for row in readers.read_events()],
        key=("state_id", "instrument", "event", "happened_on"),
    )
    flows = merge(
        session,
        DonorFlow,
        [_between_states(row, ids) for row in readers.read_flows()],
        key=("donor", "recipient", "year", "sector", "source"),
    )
    totals = merge(
        session,
        FundingTotal,
        [row | {"state_id": ids.get(row["who"])} for row in readers.read_totals()],
        key=("year", "scope", "who", "source"),
    )
    return {
        "states": states.stand,
        "state_names": names.stand,
        "treaty_events": events.stand,
        "donor_flows": flows.stand,
        "funding_totals": totals.stand,
    }


def _of_state(row: Row, ids: dict[str, int]) -> Row:
    return {name: value for name, value in row.items() if name != "iso3"} | {"state_id": ids[row["iso3"]]}


def _between_states(row: Row, ids: dict[str, int]) -> Row:
    return row | {
        "donor_state_id": ids.get(row["donor"]),
        "recipient_state_id": ids.get(row["recipient"]),
    }
