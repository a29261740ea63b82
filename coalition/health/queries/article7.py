"""Whether the last transparency report was received, as indicator H11 takes it."""

from collections.abc import Collection, Mapping
from datetime import date

from sqlmodel import Session

from coalition.core.when import When
from coalition.treaty.queries import list_reports_received
from coalition.treaty.rules.clocks import annual_report_due
from coalition.treaty.rules.terms import ReportKind


def article7_of(session: Session, state_ids: Collection[int], on: date) -> dict[int, float]:
    """Return 1 by State for the last report due received in time, 0.5 for later, 0 for not yet; one query.

    A State of which no report was ever recorded here is left out: that is not known, not nought.
    """
    due = annual_report_due(on.year if annual_report_due(on.year) <= on else on.year - 1)
    received = list_reports_received(session, sorted(state_ids))
    return {
        state_id: _share(found.get((ReportKind.ANNUAL, due.year - 1)), due, on)
        for state_id, found in received.items()
        if _known(found, on)
    }


def _known(found: Mapping[tuple[ReportKind, int], When], on: date) -> bool:
    return any(when.first <= on for when in found.values())


def _share(came: When | None, due: date, on: date) -> float:
    if came is None or came.first > on:
        return 0.0
    return 1.0 if came.first <= due else 0.5
