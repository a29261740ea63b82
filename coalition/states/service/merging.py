"""Merging packaged rows into a table: new ones are added, changed ones changed, hand-kept ones left alone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, SQLModel, select

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge did. `stand` is how many of the packaged rows stand in the table now."""

    added: int
    changed: int
    stand: int


def merge(session: Session, model: type[SQLModel], rows: Iterable[Row], *, key: Sequence[str]) -> Merged:
    """Bring a table in line with packaged rows, told apart by the columns in `key`; safe to repeat.

    Rows that a person has put right (`kept_by_hand`) stay as they are; rows that no file names stay too.
    New rows go in as one statement: packaged files are their own history, the log keeps later changes.
    """
    known = {
        tuple(getattr(thing, name) for name in key): thing for thing in session.exec(select(model)).all()
    }
    fresh: list[Row] = []
    changed = total = 0
    for row in rows:
        total += 1
        thing = known.get(tuple(row[name] for name in key))
        if thing is None:
            fresh.append(row)
        elif not getattr(thing, "kept_by_hand", False):
            changed += _change(thing, row)
    if fresh:
        session.execute(sa.insert(model), fresh)
    session.flush()
    return Merged(len(fresh), changed, total)


def _change(thing: SQLModel, row: Row) -> bool:
    differing = {name: value for name, value in row.items() if getattr(thing, name) != value}
    for name, value in differing.items():
        setattr(thing, name, value)
    return bool(differing)
