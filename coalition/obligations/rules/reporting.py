"""Transparency reports under Article 7: forms A to J, what each stage needs, when it is due."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from coalition.core.errors import RuleBroken
from coalition.core.text import msgid
from coalition.core.when import When
from coalition.treaty.rules.clocks import annual_report_due, initial_report_due, ministry_input_due
from coalition.treaty.rules.terms import ReportKind


class ReportStage(StrEnum):
    OPEN = "open"
    IN_PREPARATION = "in_preparation"
    FOR_SIGNATURE = "for_signature"
    SUBMITTED = "submitted"
    PUBLISHED = "published"


WRITING = frozenset({ReportStage.OPEN, ReportStage.IN_PREPARATION})
HANDED_IN = frozenset({ReportStage.SUBMITTED, ReportStage.PUBLISHED})


class FormState(StrEnum):
    """Where a form stands; the first is "nobody looked at it yet"."""

    PENDING = "pending"
    UNCHANGED = "unchanged"
    CHANGED = "changed"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class ReportForm:
    """One form: its letter, its title, and whether the platform has figures for it."""

    letter: str
    title: str
    filled: bool = False


# Source: forms of 2010; an adapted layout of the 10MSP may bear other letters (not found).
FORMS = (
    ReportForm("A", msgid("National implementation measures")),
    ReportForm("B", msgid("Stockpiles and their destruction"), filled=True),
    ReportForm("C", msgid("Technical characteristics of each type")),
    ReportForm("D", msgid("Items retained and transferred")),
    ReportForm("E", msgid("Conversion of production facilities")),
    ReportForm("F", msgid("Contaminated areas and clearance"), filled=True),
    ReportForm("G", msgid("Warning and risk education"), filled=True),
    ReportForm("H", msgid("Victim assistance"), filled=True),
    ReportForm("I", msgid("National resources, cooperation and assistance"), filled=True),
    ReportForm("J", msgid("Other relevant matters")),
)
LETTERS = tuple(form.letter for form in FORMS)


def due_of(kind: ReportKind, year: int, in_force_on: date) -> date:
    """Return the day by which a report is due: 180 days after entry into force, or the next 30 April."""
    return initial_report_due(in_force_on) if kind is ReportKind.INITIAL else annual_report_due(year + 1)


def input_due(report_due: date, today: date) -> date:
    """Return the day offered to a ministry: thirty days before the report, never one that is past."""
    return max(ministry_input_due(report_due), today)


def check_year(kind: ReportKind, year: int, in_force_on: date, today: date) -> None:
    """Raise RuleBroken for a year before the Convention bound the State, or that has not begun."""
    if not in_force_on.year <= year <= today.year:
        raise RuleBroken("There is no report on {year} to write.", field="year", year=year)
    if kind is ReportKind.INITIAL and initial_report_due(in_force_on).year < year:
        raise RuleBroken("The initial report is on the time after entry into force.", field="year")


def check_writing(stage: ReportStage) -> None:
    """Raise RuleBroken when a report is signed or handed in."""
    if stage not in WRITING | {ReportStage.FOR_SIGNATURE}:
        raise RuleBroken("This report is handed in; it is not changed any more.", field="text")


def check_unchanged(kind: ReportKind) -> None:
    """Raise RuleBroken where the cover page may not stand for the forms.

    Source: note on the cover page of the reporting formats: never for the initial report.
    """
    if kind is ReportKind.INITIAL:
        raise RuleBroken("An initial report has nothing before it: fill in each form.")


def check_signature(stage: ReportStage, states: Mapping[str, FormState]) -> None:
    """Raise RuleBroken until each form is marked, and once the report is signed."""
    if stage not in WRITING:
        raise RuleBroken("This report is with its signatory already.")
    open_forms = [one for one in LETTERS if states.get(one, FormState.PENDING) is FormState.PENDING]
    if open_forms:
        raise RuleBroken("Mark these forms first: {letters}.", letters=", ".join(open_forms))


def check_submission(stage: ReportStage, submitted: When, today: date) -> None:
    """Raise RuleBroken unless the report waits for its signature and the day has come."""
    if stage is not ReportStage.FOR_SIGNATURE:
        raise RuleBroken("Send the report for signature first.", field="submitted_on")
    if submitted.first > today:
        raise RuleBroken("A report cannot be handed in on a day that lies ahead.", field="submitted_on")


def check_form(state: FormState, text: str, kind: ReportKind) -> None:
    """Raise RuleBroken for a changed form without a word, or an unchanged one in an initial report."""
    if state is FormState.UNCHANGED:
        check_unchanged(kind)
    if state is FormState.CHANGED and not text.strip():
        raise RuleBroken("Say what has changed.", field="text")
