"""The facts of many coalitions at once: the number of queries does not grow with theirs."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import joinedload
from sqlmodel import Session, col, select

from coalition.coalitions.models import Coalition
from coalition.coalitions.rules import OPEN
from coalition.core.when import add_months
from coalition.db import related
from coalition.health.queries.article7 import article7_of
from coalition.health.queries.money import Money, money_of, needs_of
from coalition.health.queries.people import Guides, Seats, guides_of, rhythms_of, seats_of
from coalition.health.queries.work import (
    CONTAMINATION_MONTHS,
    PILLARS_OF_ARTICLE,
    Duties,
    Reporting,
    Results,
    duties_of,
    kept_programmes,
    reporting_of,
    results_of,
    supported_by_programmes,
)
from coalition.health.rules.facts import Facts, Freshness, NeedFact, Rhythm
from coalition.states.models import State
from coalition.states.rules import Known
from coalition.strategies.rules import Pillar


def list_reviewed(session: Session, coalition_id: int | None = None) -> Sequence[Coalition]:
    """Return the open coalitions with their States, by State name; or the one asked for."""
    rows = select(Coalition).join(State).options(joinedload(related(Coalition.state)))
    if coalition_id is None:
        rows = rows.where(col(Coalition.status).in_(OPEN))
    else:
        rows = rows.where(Coalition.id == coalition_id)
    return session.exec(rows.order_by(State.name, col(Coalition.id))).all()


@dataclass(frozen=True, slots=True)
class Gathered:
    """What the queries found, by State or by coalition."""

    on: date
    article7: Mapping[int, float]
    seats: Seats
    guides: Guides
    needs: Mapping[int, Sequence[NeedFact]]
    money: Mapping[int, Money]
    results: Results
    duties: Duties
    programmes: Mapping[int, set[Pillar]]
    kept: Mapping[int, Freshness]
    reporting: Reporting
    rhythms: Mapping[int, Rhythm]


def gather(
    session: Session,
    coalitions: Sequence[Coalition],
    on: date,
    article7: Mapping[int, float] | None = None,
) -> list[Facts]:
    """Return the facts of these coalitions on a day; `article7` by State, if it is not to be looked up.

    Money that came and stages that were taken after the day do not count; what was changed in place since
    (a need's cost, say) counts as it stands now.
    """
    ids = [coalition.id for coalition in coalitions]
    states = sorted({coalition.state_id for coalition in coalitions})
    guides = guides_of(session, states, on)
    results = results_of(session, states, guides.version_ids, on)
    found = Gathered(
        on=on,
        article7=article7_of(session, states, on) if article7 is None else article7,
        seats=seats_of(session, ids, on),
        guides=guides,
        needs=needs_of(session, states, on),
        money=money_of(session, states, on),
        results=results,
        duties=duties_of(session, states, on, results.yearly_m2),
        programmes=supported_by_programmes(session, states, on),
        kept=kept_programmes(session, states, on),
        reporting=reporting_of(session, states, on),
        rhythms=rhythms_of(session, [(c.id, c.state_id) for c in coalitions], on),
    )
    return [_facts(coalition, found) for coalition in coalitions]


def _facts(c: Coalition, g: Gathered) -> Facts:
    return Facts(
        coalition_id=c.id,
        state_id=c.state_id,
        iso3=c.state.iso3,
        state=c.state.label,
        name=c.name,
        begun_on=c.started_on or c.proposed_on,
        rhythm_months=c.meeting_rhythm_months,
        scope=scope_of(c.scope_articles),
        active_pillars=frozenset(g.duties.pillars.get(c.state_id, ())),
        coordinators=tuple(g.seats.coordinators.get(c.id, ())),
        leads=tuple(g.seats.leads.get(c.id, ())),
        contribution_stated=c.state_id in g.guides.contributing,
        guide=g.guides.now.get(c.state_id),
        last_guide=g.guides.over.get(c.state_id),
        needs=tuple(g.needs.get(c.state_id, ())),
        grants=tuple(_money(g.money, c).grants),
        promises=tuple(_money(g.money, c).promises),
        plans=tuple(_money(g.money, c).plans),
        milestones=tuple(g.results.milestones.get(c.state_id, ())),
        results_reported=c.state_id in g.results.reported,
        delays=g.reporting.delays.get(c.state_id, ()),
        contamination_unknown=c.state_id in g.duties.unknown,
        paces=tuple(g.duties.paces.get(c.state_id, ())),
        supported=frozenset(_money(g.money, c).technical | g.programmes.get(c.state_id, set())),
        has_victims=c.state.has_victims is Known.YES,
        article7=g.article7.get(c.state_id),
        reports_due=g.reporting.due.get(c.state_id, 0),
        reports_in_time=g.reporting.in_time.get(c.state_id, 0),
        records=_records(
            g.duties.contamination.get(c.state_id), g.kept.get(c.state_id), g.seats.contacts.get(c.id), g.on
        ),
        rhythm=g.rhythms.get(c.id, Rhythm()),
    )


def _money(money: Mapping[int, Money], coalition: Coalition) -> Money:
    return money.get(coalition.state_id) or Money()


def _records(
    contamination: date | None, programmes: Freshness | None, contacts: Freshness | None, on: date
) -> tuple[Freshness, ...]:
    found = [kind for kind in (programmes, contacts) if kind is not None]
    if contamination is not None:
        fresh = contamination >= add_months(on, -CONTAMINATION_MONTHS)
        found.insert(0, Freshness("contamination", int(fresh), 1))
    return tuple(found)


def scope_of(articles: str) -> frozenset[Pillar]:
    """Return the pillars that the articles in scope ask for ("4, 5": clearance, risk, victims)."""
    named = {int(number) for number in re.findall(r"\d+", articles)}
    return frozenset(pillar for article in named for pillar in PILLARS_OF_ARTICLE.get(article, frozenset()))
