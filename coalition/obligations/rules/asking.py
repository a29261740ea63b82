"""A request for more time: its stages, its checklist, its day, and what may be decided."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from coalition.core.errors import RuleBroken
from coalition.core.text import msgid
from coalition.core.when import When
from coalition.treaty.rules.clocks import days_late, latest_submission
from coalition.treaty.rules.terms import GRANTS, ExtensionOutcome


class Stage(StrEnum):
    """Where a request stands. That it came after its day is worked out, never a stage."""

    ANTICIPATED = "anticipated"
    NOTICE_GIVEN = "notice_given"
    DRAFTING = "drafting"
    SUBMITTED = "submitted"
    IN_ANALYSIS = "in_analysis"
    CLARIFICATION = "clarification_requested"
    REVISED = "revised"
    PRESENTED = "presented_informally"
    TABLED = "tabled"
    DECIDED = "decided"
    WITHDRAWN = "withdrawn"
    NOT_NEEDED = "not_needed"


DRAFT = frozenset({Stage.ANTICIPATED, Stage.NOTICE_GIVEN, Stage.DRAFTING})
OVER = frozenset({Stage.DECIDED, Stage.WITHDRAWN, Stage.NOT_NEEDED})
FILED = frozenset(Stage) - DRAFT - OVER
LADDER = (
    Stage.NOTICE_GIVEN,
    Stage.DRAFTING,
    Stage.SUBMITTED,
    Stage.IN_ANALYSIS,
    Stage.TABLED,
    Stage.DECIDED,
)
# Source: domain model §4.7.
MOVES: Mapping[Stage, frozenset[Stage]] = {
    Stage.ANTICIPATED: frozenset({Stage.NOTICE_GIVEN, Stage.DRAFTING}),
    Stage.NOTICE_GIVEN: frozenset({Stage.DRAFTING}),
    Stage.DRAFTING: frozenset({Stage.NOTICE_GIVEN, Stage.SUBMITTED}),
    Stage.SUBMITTED: frozenset({Stage.IN_ANALYSIS, Stage.PRESENTED, Stage.TABLED, Stage.DECIDED}),
    Stage.IN_ANALYSIS: frozenset({Stage.CLARIFICATION, Stage.PRESENTED, Stage.TABLED, Stage.DECIDED}),
    Stage.CLARIFICATION: frozenset({Stage.REVISED, Stage.TABLED, Stage.DECIDED}),
    Stage.REVISED: frozenset({Stage.CLARIFICATION, Stage.PRESENTED, Stage.TABLED, Stage.DECIDED}),
    Stage.PRESENTED: frozenset({Stage.CLARIFICATION, Stage.TABLED, Stage.DECIDED}),
    Stage.TABLED: frozenset({Stage.CLARIFICATION, Stage.DECIDED}),
}


class QuestionKind(StrEnum):
    TO_ISU = "to_isu"  # the State asks for advice while it writes
    ANALYSIS = "analysis"  # the analysis group asks the State


class BenchmarkOrigin(StrEnum):
    STATE = "state"
    MEETING = "meeting"


@dataclass(frozen=True, slots=True)
class Section:
    """One point of the checklist: its letter, what it asks, and what helps to write it."""

    letter: str
    title: str
    prompt: str
    required: bool = True


ENVIRONMENT = "env"

# Source: CCM Article 4.6 (a) to (f) as read in an excerpt; (g) to (i) from memory, to be checked.
_ARTICLE_4 = (
    Section("a", msgid("Duration of the extension"), msgid("Not longer than strictly necessary.")),
    Section(
        "b",
        msgid("Reasons, and the means available and required"),
        msgid("Why the time was not enough; money and technical means at hand and still needed."),
    ),
    Section(
        "c",
        msgid("Work done, and work to come"),
        msgid("What was done in the time before, and the plan by year for the time asked."),
    ),
    Section(
        "d",
        msgid("Area at entry into force, and found since"),
        msgid("Total area known when the Convention entered into force, and areas found later."),
    ),
    Section("e", msgid("Area cleared"), msgid("Cancelled, reduced and cleared land, each apart.")),
    Section("f", msgid("Area remaining"), msgid("Suspected and confirmed areas, each apart.")),
    Section(
        "g",
        msgid("Circumstances that hindered"),
        msgid("Access, security, weather, money, and which of them may hinder again."),
    ),
    Section(
        "h",
        msgid("Effects of the extension"),
        msgid("Humanitarian, social, economic and environmental."),
    ),
    Section("i", msgid("Anything else relevant"), msgid("For example: maps, capacity, partners.")),
)
# Source: CCM Article 3.4, from memory, to be checked.
_ARTICLE_3 = (
    Section("a", msgid("Duration of the extension"), msgid("Not longer than strictly necessary.")),
    Section(
        "b",
        msgid("Reasons, and financial and technical means"),
        msgid("What is exceptional; money and technical means at hand and still needed."),
    ),
    Section("c", msgid("Plan"), msgid("How and until when destruction is to be completed.")),
    Section(
        "d",
        msgid("Quantities and types held"),
        msgid("At entry into force, and any stocks found since."),
    ),
    Section("e", msgid("Quantities and types destroyed"), msgid("By type and year.")),
    Section(
        "f",
        msgid("Quantities and types remaining, and the yearly rate"),
        msgid("What remains, and how much of it each year."),
    ),
)
_ENVIRONMENT = Section(
    ENVIRONMENT,
    msgid("Environment"),
    msgid(
        "No form is required. For example: soil and water, protected areas, open burning, vegetation, "
        "climate risks to the plan."
    ),
    required=False,
)


def checklist(article: int) -> tuple[Section, ...]:
    """Return the points that a request under Article 3 or 4 answers, and the voluntary one on environment."""
    return (*(_ARTICLE_3 if article == 3 else _ARTICLE_4), _ENVIRONMENT)


def section_of(article: int, letter: str) -> Section | None:
    """Return one point of the checklist, or None."""
    return next((one for one in checklist(article) if one.letter == letter), None)


def check_move(stage: Stage, then: Stage) -> None:
    """Raise RuleBroken unless a request can go from one stage to the other."""
    if then in {Stage.WITHDRAWN, Stage.NOT_NEEDED} and stage not in OVER:
        return
    if then not in MOVES.get(stage, frozenset()):
        raise RuleBroken("This request cannot take that step now.", field="stage")


def check_open(stage: Stage) -> None:
    """Raise RuleBroken when a request is decided, withdrawn or not needed any more."""
    if stage in OVER:
        raise RuleBroken("This request is closed.", field="stage")


def check_draft(stage: Stage) -> None:
    """Raise RuleBroken unless the State still writes, or revises what it handed in."""
    if stage not in DRAFT | {Stage.CLARIFICATION, Stage.REVISED, Stage.IN_ANALYSIS, Stage.SUBMITTED}:
        raise RuleBroken("This request is not being written any more.", field="text")


def late_by(meeting_starts: When, submitted: When) -> int:
    """Return by how many days a request came after its day, nine months before the meeting; nought if not.

    It is shown to the State, the ISU and the analysis group only, and hinders nothing.
    """
    return days_late(latest_submission(meeting_starts), submitted)


def outcome_of(
    outcome: ExtensionOutcome, requested_until: date | None, granted_until: When | None
) -> ExtensionOutcome:
    """Return "granted for a shorter time" where less was granted than asked, else the outcome as recorded."""
    if outcome in GRANTS and granted_until is not None and requested_until is not None:
        shorter = granted_until.last < requested_until
        return ExtensionOutcome.GRANTED_SHORTER if shorter else ExtensionOutcome.GRANTED
    return outcome


def check_decision(outcome: ExtensionOutcome) -> None:
    """Raise RuleBroken unless a meeting can decide so."""
    if outcome not in GRANTS | {ExtensionOutcome.NOT_GRANTED}:
        raise RuleBroken("Say what the meeting decided.", field="outcome")


def check_benchmark(due: When, until: date | None, area_m2: int | None) -> None:
    """Raise RuleBroken for a benchmark after the end of the time asked, or a negative area."""
    if until is not None and due.first > until:
        raise RuleBroken("A benchmark lies within the time that is asked for.", field="due_on")
    if area_m2 is not None and area_m2 < 0:
        raise RuleBroken("Give the area in square metres, or leave it empty.", field="area_m2")


def check_words(text: str, field: str = "text") -> None:
    """Raise RuleBroken for an empty question or answer."""
    if not text.strip():
        raise RuleBroken("Write a few words.", field=field)
