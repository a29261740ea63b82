"""Records to compare and questions about them, with sound defaults."""

from datetime import UTC, date, datetime
from typing import Any

from sqlmodel import Session, select

from coalition.core.visibility import Visibility
from coalition.duplication.models import DuplicationFlag
from coalition.duplication.rules.flags import FlagKind, SideKind
from coalition.duplication.service import index_programmes
from coalition.organisations.models import Organisation
from coalition.pledges.models import Pledge
from coalition.programmes.models import Programme, ProgrammePillar
from coalition.programmes.rules.record import Country, Party, Place, Text
from coalition.states.models import State
from coalition.strategies.rules import Pillar
from tests.factories.pledges import make_donor, make_open_need, make_pledge
from tests.factories.programmes import make_programme
from tests.factories.states import make_state

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
HAZARD = "hazard-area"


def make_laos(session: Session) -> State:
    """Store the Lao PDR, or return it."""
    found = session.exec(select(State).where(State.iso3 == "LAO")).first()
    return found or make_state(session, "LAO", "Lao PDR", iso2="LA")


def make_published(session: Session, *, hazard_areas: tuple[str, ...] = (), **given: Any) -> Programme:
    """Store and index programme X of scenario A9: clearance in districts P and Q, 2025–2026."""
    make_laos(session)
    sound: dict[str, Any] = {
        "titles": (Text("Land release and village support teams", "en"),),
        "descriptions": (Text("Mine clearance for farmers", "en"),),
        "countries": (Country("LA"),),
        "places": (*places("P", "Q"), *(Place("", ((HAZARD, "", ref),)) for ref in hazard_areas)),
        "parties": (Party("funding", "Donor X", "XX-1"), Party("implementing", "Operator X")),
        "planned_start": "2025-01-01",
        "planned_end": "2026-12-31",
        "outputs": ("land released",),
    }
    programme = make_programme(session, **sound | given)
    if session.get(ProgrammePillar, (programme.id, Pillar.SURVEY_CLEARANCE)) is None:
        session.add(ProgrammePillar(programme_id=programme.id, pillar=Pillar.SURVEY_CLEARANCE))
    session.flush()
    index_programmes(session, [programme.id])
    return programme


def places(*names: str) -> tuple[Place, ...]:
    """Return places of these names."""
    return tuple(Place(name) for name in names)


def list_hazards(session: Session, programme: Programme, *refs: str) -> None:
    """Write the hazard areas of a programme into its record, as an update would."""
    plain = dict(programme.record)
    named = [place for place in plain["places"] if place.get("name")]
    plain["places"] = [*named, *({"name": "", "codes": [[HAZARD, "", ref]]} for ref in refs)]
    programme.record = plain
    session.add(programme)
    session.flush()


def make_overlapping(session: Session, *, donor: Organisation | None = None, **given: Any) -> Pledge:
    """Store pledge Y of scenario A9: clearance in district P, July 2025 – June 2026, by another operator."""
    need = given.pop("need", None) or make_open_need(session, make_laos(session))
    sound: dict[str, Any] = {
        "title": "Land release teams",
        "visibility": Visibility.MEMBERS,
        "description": "Clearance",
        "activity_type": "clearance",
        "places": "P",
        "implementer": "Operator Y",
        "output_indicator": "land released",
    }
    pledge = make_pledge(session, need, donor=donor or make_donor(session), **sound | given)
    pledge.starts_on, pledge.ends_on = date(2025, 7, 1), date(2026, 6, 30)
    session.add(pledge)
    session.flush()
    return pledge


def make_flag(session: Session, state: State | None = None, **given: Any) -> DuplicationFlag:
    """Store an open question on a pledge and a programme that need not exist."""
    state = state or make_laos(session)
    numbers = len(session.exec(select(DuplicationFlag.id)).all())
    sound: dict[str, Any] = {
        "kind": FlagKind.SAME_WORK,
        "left_kind": SideKind.PLEDGE,
        "left_id": 1000 + numbers,
        "right_kind": SideKind.PROGRAMME,
        "right_id": 2000 + numbers,
        "state_id": state.id,
        "score": 687,
        "confidence": 90,
        "verdict": "possible",
        "evidence": [
            {"signal": "place", "weight": 48.7, "left": "p", "right": "p, q", "text": "places on both: p"},
            {"signal": "work", "weight": 20.0, "left": "clearance", "right": "clearance", "text": "the same"},
        ],
        "facts": {"left": side_facts("Pledge Y"), "right": side_facts("Programme X")},
        "opened_on": TODAY,
        "screened_at": NOW,
    }
    flag = DuplicationFlag(**sound | given)
    session.add(flag)
    session.flush()
    return flag


def side_facts(title: str, **given: Any) -> dict[str, Any]:
    """Return the facts of one side as a question keeps them."""
    return {
        "title": title,
        "countries": ["LAO"],
        "pillars": ["survey_clearance"],
        "work": ["clearance"],
        "places": ["P"],
        "hazard_areas": [],
        "start": "2025-01-01",
        "end": "2026-12-31",
        "usd": 1_000_000_00,
        "amount": 1_000_000_00,
        "currency": "USD",
        "partners": ["Operator"],
        "source": "a test",
        "verified_on": "2026-10-14",
    } | given
