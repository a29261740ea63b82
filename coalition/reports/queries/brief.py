"""What the brief of a coalition and the donor pack say. US cents and m²."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlmodel import Session, col

from coalition.auth.policy import Standing
from coalition.coalitions.models import Coalition, CoalitionMember
from coalition.coalitions.queries import list_members
from coalition.coalitions.rules import is_current
from coalition.core.when import add_months
from coalition.health.queries.money import Money, money_of, needs_of
from coalition.health.queries.people import guides_of
from coalition.health.queries.work import duties_of, results_of
from coalition.health.rules.facts import Grant, Milestone, NeedFact, Pace
from coalition.needs.models import Need
from coalition.needs.queries import list_needs_of
from coalition.needs.queries.sight import sight_of
from coalition.needs.rules import Coverage
from coalition.organisations.models import Contact, Organisation
from coalition.organisations.queries import label_of, list_contacts
from coalition.pledges.models import Pledge
from coalition.pledges.queries import Which, coverage_of
from coalition.pledges.queries.choosing import counted_once
from coalition.pledges.rules import FIRM
from coalition.strategies.models import StrategyObjective, StrategyVersion
from coalition.strategies.queries import find_guiding, list_objectives
from coalition.strategies.rules import Pillar
from coalition.treaty.queries import list_deadlines
from coalition.treaty.rules.deadline import Deadline

NEXT_MONTHS = 18


@dataclass(frozen=True, slots=True)
class Outlook:
    """What the health review reads of one State and a brief repeats: asked, given, reached, remaining."""

    needs: Sequence[NeedFact]
    grants: Sequence[Grant]
    milestones: Sequence[Milestone]
    paces: Sequence[Pace]
    contamination_unknown: bool


@dataclass(frozen=True, slots=True)
class Brief:
    """Everything the one page says, as the reader may see it."""

    coalition: Coalition
    members: Sequence[CoalitionMember]
    contacts: Sequence[Contact]
    strategy: StrategyVersion | None
    objectives: Sequence[StrategyObjective]
    facts: Outlook
    needs: Sequence[Need]
    coverage: dict[int, Coverage]
    paying: Sequence[tuple[str, Pillar, int]]
    deadlines: Sequence[Deadline]


def brief_of(session: Session, coalition: Coalition, viewer: Standing, on: date) -> Brief:
    """Return what the brief says to this reader on a day."""
    members = [m for m in list_members(session, [coalition.id]) if is_current(m.valid_from, m.valid_to, on)]
    strategy = find_guiding(session, coalition.state_id)
    needs = list_needs_of(session, coalition.state_id, sight=sight_of(viewer))
    seats = [member.organisation_id for member in members]
    return Brief(
        coalition=coalition,
        members=members,
        contacts=[c for c in list_contacts(session, seats, on) if is_current(c.valid_from, c.valid_to, on)],
        strategy=strategy,
        objectives=list_objectives(session, strategy.id) if strategy else (),
        facts=_outlook(session, coalition.state_id, on),
        needs=needs,
        coverage=coverage_of(session, needs),
        paying=_paying(session, coalition.state_id, viewer),
        deadlines=list_deadlines(
            session, on=on, start=on, end=add_months(on, NEXT_MONTHS), state_id=coalition.state_id
        ),
    )


def _outlook(session: Session, state_id: int, on: date) -> Outlook:
    guides = guides_of(session, [state_id], on)
    results = results_of(session, [state_id], guides.version_ids, on)
    duties = duties_of(session, [state_id], on, results.yearly_m2)
    money = money_of(session, [state_id], on).get(state_id) or Money()
    return Outlook(
        needs=needs_of(session, [state_id], on).get(state_id, ()),
        grants=money.grants,
        milestones=results.milestones.get(state_id, ()),
        paces=duties.paces.get(state_id, ()),
        contamination_unknown=state_id in duties.unknown,
    )


def _paying(session: Session, state_id: int, viewer: Standing) -> list[tuple[str, Pillar, int]]:
    """Return firm money by donor and pillar, of the pledges that the reader may see; onward grants once."""
    which = Which(viewer=viewer, state_id=state_id, stages=tuple(FIRM))
    name = label_of()
    rows = (
        sa.select(name, col(Pledge.pillar), sa.func.sum(Pledge.counted_usd))
        .select_from(Pledge)
        .join(Organisation, col(Organisation.id) == col(Pledge.donor_id))
        .where(*counted_once(which))
        .group_by(name, col(Pledge.pillar))
        .order_by(name)
    )
    return [(donor, pillar, int(usd or 0)) for donor, pillar, usd in session.execute(rows).all()]
