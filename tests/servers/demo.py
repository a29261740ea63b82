"""The demo, filled once a run by its own command, for tests that want a lived-in platform (on SQLite)."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from coalition.app import create_app
from config import Config
from tests.servers.databases import ROOT
from tests.servers.shared import once

SECRET_KEY = "a key that is used by tests of the demo and nobody else"


@dataclass(frozen=True)
class Account:
    """A demo sign-in."""

    role: str
    email: str
    password: str
    state: str


class Demo:
    """A worker's own copy of the demo's database: one address, brought back by `refill`."""

    def __init__(self, shared: Path, folder: Path) -> None:
        self.filled = shared / "demo"
        note = once(shared, "demo.json", self._fill)
        self.accounts = [_account(row) for row in json.loads(note.read_text())["accounts"]]
        self.folder = folder
        self.url = f"sqlite:///{folder / 'demo.db'}"
        self.files_url = f"file://{folder / 'files'}"

    def refill(self) -> None:
        """Bring back the demo as its command left it. Nobody may hold a connection to it."""
        for path in self.folder.glob("demo.db*"):
            path.unlink()
        shutil.copyfile(self.filled / "demo.db", self.folder / "demo.db")

    def account_of(self, role: str) -> Account:
        """Return the first demo account of a role of the contract."""
        return next(account for account in self.accounts if account.role == role)

    def _fill(self, note: Path) -> None:
        shutil.rmtree(self.filled, ignore_errors=True)
        self.filled.mkdir()
        settings = {
            "DATABASE_URL": f"sqlite:///{self.filled / 'demo.db'}",
            "FILES_URL": f"file://{self.filled / 'files'}",
            "SECRET_KEY": SECRET_KEY,
        }
        command = [str(Path(sys.executable).with_name("coalition")), "demo", "--no-serve", "--json"]
        done = subprocess.run(
            command, cwd=ROOT, env=os.environ | settings, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise AssertionError(f"coalition demo failed: {done.stderr}")
        for path in self.filled.glob("demo.db-*"):
            raise AssertionError(f"coalition demo left its database open: {path.name}")
        note.write_text(done.stdout)


def _account(row: dict[str, Any]) -> Account:
    return Account(row["role"], row["email"], row["password"], row.get("state") or "")


@pytest.fixture(scope="session")
def demo(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Demo:
    return Demo(shared, tmp_path_factory.mktemp("demo"))


@pytest.fixture(scope="session")
def standing_demo(demo: Demo) -> Iterator[Flask]:
    config = Config(
        SECRET_KEY=SECRET_KEY,
        DATABASE_URL=demo.url,
        FILES_URL=demo.files_url,
        BASE_URL="http://127.0.0.1",
        DEMO=True,
    )
    app = create_app(config)
    yield app
    app.extensions["engine"].dispose()


@pytest.fixture
def demo_app(standing_demo: Flask, demo: Demo) -> Flask:
    """The app on the demo's database as the demo's command leaves it."""
    standing_demo.extensions["engine"].dispose()
    demo.refill()
    return standing_demo
