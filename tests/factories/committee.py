"""The Committee as the packaged reference data has it, and people who hold its offices."""

from sqlmodel import Session

from coalition.auth.models import Person
from coalition.auth.rules import Rank, Role, Theme
from coalition.committee.service import load_reference
from coalition.organisations.service import load_organisations
from coalition.states.queries import get_state
from coalition.states.service import load_reference as load_states
from coalition.treaty.service import load_reference as load_treaty
from tests.factories.auth import make_person

OFFICES_2023 = {
    Theme.UNIVERSALIZATION: ("MWI", "PER"),
    Theme.STOCKPILES: ("NLD", "ZMB"),
    Theme.VICTIM_ASSISTANCE: ("AUT", "PAN"),
    Theme.ICA: ("LBN", "CHE"),
    Theme.CLEARANCE_RISK_EDUCATION: ("ITA", "NOR"),
    Theme.GENERAL_STATUS: ("BEL", "DEU"),
}


def load_all(session: Session) -> None:
    """Load States, meetings, offices and the action plan."""
    load_states(session)
    load_organisations(session)
    load_treaty(session)
    load_reference(session)
    session.commit()


def make_officer(session: Session, iso3: str, theme: Theme, rank: Rank = Rank.MEMBER) -> Person:
    """Return a person of a State who holds an office of the Committee."""
    state = get_state(session, iso3)
    return make_person(session, Role.COORDINATOR, rank=rank, state_id=state.id, theme=theme)
