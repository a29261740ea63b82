"""What a donor's first page shows: pledges to move on, needs that fit, answers received."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import joinedload
from sqlmodel import Session, col, select

from coalition.coalitions.models import Coalition, CoalitionMember
from coalition.coalitions.rules import LEADING, OPEN
from coalition.db import related
from coalition.needs.models import Need, NeedQuestion
from coalition.needs.queries.sight import Sight, in_sight
from coalition.needs.rules import Coverage, NeedStatus
from coalition.pledges.models import DonorProfile, Pledge, ReportedInterest
from coalition.pledges.queries.reading import WITH
from coalition.pledges.queries.sums import coverage_of
from coalition.pledges.rules import LIVE, PledgeStage
from coalition.pledges.rules.fitting import Asked, Wishes, fit_of

ASKING = (NeedStatus.OPEN, NeedStatus.PARTLY_MET, NeedStatus.STALE)
MOST_COMPARED = 300
# An answer is news on the first page for so long.
NEWS = timedelta(days=30)
SOON_LAPSES = timedelta(days=335)


@dataclass(frozen=True, slots=True)
class Fitting:
    """A need that fits, its coverage, and why it fits (message ids)."""

    need: Need
    coverage: Coverage
    reasons: tuple[str, ...]
    points: int


def list_overdue(
    session: Session, donor_ids: Collection[int], today: date, most: int = 7
) -> Sequence[Pledge]:
    """Return the pledges whose expected day of commitment has come, the longest waiting first."""
    rows = select(Pledge).where(
        col(Pledge.donor_id).in_(donor_ids),
        Pledge.stage == PledgeStage.PLEDGE,
        col(Pledge.expected_commitment_on) <= today,
    )
    return session.exec(rows.options(*WITH).order_by(col(Pledge.expected_commitment_on)).limit(most)).all()


def list_fading(session: Session, donor_ids: Collection[int], today: date, most: int = 7) -> Sequence[Pledge]:
    """Return the expressions of interest that lapse within a month unless somebody says they stand."""
    rows = select(Pledge).where(
        col(Pledge.donor_id).in_(donor_ids),
        Pledge.stage == PledgeStage.EXPRESSION_OF_INTEREST,
        col(Pledge.changed_on) <= today - SOON_LAPSES,
    )
    return session.exec(rows.options(*WITH).order_by(col(Pledge.changed_on)).limit(most)).all()


def list_to_move_on(session: Session, donor_ids: Collection[int], most: int = 8) -> Sequence[Pledge]:
    """Return a donor's live pledges, those that rested longest first."""
    rows = select(Pledge).where(col(Pledge.donor_id).in_(donor_ids), col(Pledge.stage).in_(LIVE))
    return session.exec(
        rows.options(*WITH).order_by(col(Pledge.changed_on), col(Pledge.id)).limit(most)
    ).all()


def list_answers(
    session: Session, donor_ids: Collection[int], today: date, most: int = 5
) -> Sequence[NeedQuestion]:
    """Return the questions of these donors that States answered within a month, newest first."""
    rows = select(NeedQuestion).where(
        col(NeedQuestion.organisation_id).in_(donor_ids), col(NeedQuestion.answered_on) >= today - NEWS
    )
    loaded = rows.options(joinedload(related(NeedQuestion.need)))
    return session.exec(
        loaded.order_by(col(NeedQuestion.answered_on).desc(), col(NeedQuestion.id)).limit(most)
    ).all()


def list_fitting(
    session: Session, profile: DonorProfile, today: date, most: int = 5, *, sight: Sight
) -> list[Fitting]:
    """Return posted needs in sight that fit a donor, best first; those it asked to wait with are left out."""
    wait = select(ReportedInterest.need_id).where(
        ReportedInterest.donor_id == profile.organisation_id, col(ReportedInterest.not_before) > today
    )
    asking = col(Need.status).in_(ASKING)
    rows = select(Need).where(asking, col(Need.id).not_in(wait), in_sight(sight))
    if profile.pillars:
        rows = rows.order_by(col(Need.pillar).in_(profile.pillars).desc())
    loaded = rows.options(joinedload(related(Need.state)))
    needs = session.exec(
        loaded.order_by(sa.nulls_last(col(Need.priority_rank)), col(Need.id).desc()).limit(MOST_COMPARED)
    ).all()
    covered = coverage_of(session, needs)
    wishes = wishes_of(profile)
    found = []
    for need in needs:
        fit = fit_of(wishes, _asked(need, covered[need.id]))
        if fit is not None:
            found.append(Fitting(need, covered[need.id], fit.reasons, fit.points))
    return sorted(found, key=lambda each: -each.points)[:most]


def wishes_of(profile: DonorProfile) -> Wishes:
    """Return a profile as the rules take it."""
    return Wishes(
        pillars=frozenset(profile.pillars),
        countries=frozenset(profile.countries),
        regions=frozenset(profile.regions),
        excluded=frozenset(profile.excluded),
        channels=frozenset(profile.channels),
        embassies=frozenset(profile.embassies_in),
        smallest=profile.min_grant_usd,
        largest=profile.max_grant_usd,
    )


def _asked(need: Need, covered: Coverage) -> Asked:
    channels = frozenset(need.preferred_channels.replace(",", "\n").split())
    return Asked(need.pillar.value, need.state.iso3, need.state.ccm_region.value, channels, covered.open)


def list_leads_to_join(session: Session, today: date) -> Sequence[CoalitionMember]:
    """Return the current lead seats of open coalitions, each with its organisation and coalition."""
    rows = (
        select(CoalitionMember)
        .join(Coalition)
        .where(
            col(CoalitionMember.role).in_(LEADING),
            col(Coalition.status).in_(OPEN),
            CoalitionMember.valid_from <= today,
            sa.or_(col(CoalitionMember.valid_to).is_(None), col(CoalitionMember.valid_to) >= today),
        )
    )
    loaded = rows.options(
        joinedload(related(CoalitionMember.organisation)), joinedload(related(CoalitionMember.coalition))
    )
    return session.exec(loaded.order_by(col(CoalitionMember.id))).all()


def list_open_needs(
    session: Session, state_ids: Collection[int], most: int = 100, *, sight: Sight
) -> Sequence[Need]:
    """Return the posted needs in sight of these States that still ask, in the order of each State."""
    asking = col(Need.status).in_(ASKING)
    rows = select(Need).where(col(Need.state_id).in_(state_ids), asking, in_sight(sight))
    loaded = rows.options(joinedload(related(Need.state)))
    return session.exec(
        loaded.order_by(col(Need.state_id), sa.nulls_last(col(Need.priority_rank)), col(Need.id)).limit(most)
    ).all()
