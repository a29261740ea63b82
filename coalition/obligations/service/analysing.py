"""What the analysis group, the ISU and the meeting do with a request for more time. Caller commits."""

from collections.abc import Collection
from datetime import date, datetime

from sqlmodel import Session, col, delete, select

from coalition.auth.rules import Theme
from coalition.core.errors import RuleBroken
from coalition.core.text import msgid
from coalition.core.when import When
from coalition.obligations.models import ExtensionAnalyst, ExtensionProcess, ExtensionQuestion
from coalition.obligations.queries.asking import find_open_process
from coalition.obligations.rules.asking import (
    FILED,
    QuestionKind,
    Stage,
    check_decision,
    check_move,
    check_words,
    outcome_of,
)
from coalition.obligations.service.asking import begin
from coalition.obligations.service.telling import tell_group, tell_isu, tell_readers, tell_state
from coalition.treaty.models import Extension, Obligation, TreatyMeeting
from coalition.treaty.rules.clocks import answer_due
from coalition.treaty.rules.terms import DECIDING, ExtensionOutcome
from coalition.treaty.service import decide_extension

ASKED = msgid("The analysis group asks about your request for more time")
ANSWERED = msgid("A question about a request for more time is answered")
IN_GROUP = msgid("Your State is in the analysis group of a request for more time")
DECIDED = msgid("A meeting decided on a request for more time")


def form_group(
    session: Session,
    process: ExtensionProcess,
    organisation_ids: Collection[int],
    *,
    office: Theme | None,
    now: datetime,
) -> None:
    """Name the States that analyse a filed request. Raises RuleBroken before filing, or for none."""
    if process.stage not in FILED:
        raise RuleBroken("The analysis group is formed once the request is filed.")
    if not organisation_ids:
        raise RuleBroken("Choose at least one State.", field="states")
    session.execute(delete(ExtensionAnalyst).where(col(ExtensionAnalyst.process_id) == process.id))
    for body in sorted(set(organisation_ids)):
        session.add(
            ExtensionAnalyst(process_id=process.id, organisation_id=body, office=office, since_on=now.date())
        )
    if process.stage is Stage.SUBMITTED:
        process.stage = Stage.IN_ANALYSIS
    session.flush()
    tell_group(session, process, IN_GROUP, "group", now)


def ask(
    session: Session,
    process: ExtensionProcess,
    *,
    letter: str,
    text: str,
    person_id: int | None,
    now: datetime,
) -> ExtensionQuestion:
    """Ask the State about its request; it is told at once and has thirty days (our own spacing)."""
    check_words(text)
    if process.stage is not Stage.CLARIFICATION:
        check_move(process.stage, Stage.CLARIFICATION)
    process.stage = Stage.CLARIFICATION
    question = ExtensionQuestion(
        process_id=process.id,
        kind=QuestionKind.ANALYSIS,
        letter=letter,
        text=text.strip(),
        asked_by_id=person_id,
        asked_on=now.date(),
        due_on=answer_due(now.date()),
    )
    session.add(question)
    session.flush()
    tell_state(session, process, ASKED, f"question:{question.id}", now, body=text.strip())
    return question


def answer(
    session: Session,
    process: ExtensionProcess,
    question: ExtensionQuestion,
    *,
    text: str,
    person_id: int | None,
    now: datetime,
) -> None:
    """Answer a question; whoever asked is told. Raises RuleBroken when it is answered."""
    check_words(text)
    if question.answered_on is not None:
        raise RuleBroken("This question is answered already.", field="text")
    question.answer, question.answered_on, question.answered_by_id = text.strip(), now.date(), person_id
    session.add(question)
    session.flush()
    key = f"answer:{question.id}"
    if question.kind is QuestionKind.TO_ISU:
        tell_state(session, process, ANSWERED, key, now, body=question.answer)
        return
    if process.stage is Stage.CLARIFICATION and not _still_asked(session, process.id):
        process.stage = Stage.REVISED
    tell_group(session, process, ANSWERED, key, now, body=question.answer)
    tell_isu(session, process, ANSWERED, f"{key}:isu", now, body=question.answer)


def move_on(process: ExtensionProcess, then: Stage, *, on: date) -> None:
    """Present a request informally or table it. Raises RuleBroken for another step or out of turn."""
    if then not in {Stage.PRESENTED, Stage.TABLED}:
        raise RuleBroken("This request cannot take that step now.", field="stage")
    check_move(process.stage, then)
    process.stage = then
    if then is Stage.PRESENTED:
        process.presented_on = on


def decide(
    session: Session,
    process: ExtensionProcess,
    extension: Extension,
    *,
    outcome: ExtensionOutcome,
    meeting: TreatyMeeting,
    granted_until: When | None,
    note: str,
    now: datetime,
) -> None:
    """Record what a meeting decided; a grant moves the deadline, and less than asked reads as shorter.

    After an interim request the next one is begun. Raises RuleBroken.
    """
    check_decision(outcome)
    check_move(process.stage, Stage.DECIDED)
    if meeting.kind not in DECIDING:
        raise RuleBroken("Choose a Meeting of States Parties or a Review Conference.", field="meeting")
    until = granted_until if outcome is not ExtensionOutcome.NOT_GRANTED else None
    decide_extension(
        extension,
        process.obligation,
        outcome=outcome_of(outcome, process.requested_until, until),
        decided_at=meeting.name,
        granted_until=until,
        source=note.strip(),
    )
    extension.decided_on = meeting.starts_on
    process.stage, process.meeting_id, process.closing_note = Stage.DECIDED, meeting.id, note.strip()
    session.flush()
    if process.is_interim and until is not None:
        begin(session, process.obligation, person_id=None, today=now.date(), stage=Stage.ANTICIPATED)
    tell_readers(session, process, DECIDED, "decided", now)


def close_unneeded(session: Session, obligation: Obligation) -> None:
    """Close a request that a declaration of fulfilment made needless."""
    process = find_open_process(session, obligation.id)
    if process is None:
        return
    process.stage = Stage.NOT_NEEDED
    if process.extension is not None and process.extension.outcome is ExtensionOutcome.REQUESTED:
        process.extension.outcome = ExtensionOutcome.WITHDRAWN


def _still_asked(session: Session, process_id: int) -> bool:
    waiting = select(ExtensionQuestion.id).where(
        ExtensionQuestion.process_id == process_id,
        ExtensionQuestion.kind == QuestionKind.ANALYSIS,
        col(ExtensionQuestion.answered_on).is_(None),
    )
    return session.exec(waiting.limit(1)).first() is not None
