"""Needs in any state, and what is filled in to make one."""

from datetime import date
from typing import Any

from sqlmodel import Session

from coalition.core.when import Precision, When
from coalition.needs import service
from coalition.needs.models import Need
from coalition.needs.rules import CostBasis, NeedFacts, NeedType
from coalition.states.models import State
from coalition.strategies.rules import Pillar
from tests.factories.states import make_state

TODAY = date(2026, 11, 23)


def facts_of_need(**values: Any) -> NeedFacts:
    """Return all that posting asks for: three workshops for USD 150,000 in 2027."""
    sound: dict[str, Any] = {
        "title": "Three national workshops for ratification",
        "pillar": Pillar.IMPLEMENTATION_REPORTING,
        "need_type": NeedType.RATIFICATION_SUPPORT,
        "description": "The law asks for workshops before parliament votes.",
        "contact": "National coordinator",
        "no_strategy_reason": "There is no strategy yet.",
        "output_indicator": "Workshops held",
        "output_target": 3,
        "output_unit": "workshops",
        "period_start": When(date(2027, 1, 1), Precision.MONTH),
        "period_end": When(date(2027, 6, 1), Precision.MONTH),
        "cost": 150_000_00,
        "currency": "USD",
        "cost_basis": CostBasis.ESTIMATE_ROUGH,
    }
    return NeedFacts(**sound | values)


def make_draft(session: Session, state: State | None = None, **values: Any) -> Need:
    """Store a draft that has all that posting asks for."""
    state = state or make_state(session)
    return service.save_draft(session, state, facts=facts_of_need(**values), person_id=None, today=TODAY)


def make_posted(session: Session, state: State | None = None, **values: Any) -> Need:
    """Store a posted need."""
    need = make_draft(session, state, **values)
    service.post(session, need, person_id=None, today=TODAY)
    return need
