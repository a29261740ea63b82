"""The way of a State into the Convention. Source: domain model §4.10."""

from datetime import date
from enum import StrEnum

from coalition.core.errors import RuleBroken


class Stage(StrEnum):
    """How far a State has come."""

    NONE = "none"
    CONTACT = "contact"
    INTEREST_STATED = "interest_stated"
    INTERMINISTERIAL_REVIEW = "interministerial_review"
    CABINET = "cabinet"
    PARLIAMENT_TABLED = "parliament_tabled"
    PARLIAMENT_APPROVED = "parliament_approved"
    SIGNED_BY_HEAD = "signed_by_head"
    INSTRUMENT_DEPOSITED = "instrument_deposited"
    IN_FORCE = "in_force"


class Side(StrEnum):
    """What stands beside the stage: it moves, rests, waits for a day, or the State thinks of leaving."""

    MOVING = "moving"
    STALLED = "stalled"
    PAUSED = "paused_not_before"
    WITHDRAWING = "withdrawing"


class Barrier(StrEnum):
    """What keeps a State, as it says itself. Read by those who do outreach, by nobody else (R115)."""

    SECURITY = "security"
    PROCESS = "process"
    UNDERSTANDING = "understanding"
    COST_COMPLIANCE = "cost_compliance"
    BENEFITS_UNCLEAR = "benefits_unclear"
    MISCONCEPTION = "misconception"
    CAPACITY = "capacity"
    OTHER = "other"


def check_move(
    before: Stage,
    after: Stage,
    *,
    side: Side,
    barrier: Barrier | None,
    not_before: date | None,
    on: date,
    today: date,
    evidence: str,
) -> None:
    """Check a new stage. Stages may be skipped or go back: parliaments do both. Raises RuleBroken."""
    if on > today:
        raise RuleBroken("A stage is recorded when it was reached, not before.", field="on")
    if not evidence.strip():
        raise RuleBroken("Say who stated it, and where.", field="evidence")
    if side is Side.STALLED and barrier is None:
        raise RuleBroken("Say what keeps the State, in its own words.", field="barrier")
    if side is Side.PAUSED and not_before is None:
        raise RuleBroken("Say until which day it asked to wait.", field="not_before")
    if before is after is Stage.IN_FORCE:
        raise RuleBroken("The Convention is in force for this State.", field="stage")
