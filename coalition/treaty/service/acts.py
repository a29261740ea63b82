"""What happens to obligations, requests and meetings; done here, it outlives the next loading of files."""

from datetime import date

from sqlmodel import Session, select

from coalition.core.errors import RuleBroken
from coalition.core.visibility import Confidence
from coalition.core.when import When
from coalition.treaty.models import Extension, Obligation, ReportReceived, TreatyMeeting
from coalition.treaty.queries import list_extensions_of
from coalition.treaty.rules.clocks import check_extension
from coalition.treaty.rules.terms import GRANTS, ExtensionOutcome, ObligationStatus, ReportKind

RUNNING = frozenset({ObligationStatus.ACTIVE, ObligationStatus.UNKNOWN})


def declare_fulfilled(obligation: Obligation, *, on: When, source: str, today: date) -> None:
    """Record a State's declaration that it has fulfilled an obligation.

    Raises RuleBroken when it is fulfilled already or the day lies ahead.
    """
    if obligation.status not in RUNNING:
        raise RuleBroken("This obligation is not open.", field="completed_on")
    if on.first > today:
        raise RuleBroken("A declaration cannot lie ahead.", field="completed_on")
    obligation.status = ObligationStatus.FULFILLED_DECLARED
    obligation.completed_on, obligation.completed_precision = on.on, on.precision
    obligation.reopened_on = None
    _by_hand(obligation, source)


def reopen(obligation: Obligation, *, on: When, source: str, today: date) -> None:
    """Record that something was found after completion had been declared: the obligation is open again.

    Raises RuleBroken when it was not fulfilled, or the day lies ahead or before the declaration.
    """
    if obligation.status is not ObligationStatus.FULFILLED_DECLARED:
        raise RuleBroken("Only a fulfilled obligation can be opened again.", field="reopened_on")
    if on.first > today:
        raise RuleBroken("A finding cannot lie ahead.", field="reopened_on")
    if obligation.completed_on is not None and on.last < obligation.completed_on:
        raise RuleBroken("The finding comes after the declaration.", field="reopened_on")
    obligation.status = ObligationStatus.ACTIVE
    obligation.reopened_on, obligation.reopened_precision = on.on, on.precision
    _by_hand(obligation, source)


def request_extension(
    session: Session, obligation: Obligation, *, submitted: When, requested_until: date, source: str
) -> Extension:
    """Record a request for more time; a late one is recorded like any other (lateness is shown, not barred).

    Raises RuleBroken when the obligation has no running deadline, a request is before a meeting already,
    or more time is asked than the article allows.
    """
    if obligation.current_deadline is None or obligation.status not in RUNNING:
        raise RuleBroken("This obligation has no running deadline.")
    earlier = list_extensions_of(session, obligation.id)
    if any(request.outcome is ExtensionOutcome.REQUESTED for request in earlier):
        raise RuleBroken("A request is already before a meeting.")
    deadline = When(obligation.current_deadline, obligation.current_deadline_precision)
    _check_asked(obligation.article, deadline, requested_until)
    request = Extension(
        obligation_id=obligation.id,
        sequence=max((request.sequence for request in earlier), default=0) + 1,
        outcome=ExtensionOutcome.REQUESTED,
        requested_until=requested_until,
        submitted_on=submitted.on,
        submitted_precision=submitted.precision,
        confidence=Confidence.HIGH,
        source=source,
        kept_by_hand=True,
    )
    session.add(request)
    session.flush()
    return request


def decide_extension(
    request: Extension,
    obligation: Obligation,
    *,
    outcome: ExtensionOutcome,
    decided_at: str,
    granted_until: When | None = None,
    source: str = "",
) -> None:
    """Record what a meeting decided; a grant moves the deadline (invariant I39: it moves, it is not doubled).

    Takes a request before a meeting, or one whose decision was not known here until now.
    Raises RuleBroken when it is decided already, or a grant lacks its end or is longer than allowed (I28).
    """
    if request.outcome not in {ExtensionOutcome.REQUESTED, ExtensionOutcome.NOT_KNOWN}:
        raise RuleBroken("This request is decided already.", field="outcome")
    if outcome in GRANTS:
        if granted_until is None or obligation.current_deadline is None:
            raise RuleBroken("Say until when the extension is granted.", field="granted_until")
        deadline = When(obligation.current_deadline, obligation.current_deadline_precision)
        check_extension(obligation.article, deadline, granted_until)
        request.granted_until, request.granted_precision = granted_until.on, granted_until.precision
        obligation.current_deadline = granted_until.on
        obligation.current_deadline_precision = granted_until.precision
        obligation.extensions_granted += 1
    request.outcome, request.decided_at, request.kept_by_hand = outcome, decided_at, True
    request.source = source or request.source
    obligation.pending_request = ""
    # The source of the decision is the request's: the obligation's own still speaks of its area.
    _by_hand(obligation, "")


def move_meeting(meeting: TreatyMeeting, *, starts: When, ends_on: date | None, provisional: bool) -> None:
    """Give a meeting other dates; what hangs on them follows, because deadlines are worked out, not stored.

    Raises RuleBroken when it would end before it begins.
    """
    if ends_on is not None and ends_on < starts.first:
        raise RuleBroken("A meeting ends on or after its first day.", field="ends_on")
    meeting.starts_on, meeting.precision, meeting.ends_on = starts.on, starts.precision, ends_on
    meeting.provisional, meeting.kept_by_hand = provisional, True


def record_report(
    session: Session, *, state_id: int, kind: ReportKind, year: int, received: When, source: str
) -> ReportReceived:
    """Record that a transparency report was handed in; a later word replaces the earlier."""
    rows = select(ReportReceived).where(
        ReportReceived.state_id == state_id, ReportReceived.kind == kind, ReportReceived.year == year
    )
    found = session.exec(rows).first() or ReportReceived(
        state_id=state_id, kind=kind, year=year, received_on=received.on, source=source
    )
    found.received_on, found.received_precision, found.source = received.on, received.precision, source
    session.add(found)
    session.flush()
    return found


def _check_asked(article: int, deadline: When, until: date) -> None:
    try:
        check_extension(article, deadline, When(until))
    except RuleBroken as broken:
        raise RuleBroken(broken.message, "requested_until", **broken.values) from broken


def _by_hand(obligation: Obligation, source: str) -> None:
    obligation.kept_by_hand = True
    obligation.source = source or obligation.source
