"""Reading requests for more time: one with all that hangs on it, the list, the questions that wait."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy import func
from sqlalchemy.orm import joinedload
from sqlmodel import Session, col, or_, select
from sqlmodel.sql.expression import Select, SelectOfScalar

from coalition.core.errors import NotFound
from coalition.core.paging import PER_PAGE, Page
from coalition.core.when import When
from coalition.db import prepared, related
from coalition.obligations.models import (
    ExtensionAnalyst,
    ExtensionBenchmark,
    ExtensionProcess,
    ExtensionQuestion,
    ExtensionSection,
)
from coalition.obligations.rules.asking import DRAFT, OVER, QuestionKind, late_by
from coalition.states.models import State
from coalition.treaty.models import Obligation
from coalition.treaty.queries import list_meetings, meeting_facts
from coalition.treaty.rules.clocks import MeetingFacts, deciding_meeting, latest_submission


@dataclass(frozen=True, slots=True)
class Request:
    """A request for more time with its parts; what the policy asks about is here too."""

    process: ExtensionProcess
    sections: dict[str, ExtensionSection]
    benchmarks: Sequence[ExtensionBenchmark]
    analysts: Sequence[ExtensionAnalyst]
    questions: Sequence[ExtensionQuestion]
    meeting: MeetingFacts

    @property
    def state_id(self) -> int:
        """The State that asks."""
        return self.process.state_id

    @property
    def owner_ids(self) -> tuple[int, ...]:
        """The governments in the analysis group."""
        return tuple(one.organisation_id for one in self.analysts)

    @property
    def submission(self) -> When:
        """The last day to file: nine months before the deciding meeting."""
        return latest_submission(self.meeting.starts)

    @property
    def late_days(self) -> int:
        """By how many days it came after its day; nought while it is not filed."""
        own = self.process
        if own.submitted_on is None:
            return 0
        return late_by(self.meeting.starts, When(own.submitted_on, own.submitted_precision))


def get_request(session: Session, process_id: int) -> Request:
    """Return one request with its parts. Raises NotFound."""
    rows = select(ExtensionProcess).where(ExtensionProcess.id == process_id).options(*_LOADED)
    process = session.exec(rows).first()
    if process is None:
        raise NotFound(f"extension request {process_id}")
    sections = session.exec(select(ExtensionSection).where(ExtensionSection.process_id == process_id))
    benchmarks = select(ExtensionBenchmark).where(ExtensionBenchmark.process_id == process_id)
    analysts = select(ExtensionAnalyst).where(ExtensionAnalyst.process_id == process_id)
    questions = select(ExtensionQuestion).where(ExtensionQuestion.process_id == process_id)
    return Request(
        process,
        {one.letter: one for one in sections},
        session.exec(benchmarks.order_by(col(ExtensionBenchmark.due_on), col(ExtensionBenchmark.id))).all(),
        session.exec(analysts.options(joinedload(related(ExtensionAnalyst.organisation)))).all(),
        session.exec(
            questions.options(joinedload(related(ExtensionQuestion.asked_by))).order_by(
                col(ExtensionQuestion.id)
            )
        ).all(),
        meeting_of(session, process),
    )


def meeting_of(session: Session, process: ExtensionProcess) -> MeetingFacts:
    """Return the meeting that decides: the one named, else the last one before the deadline."""
    meetings = list_meetings(session)
    named = [one for one in meetings if one.id == process.meeting_id]
    if named:
        return meeting_facts(named)[0]
    return deciding_meeting(meeting_facts(meetings), When(process.deadline_on, process.deadline_precision))


def find_open_process(session: Session, obligation_id: int) -> ExtensionProcess | None:
    """Return the request on an obligation that is being written or analysed, or None."""
    rows = select(ExtensionProcess).where(
        ExtensionProcess.obligation_id == obligation_id, col(ExtensionProcess.stage).not_in(OVER)
    )
    return session.exec(rows.options(*_LOADED).order_by(col(ExtensionProcess.sequence).desc())).first()


def newest_sequence(session: Session, obligation_id: int) -> int:
    """Return the highest sequence number that a request on an obligation bears here; 0 for none."""
    rows = select(func.max(ExtensionProcess.sequence)).where(ExtensionProcess.obligation_id == obligation_id)
    return session.exec(rows).one() or 0


def page_of_requests(
    session: Session, *, everything: bool, state_ids: Collection[int], number: int
) -> Page[ExtensionProcess]:
    """Return one page of requests, newest first: drafts only of one's own States unless `everything`."""
    seen = (
        sa.true()
        if everything
        else or_(col(ExtensionProcess.stage).not_in(DRAFT), col(Obligation.state_id).in_(state_ids))
    )
    rows = select(ExtensionProcess).join(Obligation).where(seen)
    total = session.exec(select(func.count()).select_from(rows.subquery())).one()
    ordered = rows.options(*_LOADED).order_by(col(ExtensionProcess.id).desc())
    found = session.exec(ordered.limit(PER_PAGE).offset((number - 1) * PER_PAGE)).all()
    return Page(found, number, total)


def list_waiting_questions(
    session: Session, kind: QuestionKind, *, state_ids: Collection[int] | None = None, most: int = 5
) -> list[tuple[ExtensionQuestion, ExtensionProcess]]:
    """Return the questions without an answer, oldest first, with their requests; of some States or of all."""
    asked_of = None if state_ids is None else list(state_ids)
    return list(_waiting(session, kind=kind, state_ids=asked_of, most=most))


@prepared
def _waiting(kind: QuestionKind, state_ids: Any, most: Any) -> Select[ExtensionQuestion, ExtensionProcess]:
    rows = (
        select(ExtensionQuestion, ExtensionProcess)
        .join(ExtensionProcess, col(ExtensionProcess.id) == ExtensionQuestion.process_id)
        .join(Obligation, col(Obligation.id) == ExtensionProcess.obligation_id)
        .where(ExtensionQuestion.kind == kind, col(ExtensionQuestion.answered_on).is_(None))
        .options(*_LOADED)
    )
    if state_ids is not None:
        rows = rows.where(col(Obligation.state_id).in_(state_ids))
    return rows.order_by(col(ExtensionQuestion.due_on)).limit(most)


def list_anticipated(session: Session, state_ids: Collection[int], until: date) -> Sequence[Obligation]:
    """Return open obligations of States whose deadline comes by a day and that have no request under way."""
    return _anticipated(session, state_ids=list(state_ids), until=until).all()


@prepared
def _anticipated(state_ids: Any, until: Any) -> SelectOfScalar[Obligation]:
    under_way = select(ExtensionProcess.obligation_id).where(col(ExtensionProcess.stage).not_in(OVER))
    rows = select(Obligation).where(
        col(Obligation.state_id).in_(state_ids),
        col(Obligation.article).in_((3, 4)),
        Obligation.status == "active",
        col(Obligation.current_deadline) <= until,
        col(Obligation.id).not_in(under_way),
    )
    return rows.options(joinedload(related(Obligation.state)))


def states_by_office(session: Session) -> Sequence[State]:
    """Return every State by name; for choosing an analysis group."""
    return session.exec(select(State).order_by(State.name)).all()


_LOADED = (
    joinedload(related(ExtensionProcess.obligation)).joinedload(related(Obligation.state)),
    joinedload(related(ExtensionProcess.extension)),
    joinedload(related(ExtensionProcess.meeting)),
)
