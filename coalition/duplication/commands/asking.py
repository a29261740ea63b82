"""Commands that ask: `duplicates check` and `duplicates screen`."""

import sys
from datetime import datetime
from pathlib import Path
from time import perf_counter
from typing import Any

import click
from sqlmodel import Session

from coalition.coalitions.queries import get_coalition
from coalition.core.clock import now, today
from coalition.core.errors import NotFound, RuleBroken
from coalition.db import current_session, transaction
from coalition.duplication.queries.asking import check_draft, check_stored
from coalition.duplication.queries.changed import count_ids
from coalition.duplication.queries.checking import PROGRAMMES, Match
from coalition.duplication.queries.naming import number_of
from coalition.duplication.readers import LONGEST_FILE, BadText, read_text
from coalition.duplication.rules.flags import SideKind
from coalition.duplication.service.nightly import screen_all
from coalition.web.answers import Unreadable, answering, progress

ASKED = ("possible", "likely")


@click.group("duplicates")
def duplicates() -> None:
    """Possible duplicates: questions for people, never findings."""


@duplicates.command("check")
@click.option("--need", metavar="ID", help="A need, by reference or number.")
@click.option("--pledge", metavar="ID", help="A pledge, by reference or number.")
@click.option("--activity", metavar="ID", help="An activity, by reference or number.")
@click.option("--text", metavar="FILE.json", help="A text that is not stored; “-” reads standard input.")
@answering(lambda v: _told(v), found=lambda v: any(m["verdict"] in ASKED for m in v["matches"]))
def check(**given: str | None) -> dict[str, Any]:
    """List the programmes that something may duplicate, best first."""
    asked = {key: value for key, value in given.items() if value}
    if len(asked) != 1:
        raise click.UsageError("Give exactly one of --need, --pledge, --activity, --text.")
    began, session = perf_counter(), current_session()
    kind, name = next(iter(asked.items()))
    matches = _of_text(session, name) if kind == "text" else _of_stored(session, SideKind(kind), name)
    return {"matches": [match.to_json() for match in matches], "seconds": round(perf_counter() - began, 4)}


@duplicates.command("screen")
@click.option("--coalition", "coalition_id", type=int, metavar="ID", help="Only the records of its State.")
@click.option("--all", "everything", is_flag=True, help="All records.")
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="Only what changed on or after this day.")
@answering(lambda v: _sum(v))
def screen(coalition_id: int | None, everything: bool, since: datetime | None) -> dict[str, Any]:
    """Screen records and store the questions; what people settled stays settled unless its facts changed."""
    if everything == (coalition_id is not None):
        raise click.UsageError("Give either --coalition ID or --all.")
    began, session = perf_counter(), current_session()
    coalition = get_coalition(session, coalition_id) if coalition_id is not None else None
    day = since.date() if since else None
    length = count_ids(session, since=day, coalition=coalition)
    with progress(None, "Screening", length) as bar:
        done = screen_all(
            session, now=now(), saving=transaction, since=day, coalition=coalition, tell=bar.update
        )
    return {**done.to_json(), "seconds": round(perf_counter() - began, 3)}


def _of_stored(session: Session, kind: SideKind, name: str) -> list[Match]:
    number = number_of(session, kind, name)
    if number is None:
        raise NotFound(f"{kind.value} {name}")
    matches = check_stored(session, kind, number, today=today(), kinds=PROGRAMMES)
    if matches is None:
        raise RuleBroken(
            "{kind} {name} is not compared: a draft, withdrawn, or not for a country.", kind=kind, name=name
        )
    return matches


def _of_text(session: Session, name: str) -> list[Match]:
    try:
        if name == "-":
            raw: bytes = sys.stdin.buffer.read(LONGEST_FILE + 1)
        else:
            with Path(name).open("rb") as file:
                raw = file.read(LONGEST_FILE + 1)
        draft = read_text(raw)
    except OSError as wrong:
        raise Unreadable(f"“{name}” cannot be read: {wrong.strerror}.") from wrong
    except BadText as wrong:
        raise Unreadable(str(wrong)) from wrong
    return check_draft(session, draft, today=today(), kinds=PROGRAMMES)


def _told(value: dict[str, Any]) -> str:
    if not value["matches"]:
        return "Nothing on record looks like this."
    lines = []
    for match in value["matches"]:
        lines.append(
            f"{match['score']:5.1f}  {match['verdict']:16} {match['programme']}  {match['title'][:70]}"
        )
        lines += [
            f"       {line['weight']:+6.1f}  {line['signal']}: {line['text']}" for line in match["evidence"]
        ]
    return "\n".join(lines)


def _sum(value: dict[str, Any]) -> str:
    flags = value["flags"]
    return (
        f"{value['screened']} records, {value['candidates']} candidates, {value['seconds']} s: "
        f"{flags['new']} new questions, {flags['kept']} kept, {flags['reopened']} reopened, "
        f"{flags['settled']} stay settled."
    )
