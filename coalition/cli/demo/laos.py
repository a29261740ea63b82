"""Lao PDR's coalition: what is published about it, and examples marked as such."""

from datetime import date, datetime

from sqlmodel import Session, select

from coalition.audit.service import act_as
from coalition.auth.queries import find_person
from coalition.cli.demo.asks import NEEDS, OBJECTIVES, PLEDGES, RUNNING, Ask, Word
from coalition.coalitions import service as coalitions
from coalition.coalitions.models import Coalition
from coalition.coalitions.queries import eligibility_of
from coalition.coalitions.rules import ChallengeCategory, CoalitionStatus, MemberRole, Signer
from coalition.core.errors import NotFound
from coalition.core.visibility import Visibility
from coalition.core.when import Precision, When
from coalition.duplication.rules.flags import SideKind
from coalition.duplication.service.index import index_sides
from coalition.needs import service as needs
from coalition.needs.models import Need
from coalition.needs.rules import CostBasis, NeedFacts
from coalition.organisations.models import Organisation
from coalition.organisations.queries import find_organisation, get_government
from coalition.pledges import service as pledges
from coalition.pledges.rules import By, ChannelType, PledgeStage, Terms
from coalition.pledges.service import Proof, register
from coalition.states.models import State
from coalition.states.queries import get_state
from coalition.strategies import service as strategies
from coalition.strategies.models import StrategyObjective, StrategyVersion
from coalition.strategies.rules import DocumentKind, ObjectiveFacts

MONITOR = "Landmine and Cluster Munition Monitor, country profile Lao PDR"
FORUM = "UNDP Lao PDR, UXO Sector Working Group 2022"
STRATEGY = "Safe Path Forward III"
PURPOSE = (
    "The national authority and its partners release land from cluster munition remnants where it hinders "
    "development most, teach people to live safely, and support survivors and their families, along "
    "“Safe Path Forward III” until 2030."
)
CHANNELS = (
    "Direct grants to operators under memoranda of understanding with the authorities; contributions through "
    "UNDP; the Government's own share. Which channel carries how much is not known to this platform."
)


def build(session: Session, now: datetime) -> bool:
    """Build the worked coalition unless it stands; return whether it was built now."""
    state = get_state(session, "LAO")
    if session.exec(select(Coalition).where(Coalition.state_id == state.id)).first() is not None:
        return False
    act_as(session, None, "demo", now)
    today = now.date()
    version = _strategy(session, state, today)
    coalition = _coalition(session, state, today)
    session.flush()
    objectives = {
        objective.code: objective.id
        for objective in session.exec(
            select(StrategyObjective).where(StrategyObjective.version_id == version.id)
        )
    }
    _programme(session, now)
    posted = {ask.code: _need(session, state, ask, objectives, today) for ask in NEEDS}
    for word in PLEDGES:
        _pledge(session, state, coalition, word, posted, now)
    return True


def _strategy(session: Session, state: State, today: date) -> StrategyVersion:
    version = strategies.begin_document(
        session, state_id=state.id, title=STRATEGY, kind=DocumentKind.NATIONAL_STRATEGY
    )
    strategies.set_validity(version, valid_from=date(2021, 1, 1), valid_to=date(2030, 12, 31))
    version.source = FORUM
    for code, text, pillar in OBJECTIVES:
        strategies.write_objective(
            session, version, facts=ObjectiveFacts(code=code, text=text, pillar=pillar)
        )
    strategies.endorse(
        session,
        version,
        on=date(2021, 1, 1),
        by="Government of Lao PDR (day not known; the first day of validity is shown)",
        today=today,
    )
    return version


def _coalition(session: Session, state: State, today: date) -> Coalition:
    coalition = coalitions.propose(
        session,
        state=state,
        name="Country coalition Lao PDR",
        eligibility=eligibility_of(session, state.id, today),
        today=date(2022, 5, 16),
        is_example=True,
    )
    coalitions.record_consent(coalition, on=date(2022, 5, 16), today=today)
    coalitions.describe(
        coalition,
        purpose=PURPOSE,
        scope_articles="4, 5",
        channel_note=CHANNELS,
        existing_forum="UXO Sector Working Group",
        public_summary=PURPOSE,
        meeting_rhythm_months=6,
    )
    coalition.visibility, coalition.source = Visibility.PUBLIC, FORUM
    for title, category in (
        (
            "The extent of contamination is not fully known; survey goes on in six provinces",
            "contamination_large",
        ),
        ("Most of the money comes from one donor", "funding"),
        ("Agreements with operators take long", "procedures_mou"),
    ):
        coalitions.add_challenge(
            session, coalition, title=title, category=ChallengeCategory(category), description=""
        )
    _seats(session, coalition, state)
    _sign(session, coalition, today)
    return coalition


def _seats(session: Session, coalition: Coalition, state: State) -> None:
    centre, undp = _body(session, "NRA"), _body(session, "UNDP")
    coalition.secretariat_id = undp.id
    since = date(2022, 5, 16)
    co_chair = "Co-chairs the working group that the State declared its coalition; not a State Party."
    for organisation, role, reason in (
        (centre, MemberRole.AFFECTED_STATE_COORDINATOR, ""),
        (_government(session, "USA"), MemberRole.LEAD, co_chair),
        (undp, MemberRole.SECRETARIAT, ""),
        *((_government(session, iso3), MemberRole.DONOR, "") for iso3 in ("NOR", "NZL", "GBR", "JPN", "DEU")),
        *((_body(session, name), MemberRole.OPERATOR, "") for name in ("NPA", "HALO", "MAG", "UXO Lao")),
        (_body(session, "CMC"), MemberRole.OBSERVER, ""),
    ):
        member = coalitions.seat(
            session, coalition, organisation=organisation, role=role, valid_from=since, lead_reason=reason
        )
        known = role in (MemberRole.LEAD, MemberRole.SECRETARIAT, MemberRole.AFFECTED_STATE_COORDINATOR)
        member.is_example = not known
        member.source = FORUM if known else MONITOR


def _sign(session: Session, coalition: Coalition, today: date) -> None:
    for then in (CoalitionStatus.SCOPING, CoalitionStatus.ACTIVE):
        for signer, email in (
            (Signer.STATE, "centre@lao.example"),
            (Signer.COORDINATOR, "ica@committee.example"),
        ):
            person = find_person(session, email)
            if person is None:
                raise NotFound(email)
            coalitions.sign(session, coalition, then=then, signer=signer, person_id=person.id, today=today)
    coalition.started_on = date(2022, 5, 16)


def _programme(session: Session, now: datetime) -> None:
    """Enter what runs already beside the coalition, so that one pledge meets a question."""
    facts = {**RUNNING, "implementer": _body(session, "NPA").name}
    programme = register.enter(session, _government(session, "GBR"), facts=facts, by=By(None, now))
    index_sides(session, SideKind.PROGRAMME, [programme.id])


def _need(session: Session, state: State, ask: Ask, objectives: dict[str, int], today: date) -> Need:
    facts = NeedFacts(
        title=ask.title,
        pillar=ask.pillar,
        need_type=ask.kind,
        description=ask.description,
        contact="International cooperation desk, NRA (example)",
        objective_id=objectives[ask.objective],
        output_indicator=ask.output[0],
        output_target=ask.output[1],
        output_unit=ask.output[2],
        period_start=When(date(2027, 1, 1), Precision.MONTH),
        period_end=When(date(2028, 12, 1), Precision.MONTH),
        cost=ask.cost,
        currency="USD" if ask.cost else None,
        cost_basis=CostBasis.ESTIMATE_ROUGH if ask.cost else CostBasis.UNKNOWN,
        places=ask.places,
        target_groups=ask.groups,
    )
    need = needs.save_draft(session, state, facts=facts, person_id=None, today=today)
    need.is_example = True
    needs.post(session, need, person_id=None, today=today)
    return need


def _pledge(
    session: Session,
    state: State,
    coalition: Coalition,
    word: Word,
    posted: dict[str, Need],
    now: datetime,
) -> None:
    by = By(None, now)
    need = posted[word.need]
    terms = Terms(
        title=word.title,
        pillar=need.pillar,
        statement_on=word.on,
        state_id=state.id,
        coalition_id=coalition.id,
        amount=word.amount,
        currency=word.currency,
        activity_type=word.activity,
        implementer=word.implementer,
        places=word.places,
        starts=When(date(2027, 1, 1), Precision.MONTH),
        ends=When(date(2028, 6, 1), Precision.MONTH),
        is_example=True,
    )
    donor = _government(session, word.donor)
    if word.stage is PledgeStage.EXPRESSION_OF_INTEREST:
        pledges.express_interest(session, donor=donor, terms=terms, need=need, by=by)
        return
    pledge = pledges.offer(session, donor=donor, terms=terms, need=need, by=by)
    if word.stage is PledgeStage.COMMITMENT:
        proof = Proof(
            on=word.on, evidence="Letter of the mission (example)", channel=ChannelType.INTERNATIONAL_NGO
        )
        pledges.move(session, pledge, then=PledgeStage.COMMITMENT, proof=proof, by=by)


def _government(session: Session, iso3: str) -> Organisation:
    return get_government(session, get_state(session, iso3).id)


def _body(session: Session, name: str) -> Organisation:
    found = find_organisation(session, name)
    if found is None:
        raise NotFound(name)
    return found
