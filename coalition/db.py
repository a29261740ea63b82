"""The database: one engine an app, one session a request or job, one transaction an act."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from enum import StrEnum
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar, TypeVarTuple, overload

import sqlalchemy as sa
from flask import Flask, current_app, g
from sqlalchemy.orm import InstrumentedAttribute
from sqlmodel import Session, SQLModel
from sqlmodel.sql.expression import Select, SelectOfScalar


def _check_name(constraint: sa.CheckConstraint, _: sa.Table) -> str:
    """Return a check's own name; for one that an enum column brings, the column's: a table may have two."""
    columns = list(constraint.columns) if getattr(constraint, "_type_bound", False) else []
    return columns[0].name if columns else str(constraint.name)


_NAMES: dict[str, Any] = {
    "constraint_name_or_column": _check_name,
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name_or_column)s",
}
SQLModel.metadata.naming_convention = _NAMES

Watch = Callable[[Session], None]
BEFORE_SAVING = "before_saving"

# How many shapes of one statement are kept; more than any page asks for, fewer than would fill a machine.
MOST_SHAPES = 256
FILLED_IN = frozenset({int, str, date, datetime})
SETS = frozenset({list, tuple, set, frozenset})
Row = TypeVar("Row")
Rows = TypeVarTuple("Rows")

# One writer at a time on SQLite: the next one waits this long before it gives up.
BUSY_MILLISECONDS = 15_000


def choice(options: type[StrEnum]) -> Any:
    """Return a column type that stores an enum by value and lets no other text in."""
    return sa.Enum(
        options,
        name=options.__name__.lower(),
        values_callable=lambda members: [member.value for member in members],
        native_enum=False,
        create_constraint=True,
        length=40,
    )


def personal() -> dict[str, Any]:
    """Return what marks a column as a person's data: the log of changes says that it changed, never to what.

    A person who asks to be forgotten is forgotten in one place. Used as `Field(sa_column_kwargs=personal())`.
    """
    return {"info": {"personal": True}}


def related(attribute: Any) -> InstrumentedAttribute[Any]:
    """Return a relationship as the attribute it is, for joinedload; twin of sqlmodel.col."""
    assert isinstance(attribute, InstrumentedAttribute)
    return attribute


@overload
def prepared(build: Callable[..., SelectOfScalar[Row]]) -> Callable[..., sa.ScalarResult[Row]]: ...
@overload
def prepared(build: Callable[..., Select[*Rows]]) -> Callable[..., sa.engine.TupleResult[tuple[*Rows]]]: ...
def prepared(build: Callable[..., Any]) -> Callable[..., Any]:
    """Have a selection made once and asked often: making it costs more than the database needs to answer.

    `build` is called with places for numbers, words, days and lists of them, and with everything else as it
    is (what may be seen, a stage, None): one selection is kept for each such shape. What comes back is
    called with a session and the values, by name, and returns what `session.exec` does.
    """
    known: dict[tuple[object, ...], Any] = {}

    @wraps(build)
    def ask(session: Session, /, **values: Any) -> Any:
        kinds = {name: _kind_of(value) for name, value in values.items()}
        shape = tuple((name, kinds[name] or value) for name, value in values.items())
        statement = known.get(shape)
        if statement is None:
            if len(known) >= MOST_SHAPES:
                known.clear()
            places = {name: _place(name, kind) if kind else values[name] for name, kind in kinds.items()}
            statement = known[shape] = build(**places)
        return session.exec(statement, params={name: values[name] for name, kind in kinds.items() if kind})

    return ask


def _kind_of(value: object) -> type | None:
    """Return the kind of value that gets a place in a statement; None for what decides on its shape."""
    kind = type(value)
    return kind if kind in FILLED_IN else (list if kind in SETS else None)


def _place(name: str, kind: type) -> sa.BindParameter[Any]:
    return sa.bindparam(name, expanding=True) if kind is list else sa.bindparam(name, required=True)


def make_engine(url: str) -> sa.Engine:
    """Return an engine for url; SQLite keeps foreign keys, reads beside a writer (WAL) and waits its turn."""
    if not url.startswith("sqlite"):
        return sa.create_engine(url, pool_pre_ping=True, pool_size=10, max_overflow=20)
    database = sa.make_url(url).database
    if database and database != ":memory:":
        Path(database).parent.mkdir(parents=True, exist_ok=True)
    engine = sa.create_engine(url, connect_args={"timeout": BUSY_MILLISECONDS / 1000})

    @sa.event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _: Any) -> None:
        connection.isolation_level = None  # we begin transactions ourselves, see below
        for pragma in (
            "foreign_keys = ON",
            "journal_mode = WAL",
            "synchronous = NORMAL",
        ):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")

    @sa.event.listens_for(engine, "begin")
    def begin(connection: sa.Connection) -> None:
        kind = connection.get_execution_options().get("begin", "DEFERRED")
        connection.connection.cursor().execute(f"BEGIN {kind}")

    return engine


def init_app(app: Flask) -> None:
    """Give the app its engine, and close each request's session at its end."""
    app.extensions["engine"] = make_engine(app.config["DATABASE_URL"])
    app.teardown_appcontext(_close)


def current_engine() -> sa.Engine:
    """Return the engine of the current app."""
    engine: sa.Engine = current_app.extensions["engine"]
    return engine


def current_session() -> Session:
    """Return the session of this request or job, opening it at first use."""
    if "session" not in g:
        g.session = Session(current_engine())
        g.session.info[BEFORE_SAVING] = tuple(current_app.extensions.get(BEFORE_SAVING, ()))
    session: Session = g.session
    return session


def before_saving(app: Flask, watch: Watch) -> None:
    """Have `watch` called at the end of every act of this app, in its transaction, before it is saved."""
    app.extensions.setdefault(BEFORE_SAVING, []).append(watch)


@contextmanager
def transaction(session: Session) -> Iterator[None]:
    """Save all that the block did, or none of it. The only place that commits.

    Writers queue from the first line on, so that what a rule has counted cannot change before it is
    saved: on SQLite by BEGIN IMMEDIATE, on PostgreSQL by one advisory lock that every act takes.
    Things loaded before the block are read again inside it, because they may have changed meanwhile.
    """
    if session.in_transaction():
        session.rollback()
    connection = session.connection(execution_options={"begin": "IMMEDIATE"})
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SELECT pg_advisory_xact_lock(6)")
    try:
        yield
        for watch in session.info.get(BEFORE_SAVING, ()):
            watch(session)
        session.commit()
    except BaseException:
        session.rollback()
        raise


def _close(_: BaseException | None) -> None:
    if "session" in g:
        g.pop("session").close()
