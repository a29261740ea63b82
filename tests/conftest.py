"""Fixtures of the whole suite. A test that asks for a database runs twice: on SQLite and on PostgreSQL."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import fields
from functools import partial
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from flask.cli import ScriptInfo
from flask.testing import FlaskClient
from hypothesis import settings
from sqlmodel import Session

from coalition.app import create_app
from coalition.auth.models import Person
from config import Config
from tests.servers.databases import Database, Postgres, Sqlite, statements_to
from tests.servers.postgres import stop_shared

pytest_plugins = ["tests.servers.demo", "tests.servers.mail", "tests.servers.s3"]

BACKENDS = ("sqlite", "postgresql")
SHARED = pytest.StashKey[Path]()
SECRET_KEY = "a key that is used by tests and nobody else"

# The same examples in every run, and no clock: two busy cores must not turn a test red.
settings.register_profile("house", deadline=None, derandomize=True, database=None, max_examples=50)
settings.load_profile("house")


# --- the run -------------------------------------------------------------------------------------


def pytest_configure(config: pytest.Config) -> None:
    given = getattr(config, "workerinput", None)
    config.stash[SHARED] = Path(given["shared"] if given else mkdtemp(prefix="coalition-tests-"))


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    node.workerinput["shared"] = str(node.config.stash[SHARED])


def pytest_unconfigure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        stop_shared(config.stash[SHARED])
        shutil.rmtree(config.stash[SHARED])


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run on both databases what needs one; `@pytest.mark.on("sqlite")` keeps a test to one."""
    if "database" in metafunc.fixturenames:
        mark = metafunc.definition.get_closest_marker("on")
        metafunc.parametrize("database", mark.args if mark else BACKENDS, indirect=True, scope="session")


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A skipped test has tested nothing: in CI it fails the run."""
    if skipped(session.config) and session.exitstatus == 0:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    if skipped(config):
        terminalreporter.write_line("The run fails, because what is skipped is not tested.", red=True)


def skipped(config: pytest.Config) -> bool:
    reporter: Any = config.pluginmanager.get_plugin("terminalreporter")
    return bool(os.environ.get("CI") and reporter and reporter.stats.get("skipped"))


# --- the database --------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def shared(request: pytest.FixtureRequest) -> Path:
    """A folder that all workers of this run share; see tests/servers/shared.py."""
    return request.config.stash[SHARED]


@pytest.fixture(scope="session")
def database(
    request: pytest.FixtureRequest, shared: Path, tmp_path_factory: pytest.TempPathFactory
) -> Database:
    """The migrated database of this worker, of the kind that the test was given."""
    if request.param == "postgresql":
        return Postgres(shared)
    return Sqlite(shared, tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def standing_app(database: Database, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """One app for all tests on a database, because building it costs more than most tests."""
    config = Config(
        SECRET_KEY=SECRET_KEY,
        DATABASE_URL=database.url,
        FILES_URL=f"file://{tmp_path_factory.mktemp('files')}",
        BASE_URL="http://localhost",
        TESTING=True,
        WTF_CSRF_ENABLED=False,
    )
    app = create_app(config)
    yield app
    app.extensions["engine"].dispose()


@pytest.fixture
def app(standing_app: Flask, database: Database) -> Iterator[Flask]:
    """The app on an empty migrated database. Change its settings with monkeypatch.setitem(app.config, …)."""
    standing_app.extensions["engine"].dispose()
    database.empty()
    yield standing_app
    files = Path(standing_app.config["FILES_URL"].removeprefix("file://"))
    for path in files.iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()


@pytest.fixture
def make_app(app: Flask) -> Iterator[Callable[..., Flask]]:
    """A function that builds another app on the same database with other settings: make_app(METRICS=True)."""
    made: list[Flask] = []

    def build(**settings: Any) -> Flask:
        same = {field.name: app.config[field.name] for field in fields(Config)}
        made.append(create_app(Config(**(same | settings))))
        return made[-1]

    yield build
    for other in made:
        other.extensions["engine"].dispose()


@pytest.fixture
def database_url(app: Flask) -> str:
    """The address of the empty migrated database that app and session are on."""
    return str(app.config["DATABASE_URL"])


@pytest.fixture
def blank_url(database: Database) -> str:
    """The address of a new database without any table, for tests of the migrations."""
    return database.blank()


@pytest.fixture
def session(app: Flask) -> Iterator[Session]:
    """A session as services and queries get it; commit before a page is asked for."""
    with Session(app.extensions["engine"]) as session:
        yield session


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def command(app: Flask) -> Callable[..., Result]:
    """A function that runs `coalition` with the given words: command("policy", "--json").stdout."""
    from coalition.cli.main import cli  # noqa: PLC0415

    def run(*words: str, **options: Any) -> Result:
        info = ScriptInfo(create_app=lambda: app, set_debug_flag=False)
        return CliRunner().invoke(cli, words, obj=info, **options)

    return run


@pytest.fixture
def statements(app: Flask) -> Callable[[], AbstractContextManager[list[str]]]:
    """A function to count what the database was asked: `with statements() as asked: …; len(asked) <= 12`."""
    return partial(statements_to, app)


@pytest.fixture
def sign_in(client: FlaskClient) -> Callable[[Person], FlaskClient]:
    """A function that signs a person in and returns the client; call it after committing the person."""

    def as_person(person: Person) -> FlaskClient:
        with client.session_transaction() as cookie:
            cookie["_user_id"] = person.get_id()
        return client

    return as_person
