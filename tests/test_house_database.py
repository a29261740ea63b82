"""Rules of the house about the database, on both kinds: migrations and models agree, and keep their word."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, SQLModel, select

from coalition.audit.models import AuditEntry
from coalition.auth.models import RoleGrant
from coalition.auth.rules import Rank, Role
from coalition.db import make_engine
from tests.servers.databases import migrate

Shape = dict[tuple[str, str], list[str]]


@pytest.fixture
def blank(blank_url: str) -> Iterator[sa.Engine]:
    engine = make_engine(blank_url)
    yield engine
    engine.dispose()


def test_models_and_migrations_agree(app: Flask, blank: sa.Engine):
    SQLModel.metadata.create_all(blank)
    assert differences(shape_of(app.extensions["engine"]), shape_of(blank)) == []


def test_every_constraint_has_a_name(app: Flask):
    nameless = [
        f"{table.name}: {type(constraint).__name__}"
        for table in SQLModel.metadata.tables.values()
        for constraint in table.constraints
        if not constraint.name
    ]
    assert nameless == []


def test_migrations_load_no_rows(app: Flask):
    """Reference data comes by `coalition init`; tests start from nothing."""
    with app.extensions["engine"].connect() as connection:
        full = [
            name
            for name in SQLModel.metadata.tables
            if connection.execute(sa.text(f'SELECT 1 FROM "{name}" LIMIT 1')).first()
        ]
    assert full == []


def test_migrations_can_be_repeated(app: Flask, database_url: str):
    migrate(database_url)


def test_a_database_that_served_before_forgets_what_its_log_held_of_persons(blank: sa.Engine):
    """Migration 017; all that an entry says beside the person remains."""
    migrate(blank.url.render_as_string(hide_password=False), "016_reminders")
    with Session(blank) as session:
        after = {
            "name": "A person",
            "phone": "+1 555",
            "email": "",
            "post_title": "Head",
            "organisation_id": 1,
        }
        for thing in ("contact", "organisation"):
            said = {"at": datetime(2026, 1, 1, tzinfo=UTC), "thing_id": "1", "change": "created"}
            session.add(AuditEntry(thing=thing, after=after, **said))
        session.commit()
    migrate(blank.url.render_as_string(hide_password=False))
    with Session(blank) as session:
        contact, other = session.exec(select(AuditEntry).order_by(AuditEntry.id)).all()
        assert contact.after == after | {"name": "(personal)", "phone": "(personal)"}
        assert (contact.before, other.after) == (None, after)


def test_the_database_keeps_foreign_keys(session: Session):
    session.add(RoleGrant(person_id=404, role=Role.ISU, rank=Rank.MEMBER, valid_from=date(2026, 1, 1)))
    with pytest.raises(IntegrityError):
        session.flush()


def shape_of(engine: sa.Engine) -> Shape:
    """Return every column, key, index and check of a database, fit to compare (Alembic skips checks)."""
    look = sa.inspect(engine)
    parts = [
        look.get_columns,
        look.get_pk_constraint,
        look.get_foreign_keys,
        look.get_unique_constraints,
        look.get_check_constraints,
        look.get_indexes,
    ]
    tables = set(look.get_table_names()) - {"alembic_version"}
    return {(table, part.__name__): listed(part(table)) for table in sorted(tables) for part in parts}


def differences(migrated: Shape, modelled: Shape) -> list[str]:
    return [
        f"{table} {part}: migrated {migrated.get((table, part))}, modelled {modelled.get((table, part))}"
        for table, part in sorted(migrated.keys() | modelled.keys())
        if migrated.get((table, part)) != modelled.get((table, part))
    ]


def listed(found: Any) -> list[str]:
    return sorted(map(plain, found if isinstance(found, list) else [found]))


def plain(thing: Any) -> str:
    """Return a part of a database in words, those of SQL within it too."""
    if isinstance(thing, dict):
        return ", ".join(f"{key} {plain(value)}" for key, value in sorted(thing.items()))
    if isinstance(thing, list):
        return f"[{', '.join(map(plain, thing))}]"
    return str(thing)
