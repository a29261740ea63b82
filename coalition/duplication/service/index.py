"""Keeping the index of candidates: a changed record's own rows are replaced, nothing else is touched.

Plain statements in batches, not the unit of work: these rows are derived, and an import brings them by the
hundred thousand. The caller commits, so that register and index never part.
"""

import struct
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any, TypeVar, cast

import sqlalchemy as sa
from sqlmodel import Session, col, select

from coalition.duplication.models import CandidateKey, CandidateProfile, Screening
from coalition.duplication.queries.naming import Names
from coalition.duplication.queries.sides import list_sides
from coalition.duplication.queries.valuing import Rates
from coalition.duplication.rules.compared import compared_of
from coalition.duplication.rules.compared import pack as pack_compared
from coalition.duplication.rules.flags import SideKind
from coalition.duplication.rules.keys import item_of, keys_of
from coalition.duplication.rules.profile import Side, pack
from coalition.duplication.rules.subject import traits_of
from coalition.rates.service import rate_for

AT_ONCE = 500
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
Thing = TypeVar("Thing")
KEYS = cast(sa.Table, CandidateKey.__table__)  # type: ignore[attr-defined]
PROFILES = cast(sa.Table, CandidateProfile.__table__)  # type: ignore[attr-defined]
SCREENINGS = cast(sa.Table, Screening.__table__)  # type: ignore[attr-defined]

_ADD_KEYS = {
    "sqlite": "INSERT OR IGNORE INTO candidate_key (key, item) VALUES (?, ?)",
    "postgresql": """
        INSERT INTO candidate_key (key, item)
        SELECT * FROM unnest(CAST(:keys AS bigint[]), CAST(:items AS bigint[])) ON CONFLICT DO NOTHING""",
}
_DROP_KEYS = {
    "sqlite": "DELETE FROM candidate_key WHERE key = ? AND item = ?",
    "postgresql": """
        DELETE FROM candidate_key c
        USING unnest(CAST(:keys AS bigint[]), CAST(:items AS bigint[])) d(key, item)
        WHERE c.key = d.key AND c.item = d.item""",
}


def index_programmes(session: Session, ids: Iterable[int]) -> int:
    """Bring the index up to date for these programmes; return how many stand in it now.

    To be called in the transaction of the import, with the ids that it created, changed or removed.
    """
    return index_sides(session, SideKind.PROGRAMME, ids)


def index_sides(session: Session, kind: SideKind, ids: Iterable[int]) -> int:
    """Replace the index rows of these records with what they say now; those that are gone leave it."""
    count, names, rates = 0, Names(session), Rates(session, rate_for)
    for some in in_batches(ids, AT_ONCE):
        sides = rates.valued(list_sides(session, kind, some, names))
        count += len(sides)
        _forget(session, kind, some)
        remember(session, sides)
        if kind is SideKind.PROGRAMME:
            _make_due(session, [side.number for side in sides if side.subject.pillars])
    return count


def reindex(session: Session, kind: SideKind, ids: Iterable[int]) -> Iterator[int]:
    """Index these records batch by batch, and say after each how many are done."""
    done = 0
    for some in in_batches(ids, AT_ONCE):
        done += index_sides(session, kind, some)
        yield done


def _make_due(session: Session, numbers: Sequence[int]) -> None:
    """Have the clock compare these programmes soon: an import is not held up by it."""
    if not numbers:
        return
    known = select(Screening.side_id).where(
        Screening.side_kind == SideKind.PROGRAMME, col(Screening.side_id).in_(numbers)
    )
    there = set(session.exec(known).all())
    connection = session.connection()
    if there:
        again = sa.update(SCREENINGS).where(
            SCREENINGS.c.side_kind == SideKind.PROGRAMME, SCREENINGS.c.side_id.in_(there)
        )
        connection.execute(again.values(screened_at=LONG_AGO))
    fresh = [number for number in numbers if number not in there]
    if fresh:
        row = {"side_kind": SideKind.PROGRAMME, "fingerprint": "", "screened_at": LONG_AGO}
        connection.execute(sa.insert(SCREENINGS), [{**row, "side_id": number} for number in fresh])


def in_batches(things: Iterable[Thing], size: int) -> Iterator[list[Thing]]:
    """Return the things in lists of at most so many."""
    batch: list[Thing] = []
    for each in things:
        batch.append(each)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


def _forget(session: Session, kind: SideKind, ids: Sequence[int]) -> None:
    items = [item_of(kind, number) for number in ids]
    known = session.exec(
        select(CandidateProfile.item, CandidateProfile.keys).where(col(CandidateProfile.item).in_(items))
    ).all()
    if not known:
        return
    gone = [(key, item) for item, keys in known for key in unpack_keys(keys)]
    _run(session, _DROP_KEYS, gone)
    session.connection().execute(sa.delete(PROFILES).where(PROFILES.c.item.in_([item for item, _ in known])))


def remember(session: Session, sides: Sequence[Side]) -> None:
    """Add these records to the index; none of them may stand in it already."""
    if not sides:
        return
    rows = [row_of(side) for side in sides]
    session.connection().execute(sa.insert(PROFILES), rows)
    put_keys(session, sorted((key, row["item"]) for row in rows for key in unpack_keys(row["keys"])))


def row_of(side: Side) -> dict[str, Any]:
    """Return a record as its row in the index."""
    keys = sorted(keys_of(traits_of(side.subject), asking=False))
    return {
        "item": item_of(side.kind, side.number),
        "side_kind": side.kind,
        "side_id": side.number,
        "state_id": side.state_id,
        "keys": struct.pack(f">{len(keys)}q", *keys),
        "facts": pack(side),
        "compared": pack_compared(compared_of(side)),
        "fingerprint": side.fingerprint,
    }


def put_keys(session: Session, pairs: Sequence[tuple[int, int]]) -> None:
    """Add pairs of key and item."""
    _run(session, _ADD_KEYS, pairs)


def unpack_keys(packed: bytes) -> tuple[int, ...]:
    """Return the keys of a profile."""
    return struct.unpack(f">{len(packed) // 8}q", packed)


def _run(session: Session, statements: dict[str, str], pairs: Sequence[tuple[int, int]]) -> None:
    if not pairs:
        return
    connection = session.connection()
    statement = statements[connection.dialect.name]
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(statement, list(pairs))
    else:
        keys, items = zip(*pairs, strict=True)
        connection.execute(sa.text(statement), {"keys": list(keys), "items": list(items)})
