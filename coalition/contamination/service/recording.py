"""Snapshots, and the status of single hazard areas."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, select

from coalition.contamination import rules
from coalition.contamination.models import ContaminationSnapshot, HazardArea
from coalition.contamination.rules import HazardMix, HazardStatus, Knowledge
from coalition.core.errors import RuleBroken
from coalition.core.text import squeeze
from coalition.core.visibility import Confidence, Visibility
from coalition.core.when import When


@dataclass(frozen=True, slots=True, kw_only=True)
class SnapshotFacts:
    """What a State says of its contamination on a day. Areas in m²; None is not known."""

    as_of: When
    knowledge: Knowledge
    hazard_mix: HazardMix
    source: str
    sha: int | None = None
    cha: int | None = None
    method_note: str = ""
    confidence: Confidence = Confidence.MEDIUM
    visibility: Visibility = Visibility.MEMBERS
    is_example: bool = False


def record_snapshot(
    session: Session, state_id: int, *, facts: SnapshotFacts, today: date
) -> ContaminationSnapshot:
    """Record what is known on a day; older ones stay as they were. Raises RuleBroken by field."""
    rules.check_snapshot(facts.knowledge, facts.sha, facts.cha)
    if facts.as_of.first > today:
        raise RuleBroken("That day lies in the future.", field="as_of")
    if len(squeeze(facts.source)) < 3:
        raise RuleBroken("Say where the figures come from.", field="source")
    there = select(ContaminationSnapshot).where(
        ContaminationSnapshot.state_id == state_id,
        ContaminationSnapshot.as_of == facts.as_of.on,
        ContaminationSnapshot.hazard_mix == facts.hazard_mix,
        ContaminationSnapshot.source == squeeze(facts.source),
    )
    if session.exec(there).first() is not None:
        raise RuleBroken("This source is recorded for that day already.", field="as_of")
    snapshot = ContaminationSnapshot(
        state_id=state_id,
        as_of=facts.as_of.on,
        as_of_precision=facts.as_of.precision,
        knowledge=facts.knowledge,
        sha_m2=facts.sha,
        cha_m2=facts.cha,
        hazard_mix=facts.hazard_mix,
        method_note=facts.method_note.strip(),
        source=squeeze(facts.source),
        confidence=facts.confidence,
        visibility=facts.visibility,
        is_example=facts.is_example,
        recorded_on=today,
    )
    session.add(snapshot)
    session.flush()
    return snapshot


def move_hazard_area(session: Session, hazard: HazardArea, *, then: HazardStatus) -> None:
    """Say where work on a hazard area stands; what is closed can be opened again when hazards are found."""
    hazard.status = then
    session.flush()
