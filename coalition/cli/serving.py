"""`coalition demo`: everything set up and served, with one sign-in a role."""

import json
import sys
from typing import Any

import click
from flask import Flask, current_app
from flask.cli import with_appcontext
from waitress import create_server

from coalition.cli.demo import PASSWORD, build, make_accounts
from coalition.cli.demo.accounts import ACCOUNTS
from coalition.cli.loading import load_reference, migrate
from coalition.core.clock import now, today
from coalition.core.errors import RuleBroken
from coalition.db import current_engine, current_session, transaction
from coalition.jobs.worker import start

THREADS = 8


@click.command("demo")
@click.option("--port", default=5000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--no-serve", is_flag=True, help="Set everything up, print the sign-ins, and stop.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document on standard output.")
@with_appcontext
def demo(port: int, no_serve: bool, as_json: bool) -> None:
    """Serve the platform with reference data and one worked coalition; safe to run again."""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    try:
        value = prepare(port)
    except RuleBroken as broken:
        click.echo(str(broken), err=True)
        sys.exit(1)
    click.echo(json.dumps(value, ensure_ascii=False) if as_json else _told(value))
    if not no_serve:
        _serve(app, port)
    current_session().close()
    current_engine().dispose()


def prepare(port: int) -> dict[str, Any]:
    """Migrate, load reference data and programmes, build the worked coalition; return where to sign in."""
    session = current_session()
    click.echo("Setting up the database …", err=True)
    migrate(current_engine())
    load_reference(session, programmes=True)
    with transaction(session):
        make_accounts(session, today())
    with transaction(session):
        build(session, now())
    accounts = [
        {"role": each.role.value, "email": each.email, "password": PASSWORD, "state": each.state or None}
        for each in ACCOUNTS
    ]
    return {"url": f"http://127.0.0.1:{port}", "accounts": accounts}


def _serve(app: Flask, port: int) -> None:
    try:
        server = create_server(app, host="127.0.0.1", port=port, threads=THREADS)
    except OSError:
        click.echo(f"Port {port} is taken; choose another with --port.", err=True)
        sys.exit(1)
    clock = start(app)
    try:
        server.run()
    finally:
        clock.shutdown(wait=False)
        server.close()


def _told(value: dict[str, Any]) -> str:
    lines = [f"Coalition is at {value['url']}", "", f"Sign in with the password “{PASSWORD}” as:"]
    lines += [f"  {each['role']:16} {each['email']}" for each in value["accounts"]]
    return "\n".join([*lines, "", "Figures of the demo marked as examples are invented."])


COMMANDS = (demo,)
