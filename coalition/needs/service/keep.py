"""Writing needs down: drafts, edits, posting, drafts on behalf of a State that has no user yet."""

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session, select

from coalition.contamination.queries import find_hazard_areas
from coalition.core.errors import RuleBroken
from coalition.core.money import check_currency
from coalition.core.text import squeeze
from coalition.core.when import Precision, When
from coalition.needs import rules
from coalition.needs.models import Need, NeedConfirmation, NeedHazardArea, NeedPhase
from coalition.needs.queries import list_phases, next_rank, next_ref
from coalition.needs.rules import EDITABLE, RANKED, NeedFacts, NeedStatus
from coalition.rates.service import usd_value
from coalition.states.models import State
from coalition.strategies.models import StrategyObjective


def save_draft(
    session: Session, state: State, *, facts: NeedFacts, person_id: int | None, today: date
) -> Need:
    """Keep a new need as a draft of its State. Raises RuleBroken when one of the first fields is empty."""
    need = Need(
        ref=next_ref(session, state.iso3, today.year),
        state_id=state.id,
        created_on=today,
        created_by_id=person_id,
        title=facts.title,
        pillar=facts.pillar,
        need_type=facts.need_type,
        description=facts.description,
        contact=facts.contact,
    )
    _write(session, need, facts, today)
    session.add(need)
    session.flush()
    return need


def edit(session: Session, need: Need, *, facts: NeedFacts, seen_version: int, today: date) -> None:
    """Change a need's facts. A posted need keeps all that posting asks for.

    Raises RuleBroken, also when somebody else changed it since the author saw it.
    """
    if need.row_version != seen_version:
        raise RuleBroken(
            "Somebody else changed this need meanwhile. Look at it again, then repeat your change."
        )
    if need.status not in EDITABLE:
        raise RuleBroken("A need that is {now} can no longer be changed.", now=need.status)
    if need.status in RANKED:
        _refuse_first(rules.missing_to_post(facts))
    _write(session, need, facts, today)
    need.row_version += 1
    session.flush()


def post(session: Session, need: Need, *, person_id: int | None, today: date) -> None:
    """Make a draft a posted need, ranked after the State's others.

    Raises RuleBroken naming the first thing it lacks; `rules.missing_to_post` gives all of them.
    """
    rules.check_step(need.status, NeedStatus.OPEN)
    _refuse_first(rules.missing_to_post(facts_of(need)))
    need.status = NeedStatus.OPEN
    need.posted_on = need.last_confirmed_on = today
    need.priority_rank = next_rank(session, need.state_id)
    need.row_version += 1
    session.add(NeedConfirmation(need_id=need.id, confirmed_on=today, confirmed_by_id=person_id))
    session.flush()


def draft_on_behalf(
    session: Session, state: State, *, facts: NeedFacts, source: str, source_on: When, today: date
) -> Need:
    """Keep what a State said it needs until it adopts or rejects it; outside totals and matching (I23)."""
    if len(source.strip()) < 5:
        raise RuleBroken("Say who stated the need, and where.", field="source")
    if source_on.first > today:
        raise RuleBroken("That day lies in the future.", field="source_on")
    need = save_draft(session, state, facts=facts, person_id=None, today=today)
    need.source = squeeze(source)
    need.source_on, need.source_on_precision = source_on.on, source_on.precision
    need.status = NeedStatus.DRAFT_ON_BEHALF
    session.flush()
    return need


def adopt(session: Session, need: Need, *, person_id: int | None) -> None:
    """The State makes a need that was kept on its behalf its own draft."""
    rules.check_step(need.status, NeedStatus.DRAFT)
    need.status = NeedStatus.DRAFT
    need.created_by_id = person_id
    session.flush()


def reject(session: Session, need: Need, *, reason: str) -> None:
    """The State says that a need kept on its behalf is none of its own."""
    rules.check_step(need.status, NeedStatus.REJECTED)
    need.status, need.withdrawn_reason = NeedStatus.REJECTED, squeeze(reason)
    session.flush()


def set_phases(session: Session, need: Need, phases: dict[int, int]) -> None:
    """Say what of the cost falls into which year, in minor units; an empty mapping takes the phasing away."""
    rules.check_phases(phases, need.cost, need.period_start, need.period_end)
    for old in list_phases(session, [need.id]):
        session.delete(old)
    session.flush()
    session.add_all(NeedPhase(need_id=need.id, year=year, amount=part) for year, part in phases.items())
    session.flush()


def link_hazard_areas(session: Session, need: Need, refs: Sequence[str]) -> None:
    """Say which hazard areas a need is about, by national reference; replaces what stood before."""
    wanted = {squeeze(ref) for ref in refs if squeeze(ref)}
    found = find_hazard_areas(session, need.state_id, wanted)
    missing = wanted - {one.national_ref for one in found}
    if missing:
        raise RuleBroken("No hazard area has the reference {ref}.", field="hazard_areas", ref=min(missing))
    for old in session.exec(select(NeedHazardArea).where(NeedHazardArea.need_id == need.id)):
        session.delete(old)
    session.flush()
    session.add_all(NeedHazardArea(need_id=need.id, hazard_area_id=one.id) for one in found)
    session.flush()


def facts_of(need: Need) -> NeedFacts:
    """Return what is written down about a need."""
    return NeedFacts(
        title=need.title,
        pillar=need.pillar,
        need_type=need.need_type,
        description=need.description,
        contact=need.contact,
        objective_id=need.objective_id,
        no_strategy_reason=need.no_strategy_reason,
        output_indicator=need.output_indicator,
        output_target=need.output_target,
        output_unit=need.output_unit,
        period_start=_when(need.period_start, need.period_start_precision),
        period_end=_when(need.period_end, need.period_end_precision),
        cost=need.cost,
        currency=need.currency,
        cost_basis=need.cost_basis,
        national_contribution=need.national_contribution,
        places=need.places,
        whole_country=need.whole_country,
        target_groups=need.target_groups,
        expected_beneficiaries=need.expected_beneficiaries,
        preferred_channels=need.preferred_channels,
        environment_note=need.environment_note,
        gender_note=need.gender_note,
    )


PLAIN = (
    *("title", "description", "contact", "no_strategy_reason", "output_indicator", "output_unit"),
    *("target_groups", "preferred_channels", "environment_note", "gender_note"),
)
AS_GIVEN = ("pillar", "need_type", "objective_id", "output_target", "cost_basis", "whole_country")


def _write(session: Session, need: Need, facts: NeedFacts, today: date) -> None:
    _refuse_first(rules.missing_to_draft(facts))
    rules.check_facts(facts)
    _check_objective(session, need, facts.objective_id)
    for name in PLAIN:
        setattr(need, name, getattr(facts, name).strip())
    for name in AS_GIVEN:
        setattr(need, name, getattr(facts, name))
    need.expected_beneficiaries = facts.expected_beneficiaries
    need.places = "\n".join(line for line in map(squeeze, facts.places.splitlines()) if line)
    start, end = facts.period_start, facts.period_end
    need.period_start, need.period_start_precision = (
        (start.on, start.precision) if start else (None, Precision.DAY)
    )
    need.period_end, need.period_end_precision = (end.last, end.precision) if end else (None, Precision.DAY)
    _write_cost(session, need, facts, today)


def _write_cost(session: Session, need: Need, facts: NeedFacts, today: date) -> None:
    """Set the cost; its value in dollars stays as it was unless the cost itself changes (I08)."""
    currency = facts.currency if facts.cost is not None else None
    if (facts.cost, currency) != (need.cost, need.currency):
        need.cost, need.currency = facts.cost, currency
        need.cost_on = need.cost_usd = None
        if facts.cost is not None:
            check_currency(currency or "")
            need.cost_on = today
            need.cost_usd, _ = usd_value(session, facts.cost, currency=currency or "", day=today)
    need.national_contribution = facts.national_contribution if currency else None


def _check_objective(session: Session, need: Need, objective_id: int | None) -> None:
    if objective_id is None:
        return
    objective = session.get(StrategyObjective, objective_id)
    if objective is None or objective.state_id != need.state_id:
        raise RuleBroken("Choose an objective of this State's own strategy.", field="objective")


def _refuse_first(lacks: list[tuple[str, str]]) -> None:
    for field, words in lacks:
        raise RuleBroken(words, field=field)


def _when(on: date | None, precision: Precision) -> When | None:
    if on is None:
        return None
    return When(on, precision)
