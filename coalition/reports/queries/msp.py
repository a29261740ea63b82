"""What the ICA coordinators report to the Meeting of States Parties: counts, and names only with consent."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload
from sqlmodel import Session, col, select

from coalition.coalitions.models import Coalition, CoalitionMember
from coalition.coalitions.rules import LEADING, OPEN, CoalitionStatus
from coalition.core.visibility import Visibility
from coalition.db import related
from coalition.duplication.models import DuplicationFlag, FlagDecision
from coalition.health.models import Remedy
from coalition.health.queries.facts import list_reviewed
from coalition.health.queries.money import money_of
from coalition.health.rules.money import kept_promises
from coalition.needs.models import Need
from coalition.needs.rules import SHOWN, NeedStatus
from coalition.pledges.queries import Totals, Which, totals_of
from coalition.rounds.models import AnswerRound, RoundAnswer
from coalition.strategies.rules import Pillar
from coalition.treaty.rules.said import Said


@dataclass(slots=True)
class Year:
    """The figures of a reporting period."""

    start: date
    end: date
    stages: Counter[CoalitionStatus] = field(default_factory=Counter)
    named: Mapping[CoalitionStatus, list[str]] = field(default_factory=dict)
    needs: Sequence[tuple[Pillar, int, int, int]] = ()  # pillar, posted, partly met, met or fulfilled
    totals: Totals = field(default_factory=Totals)
    conversion: Said | None = None
    flags_found: int = 0
    flags_open: int = 0
    decisions: Counter[str] = field(default_factory=Counter)
    leads_begun: int = 0
    leads_ended: int = 0
    remedies: Counter[str] = field(default_factory=Counter)
    rounds: int = 0
    answers: Counter[str] = field(default_factory=Counter)


def year_of(session: Session, start: date, end: date) -> Year:
    """Return the figures of a period, its last day included; a constant number of queries."""
    year = Year(start, end)
    _stages(session, year)
    year.needs = _needs(session)
    year.totals = totals_of(session, Which())
    states = {coalition.state_id for coalition in list_reviewed(session)}
    if states:
        # All coalitions together: single pledges, and single States, stay unnamed.
        money = money_of(session, sorted(states), end)
        promises = [promise for one in money.values() for promise in one.promises]
        year.conversion = kept_promises(promises, end).why
    _flags(session, year)
    _leads(session, year)
    year.remedies = _counted(session, col(Remedy.status), col(Remedy.opened_on).between(start, end))
    _rounds(session, year)
    return year


def _stages(session: Session, year: Year) -> None:
    shown = (*OPEN, CoalitionStatus.COMPLETED)
    rows = (
        select(Coalition)
        .where(col(Coalition.status).in_(shown))
        .options(joinedload(related(Coalition.state)))
    )
    named: dict[CoalitionStatus, list[str]] = {}
    for coalition in session.exec(rows).all():
        year.stages[coalition.status] += 1
        if coalition.visibility is Visibility.PUBLIC and coalition.consent_on is not None:
            named.setdefault(coalition.status, []).append(coalition.state.label)
    year.named = {status: sorted(names) for status, names in named.items()}


def _needs(session: Session) -> list[tuple[Pillar, int, int, int]]:
    rows = (
        sa.select(col(Need.pillar), col(Need.status), sa.func.count())
        .where(col(Need.status).in_(SHOWN))
        .group_by(col(Need.pillar), col(Need.status))
    )
    found: dict[Pillar, Counter[NeedStatus]] = {}
    for pillar, status, count in session.execute(rows).all():
        found.setdefault(Pillar(pillar), Counter())[NeedStatus(status)] += count
    return [
        (
            pillar,
            sum(found[pillar].values()),
            found[pillar][NeedStatus.PARTLY_MET],
            found[pillar][NeedStatus.MET] + found[pillar][NeedStatus.FULFILLED],
        )
        for pillar in Pillar
        if pillar in found
    ]


def _counted(session: Session, column: Any, *clauses: sa.ColumnElement[bool]) -> Counter[str]:
    rows = sa.select(column, sa.func.count()).where(*clauses).group_by(column)
    return Counter({str(value): count for value, count in session.execute(rows).all()})


def _flags(session: Session, year: Year) -> None:
    opened = col(DuplicationFlag.opened_on)
    year.flags_found = session.exec(
        select(sa.func.count()).select_from(DuplicationFlag).where(opened.between(year.start, year.end))
    ).one()
    decided = col(FlagDecision.decided_on).between(year.start, year.end)
    year.decisions = _counted(session, col(FlagDecision.outcome), decided)
    year.flags_open = _counted(session, col(DuplicationFlag.status))["open"]


def _leads(session: Session, year: Year) -> None:
    leading = col(CoalitionMember.role).in_(LEADING)
    for day, name in ((CoalitionMember.valid_from, "leads_begun"), (CoalitionMember.valid_to, "leads_ended")):
        rows = select(sa.func.count()).select_from(CoalitionMember)
        count = session.exec(rows.where(leading, col(day).between(year.start, year.end))).one()
        setattr(year, name, count)


def _rounds(session: Session, year: Year) -> None:
    sent = col(AnswerRound.sent_on).between(year.start, year.end)
    year.rounds = session.exec(select(sa.func.count()).select_from(AnswerRound).where(sent)).one()
    year.answers = _counted(
        session, col(RoundAnswer.kind), col(RoundAnswer.answered_on).between(year.start, year.end)
    )
