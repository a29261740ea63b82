"""The group that holds every command, and the settings it starts with."""

import sys

import click
from flask import Flask
from flask.cli import FlaskGroup

from coalition.app import create_app
from coalition.cli import serving, setup
from coalition.rooms import COMMANDS
from config import BadSetting, Config


def _make_app() -> Flask:
    """Build the app for a command. The command line signs no cookies, so the demo's own key will do."""
    return create_app(Config.from_env(demo=True))


cli = FlaskGroup(
    name="coalition",
    help="Country coalitions under the Convention on Cluster Munitions.",
    create_app=_make_app,
    add_default_commands=False,
    add_version_option=False,
    load_dotenv=False,
    set_debug_flag=False,
)
for command in (*serving.COMMANDS, *setup.COMMANDS, *COMMANDS):
    cli.add_command(command)


def main() -> None:
    """Run the command line; a bad setting is one sentence and exit code 2."""
    try:
        cli.main(prog_name="coalition", standalone_mode=True)
    except BadSetting as wrong:
        click.echo(str(wrong), err=True)
        sys.exit(2)
