"""Obligations, requests for more time, meetings."""

from datetime import date

from sqlmodel import Session

from coalition.core.visibility import Confidence
from coalition.core.when import Precision
from coalition.states.models import State
from coalition.treaty.models import Extension, Obligation, TreatyMeeting
from coalition.treaty.rules.terms import ExtensionOutcome, MeetingKind, ObligationStatus


def make_obligation(
    session: Session,
    state: State,
    article: int = 4,
    *,
    status: ObligationStatus = ObligationStatus.ACTIVE,
    **values: object,
) -> Obligation:
    """Store an obligation of a State."""
    sound = {"confidence": Confidence.HIGH, "source": "test"}
    own = Obligation(state_id=state.id, article=article, status=status, **sound | values)
    session.add(own)
    session.flush()
    return own


def make_extension(
    session: Session,
    obligation: Obligation,
    granted_until: date | None = None,
    *,
    sequence: int = 1,
    outcome: ExtensionOutcome = ExtensionOutcome.GRANTED,
    **values: object,
) -> Extension:
    """Store a request for more time; granted unless told."""
    sound = {"confidence": Confidence.HIGH, "source": "test"}
    own = Extension(
        obligation_id=obligation.id,
        sequence=sequence,
        outcome=outcome,
        granted_until=granted_until,
        **sound | values,
    )
    session.add(own)
    session.flush()
    return own


def make_meeting(
    session: Session,
    name: str,
    starts_on: date,
    *,
    kind: MeetingKind = MeetingKind.MSP,
    precision: Precision = Precision.DAY,
    provisional: bool = False,
) -> TreatyMeeting:
    """Store a meeting."""
    meeting = TreatyMeeting(
        name=name,
        kind=kind,
        place="Geneva, Switzerland",
        starts_on=starts_on,
        precision=precision,
        provisional=provisional,
        confidence=Confidence.HIGH,
        source="test",
    )
    session.add(meeting)
    session.flush()
    return meeting
