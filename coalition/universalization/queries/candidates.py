"""States that are not party, with how far they have come and what speaks for their joining."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import joinedload
from sqlmodel import Session, col, select

from coalition.core.paging import PER_PAGE, Page
from coalition.core.text import fold
from coalition.core.when import Precision
from coalition.db import related
from coalition.states.models import State, TreatyStatusEvent
from coalition.states.queries import list_events
from coalition.states.rules import Instrument, TreatyEvent, TreatyStatus, status_on
from coalition.universalization.models import RatificationTrack, ReadinessSign, StateVote, TrackStep
from coalition.universalization.rules.signals import YEARS_OF_VOTES, Seen, Sign, said_yes
from coalition.universalization.rules.votes import Vote

OUTSIDE = frozenset(TreatyStatus) - {TreatyStatus.STATE_PARTY}
JOINING = frozenset(
    (
        TreatyEvent.RATIFICATION,
        TreatyEvent.ACCEPTANCE,
        TreatyEvent.APPROVAL,
        TreatyEvent.ACCESSION,
        TreatyEvent.SUCCESSION,
        TreatyEvent.CONSENT,
    )
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """One State outside the Convention."""

    state: State
    status: TreatyStatus
    track: RatificationTrack | None
    signs: Sequence[Seen]

    @property
    def kinds(self) -> frozenset[Sign]:
        """Its signs, each once."""
        return frozenset(seen.sign for seen in self.signs)


def list_candidates(
    session: Session, today: date, *, sign: Sign | None = None, page: int = 1
) -> Page[Candidate]:
    """Return one page of the States outside the Convention by name, never ranked; five queries."""
    events = list_events(session)
    tracks = {track.state_id: track for track in session.exec(select(RatificationTrack)).all()}
    stated = _stated(session)
    votes = _votes(session)
    found = []
    for state in session.exec(select(State)).all():
        own = events.get(state.id, [])
        status = status_on(own, Instrument.CCM, today)
        if status in OUTSIDE:
            signs = [*_worked_out(own, status, votes.get(state.id, {}), today), *stated.get(state.id, [])]
            found.append(Candidate(state, status, tracks.get(state.id), signs))
    kept = [one for one in found if sign is None or sign in one.kinds]
    kept.sort(key=lambda one: fold(one.state.label))
    return Page(kept[(page - 1) * PER_PAGE : page * PER_PAGE], page, len(kept))


def candidate_of(session: Session, state: State, today: date) -> Candidate:
    """Return one State with its signs, party or not."""
    own = list_events(session, state_ids=[state.id]).get(state.id, [])
    status = status_on(own, Instrument.CCM, today)
    votes = _votes(session).get(state.id, {})
    signs = [*_worked_out(own, status, votes, today), *_stated(session).get(state.id, [])]
    return Candidate(state, status, session.get(RatificationTrack, state.id), signs)


def _worked_out(
    events: Sequence[TreatyStatusEvent], status: TreatyStatus, votes: Mapping[int, Vote], today: date
) -> list[Seen]:
    found = []
    if status is TreatyStatus.SIGNATORY:
        found.append(_from_event(Sign.SIGNATORY, events, Instrument.CCM))
    if status_on(events, Instrument.APMBC, today) is TreatyStatus.STATE_PARTY:
        found.append(_from_event(Sign.MINE_BAN_PARTY, events, Instrument.APMBC))
    years = sorted(votes)[-YEARS_OF_VOTES:]
    if said_yes([votes[year] for year in years]):
        source = ", ".join(str(year) for year in years)
        said = f"votes of the General Assembly {source}"
        found.append(Seen(Sign.YES_VOTES, date(years[-1], 1, 1), said, Precision.YEAR))
    return found


def _from_event(sign: Sign, events: Sequence[TreatyStatusEvent], instrument: Instrument) -> Seen:
    last = [event for event in events if event.instrument is instrument][-1]
    return Seen(sign, last.happened_on, last.source)


def _stated(session: Session) -> dict[int, list[Seen]]:
    found: dict[int, list[Seen]] = defaultdict(list)
    for row in session.exec(select(ReadinessSign).order_by(col(ReadinessSign.stated_on))).all():
        found[row.state_id].append(Seen(row.sign, row.stated_on, row.source))
    return found


def _votes(session: Session) -> dict[int, dict[int, Vote]]:
    """Return the votes of each State by year: those in plenary where they are on record."""
    found: dict[int, dict[int, Vote]] = defaultdict(dict)
    rows = sa.select(col(StateVote.year), col(StateVote.state_id), col(StateVote.vote))
    # "first_committee" comes before "plenary", so that the later ballot of a year stands.
    for year, state_id, vote in session.execute(rows.order_by(col(StateVote.stage))).all():
        found[state_id][year] = vote
    return found


def list_steps(session: Session, state_id: int) -> Sequence[TrackStep]:
    """Return the steps of a track, the newest first."""
    rows = (
        select(TrackStep).where(TrackStep.state_id == state_id).options(joinedload(related(TrackStep.person)))
    )
    return session.exec(rows.order_by(col(TrackStep.happened_on).desc(), col(TrackStep.id).desc())).all()


def count_joined(session: Session, since: date, until: date) -> list[tuple[date, str]]:
    """Return who has joined after a baseline day, up to a day, as (day, State); the oldest first."""
    rows = (
        sa.select(col(TreatyStatusEvent.happened_on), col(State.short_name))
        .join(State, col(State.id) == col(TreatyStatusEvent.state_id))
        .where(
            col(TreatyStatusEvent.instrument) == Instrument.CCM,
            col(TreatyStatusEvent.event).in_(JOINING),
            col(TreatyStatusEvent.happened_on) > since,
            col(TreatyStatusEvent.happened_on) <= until,
        )
        .order_by(col(TreatyStatusEvent.happened_on))
    )
    return [(day, name) for day, name in session.execute(rows).all()]
