"""The two kinds of database every stored thing is tested on, each built once by the real migrations."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from shutil import copyfile
from typing import Any, Protocol

import sqlalchemy as sa
from alembic import command
from alembic.config import Config as AlembicConfig
from flask import Flask

from tests.servers.postgres import Server
from tests.servers.shared import once

ROOT = Path(__file__).parents[2]

# Sends away whoever is still connected.
ALONE = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
"""
# Empties the tables that hold anything and starts their numbers again: a few milliseconds, where
# TRUNCATE of a hundred tables takes a second.
CLEAN = """
DO $$
DECLARE found record;
BEGIN
  SET LOCAL session_replication_role = replica;
  FOR found IN
    SELECT oid::regclass AS name FROM pg_class
    WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
      AND relname <> 'alembic_version' AND pg_relation_size(oid) > 0
  LOOP
    EXECUTE format('DELETE FROM %s', found.name);
  END LOOP;
  PERFORM setval(format('%I.%I', schemaname, sequencename)::regclass, start_value, false)
    FROM pg_sequences WHERE schemaname = 'public' AND last_value IS NOT NULL;
END $$
"""


class Database(Protocol):
    """A migrated database at one address for the whole run of a worker, emptied before each test."""

    url: str

    def empty(self) -> None:
        """Bring the database back to how the migrations left it. Nobody may hold a connection to it."""

    def blank(self) -> str:
        """Return the address of another database, new and without any table."""


class Sqlite:
    """A file; emptied by copying the migrated file over it."""

    def __init__(self, shared: Path, folder: Path) -> None:
        self.migrated = once(shared, "migrated.db", _migrate_file)
        self.file = folder / "test.db"
        self.url = f"sqlite:///{self.file}"

    def empty(self) -> None:
        for suffix in ("", "-wal", "-shm"):
            self.file.with_name(self.file.name + suffix).unlink(missing_ok=True)
        copyfile(self.migrated, self.file)

    def blank(self) -> str:
        path = self.file.with_name("blank.db")
        path.unlink(missing_ok=True)
        return f"sqlite:///{path}"


class Postgres:
    """A database of the shared server; emptied by deleting what the last test left."""

    def __init__(self, shared: Path) -> None:
        self.server = Server.shared(shared)
        self.run = f"coalition_test_{shared.name.rpartition('-')[2].lower()}"
        self.name = f"{self.run}_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
        self.url = self.server.url_of(self.name)
        template = f"{self.run}_migrated"
        once(shared, "migrated.pg", lambda note: note.write_text(self._make_template(template)))
        self.server.create(self.name, template)

    def empty(self) -> None:
        self.server.run(ALONE, CLEAN, database=self.name)

    def blank(self) -> str:
        self.server.create(f"{self.name}_blank")
        return self.server.url_of(f"{self.name}_blank")

    def _make_template(self, name: str) -> str:
        self.server.create(name)
        migrate(self.server.url_of(name))
        self.server.run(ALONE, database=name)
        return name


def migrate(url: str, revision: str = "head") -> None:
    """Bring the database at url to a revision, as `coalition init` does."""
    config = AlembicConfig(ROOT / "migrations" / "alembic.ini")
    config.set_main_option("script_location", str(ROOT / "migrations"))
    config.set_main_option("sqlalchemy.url", url.replace("%", "%%"))
    command.upgrade(config, revision)


@contextmanager
def statements_to(app: Flask) -> Iterator[list[str]]:
    """Collect what an app asks of its database."""
    asked: list[str] = []

    def note(_: Any, __: Any, statement: str, *___: Any) -> None:
        if not statement.startswith(("BEGIN", "PRAGMA")):
            asked.append(statement)

    sa.event.listen(app.extensions["engine"], "before_cursor_execute", note)
    yield asked
    sa.event.remove(app.extensions["engine"], "before_cursor_execute", note)


def _migrate_file(path: Path) -> None:
    """Write the migrated database to path, whole in the one file, so that copying it copies all."""
    draft = path.with_name("draft.db")
    migrate(f"sqlite:///{draft}")
    with closing(sqlite3.connect(draft)) as connection:
        connection.execute("VACUUM INTO ?", (str(path),))
