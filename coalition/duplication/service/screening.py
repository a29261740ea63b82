"""Screening: what was compared is stored as questions; what people settled stays settled.

A decision is touched only when the facts it rests on changed materially, and then says what changed.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlmodel import Session, col, select

from coalition.duplication.models import DuplicationFlag, FlagDecision, Screening
from coalition.duplication.queries.checking import Match, candidates_of, matches_of, weigh_all
from coalition.duplication.queries.flags import is_side, newest_decisions
from coalition.duplication.queries.learned import use_learned
from coalition.duplication.queries.sides import list_compared, list_profiles
from coalition.duplication.rules.changes import material_changes
from coalition.duplication.rules.compared import compared_of
from coalition.duplication.rules.eligible import in_order
from coalition.duplication.rules.flags import (
    DECIDED,
    LIKELY,
    WAITING,
    FlagKind,
    FlagStatus,
    SideKind,
    asks,
)
from coalition.duplication.rules.keys import item_of
from coalition.duplication.rules.profile import Side
from coalition.duplication.service.deciding import follow_in_totals
from coalition.duplication.service.index import AT_ONCE, in_batches, index_sides
from coalition.duplication.service.telling import tell_concerned
from coalition.states.queries import ids_by_iso3

Pair = tuple[FlagKind, SideKind, int, SideKind, int]


@dataclass(slots=True)
class Screened:
    """What a screening did. `settled` counts decisions that were met again and left in peace."""

    screened: int = 0
    candidates: int = 0
    new: int = 0
    kept: int = 0
    reopened: int = 0
    settled: int = 0
    flags: dict[int, None] = field(default_factory=dict)
    states: dict[str, int] = field(default_factory=dict)

    def state_of(self, left: Side, right: Side) -> int | None:
        """Return the State that two published records are about: the first country of both."""
        shared = [code for code in left.subject.countries if code in right.subject.countries]
        return next((self.states[code] for code in shared if code in self.states), None)

    def to_json(self) -> dict[str, object]:
        """Return the statistics with the keys of the interface contract."""
        flags = {"new": self.new, "kept": self.kept, "reopened": self.reopened, "settled": self.settled}
        return {"screened": self.screened, "candidates": self.candidates, "flags": flags}


def screen_many(
    session: Session,
    kind: SideKind,
    ids: Iterable[int],
    *,
    now: datetime,
    done: Screened | None = None,
) -> Screened:
    """Compare saved records with all others and store what is worth asking about. The caller commits.

    Their own rows in the index are brought up to date first. A record that is gone, withdrawn or no longer
    compared leaves the index, and its open questions become obsolete.
    """
    use_learned(session)
    done = done or Screened()
    done.states = done.states or ids_by_iso3(session)
    for some in in_batches(ids, AT_ONCE):
        index_sides(session, kind, some)
        here = {
            side.number: side
            for side in list_profiles(session, [item_of(kind, number) for number in some]).values()
        }
        for number in some:
            side = here.get(number)
            if side is None:
                _make_obsolete(session, kind, number, now)
            else:
                _screen_side(session, side, now, done)
        _note_screened(session, kind, {number: here.get(number) for number in some}, now)
        session.flush()
    return done


def _screen_side(session: Session, side: Side, now: datetime, done: Screened) -> None:
    known = _known_flags(session, side)
    others = candidates_of(session, side)
    present = {(other.kind, other.number) for other in others}
    absent = [pair for pair in _partners(side, known.values()) if pair not in present]
    others += list_compared(session, [item_of(*pair) for pair in absent]).values()
    done.screened += 1
    done.candidates += len(others)
    decisions = newest_decisions(session, [f.id for f in known.values() if f.status in DECIDED])
    met: set[Pair] = set()
    named = set(_partners(side, known.values()))
    mine = compared_of(side)
    weighed = [
        found
        for found in weigh_all(mine, others, now.date(), always=named)
        if asks(found.kind, found.tenths) or found.name in named
    ]
    for match in matches_of(session, side, mine, weighed):
        pair = pair_of(match.kind, side, match.side)
        flag = known.get(pair)
        if flag is not None:
            met.add(pair)
            _meet_again(session, flag, side, match, decisions.get(flag.id), now, done)
        elif match.asks:
            _open(session, side, match, now, done)
    for pair, flag in known.items():
        if pair not in met and flag.status in WAITING and flag.kind is not FlagKind.OVER_COVERED:
            _retire(session, flag, now)


def pair_of(kind: FlagKind, one: Side, other: Side) -> Pair:
    """Return what tells one question from all others, whichever side comes first."""
    left, right = in_order(one, other)
    return kind, left.kind, left.number, right.kind, right.number


def _open(session: Session, side: Side, match: Match, now: datetime, done: Screened) -> None:
    left, right = in_order(side, match.side)
    flag = DuplicationFlag(
        kind=match.kind,
        left_kind=left.kind,
        left_id=left.number,
        right_kind=right.kind,
        right_id=right.number,
        score=0,
        confidence=0,
        verdict="",
        opened_on=now.date(),
        screened_at=now,
    )
    _write(flag, left, right, match, now, done)
    session.add(flag)
    session.flush()
    done.new += 1
    done.flags[flag.id] = None
    if flag.left_kind is not SideKind.PROGRAMME and flag.score >= LIKELY[flag.kind]:
        tell_concerned(session, flag, news="opened", now=now)


def _write(
    flag: DuplicationFlag, left: Side, right: Side, match: Match, now: datetime, done: Screened
) -> None:
    judgement = match.judgement
    flag.left_owner_id, flag.right_owner_id = left.owner_id, right.owner_id
    flag.state_id = left.state_id or right.state_id or done.state_of(left, right)
    flag.score, flag.confidence, flag.verdict = judgement.tenths, judgement.percent, judgement.verdict
    flag.evidence = judgement.lines(swapped=match.side is left)
    flag.facts = {"left": left.shown(), "right": right.shown()}
    flag.screened_at = now


def _meet_again(
    session: Session,
    flag: DuplicationFlag,
    side: Side,
    match: Match,
    decision: FlagDecision | None,
    now: datetime,
    done: Screened,
) -> None:
    left, right = in_order(side, match.side)
    if flag.status in DECIDED:
        facts = {"left": left.shown(), "right": right.shown()}
        names = {"left": left.subject.title, "right": right.subject.title}
        changes = material_changes(decision.facts if decision else {}, facts, names) if match.asks else []
        if not changes:
            done.settled += 1
            return
        flag.status = FlagStatus.REOPENED
        flag.reopened_because = json.dumps([[each.message, each.values] for each in changes])
        flag.row_version += 1
        _write(flag, left, right, match, now, done)
        session.flush()
        follow_in_totals(session, flag, today=now.date())
        done.reopened += 1
        done.flags[flag.id] = None
        tell_concerned(session, flag, news="reopened", now=now)
        return
    _write(flag, left, right, match, now, done)
    if not match.asks:
        flag.status = FlagStatus.OBSOLETE
    else:
        flag.status = FlagStatus.OPEN if flag.status is FlagStatus.OBSOLETE else flag.status
        done.kept += 1
        done.flags[flag.id] = None


def _known_flags(session: Session, side: Side) -> dict[Pair, DuplicationFlag]:
    rows = session.exec(select(DuplicationFlag).where(is_side(side.kind, [side.number]))).all()
    return {(f.kind, f.left_kind, f.left_id, f.right_kind, f.right_id): f for f in rows}


def _partners(side: Side, flags: Iterable[DuplicationFlag]) -> Iterator[tuple[SideKind, int]]:
    for flag in flags:
        for pair in ((flag.left_kind, flag.left_id), (flag.right_kind, flag.right_id)):
            if pair != (side.kind, side.number):
                yield pair


def _make_obsolete(session: Session, kind: SideKind, number: int, now: datetime) -> None:
    """A withdrawn record leaves no question open; what was settled stays as it was settled."""
    rows = select(DuplicationFlag).where(is_side(kind, [number]), col(DuplicationFlag.status).in_(WAITING))
    for flag in session.exec(rows).all():
        _retire(session, flag, now)


def _retire(session: Session, flag: DuplicationFlag, now: datetime) -> None:
    flag.status = FlagStatus.OBSOLETE
    flag.screened_at = now
    flag.row_version += 1
    session.flush()


def _note_screened(session: Session, kind: SideKind, sides: Mapping[int, Side | None], now: datetime) -> None:
    rows = select(Screening).where(Screening.side_kind == kind, col(Screening.side_id).in_(sides))
    known = {row.side_id: row for row in session.exec(rows).all()}
    for number, side in sides.items():
        row = known.get(number)
        if row is None:
            row = Screening(side_kind=kind, side_id=number, fingerprint="", screened_at=now)
        row.fingerprint, row.screened_at = side.fingerprint if side else "", now
        session.add(row)
