"""Reading the board of suggestions: States that seek a lead, donors, and what passed between them."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import sqlalchemy as sa
from sqlmodel import Session, col, select

from coalition.coalitions.models import Coalition, CoalitionMember
from coalition.coalitions.rules import LEADING, OPEN
from coalition.core.text import msgid
from coalition.core.when import add_months
from coalition.needs.models import Need
from coalition.needs.rules import POSTED
from coalition.organisations.models import Contact, Organisation
from coalition.organisations.rules import OrganisationKind
from coalition.pairing.models import PairingProposal
from coalition.pairing.rules.facts import Board, Candidate, Record, Seeker
from coalition.pairing.rules.scoring import YEARS
from coalition.pledges.models import DonorProfile, FundingWindow, Pledge
from coalition.pledges.rules import FIRM
from coalition.states.models import DonorFlow, State
from coalition.states.queries import list_events
from coalition.states.rules import AffectedStatus, Instrument, TreatyStatus, status_on
from coalition.strategies.models import StrategyDocument, StrategyVersion
from coalition.strategies.rules import GUIDING, Pillar

LEAVES_WITHIN = timedelta(days=60)
POINTS_OF_STATUS: Mapping[TreatyStatus, int] = {
    TreatyStatus.STATE_PARTY: 5,
    TreatyStatus.SIGNATORY: 2,
    TreatyStatus.RATIFIED_NOT_IN_FORCE: 2,
    TreatyStatus.ACCEDED_NOT_IN_FORCE: 2,
}


def board_of(session: Session, today: date, *, state_ids: Collection[int] | None = None) -> Board:
    """Return all that suggestions look at, in a fixed number of queries.

    `state_ids` None: every affected State, and every open coalition, without a lead or about to lose one.
    """
    states = list(session.exec(select(State).order_by(State.name)).all())
    led = _leading(session, today)
    seekers = _seekers(session, states, led, state_ids)
    candidates = _candidates(session, {state.id: state for state in states}, led, today)
    ids = [seeker.state_id for seeker in seekers]
    records, totals = _records(session, ids, today)
    return Board(tuple(seekers), tuple(candidates), records, totals, _barred(session, ids, today), today)


@dataclass(frozen=True, slots=True)
class Leading:
    """Open coalitions by State, those that have a lead in 60 days too, and how many each donor leads."""

    coalitions: Mapping[int, Coalition]
    led: frozenset[int]
    held: Mapping[int, int]


def _leading(session: Session, today: date) -> Leading:
    day = today + LEAVES_WITHIN
    leads = sa.and_(
        col(CoalitionMember.coalition_id) == col(Coalition.id),
        col(CoalitionMember.role).in_(LEADING),
        col(CoalitionMember.valid_from) <= day,
        sa.or_(col(CoalitionMember.valid_to).is_(None), col(CoalitionMember.valid_to) >= today),
    )
    rows = select(Coalition, CoalitionMember).outerjoin(CoalitionMember, leads)
    coalitions: dict[int, Coalition] = {}
    led, held = set[int](), defaultdict[int, int](int)
    for coalition, member in session.exec(rows.where(col(Coalition.status).in_(OPEN))).all():
        coalitions[coalition.state_id] = coalition
        if member is None:
            continue
        if member.valid_to is None or member.valid_to >= day:
            led.add(coalition.id)
        held[member.organisation_id] += member.valid_from <= today
    return Leading(coalitions, frozenset(led), held)


def _seekers(
    session: Session, states: Sequence[State], leading: Leading, wanted: Collection[int] | None
) -> list[Seeker]:
    coalitions, led = leading.coalitions, leading.led
    needs, channels, smallest = _needs(session)
    languages = _languages(session)
    return [
        Seeker(
            state_id=state.id,
            iso3=state.iso3,
            name=state.label,
            region=state.m49_subregion,
            coalition_id=coalitions[state.id].id if state.id in coalitions else None,
            needs=needs.get(state.id, {}),
            channels=channels.get(state.id, ""),
            languages=languages.get(state.id, frozenset()),
            smallest_need=smallest.get(state.id),
        )
        for state in states
        if (state.id in wanted if wanted is not None else _seeks(state, coalitions.get(state.id), led))
    ]


def _seeks(state: State, coalition: Coalition | None, led: Collection[int]) -> bool:
    if coalition is not None:
        return coalition.id not in led
    return state.affected_status is AffectedStatus.AFFECTED


def _needs(session: Session) -> tuple[dict[int, dict[Pillar, int]], dict[int, str], dict[int, int]]:
    facts = (Need.state_id, Need.pillar, Need.cost_usd, Need.preferred_channels)
    rows = sa.select(*(col(fact) for fact in facts)).where(col(Need.status).in_(POSTED))
    values: dict[int, dict[Pillar, int]] = defaultdict(lambda: defaultdict(int))
    channels: dict[int, str] = defaultdict(str)
    smallest: dict[int, int] = {}
    for state_id, pillar, cost, wanted in session.execute(rows).all():
        values[state_id][pillar] += cost or 1  # a need without a known cost still asks for its pillar
        channels[state_id] += f" {wanted.lower().replace('_', ' ')}"
        if cost:
            smallest[state_id] = min(cost, smallest.get(state_id, cost))
    return values, channels, smallest


def _languages(session: Session) -> dict[int, frozenset[str]]:
    rows = (
        select(StrategyDocument.state_id, StrategyVersion.languages)
        .join(StrategyVersion)
        .where(col(StrategyVersion.status).in_(GUIDING))
    )
    return {state_id: _codes(text) for state_id, text in session.exec(rows).all()}


def _codes(text: str) -> frozenset[str]:
    return frozenset(part.strip().lower() for part in text.replace(";", ",").split(",") if part.strip())


def _candidates(
    session: Session, states: Mapping[int, State], leading: Leading, today: date
) -> list[Candidate]:
    events = list_events(session, Instrument.CCM)
    subregion = {state.iso3: state.m49_subregion for state in states.values()}
    found = []
    for body, known, closes_on, contact in _donors(session, today):
        profile = known or DonorProfile(organisation_id=body.id, updated_on=today)
        state = states.get(body.state_id) if body.state_id is not None else None
        status = status_on(events.get(state.id, []), Instrument.CCM, today) if state else None
        found.append(
            Candidate(
                organisation_id=body.id,
                name=body.label,
                iso3=state.iso3 if state else "",
                region=state.m49_subregion if state else "",
                open_to_lead=profile.open_to_lead,
                has_profile=known is not None,
                pillars=frozenset(Pillar(pillar) for pillar in profile.pillars),
                countries=frozenset(profile.countries),
                excluded=frozenset(profile.excluded),
                embassies=frozenset(profile.embassies_in),
                embassy_regions=frozenset(subregion.get(iso3, "") for iso3 in profile.embassies_in) - {""},
                channels=tuple(channel.replace("_", " ") for channel in profile.channels),
                languages=_codes(profile.languages),
                convention=POINTS_OF_STATUS.get(status, 0) if status else 0,
                leads_held=leading.held.get(body.id, 0),
                small=profile.small_donor,
                contact=contact,
                affected=state is not None and state.affected_status is AffectedStatus.AFFECTED,
                max_grant=profile.max_grant_usd,
                window_closes=closes_on,
            )
        )
    return found


def _donors(
    session: Session, today: date
) -> Iterator[tuple[Organisation, DonorProfile | None, date | None, bool | None]]:
    """Yield who may be asked: who has a profile, gives firm money, or is on record as a donor State.

    With its profile, the day its last funding window closes, and whether a contact of it is still in office
    (None: no contact is known).
    """
    body = col(Organisation.id)
    closes = sa.select(sa.func.max(FundingWindow.closes_on)).where(col(FundingWindow.organisation_id) == body)
    # 0 where every contact has left, 1 where one is in office, NULL where there is none.
    staying = sa.or_(col(Contact.valid_to).is_(None), col(Contact.valid_to) >= today)
    contact = sa.select(sa.func.max(sa.case((staying, 1), else_=0))).where(
        col(Contact.organisation_id) == body
    )
    giving = select(Pledge.donor_id).where(col(Pledge.stage).in_(FIRM))
    flowing = select(DonorFlow.donor_state_id).where(col(DonorFlow.donor_state_id).is_not(None))
    government = sa.and_(
        col(Organisation.kind) == OrganisationKind.GOVERNMENT, col(Organisation.state_id).in_(flowing)
    )
    rows = (
        sa.select(Organisation, DonorProfile, closes.scalar_subquery(), contact.scalar_subquery())
        .outerjoin(DonorProfile, col(DonorProfile.organisation_id) == body)
        .where(sa.or_(col(DonorProfile.organisation_id).is_not(None), body.in_(giving), government))
        .order_by(col(Organisation.name))
    )
    for found, profile, closes_on, stays in session.execute(rows).all():
        yield found, profile, closes_on, None if stays is None else bool(stays)


def _records(
    session: Session, state_ids: Collection[int], today: date
) -> tuple[dict[tuple[int, int], Record], dict[int, int]]:
    """Return years, sums and last day of firm money by (donor, State): pledges here, and reported flows."""
    since = add_months(today, -12 * YEARS)
    years: dict[tuple[int, int], set[int]] = defaultdict(set)
    amounts: dict[tuple[int, int], int] = defaultdict(int)
    until: dict[tuple[int, int], date] = {}
    facts = (Pledge.donor_id, Pledge.state_id, Pledge.statement_on, Pledge.counted_usd, Pledge.ends_on)
    pledged = sa.select(*(col(fact) for fact in facts)).where(
        col(Pledge.state_id).in_(state_ids), col(Pledge.stage).in_(FIRM)
    )
    for donor, state, stated_on, usd, ends_on in session.execute(pledged).all():
        if stated_on >= since:
            years[donor, state].add(stated_on.year)
            amounts[donor, state] += usd
        if ends_on is not None:
            until[donor, state] = max(ends_on, until.get((donor, state), ends_on))
    flowed = (
        sa.select(
            col(Organisation.id),
            col(DonorFlow.recipient_state_id),
            col(DonorFlow.year),
            col(DonorFlow.amount),
        )
        .join(DonorFlow, col(DonorFlow.donor_state_id) == col(Organisation.state_id))
        .where(
            col(Organisation.kind) == OrganisationKind.GOVERNMENT,
            col(DonorFlow.recipient_state_id).in_(state_ids),
            col(DonorFlow.year) >= since.year,
        )
    )
    for donor, state, year, usd in session.execute(flowed).all():
        if year not in years[donor, state]:  # what is pledged here and reported elsewhere is one gift
            years[donor, state].add(year)
            amounts[donor, state] += usd
    records = {
        pair: Record(frozenset(found), amounts[pair], until.get(pair)) for pair, found in years.items()
    }
    totals: dict[int, int] = defaultdict(int)
    for (_, state), record in records.items():
        totals[state] += record.amount
    return records, totals


def _barred(session: Session, state_ids: Collection[int], today: date) -> dict[tuple[int, int], str]:
    rows = (
        select(PairingProposal.donor_id, Coalition.state_id)
        .join(Coalition)
        .where(col(Coalition.state_id).in_(state_ids), col(PairingProposal.not_again_before) > today)
    )
    words = msgid("It is not asked again this year.")
    return dict.fromkeys(session.exec(rows).all(), words)
