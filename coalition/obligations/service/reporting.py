"""Writing a transparency report: begin, mark forms, ask ministries, sign, hand in. The caller commits."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlmodel import Session

from coalition.auth.models import Person
from coalition.auth.queries import list_person_ids_with
from coalition.auth.rules import Role, Theme
from coalition.core.errors import RuleBroken
from coalition.core.text import msgid
from coalition.core.when import When
from coalition.notifications.service import tell
from coalition.obligations.models import MinistryInput, TransparencyForm, TransparencyReport
from coalition.obligations.queries.reporting import Whole, find_membership, find_report
from coalition.obligations.rules.asking import check_words
from coalition.obligations.rules.reporting import (
    LETTERS,
    FormState,
    ReportStage,
    check_form,
    check_signature,
    check_submission,
    check_unchanged,
    check_writing,
    check_year,
    due_of,
)
from coalition.states.models import State
from coalition.treaty.rules.terms import ReportKind
from coalition.treaty.service import record_report

ASKED = msgid("Your part of the transparency report is asked for")
INPUT_CAME = msgid("A ministry wrote its part of the transparency report")
TO_SIGN = msgid("The transparency report waits for its signature")
HANDED_IN = msgid("A transparency report was handed in")


def begin(
    session: Session, state: State, *, kind: ReportKind, year: int, person_id: int | None, today: date
) -> TransparencyReport:
    """Begin the report of a State on a year, or return the one begun before. Raises RuleBroken."""
    known = find_report(session, state.id, kind, year)
    if known is not None:
        return known
    member = find_membership(session, state.id, today)
    if member is None:
        raise RuleBroken("The Convention does not bind this State: it may report of its own will elsewhere.")
    check_year(kind, year, member.in_force_on, today)
    report = TransparencyReport(
        state_id=state.id,
        kind=kind,
        year=year,
        due_on=due_of(kind, year, member.in_force_on),
        begun_on=today,
        begun_by_id=person_id,
    )
    session.add(report)
    session.flush()
    session.add_all(TransparencyForm(report_id=report.id, letter=letter) for letter in LETTERS)
    session.flush()
    return report


def mark_unchanged(whole: Whole, *, person_id: int | None, today: date) -> None:
    """Mark every form that nobody touched as unchanged since the year before: the cover page stands for them.

    Raises RuleBroken for an initial report, or one that is handed in.
    """
    check_writing(whole.report.stage)
    check_unchanged(whole.report.kind)
    for form in whole.forms.values():
        if form.state is FormState.PENDING:
            form.state, form.updated_on, form.updated_by_id = FormState.UNCHANGED, today, person_id
    if set(whole.states.values()) == {FormState.UNCHANGED}:
        whole.report.unchanged_since = whole.report.year - 1
    whole.report.stage = ReportStage.IN_PREPARATION


def write_form(
    whole: Whole, letter: str, *, state: FormState, text: str, person_id: int | None, today: date
) -> None:
    """Mark one form and keep its words. Raises RuleBroken."""
    report, form = whole.report, whole.forms[letter]
    check_writing(report.stage)
    check_form(state, text, report.kind)
    form.state, form.text = state, text.strip()
    form.updated_on, form.updated_by_id = today, person_id
    if state is not FormState.UNCHANGED:
        report.unchanged_since = None
    report.stage = ReportStage.IN_PREPARATION


def ask_ministry(
    session: Session, whole: Whole, *, letter: str, owner: Person, ask: str, due_on: date, now: datetime
) -> MinistryInput:
    """Ask a colleague in a ministry for one form by a day; the letter goes out at once. Raises RuleBroken."""
    check_writing(whole.report.stage)
    if letter not in whole.forms:
        raise RuleBroken("Choose one of the forms A to J.", field="letter")
    if due_on < now.date():
        raise RuleBroken("Choose a day that still comes.", field="due_on")
    if any(one.letter == letter and one.owner_id == owner.id for one in whole.inputs):
        raise RuleBroken("This person is asked for this form already.", field="owner")
    asked = MinistryInput(
        report_id=whole.report.id,
        letter=letter,
        owner_id=owner.id,
        ask=ask.strip(),
        asked_on=now.date(),
        due_on=due_on,
    )
    session.add(asked)
    if whole.report.stage is ReportStage.OPEN:
        whole.report.stage = ReportStage.IN_PREPARATION
    session.flush()
    body = (
        f"{whole.report.state.label}, {whole.report.year}, form {letter}, {due_on.isoformat()}. {asked.ask}"
    )
    _tell(session, whole.report, [owner.id], (ASKED, body), f"input:{asked.id}", now, f"/inputs/{asked.id}")
    return asked


def give_input(session: Session, asked: MinistryInput, *, text: str, now: datetime) -> None:
    """A ministry writes its part, so the form has changed; its colleagues are told. Raises RuleBroken."""
    check_words(text)
    check_writing(asked.report.stage)
    asked.text, asked.received_on = text.strip(), now.date()
    form = session.get(TransparencyForm, (asked.report_id, asked.letter))
    if form is not None and form.state is not FormState.CHANGED:
        form.state, form.updated_on, form.updated_by_id = FormState.CHANGED, now.date(), asked.owner_id
        asked.report.unchanged_since = None
    session.flush()
    people = list_person_ids_with(
        session, role=Role.AFFECTED_STATE, today=now.date(), state_id=asked.report.state_id
    )
    others = [one for one in people if one != asked.owner_id]
    _tell(session, asked.report, others, (INPUT_CAME, f"Form {asked.letter}"), f"came:{asked.id}", now)


def send_for_signature(session: Session, whole: Whole, *, now: datetime) -> None:
    """Send a report whose forms are all marked to its signatory. Raises RuleBroken naming the open forms."""
    check_signature(whole.report.stage, whole.states)
    whole.report.stage = ReportStage.FOR_SIGNATURE
    session.flush()
    people = list_person_ids_with(
        session, role=Role.AFFECTED_STATE, today=now.date(), state_id=whole.report.state_id
    )
    _tell(session, whole.report, people, (TO_SIGN, str(whole.report.year)), "to-sign", now)


def take_back(report: TransparencyReport) -> None:
    """Take a report back from its signatory to change it. Raises RuleBroken when it is handed in."""
    if report.stage is not ReportStage.FOR_SIGNATURE:
        raise RuleBroken("This report is not with its signatory.")
    report.stage = ReportStage.IN_PREPARATION


def submit(
    session: Session, report: TransparencyReport, *, submitted: When, signed_by: str, now: datetime
) -> None:
    """Record the day on which a report was handed in; its deadline is met. Raises RuleBroken."""
    check_submission(report.stage, submitted, now.date())
    report.stage, report.signed_by = ReportStage.SUBMITTED, signed_by.strip()
    report.submitted_on, report.submitted_precision = submitted.on, submitted.precision
    record_report(
        session,
        state_id=report.state_id,
        kind=report.kind,
        year=report.year,
        received=submitted,
        source=f"{report.state.label}: {report.signed_by}",
    )
    session.flush()
    people = {
        *list_person_ids_with(session, role=Role.ISU, today=now.date()),
        *list_person_ids_with(session, role=Role.COORDINATOR, today=now.date(), theme=Theme.TRANSPARENCY),
    }
    body = f"{report.state.label}, {report.year}"
    _tell(session, report, people, (HANDED_IN, body), "handed-in", now)


def publish(report: TransparencyReport) -> None:
    """Record that the report stands on the public database. Raises RuleBroken before it is handed in."""
    if report.stage is not ReportStage.SUBMITTED:
        raise RuleBroken("A report is published once it is handed in.")
    report.stage = ReportStage.PUBLISHED


def _tell(
    session: Session,
    report: TransparencyReport,
    people: Iterable[int],
    words: tuple[str, str],
    key: str,
    now: datetime,
    link: str = "",
) -> None:
    subject, body = words
    tell(
        session,
        people,
        key=f"article7:{report.id}:{key}",
        subject=subject,
        body=body,
        link=f"/obligations/article7/{report.id}{link}",
        now=now,
        urgent=True,
    )
