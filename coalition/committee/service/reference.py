"""Loading the packaged areas, office terms and the action plan. Its caller commits."""

from collections.abc import Mapping
from datetime import date

from sqlmodel import Session

from coalition.committee import readers
from coalition.committee.models import OfficeTerm, PlanAction, ThematicArea
from coalition.committee.readers import Row
from coalition.core.when import Precision
from coalition.states.queries import ids_by_iso3
from coalition.states.service import merge
from coalition.treaty.models import TreatyMeeting
from coalition.treaty.queries import list_meetings
from coalition.treaty.rules.terms import DECIDING


def load_reference(session: Session) -> dict[str, int]:
    """Load the packaged facts on the Committee and return how many rows of each kind stand; safe to repeat.

    States and meetings must be loaded before: terms run from one meeting's last day to another's.
    """
    ids = ids_by_iso3(session)
    ended = {
        (meeting.ends_on or meeting.starts_on).year: meeting
        for meeting in list_meetings(session)
        if meeting.kind in DECIDING and meeting.precision is Precision.DAY
    }
    areas = merge(session, ThematicArea, readers.read_areas(), key=("code",))
    terms = merge(
        session,
        OfficeTerm,
        [_term(row, ids, ended) for row in readers.read_terms()],
        key=("office", "theme", "state_id", "starts_on"),
    )
    actions = merge(session, PlanAction, readers.read_actions(), key=("plan", "number"))
    return {
        "thematic_areas": areas.stand,
        "office_terms": terms.stand,
        "plan_actions": actions.stand,
    }


def _term(row: Row, ids: dict[str, int], ended: Mapping[int, TreatyMeeting]) -> Row:
    """Return a row of the table; a term whose meetings are not known runs from January to December."""
    first, last = ended.get(row["first_year"]), ended.get(row["last_year"])
    known = first is not None and last is not None and first is not last
    starts = (first.ends_on or first.starts_on) if known and first else date(row["first_year"], 1, 1)
    ends = (last.ends_on or last.starts_on) if known and last else date(row["last_year"], 12, 31)
    return {
        "office": row["office"],
        "theme": row["theme"],
        "state_id": ids[row["iso3"]],
        "starts_on": starts,
        "ends_on": ends,
        "precision": Precision.DAY if known else Precision.YEAR,
        "from_meeting": first.name if known and first else "",
        "to_meeting": last.name if known and last else row["meeting"],
        "confidence": row["confidence"],
        "source": row["source"],
    }
