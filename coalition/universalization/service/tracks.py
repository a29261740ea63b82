"""How far a State has come, and what speaks for its joining. The caller commits."""

from datetime import date

from sqlmodel import Session, col, select

from coalition.core.errors import RuleBroken
from coalition.states.models import State
from coalition.universalization.models import Outreach, RatificationTrack, ReadinessSign, TrackStep
from coalition.universalization.rules.outreach import OutreachStatus
from coalition.universalization.rules.signals import COMPUTED, Sign
from coalition.universalization.rules.stages import Barrier, Side, Stage, check_move


def move_track(
    session: Session,
    state: State,
    *,
    stage: Stage,
    side: Side,
    on: date,
    evidence: str,
    barrier: Barrier | None = None,
    not_before: date | None = None,
    person_id: int | None,
    today: date,
) -> RatificationTrack:
    """Record how far a State has come. Raises RuleBroken."""
    track = session.get(RatificationTrack, state.id) or RatificationTrack(state_id=state.id, since=on)
    check_move(
        track.stage,
        stage,
        side=side,
        barrier=barrier,
        not_before=not_before,
        on=on,
        today=today,
        evidence=evidence,
    )
    session.add(
        TrackStep(
            state_id=state.id,
            before=track.stage,
            after=stage,
            side=side,
            barrier=barrier,
            happened_on=on,
            evidence=evidence.strip(),
            person_id=person_id,
        )
    )
    track.stage, track.side, track.since = stage, side, on
    track.barrier = barrier if side is Side.STALLED else None
    track.not_before = not_before if side is Side.PAUSED else None
    if track.not_before is not None:
        _put_off(session, state.id, track.not_before)
    session.add(track)
    session.flush()
    return track


def note_sign(
    session: Session, state: State, *, sign: Sign, on: date, source: str, person_id: int | None, today: date
) -> ReadinessSign:
    """Record what a State declared. Raises RuleBroken for a sign that is worked out, or one of tomorrow."""
    if sign in COMPUTED:
        raise RuleBroken("This sign is worked out from treaty events and votes.", field="sign")
    if on > today:
        raise RuleBroken("It is recorded when it was said, not before.", field="on")
    if not source.strip():
        raise RuleBroken("Say where it was stated.", field="source")
    found = ReadinessSign(
        state_id=state.id, sign=sign, stated_on=on, source=source.strip(), person_id=person_id
    )
    same = select(ReadinessSign).where(
        ReadinessSign.state_id == state.id, ReadinessSign.sign == sign, ReadinessSign.stated_on == on
    )
    if session.exec(same).first() is not None:
        raise RuleBroken("This is on record already.", field="sign")
    session.add(found)
    session.flush()
    return found


def _put_off(session: Session, state_id: int, until: date) -> None:
    """Put off what is planned with a State before the day until which it asked to be left in peace."""
    rows = select(Outreach).where(
        Outreach.state_id == state_id,
        Outreach.status == OutreachStatus.PLANNED,
        col(Outreach.happens_on) < until,
    )
    for planned in session.exec(rows).all():
        planned.status = OutreachStatus.POSTPONED
