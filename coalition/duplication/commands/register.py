"""A made register on disk, for measuring: filled once, by two processes, and kept where a file is named."""

import struct
from array import array
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from typing import Any

import numpy as np
import sqlalchemy as sa
from sqlmodel import Session, SQLModel

from coalition.db import make_engine, transaction
from coalition.duplication.commands.synthetic import make_register
from coalition.duplication.service.index import KEYS, PROFILES, in_batches, put_keys, row_of
from coalition.states.service.reference import load_reference
from coalition.web.answers import progress

PROCESSES, AT_ONCE, KEYS_AT_ONCE = 2, 2_000, 200_000
TITLES = sa.Table(
    "made_title",
    sa.MetaData(),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("title", sa.Text, nullable=False),
)
Made = tuple[list[dict[str, Any]], list[str]]


@contextmanager
def a_register(url: str) -> Iterator[Session]:
    """Yield a session on a database of its own with the tables of the platform and the States."""
    engine = make_engine(url)
    SQLModel.metadata.create_all(engine)
    TITLES.metadata.create_all(engine)
    with Session(engine) as session:
        with transaction(session):
            load_reference(session)
        yield session
    engine.dispose()


def size_of(session: Session) -> int:
    """Return how many made programmes stand in the register."""
    return session.connection().execute(sa.select(sa.func.count()).select_from(TITLES)).scalar_one()


def titles_of(session: Session) -> list[str]:
    """Return all titles, for the baseline."""
    return list(session.connection().execute(sa.select(TITLES.c.title).order_by(TITLES.c.number)).scalars())


def fill(session: Session, size: int) -> None:
    """Fill an empty register. Keys go in at the end and in order: a tree filled at its end is filled fast."""
    keys, items = array("q"), array("q")
    chunks = [(first, min(AT_ONCE, size + 1 - first)) for first in range(1, size + 1, AT_ONCE)]
    with ProcessPoolExecutor(PROCESSES) as pool, progress(None, "Making the register", size) as bar:
        for rows, titles in pool.map(_made, chunks):
            with transaction(session):
                _put(session, rows, titles)
            for row in rows:
                own = struct.unpack(f">{len(row['keys']) // 8}q", row["keys"])
                keys.extend(own)
                items.extend([row["item"]] * len(own))
            bar.update(len(rows))
    _put_in_order(session, keys, items)


def _put_in_order(session: Session, keys: "array[int]", items: "array[int]") -> None:
    all_keys, all_items = np.frombuffer(keys, np.int64), np.frombuffer(items, np.int64)
    order = np.lexsort((all_items, all_keys))
    with progress(None, "Putting keys in order", len(order)) as bar:
        for at in range(0, len(order), KEYS_AT_ONCE):
            some = order[at : at + KEYS_AT_ONCE]
            with transaction(session):
                put_keys(session, list(zip(all_keys[some].tolist(), all_items[some].tolist(), strict=True)))
            bar.update(len(some))
    if session.get_bind().dialect.name == "postgresql":
        with transaction(session):
            for table in (KEYS, PROFILES):
                session.connection().execute(sa.text(f"ANALYZE {table.name}"))


def add(session: Session, first: int, count: int) -> None:
    """Add more to a filled register, as an import does: each record with its own keys."""
    for some in in_batches(range(first, first + count), AT_ONCE):
        rows, titles = _made((some[0], len(some)))
        with transaction(session):
            _put(session, rows, titles)
            put_keys(session, sorted(_pairs(rows)))


def _pairs(rows: Iterable[dict[str, Any]]) -> Iterator[tuple[int, int]]:
    for row in rows:
        for key in struct.unpack(f">{len(row['keys']) // 8}q", row["keys"]):
            yield key, row["item"]


def _put(session: Session, rows: list[dict[str, Any]], titles: list[str]) -> None:
    session.connection().execute(sa.insert(PROFILES), rows)
    named = [{"number": row["side_id"], "title": title} for row, title in zip(rows, titles, strict=True)]
    session.connection().execute(sa.insert(TITLES), named)


def _made(chunk: tuple[int, int]) -> Made:
    """Return the rows of some made programmes, and their titles; runs in a process of its own."""
    first, count = chunk
    sides = list(make_register(count, first=first))
    return [row_of(side) for side in sides], [side.subject.title for side in sides]
