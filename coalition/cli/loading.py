"""Bringing a database up to date: migrations, then reference data."""

from datetime import datetime
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config as AlembicConfig
from alembic.runtime.migration import MigrationContext
from sqlmodel import Session

from coalition.committee.service import load_reference as load_committee
from coalition.core.clock import now
from coalition.db import transaction
from coalition.duplication.service.index import index_programmes
from coalition.organisations.service import load_organisations
from coalition.programmes.readers.opening import sources
from coalition.programmes.service import import_file, lookups
from coalition.states.service import load_reference as load_states
from coalition.treaty.service import load_reference as load_treaty
from coalition.universalization.service.loading import load_reference as load_votes

PACKAGE = Path(__file__).parent.parent
MIGRATIONS = PACKAGE.parent / "migrations"
REGISTER = PACKAGE / "programmes" / "data" / "mine_action.xml.gz"


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
        loaded |= load_committee(session)
        loaded |= load_votes(session)
    if programmes:
        loaded |= load_register(session, now())
    return loaded


def load_register(session: Session, moment: datetime) -> dict[str, int]:
    """Import the packaged register of real programmes; what stands already is left as it is."""
    source = next(iter(sources(str(REGISTER))))
    with transaction(session):
        report = import_file(
            session,
            source,
            name="packaged register of published programmes",
            state_ids=lookups(session),
            all_sectors=False,
            by="init",
            now=moment,
        )
        index_programmes(session, report.change.touched)
    return {"programmes": report.kept}
