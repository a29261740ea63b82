"""Made coalitions with needs, pledges and programmes in any number, for the benchmark of the review."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, SQLModel

from coalition.coalitions.models import Coalition
from coalition.coalitions.rules import CoalitionStatus, EligibilityClass
from coalition.core.visibility import Confidence
from coalition.db import transaction
from coalition.duplication.service.index import in_batches
from coalition.needs.models import Need
from coalition.needs.rules import NeedStatus, NeedType
from coalition.organisations.models import Organisation
from coalition.organisations.rules import OrganisationKind
from coalition.pledges.models import Pledge
from coalition.pledges.rules import ChannelType, PledgeStage
from coalition.programmes.models import Programme, ProgrammeCountry, ProgrammePillar
from coalition.programmes.rules.register import SourceType
from coalition.rates.models import FxRate
from coalition.states.models import State
from coalition.states.rules import CcmRegion
from coalition.strategies.rules import Pillar

SINCE, DAY = date(2026, 1, 1), date(2026, 11, 23)
TAKEN_IN = datetime(2026, 11, 1, tzinfo=UTC)
MILLION = 1_000_000_00
AT_ONCE = 10_000
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
MOST = len(LETTERS) ** 2  # coalitions: each has a State with two letters of its own

Rows = Iterator[dict[str, Any]]


def fill(session: Session, *, coalitions: int, pledges: int, programmes: int) -> None:
    """Store coalitions with a need each, and spread pledges and running programmes over their States."""
    numbers = range(1, coalitions + 1)
    _add(session, State, (_state(number) for number in numbers))
    with transaction(session):
        session.add(Organisation(id=1, name="A donor", kind=OrganisationKind.DONOR_AGENCY))
        session.add(FxRate(id=1, currency="USD", rate_on=SINCE, rate=10**9, source="made"))
    _add(session, Coalition, (_coalition(number) for number in numbers))
    _add(session, Need, (_need(number) for number in numbers))
    _add(session, Pledge, (_pledge(number, coalitions) for number in range(1, pledges + 1)))
    every = range(1, programmes + 1)
    _add(session, Programme, (_programme(number) for number in every))
    at_home = ({"programme_id": n, "state_id": n % coalitions + 1} for n in every)
    _add(session, ProgrammeCountry, at_home)
    pillars = list(Pillar)
    of_kind = ({"programme_id": n, "pillar": pillars[n % len(pillars)]} for n in every)
    _add(session, ProgrammePillar, of_kind)


def _state(number: int) -> dict[str, Any]:
    two = LETTERS[(number - 1) // len(LETTERS)] + LETTERS[(number - 1) % len(LETTERS)]
    return State(
        id=number,
        iso3=f"Q{two}",
        iso2=two,
        name=f"State {two}",
        short_name=f"State {two}",
        un_member=True,
        un_region="made",
        m49_subregion="made",
        regional_group="made",
        ccm_region=CcmRegion.ASIA_PACIFIC,
        dac_member=False,
        confidence=Confidence.HIGH,
        source="made",
    ).model_dump()


def _coalition(number: int) -> dict[str, Any]:
    return Coalition(
        id=number,
        state_id=number,
        name=f"Coalition {number}",
        status=CoalitionStatus.ACTIVE,
        eligibility=EligibilityClass.A,
        proposed_on=SINCE,
        consent_on=SINCE,
        started_on=SINCE,
    ).model_dump()


def _need(number: int) -> dict[str, Any]:
    return Need(
        id=number,
        ref=f"NEED-{number}",
        state_id=number,
        title="Clearance",
        pillar=Pillar.SURVEY_CLEARANCE,
        need_type=NeedType.FUNDING,
        description="Teams for two districts.",
        contact="Director",
        status=NeedStatus.OPEN,
        cost=MILLION,
        cost_usd=MILLION,
        currency="USD",
        created_on=SINCE,
        posted_on=SINCE,
    ).model_dump()


def _pledge(number: int, coalitions: int) -> dict[str, Any]:
    return Pledge(
        id=number,
        ref=f"PLEDGE-{number}",
        title="Clearance",
        donor_id=1,
        state_id=number % coalitions + 1,
        stage=PledgeStage.COMMITMENT,
        pillar=Pillar.SURVEY_CLEARANCE,
        amount=MILLION,
        amount_usd=MILLION,
        counted=MILLION,
        counted_usd=MILLION,
        currency="USD",
        fx_rate_id=1,
        channel=ChannelType.INTERNATIONAL_NGO,
        starts_on=SINCE,
        ends_on=date(2027, 12, 31),
        statement_on=SINCE,
        stage_changed_on=SINCE,
        changed_on=SINCE,
    ).model_dump()


def _programme(number: int) -> dict[str, Any]:
    return Programme(
        id=number,
        identifier=f"P{number}",
        identifier_key=f"p{number}",
        title="Clearance",
        content_hash="",
        record={"title": "Clearance " * 50},
        source_type=SourceType.IATI_IMPORT,
        source="made",
        source_at=TAKEN_IN,
        starts_on=SINCE,
        ends_on=date(2027, 12, 31),
    ).model_dump()


def _add(session: Session, table: type[SQLModel], rows: Rows) -> None:
    with transaction(session):
        for some in in_batches(rows, AT_ONCE):
            session.execute(sa.insert(table.__table__), some)  # type: ignore[attr-defined]
