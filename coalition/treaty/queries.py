"""Reading obligations, meetings and the deadlines that follow from them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy.orm import joinedload
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import Select, SelectOfScalar

from coalition.core.errors import NotFound
from coalition.core.visibility import Confidence
from coalition.core.when import Precision, When, add_years
from coalition.db import prepared, related
from coalition.states.models import State, TreatyStatusEvent
from coalition.states.queries import list_events
from coalition.states.rules import DEPOSITS, Instrument
from coalition.treaty.models import Extension, Obligation, ReportReceived, TreatyMeeting
from coalition.treaty.rules.clocks import MeetingFacts
from coalition.treaty.rules.deadline import Deadline
from coalition.treaty.rules.engine import deadlines_of, order
from coalition.treaty.rules.facts import (
    ExtensionFacts,
    ObligationFacts,
    StateFacts,
    is_open,
    membership_on,
)
from coalition.treaty.rules.showing import strip
from coalition.treaty.rules.terms import MeetingKind, ReportKind

# Entry into force of the Convention; nothing falls due before it.
FIRST_DAY = date(2010, 8, 1)
# Far enough ahead for the ten years of Article 4 and the time until an accession is in force.
YEARS_SHOWN = 12


def list_deadlines(
    session: Session, *, on: date, start: date, end: date, state_id: int | None = None
) -> list[Deadline]:
    """Return the treaty deadlines due from start to end as the facts stood on a day, earliest first.

    Met and passed alike; of one State or of all; six queries.
    """
    meetings = meeting_facts(list_meetings(session))
    found: list[Deadline] = []
    for facts in list_facts(session, state_id=state_id):
        found += deadlines_of(facts, meetings, on=on, start=start, end=end)
    return sorted(found, key=order)


def list_strip(session: Session, state_id: int, on: date) -> list[Deadline]:
    """Return the few deadlines that say where a State stands on a day, earliest first; six queries."""
    every = list_deadlines(session, on=on, start=FIRST_DAY, end=add_years(on, YEARS_SHOWN), state_id=state_id)
    return strip(every, on)


def list_strips(session: Session, on: date) -> dict[str, list[Deadline]]:
    """Return the strip of every State that has one, by ISO3 code; six queries for all of them."""
    found: dict[str, list[Deadline]] = defaultdict(list)
    for deadline in list_deadlines(session, on=on, start=FIRST_DAY, end=add_years(on, YEARS_SHOWN)):
        found[deadline.iso3].append(deadline)
    return {iso3: strip(every, on) for iso3, every in found.items()}


def get_obligation(session: Session, obligation_id: int) -> Obligation:
    """Return one obligation with its State. Raises NotFound."""
    found = session.get(Obligation, obligation_id, options=[joinedload(related(Obligation.state))])
    if found is None:
        raise NotFound(f"obligation {obligation_id}")
    return found


def find_obligation(
    session: Session, state_id: int, article: int, clock_label: str = ""
) -> Obligation | None:
    """Return the obligation of a State under an article on a clock, or None."""
    rows = select(Obligation).where(Obligation.state_id == state_id, Obligation.article == article)
    return session.exec(rows.where(Obligation.clock_label == clock_label)).first()


def list_extensions_of(session: Session, obligation_id: int) -> Sequence[Extension]:
    """Return the requests for more time under one obligation, in their order."""
    rows = select(Extension).where(Extension.obligation_id == obligation_id)
    return session.exec(rows.order_by(col(Extension.sequence))).all()


def list_meetings(session: Session, kind: MeetingKind | None = None) -> Sequence[TreatyMeeting]:
    """Return the meetings, earliest first."""
    return _meetings(session, kind=kind).all()


@prepared
def _meetings(kind: MeetingKind | None) -> SelectOfScalar[TreatyMeeting]:
    rows = select(TreatyMeeting).order_by(col(TreatyMeeting.starts_on))
    return rows if kind is None else rows.where(TreatyMeeting.kind == kind)


def list_obligations(session: Session, state_id: int) -> Sequence[Obligation]:
    """Return what the Convention asks of a State, by article."""
    rows = select(Obligation).where(Obligation.state_id == state_id)
    return session.exec(rows.order_by(col(Obligation.article), col(Obligation.clock_label))).all()


def list_extensions(session: Session, state_id: int) -> Sequence[Extension]:
    """Return the requests for more time of a State, by article and sequence, each with its obligation."""
    rows = select(Extension).join(Obligation).where(Obligation.state_id == state_id)
    loaded = rows.options(joinedload(related(Extension.obligation)))
    return session.exec(loaded.order_by(col(Obligation.article), col(Extension.sequence))).all()


def list_open_obligations(session: Session, article: int, on: date) -> list[tuple[State, Obligation]]:
    """Return the obligations under an article that were known and not yet fulfilled on a day, with States.

    Only of States that were bound on that day.
    """
    rows = (
        select(Obligation).where(Obligation.article == article).options(joinedload(related(Obligation.state)))
    )
    events = list_events(session, Instrument.CCM)
    found = []
    for obligation in session.exec(rows):
        member = membership_on(events.get(obligation.state_id, []), on)
        if member is not None and member.holds(on) and is_open(obligation_facts(obligation, ()), on):
            found.append((obligation.state, obligation))
    return sorted(found, key=lambda pair: pair[0].iso3)


def obligation_ids(session: Session) -> dict[tuple[int, int], int]:
    """Return the id of each obligation on its first clock, by State id and article."""
    rows = select(Obligation.state_id, Obligation.article, Obligation.id).where(Obligation.clock_label == "")
    return {(state_id, article): own for state_id, article, own in session.exec(rows)}


def list_facts(session: Session, *, state_id: int | None = None) -> list[StateFacts]:
    """Return the facts from which deadlines follow, of each State with an event under the Convention."""
    only = None if state_id is None else [state_id]
    events = list_events(session, Instrument.CCM, only)
    asked: dict[int, list[Extension]] = defaultdict(list)
    for extension in _extensions_of(session, state_id=state_id):
        asked[extension.obligation_id].append(extension)
    owed: dict[int, list[ObligationFacts]] = defaultdict(list)
    for obligation in _obligations_of(session, state_id=state_id):
        owed[obligation.state_id].append(obligation_facts(obligation, asked[obligation.id]))
    received = list_reports_received(session, only)
    return [
        _state_facts(iso3, events[own], owed.get(own, []), received.get(own, {}))
        for own, iso3 in _codes_of(session, state_id=state_id)
        if own in events
    ]


@prepared
def _extensions_of(state_id: Any) -> SelectOfScalar[Extension]:
    rows = select(Extension).order_by(col(Extension.sequence))
    return rows if state_id is None else rows.join(Obligation).where(Obligation.state_id == state_id)


@prepared
def _obligations_of(state_id: Any) -> SelectOfScalar[Obligation]:
    rows = select(Obligation).order_by(col(Obligation.id))
    return rows if state_id is None else rows.where(Obligation.state_id == state_id)


@prepared
def _codes_of(state_id: Any) -> Select[int, str]:
    rows = select(State.id, State.iso3)
    return rows if state_id is None else rows.where(State.id == state_id)


def list_reports_received(
    session: Session, state_ids: Sequence[int] | None = None
) -> dict[int, dict[tuple[ReportKind, int], When]]:
    """Return when each transparency report was received, by State id, kind and year; of all unless told."""
    asked_of = None if state_ids is None else list(state_ids)
    found: dict[int, dict[tuple[ReportKind, int], When]] = defaultdict(dict)
    for one in _received(session, state_ids=asked_of):
        found[one.state_id][one.kind, one.year] = When(one.received_on, one.received_precision)
    return found


@prepared
def _received(state_ids: Any) -> SelectOfScalar[ReportReceived]:
    rows = select(ReportReceived)
    return rows if state_ids is None else rows.where(col(ReportReceived.state_id).in_(state_ids))


def _state_facts(
    iso3: str,
    events: Sequence[TreatyStatusEvent],
    obligations: Sequence[ObligationFacts],
    received: Mapping[tuple[ReportKind, int], When],
) -> StateFacts:
    """Return the facts of one State; its deposit lends source and confidence to what follows."""
    deposits = [event for event in events if event.event in DEPOSITS]
    source = deposits[-1].source if deposits else ""
    confidence = deposits[-1].confidence if deposits else Confidence.LOW
    return StateFacts(iso3, events, obligations, confidence, source, received)


def obligation_facts(obligation: Obligation, extensions: Sequence[Extension]) -> ObligationFacts:
    """Return an obligation and its extensions as the rules take them."""
    return ObligationFacts(
        article=obligation.article,
        status=obligation.status,
        confidence=obligation.confidence,
        source=obligation.source,
        label=obligation.clock_label,
        clock=obligation.clock,
        hostilities_ended_on=obligation.hostilities_ended_on,
        completed=_when(obligation.completed_on, obligation.completed_precision),
        reopened=_when(obligation.reopened_on, obligation.reopened_precision),
        extensions=tuple(_extension_facts(extension) for extension in extensions),
        notes=obligation.notes,
    )


def _extension_facts(extension: Extension) -> ExtensionFacts:
    return ExtensionFacts(
        sequence=extension.sequence,
        outcome=extension.outcome,
        granted_until=_when(extension.granted_until, extension.granted_precision),
        requested_until=extension.requested_until,
        submitted=_when(extension.submitted_on, extension.submitted_precision),
        decided_at=extension.decided_at,
        decided_on=extension.decided_on,
        confidence=extension.confidence,
        source=extension.source,
    )


def meeting_facts(meetings: Sequence[TreatyMeeting]) -> list[MeetingFacts]:
    """Return meetings as the rules take them."""
    return [
        MeetingFacts(
            meeting.name, meeting.kind, When(meeting.starts_on, meeting.precision), meeting.provisional
        )
        for meeting in meetings
    ]


def _when(on: date | None, precision: Precision) -> When | None:
    return None if on is None else When(on, precision)
