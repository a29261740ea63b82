"""Bringing a database up to date: migrations, then reference data."""

from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config as AlembicConfig
from alembic.runtime.migration import MigrationContext
from sqlmodel import Session

from coalition.core.clock import now
from coalition.db import transaction
from coalition.organisations.service import load_organisations
from coalition.states.service import load_reference as load_states
from coalition.treaty.service import load_reference as load_treaty

MIGRATIONS = Path(__file__).parent.parent.parent / "migrations"


def migrate(engine: sa.Engine) -> str:
    """Bring the database to the newest revision, one process at a time; return its name."""
    alembic = AlembicConfig(MIGRATIONS / "alembic.ini")
    with engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("SELECT pg_advisory_lock(7)")
            connection.commit()
        alembic.attributes["connection"] = connection
        command.upgrade(alembic, "head")
        connection.commit()
        revision = MigrationContext.configure(connection).get_current_revision()
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("SELECT pg_advisory_unlock(7)")
            connection.commit()
    return revision or ""


def load_reference(session: Session, *, programmes: bool) -> dict[str, int]:
    """Load the packaged reference data and return how many rows of each kind stand; safe to repeat."""
    loaded: dict[str, int] = {}
    with transaction(session):
        loaded |= load_states(session)
        loaded |= load_organisations(session)
        loaded |= load_treaty(session)
    if programmes:
        loaded |= load_register(session, now())
    return loaded
