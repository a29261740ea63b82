"""How a command answers: one JSON document, or words; and how it ends."""

import functools
import json
import sys
from collections.abc import Callable
from typing import Any

import click
from flask.cli import with_appcontext
from sqlalchemy.exc import OperationalError, ProgrammingError

from coalition.audit.service import act_as
from coalition.core.clock import now
from coalition.core.errors import NotFound, RuleBroken
from coalition.db import current_session

FOUND = 1  # the request was understood and refused, or something was found that the command exists to find
BAD_INPUT = 2


class Unreadable(Exception):
    """The input of a command cannot be read; the message is one sentence for its author."""


def answering(
    words: Callable[[Any], str], *, found: Callable[[Any], bool] | None = None
) -> Callable[..., Any]:
    """Make a function that returns a JSON-ready value into a command body with --json and exit codes.

    `words` writes the value for people; `found` says whether to exit with 1.
    """

    def wrap(body: Callable[..., Any]) -> Callable[..., Any]:
        @click.option("--json", "as_json", is_flag=True, help="One JSON document on standard output.")
        @with_appcontext
        @functools.wraps(body)
        def command(*args: Any, as_json: bool, **kwargs: Any) -> None:
            act_as(current_session(), None, f"command {click.get_current_context().command_path}", now())
            value = _run(body, args, kwargs)
            if as_json:
                click.echo(json.dumps(value, ensure_ascii=False, default=str))
            else:
                click.echo(words(value))
            if found is not None and found(value):
                sys.exit(FOUND)

        return command

    return wrap


def _run(body: Callable[..., Any], args: Any, kwargs: Any) -> Any:
    try:
        return body(*args, **kwargs)
    except RuleBroken as broken:
        _stop(str(broken), FOUND)
    except NotFound as missing:
        _stop(f"Not found: {missing}", FOUND)
    except Unreadable as wrong:
        _stop(str(wrong), BAD_INPUT)
    except (OperationalError, ProgrammingError) as wrong:
        if "no such table" in str(wrong) or "UndefinedTable" in str(wrong):
            _stop("The database is empty. Run “coalition init” first.", FOUND)
        _stop(f"The database refused: {str(wrong.orig).splitlines()[0]}", FOUND)


def _stop(words: str, code: int) -> None:
    click.echo(words, err=True)
    sys.exit(code)


def progress(items: Any, label: str, length: int | None = None) -> Any:
    """Return items behind a progress bar on standard error, shown on a terminal only."""
    return click.progressbar(items, label=label, length=length, file=sys.stderr, update_min_steps=1)
