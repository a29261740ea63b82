"""Objectives of a version and their yearly milestones."""

from sqlmodel import Session, select

from coalition.core.errors import RuleBroken
from coalition.core.text import squeeze
from coalition.strategies import rules
from coalition.strategies.models import ObjectiveMilestone, StrategyObjective, StrategyVersion
from coalition.strategies.queries import list_milestones, list_objectives
from coalition.strategies.rules import UNSIGNED, ObjectiveFacts


def write_objective(
    session: Session,
    version: StrategyVersion,
    *,
    facts: ObjectiveFacts,
    objective: StrategyObjective | None = None,
) -> StrategyObjective:
    """Add an objective to a version, or change one. What was endorsed keeps its targets.

    Raises RuleBroken when the code is taken, a number is negative, or the version is signed.
    """
    _check_open(version)
    rules.check_objective(facts)
    taken = session.exec(
        select(StrategyObjective).where(
            StrategyObjective.version_id == version.id, StrategyObjective.code == squeeze(facts.code)
        )
    ).first()
    if taken is not None and taken is not objective:
        raise RuleBroken("The version has an objective {code} already.", field="code", code=taken.code)
    if objective is None:
        objective = StrategyObjective(version_id=version.id, code="", text="", pillar=facts.pillar)
    objective.code, objective.text, objective.pillar = squeeze(facts.code), squeeze(facts.text), facts.pillar
    objective.indicator, objective.unit = squeeze(facts.indicator), squeeze(facts.unit)
    objective.baseline, objective.target = facts.baseline, facts.target
    objective.target_year, objective.action_plan_refs = facts.target_year, squeeze(facts.action_plan_refs)
    session.add(objective)
    session.flush()
    return objective


def set_milestones(session: Session, objective: StrategyObjective, milestones: dict[int, int]) -> None:
    """Say what an objective is to have reached by the end of each year; replaces what stood before."""
    _check_open(objective.version)
    rules.check_milestones(milestones, objective.target, objective.target_year)
    for old in list_milestones(session, [objective.id]):
        session.delete(old)
    session.flush()
    session.add_all(
        ObjectiveMilestone(objective_id=objective.id, year=year, value=value)
        for year, value in milestones.items()
    )
    session.flush()


def drop_objective(session: Session, objective: StrategyObjective) -> None:
    """Take an objective out of a draft."""
    _check_open(objective.version)
    for old in list_milestones(session, [objective.id]):
        session.delete(old)
    session.flush()
    session.delete(objective)
    session.flush()


def carry_over(session: Session, version: StrategyVersion, *, older: StrategyVersion) -> int:
    """Copy an older version's objectives with their milestones into a draft; return how many.

    Each is tied to the one it follows. Those whose code the draft has already are left as they are.
    """
    _check_open(version)
    if older.document_id != version.document_id:
        raise RuleBroken("Objectives are carried over within one document.")
    there = {objective.code for objective in list_objectives(session, version.id)}
    copied = [one for one in list_objectives(session, older.id) if one.code not in there]
    steps = list_milestones(session, [one.id for one in copied])
    for one in copied:
        said = one.model_dump(exclude={"id", "version_id", "follows_id"})
        fresh = StrategyObjective(**said, version_id=version.id, follows_id=one.id)
        session.add(fresh)
        session.flush()
        session.add_all(
            ObjectiveMilestone(objective_id=fresh.id, year=step.year, value=step.value)
            for step in steps
            if step.objective_id == one.id
        )
    session.flush()
    return len(copied)


def _check_open(version: StrategyVersion) -> None:
    if version.status not in UNSIGNED:
        raise RuleBroken("An endorsed version keeps its objectives; start a new version instead.")
