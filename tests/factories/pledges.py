"""Donors, needs to pledge to, and pledges at any stage."""

from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from sqlmodel import Session, select

from coalition.auth.models import Person, RoleGrant
from coalition.auth.rules import Rank, Role, Theme
from coalition.coalitions.models import Coalition, CoalitionMember
from coalition.coalitions.rules import CoalitionStatus, EligibilityClass, MemberRole
from coalition.core.when import When
from coalition.needs.models import Need
from coalition.needs.rules import NeedStatus, NeedType
from coalition.organisations.models import Organisation
from coalition.organisations.rules import OrganisationKind
from coalition.pledges import service
from coalition.pledges.models import Pledge
from coalition.pledges.rules import By, ChannelType, PledgeStage, Terms
from coalition.rates.models import FxRate
from coalition.states.models import State
from coalition.strategies.rules import Pillar
from tests.factories.states import make_state

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
BY = By(None, NOW)
MILLION = 1_000_000_00

_numbers = count(1)


def make_organisation(session: Session, name: str = "", **values: Any) -> Organisation:
    """Store an organisation; an international NGO unless said otherwise."""
    name = name or f"Organisation {next(_numbers)}"
    values = {"kind": OrganisationKind.INTERNATIONAL_NGO} | values
    organisation = Organisation(name=name, **values)
    session.add(organisation)
    session.flush()
    return organisation


def make_donor(session: Session, iso3: str = "", name: str = "") -> Organisation:
    """Store a donor State's government, and the State where it is not there yet."""
    state = session.exec(select(State).where(State.iso3 == iso3)).first()
    if state is None:  # small letters, so that no invented State can have taken its short code
        short = {"iso2": f"{iso3[0]}{iso3[2]}".lower()} if iso3 else {}
        state = make_state(session, iso3, name, **short)
    return make_organisation(
        session,
        f"{state.name} (Government)",
        short_name=state.name,
        kind=OrganisationKind.GOVERNMENT,
        state_id=state.id,
    )


def make_open_need(session: Session, state: State | None = None, **values: Any) -> Need:
    """Store a posted need of USD 1 million; `cost` in cents is worth the same in US dollars unless said."""
    state = state or make_state(session)
    number = next(_numbers)
    sound: dict[str, Any] = {
        "title": f"Clearance {number}",
        "pillar": Pillar.SURVEY_CLEARANCE,
        "need_type": NeedType.FUNDING,
        "description": "Teams for two districts.",
        "contact": "Director",
        "status": NeedStatus.OPEN,
        "cost": MILLION,
        "currency": "USD",
        "created_on": TODAY,
        "posted_on": TODAY,
    }
    sound |= values
    sound.setdefault("cost_usd", sound["cost"])
    need = Need(ref=f"NEED-{state.iso3}-2026-{number:03}", state_id=state.id, **sound)
    session.add(need)
    session.flush()
    return need


def make_rate(session: Session, currency: str, rate: float, on: date = TODAY) -> FxRate:
    """Store what one major unit was worth in US dollars on a day."""
    found = FxRate(currency=currency, rate_on=on, rate=round(rate * 10**9), source="test")
    session.add(found)
    session.flush()
    return found


def terms_of(need: Need | None = None, **values: Any) -> Terms:
    """Return sound terms of a pledge of USD 1 million to a need, or to nobody yet."""
    sound: dict[str, Any] = {
        "title": "Clearance in two districts",
        "pillar": Pillar.SURVEY_CLEARANCE,
        "statement_on": TODAY,
        "amount": MILLION,
        "currency": "USD",
        "state_id": need.state_id if need else None,
        "channel": ChannelType.INTERNATIONAL_NGO,
        "expected_commitment_on": date(2027, 3, 1),
        "starts": When(date(2027, 1, 1)),
        "ends": When(date(2027, 12, 31)),
    }
    return Terms(**sound | values)


def make_pledge(
    session: Session,
    need: Need | None = None,
    *,
    donor: Organisation | None = None,
    stage: PledgeStage = PledgeStage.PLEDGE,
    **values: Any,
) -> Pledge:
    """Store a pledge as a donor would bring it to a stage, up to contracted."""
    need = need or make_open_need(session)
    donor = donor or make_donor(session)
    pledge = service.offer(session, donor=donor, terms=terms_of(need, **values), need=need, by=BY)
    for then in (PledgeStage.COMMITMENT, PledgeStage.CONTRACTED):
        if stage in (PledgeStage.COMMITMENT, PledgeStage.CONTRACTED) and pledge.stage is not stage:
            proof = service.Proof(
                on=TODAY,
                evidence="Note verbale 12/2026",
                contract_ref="C-1",
                over_reason="agreed with the State",
            )
            service.move(session, pledge, then=then, proof=proof, by=BY)
    return pledge


def make_person(session: Session, role: Role, **values: Any) -> Person:
    """Store a person with one role from 2020 on; the first rank of the role unless said otherwise."""
    number = next(_numbers)
    person = Person(email=f"person{number}@example.org", name=f"Person {number}")
    session.add(person)
    session.flush()
    first = {Role.AFFECTED_STATE: Rank.HEAD, Role.DONOR: Rank.APPROVER}
    values = {"rank": first.get(role, Rank.MEMBER), "valid_from": date(2020, 1, 1)} | values
    if role is Role.COORDINATOR:
        values.setdefault("theme", Theme.ICA)
    session.add(RoleGrant(person_id=person.id, role=role, **values))
    session.flush()
    return person


def make_coalition(
    session: Session, state: State, members: dict[int, MemberRole] | None = None, **values: Any
) -> Coalition:
    """Store an active coalition of a State with these organisations as members."""
    sound: dict[str, Any] = {
        "name": f"Coalition {state.name}",
        "status": CoalitionStatus.ACTIVE,
        "eligibility": EligibilityClass.A,
        "proposed_on": TODAY,
        "consent_on": TODAY,
    }
    coalition = Coalition(state_id=state.id, **sound | values)
    session.add(coalition)
    session.flush()
    for organisation_id, role in (members or {}).items():
        session.add(
            CoalitionMember(
                coalition_id=coalition.id,
                organisation_id=organisation_id,
                role=role,
                valid_from=date(2020, 1, 1),
            )
        )
    session.flush()
    return coalition
