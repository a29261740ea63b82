"""What a State does to ask for more time: begin, write, set benchmarks, ask the ISU, file. Caller commits."""

from datetime import date, datetime

from sqlmodel import Session

from coalition.core.errors import RuleBroken
from coalition.core.text import msgid
from coalition.core.when import When
from coalition.obligations.models import (
    ExtensionBenchmark,
    ExtensionProcess,
    ExtensionQuestion,
    ExtensionSection,
)
from coalition.obligations.queries.asking import find_open_process, newest_sequence
from coalition.obligations.rules.asking import (
    BenchmarkOrigin,
    QuestionKind,
    Stage,
    check_benchmark,
    check_draft,
    check_move,
    check_open,
    check_words,
    section_of,
)
from coalition.obligations.service.telling import tell_isu, tell_readers
from coalition.treaty.models import Extension, Obligation, TreatyMeeting
from coalition.treaty.queries import list_extensions_of
from coalition.treaty.rules.clocks import answer_due, check_extension
from coalition.treaty.rules.terms import ExtensionOutcome
from coalition.treaty.service import request_extension

ASKED_ISU = msgid("A State asks the ISU about its request for more time")
NOTICE = msgid("A State says that it will ask for more time")
FILED = msgid("A request for more time was filed")


def begin(
    session: Session,
    obligation: Obligation,
    *,
    person_id: int | None,
    today: date,
    stage: Stage = Stage.DRAFTING,
) -> ExtensionProcess:
    """Begin the next request on an obligation. Its number follows the requests on record.

    Raises RuleBroken when the obligation has no running deadline or a request is under way.
    """
    if obligation.article not in (3, 4) or obligation.current_deadline is None:
        raise RuleBroken("This obligation has no running deadline.")
    if find_open_process(session, obligation.id) is not None:
        raise RuleBroken("A request on this obligation is under way already.")
    recorded = max((one.sequence for one in list_extensions_of(session, obligation.id)), default=0)
    process = ExtensionProcess(
        obligation_id=obligation.id,
        sequence=max(recorded, newest_sequence(session, obligation.id)) + 1,
        stage=stage,
        deadline_on=obligation.current_deadline,
        deadline_precision=obligation.current_deadline_precision,
        begun_on=today,
        begun_by_id=person_id,
    )
    session.add(process)
    session.flush()
    return process


def give_notice(session: Session, process: ExtensionProcess, *, on: date, now: datetime) -> None:
    """Say early that a request will come. Raises RuleBroken when it is filed already."""
    check_move(process.stage, Stage.NOTICE_GIVEN)
    process.stage, process.notice_on = Stage.NOTICE_GIVEN, on
    tell_isu(session, process, NOTICE, "notice", now)


def set_terms(
    process: ExtensionProcess,
    *,
    requested_until: date | None,
    is_interim: bool,
    meeting: TreatyMeeting | None,
) -> None:
    """Set how long is asked for, and the meeting. Raises RuleBroken beyond what the article allows."""
    check_draft(process.stage)
    if requested_until is not None:
        _check_until(process, requested_until)
    process.requested_until, process.is_interim = requested_until, is_interim
    process.meeting_id = meeting.id if meeting else None
    if process.stage in {Stage.ANTICIPATED, Stage.NOTICE_GIVEN}:
        process.stage = Stage.DRAFTING


def write_section(
    session: Session,
    process: ExtensionProcess,
    letter: str,
    text: str,
    *,
    person_id: int | None,
    today: date,
) -> ExtensionSection:
    """Keep what the State writes on one point; nothing is required before filing."""
    check_draft(process.stage)
    if section_of(process.obligation.article, letter) is None:
        raise RuleBroken("The checklist has no such point.", field="text")
    section = session.get(ExtensionSection, (process.id, letter)) or ExtensionSection(
        process_id=process.id, letter=letter, updated_on=today
    )
    section.text, section.updated_on, section.updated_by_id = text.strip(), today, person_id
    session.add(section)
    if process.stage in {Stage.ANTICIPATED, Stage.NOTICE_GIVEN}:
        process.stage = Stage.DRAFTING
    if process.stage is Stage.CLARIFICATION:
        process.stage = Stage.REVISED
    session.flush()
    return section


def add_benchmark(
    session: Session,
    process: ExtensionProcess,
    *,
    due: When,
    text: str,
    area_m2: int | None,
    origin: BenchmarkOrigin = BenchmarkOrigin.STATE,
) -> ExtensionBenchmark:
    """Add something to be reached within the time asked. Raises RuleBroken."""
    check_words(text)
    check_benchmark(due, process.requested_until, area_m2)
    found = ExtensionBenchmark(
        process_id=process.id,
        due_on=due.on,
        due_precision=due.precision,
        text=text.strip(),
        area_m2=area_m2,
        origin=origin,
    )
    session.add(found)
    session.flush()
    return found


def ask_isu(
    session: Session,
    process: ExtensionProcess,
    *,
    letter: str,
    text: str,
    person_id: int | None,
    now: datetime,
) -> ExtensionQuestion:
    """Ask the ISU from a point of the checklist; the ISU is told at once."""
    check_open(process.stage)
    check_words(text)
    question = ExtensionQuestion(
        process_id=process.id,
        kind=QuestionKind.TO_ISU,
        letter=letter,
        text=text.strip(),
        asked_by_id=person_id,
        asked_on=now.date(),
        due_on=answer_due(now.date()),
    )
    session.add(question)
    session.flush()
    tell_isu(session, process, ASKED_ISU, f"question:{question.id}", now, body=text.strip())
    return question


def file(
    session: Session, process: ExtensionProcess, *, submitted: When, source: str, now: datetime
) -> Extension:
    """File the request: it enters the treaty's record. One that comes after its day is filed like any other.

    Raises RuleBroken where the time asked is not said, or the day lies ahead.
    """
    check_move(process.stage, Stage.SUBMITTED)
    if process.requested_until is None:
        raise RuleBroken(
            "Say until when more time is asked, before the request is filed.", field="submitted_on"
        )
    if submitted.first > now.date():
        raise RuleBroken("A request cannot be filed on a day that lies ahead.", field="submitted_on")
    filed = request_extension(
        session,
        process.obligation,
        submitted=submitted,
        requested_until=process.requested_until,
        source=source.strip(),
    )
    filed.sequence = max(filed.sequence, process.sequence)
    process.extension_id, process.stage = filed.id, Stage.SUBMITTED
    process.submitted_on, process.submitted_precision = submitted.on, submitted.precision
    session.flush()
    tell_readers(session, process, FILED, "filed", now)
    return filed


def withdraw(process: ExtensionProcess, extension: Extension | None, note: str) -> None:
    """Take a request back. Raises RuleBroken when it is closed already."""
    check_move(process.stage, Stage.WITHDRAWN)
    process.stage, process.closing_note = Stage.WITHDRAWN, note.strip()
    if extension is not None and extension.outcome is ExtensionOutcome.REQUESTED:
        extension.outcome, extension.kept_by_hand = ExtensionOutcome.WITHDRAWN, True


def _check_until(process: ExtensionProcess, until: date) -> None:
    deadline = When(process.deadline_on, process.deadline_precision)
    try:
        check_extension(process.obligation.article, deadline, When(until))
    except RuleBroken as broken:
        raise RuleBroken(broken.message, "requested_until", **broken.values) from broken
