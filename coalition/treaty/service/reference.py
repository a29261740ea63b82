"""Loading the reference data on obligations, extensions and meetings. Its caller commits."""

from sqlmodel import Session

from coalition.states.queries import ids_by_iso3
from coalition.states.service import merge
from coalition.treaty import readers
from coalition.treaty.models import Extension, Obligation, TreatyMeeting
from coalition.treaty.queries import obligation_ids
from coalition.treaty.readers import Row


def load_reference(session: Session) -> dict[str, int]:
    """Load the packaged treaty facts and return how many rows of each kind stand; safe to repeat.

    The States must be loaded before.
    """
    ids = ids_by_iso3(session)
    obligations = merge(
        session,
        Obligation,
        [_of_state(row, ids) for row in (*readers.read_obligations(), *readers.read_reports())],
        key=("state_id", "article", "clock_label"),
    )
    owed = obligation_ids(session)
    extensions = merge(
        session,
        Extension,
        [_of_obligation(row, ids, owed) for row in readers.read_extensions()],
        key=("obligation_id", "sequence"),
    )
    meetings = merge(
        session, TreatyMeeting, [_presided(row, ids) for row in readers.read_meetings()], key=("name",)
    )
    return {
        "obligations": obligations.stand,
        "extensions": extensions.stand,
        "treaty_meetings": meetings.stand,
    }


def _without(row: Row, *names: str) -> Row:
    return {name: value for name, value in row.items() if name not in names}


def _of_state(row: Row, ids: dict[str, int]) -> Row:
    return _without(row, "iso3") | {"state_id": ids[row["iso3"]]}


def _of_obligation(row: Row, ids: dict[str, int], owed: dict[tuple[int, int], int]) -> Row:
    return _without(row, "iso3", "article") | {"obligation_id": owed[ids[row["iso3"]], row["article"]]}


def _presided(row: Row, ids: dict[str, int]) -> Row:
    return _without(row, "president_iso3") | {"president_state_id": ids.get(row["president_iso3"])}
