"""Strategy documents with a version in any state."""

from datetime import date
from typing import Any

from sqlmodel import Session

from coalition.states.models import State
from coalition.strategies import service
from coalition.strategies.models import StrategyObjective, StrategyVersion
from coalition.strategies.rules import DocumentKind, ObjectiveFacts, Pillar
from tests.factories.states import make_state

TODAY = date(2026, 11, 23)


def make_version(
    session: Session,
    state: State | None = None,
    *,
    title: str = "Safe Path Forward III",
    valid_from: date | None = date(2021, 1, 1),
    valid_to: date | None = date(2030, 12, 31),
    kind: DocumentKind = DocumentKind.NATIONAL_STRATEGY,
) -> StrategyVersion:
    """Store a document with one draft that has its period."""
    state = state or make_state(session)
    version = service.begin_document(session, state_id=state.id, title=title, kind=kind)
    if valid_from and valid_to:
        service.set_validity(version, valid_from=valid_from, valid_to=valid_to)
    session.flush()
    return version


def make_strategy(session: Session, state: State | None = None, **values: Any) -> StrategyVersion:
    """Store a document whose version the State endorsed; in force where its time has begun."""
    version = make_version(session, state, **values)
    service.endorse(session, version, on=date(2021, 1, 15), by="Prime Minister, decree 12", today=TODAY)
    return version


def make_objective(session: Session, version: StrategyVersion, **values: Any) -> StrategyObjective:
    """Store an objective, whatever the version's status."""
    number = len(session.new) + 1
    sound: dict[str, Any] = {
        "code": f"{values.pop('code', number)}",
        "text": "Release land in the north",
        "pillar": Pillar.SURVEY_CLEARANCE,
        "indicator": "Land released",
        "unit": "m2",
        "target": 10_000_000,
        "target_year": 2030,
    }
    objective = StrategyObjective(version_id=version.id, **sound | values)
    session.add(objective)
    session.flush()
    return objective


def facts_of_objective(**values: Any) -> ObjectiveFacts:
    """Return a sound objective: ten square kilometres released by 2030."""
    sound: dict[str, Any] = {
        "code": "1.1",
        "text": "Release land in the north",
        "pillar": Pillar.SURVEY_CLEARANCE,
        "indicator": "Land released",
        "unit": "m2",
        "baseline": 0,
        "target": 10_000_000,
        "target_year": 2030,
    }
    return ObjectiveFacts(**sound | values)
