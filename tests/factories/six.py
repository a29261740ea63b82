"""Six coalitions from published facts: what is not known stays unknown, and nothing is invented.

Sources: the packaged obligations and situation (see each row there), the Cluster Munition Monitor and Mine
Action Review pages named below. The reference data must be loaded before.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from coalition.activities.models import YearResult
from coalition.activities.rules.kinds import Measure
from coalition.coalitions.models import Coalition, CoalitionMember
from coalition.coalitions.queries import eligibility_of
from coalition.coalitions.rules import CoalitionStatus, MemberRole
from coalition.contamination.models import ContaminationSnapshot
from coalition.contamination.rules import HazardMix, Knowledge
from coalition.needs.models import Need
from coalition.needs.rules import NeedStatus, NeedType
from coalition.organisations.queries import get_government
from coalition.states.models import State
from coalition.states.queries import get_state
from coalition.strategies.models import StrategyDocument, StrategyObjective, StrategyVersion
from coalition.strategies.rules import DocumentKind, Pillar, VersionStatus

BEGUN = date(2026, 1, 5)


@dataclass(frozen=True, slots=True)
class Case:
    """What is published of a State, as far as it is used here."""

    forum: str
    need: str
    need_type: NeedType
    source: str
    knowledge: Knowledge | None = None


CASES: Mapping[str, Case] = {
    "LAO": Case(
        "UXO Sector Working Group",
        "Survey and clearance for the second Article 4 period",
        NeedType.FUNDING,
        "seed 003; Mine Action Review, Lao PDR",
    ),
    "LBN": Case(
        "Lebanon's mine action forum",
        "Clearance in canyons and on steep cliffs",
        NeedType.FUNDING,
        "Mine Action Review 2023",
    ),
    "TCD": Case(
        "",
        "Non-technical survey in Tibesti",
        NeedType.SURVEY,
        "Mine Action Review 2023 and 2025; seed 003",
        Knowledge.UNKNOWN,
    ),
    "IRQ": Case(
        "",
        "Clearance teams: 34 are needed, 15 work",
        NeedType.FUNDING,
        "Mine Action Review 2023 and 2025",
    ),
    "SOM": Case(
        "",
        "Baseline survey and a costed plan",
        NeedType.SURVEY,
        "Mine Action Review 2025; CCM/MSP/2025/7",
        Knowledge.UNKNOWN,
    ),
    "MRT": Case(
        "",
        "Co-funding of clearance; a national coalition forum is advised",
        NeedType.COORDINATION,
        "Mine Action Review 2023 and 2025",
    ),
}


def make_six(session: Session) -> list[Coalition]:
    """Store the six coalitions, each with its State as coordinator and its most quoted need."""
    made = [_coalition(session, get_state(session, iso3), case) for iso3, case in CASES.items()]
    _lao_strategy(session, get_state(session, "LAO"))
    session.flush()
    return made


def _coalition(session: Session, state: State, case: Case) -> Coalition:
    coalition = Coalition(
        state_id=state.id,
        name=f"Country coalition {state.label}",
        status=CoalitionStatus.ACTIVE,
        eligibility=eligibility_of(session, state.id, BEGUN),
        existing_forum=case.forum,
        scope_articles="4, 5",
        proposed_on=BEGUN,
        started_on=BEGUN,
        consent_on=BEGUN,
        source=case.source,
        is_example=True,
    )
    session.add(coalition)
    session.flush()
    session.add(
        CoalitionMember(
            coalition_id=coalition.id,
            organisation_id=get_government(session, state.id).id,
            role=MemberRole.AFFECTED_STATE_COORDINATOR,
            valid_from=BEGUN,
            source=case.source,
            is_example=True,
        )
    )
    session.add(
        Need(
            ref=f"NEED-{state.iso3}-2026-001",
            state_id=state.id,
            title=case.need,
            pillar=Pillar.SURVEY_CLEARANCE,
            need_type=case.need_type,
            description=case.need,
            contact="National authority",
            status=NeedStatus.OPEN,
            source=case.source,
            created_on=BEGUN,
            posted_on=BEGUN,
            is_example=True,
        )
    )
    if case.knowledge is not None:
        session.add(
            ContaminationSnapshot(
                state_id=state.id,
                as_of=date(2025, 1, 1),
                knowledge=case.knowledge,
                hazard_mix=HazardMix.UNKNOWN,
                source=case.source,
                recorded_on=BEGUN,
                is_example=True,
            )
        )
    return coalition


def _lao_strategy(session: Session, state: State) -> None:
    """Safe Path Forward III, 2021 to 2030; 71.7 km² were cleared in 2024 (Mine Action Review)."""
    document = StrategyDocument(
        state_id=state.id, title="Safe Path Forward III", kind=DocumentKind.NATIONAL_STRATEGY
    )
    session.add(document)
    session.flush()
    version = StrategyVersion(
        document_id=document.id,
        number=1,
        status=VersionStatus.IN_FORCE,
        valid_from=date(2021, 1, 1),
        valid_to=date(2030, 12, 31),
        endorsed_on=date(2021, 1, 1),
        source="Government of the Lao PDR",
    )
    session.add(version)
    session.flush()
    objective = StrategyObjective(
        version_id=version.id,
        code="1",
        text="Land is released for use",
        pillar=Pillar.SURVEY_CLEARANCE,
        indicator="Land cleared",
        unit="m2",
    )
    session.add(objective)
    session.flush()
    session.add(
        YearResult(
            state_id=state.id,
            year=2024,
            objective_id=objective.id,
            pillar=Pillar.SURVEY_CLEARANCE,
            measure=Measure.CLEARED_M2,
            mix=HazardMix.CMR_ONLY,
            value=71_700_000,
        )
    )
