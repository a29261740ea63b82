"""Entering office terms and handing over. Its caller commits."""

from datetime import date

from sqlmodel import Session

from coalition.auth.rules import Theme
from coalition.committee.models import OfficeTerm
from coalition.committee.queries.offices import list_terms
from coalition.committee.rules.offices import OF_A_THEME, Office, Term, check_term, check_theme
from coalition.core.errors import RuleBroken
from coalition.core.visibility import Confidence
from coalition.core.when import Precision, When
from coalition.states.models import State


def enter_term(
    session: Session,
    *,
    office: Office,
    theme: Theme | None,
    state: State,
    starts: When,
    ends: When,
    from_meeting: str = "",
    to_meeting: str = "",
    source: str,
) -> OfficeTerm:
    """Record that a State holds an office for a time. Raises RuleBroken when no seat is free."""
    check_theme(office, theme is not None)
    theme = theme if office in OF_A_THEME else None
    others = [term.as_term for term in list_terms(session, office=office) if term.theme == theme]
    check_term(office, Term(state.label, starts.first, ends.last), others)
    exact = starts.precision is Precision.DAY and ends.precision is Precision.DAY
    term = OfficeTerm(
        office=office,
        theme=theme,
        state_id=state.id,
        starts_on=starts.first,
        ends_on=ends.last,
        precision=Precision.DAY if exact else Precision.MONTH,
        from_meeting=from_meeting.strip(),
        to_meeting=to_meeting.strip(),
        confidence=Confidence.HIGH,
        source=source.strip(),
        kept_by_hand=True,
    )
    session.add(term)
    session.flush()
    return term


def hand_over(term: OfficeTerm, *, note: str, today: date) -> None:
    """Write what the successor needs to know. Raises RuleBroken when it says nothing."""
    if not note.strip():
        raise RuleBroken("Write what the next holder needs to know.", field="note")
    term.handover_note, term.handed_over_on, term.kept_by_hand = note.strip(), today, True
