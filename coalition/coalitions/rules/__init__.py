"""What a coalition may become, and what must be true of an active one. No database, no web."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from coalition.core.errors import RuleBroken


class CoalitionStatus(StrEnum):
    """The life of a coalition (domain model §4.4)."""

    PROPOSED = "proposed"
    SCOPING = "scoping"
    ACTIVE = "active"
    DORMANT = "dormant"
    COMPLETED = "completed"
    CLOSED = "closed"


class EligibilityClass(StrEnum):
    """A: State Party; B: signatory or acceding; C: any other State (needs the Presidency's note)."""

    A = "A"
    B = "B"
    C = "C"


class MemberRole(StrEnum):
    AFFECTED_STATE_COORDINATOR = "affected_state_coordinator"
    LEAD = "lead"
    CO_LEAD = "co_lead"
    DONOR = "donor"
    OPERATOR = "operator"
    EXPERT = "expert"
    ICRC = "icrc"
    CIVIL_SOCIETY = "civil_society"
    OBSERVER = "observer"
    SECRETARIAT = "secretariat"


class ChallengeCategory(StrEnum):
    CONTAMINATION_UNKNOWN = "contamination_unknown"
    CONTAMINATION_LARGE = "contamination_large"
    STOCKPILE = "stockpile"
    VICTIM_SERVICES = "victim_services"
    RISK_BEHAVIOUR = "risk_behaviour"
    CAPACITY = "capacity"
    FUNDING = "funding"
    LEGAL = "legal"
    ACCESS_SECURITY = "access_security"
    INFORMATION_MANAGEMENT = "information_management"
    PROCEDURES_MOU = "procedures_mou"
    ENVIRONMENT = "environment"
    OTHER = "other"


class Signer(StrEnum):
    """The two who sign together when a coalition moves on."""

    STATE = "state"
    COORDINATOR = "coordinator"


NEXT: dict[CoalitionStatus, frozenset[CoalitionStatus]] = {
    CoalitionStatus.PROPOSED: frozenset({CoalitionStatus.SCOPING, CoalitionStatus.CLOSED}),
    CoalitionStatus.SCOPING: frozenset({CoalitionStatus.ACTIVE, CoalitionStatus.CLOSED}),
    CoalitionStatus.ACTIVE: frozenset({CoalitionStatus.DORMANT, CoalitionStatus.COMPLETED}),
    CoalitionStatus.DORMANT: frozenset({CoalitionStatus.ACTIVE, CoalitionStatus.CLOSED}),
    CoalitionStatus.COMPLETED: frozenset(),
    CoalitionStatus.CLOSED: frozenset(),
}
OPEN = frozenset(
    {
        CoalitionStatus.PROPOSED,
        CoalitionStatus.SCOPING,
        CoalitionStatus.ACTIVE,
        CoalitionStatus.DORMANT,
    }
)
# The stages a public page may name; a proposal is seen only once the State has consented.
ON_THE_LADDER = (
    CoalitionStatus.PROPOSED,
    CoalitionStatus.SCOPING,
    CoalitionStatus.ACTIVE,
    CoalitionStatus.COMPLETED,
)
LEADING = frozenset({MemberRole.LEAD, MemberRole.CO_LEAD})
LONGEST_PURPOSE = 600


@dataclass(frozen=True, slots=True)
class Readiness:
    """The facts that decide whether a coalition may become active."""

    eligibility: EligibilityClass
    presidency_note: str
    coordinator_confirmed: bool
    current_leads: int
    strategy_in_force: bool
    purpose: str
    channel_note: str


def check_step(now: CoalitionStatus, then: CoalitionStatus) -> None:
    """Raise RuleBroken unless a coalition may go from now to then."""
    if then not in NEXT[now]:
        raise RuleBroken(
            "A coalition that is {now} cannot become {then}.",
            field="status",
            now=now,
            then=then,
        )


def missing_to_scope(*, consent_on: date | None, scope_articles: str, challenges: int) -> list[str]:
    """Return what a proposal still lacks before scoping can begin."""
    lacks = []
    if consent_on is None:
        lacks.append("The State has not yet recorded its consent.")
    if not scope_articles.strip():
        lacks.append("The articles in scope are not named.")
    if challenges < 1:
        lacks.append("No challenge is listed yet.")
    return lacks


def missing_to_activate(ready: Readiness) -> list[str]:
    """Return what a coalition still lacks before it can be active (guards of §4.4; invariant I19)."""
    lacks = []
    if not ready.coordinator_confirmed:
        lacks.append("No coordinator of the affected State is confirmed.")
    if ready.current_leads < 1:
        lacks.append("There is no lead.")
    if not ready.strategy_in_force:
        lacks.append("No strategy that covers its scope is in force.")
    if not ready.purpose.strip():
        lacks.append("The purpose is not written down.")
    if not ready.channel_note.strip():
        lacks.append("How money reaches the country is not written down.")
    if ready.eligibility is EligibilityClass.C and not ready.presidency_note.strip():
        lacks.append("The note of the Presidency for a State not party is missing.")
    return lacks


def check_lead(*, is_donor_state: bool, exception_reason: str) -> None:
    """Raise RuleBroken unless a lead is a donor State, or the exception has its reason."""
    if not is_donor_state and len(exception_reason.strip()) < 20:
        raise RuleBroken(
            "A lead is normally a donor State that has joined the Convention. Say why this one leads.",
            field="lead_reason",
        )


def check_purpose(purpose: str) -> None:
    """Raise RuleBroken when the purpose is longer than a reader takes in at once."""
    if len(purpose) > LONGEST_PURPOSE:
        raise RuleBroken(
            "Keep the purpose to {count} characters.",
            field="purpose",
            count=LONGEST_PURPOSE,
        )


def is_current(valid_from: date, valid_to: date | None, day: date) -> bool:
    """Return whether a membership counts on a day, its last day included."""
    return valid_from <= day and (valid_to is None or day <= valid_to)
