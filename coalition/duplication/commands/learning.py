"""The command that learns from decisions: `duplicates learn`."""

from pathlib import Path
from time import perf_counter
from typing import Any

import click

from coalition.core.clock import now
from coalition.core.errors import RuleBroken
from coalition.db import current_session, transaction
from coalition.duplication.commands.asking import duplicates
from coalition.duplication.rules.identity.learning import FOLDS
from coalition.duplication.service.learning import keep, learn, take
from coalition.web.answers import Unreadable, answering, progress

FORESTS = 2 * FOLDS + 1


@duplicates.command("learn")
@click.option("--out", metavar="FILE.json", help="Also write the learned model here, as the shipped one is.")
@click.option("--use", is_flag=True, help="Weigh pairs by it from now on, if it measured no worse.")
@click.option("--back", is_flag=True, help="Weigh pairs by the shipped model again; learn nothing.")
@answering(lambda v: _told(v))
def learn_command(out: str | None, use: bool, back: bool) -> dict[str, Any]:
    """Learn the model of “the same money” anew, from published pairs and from what people decided here."""
    if back and (use or out):
        raise click.UsageError("Give --back alone.")
    session = current_session()
    if back:
        with transaction(session):
            changed = take(session, None)
        return {"in_use": "shipped", "changed": changed}
    began = perf_counter()
    with progress(range(FORESTS), "Learning") as bar:
        lesson, decided = learn(session, now(), tell=lambda: bar.update(1))
    if out:
        _write(out, lesson.model.to_json())
    if use and not lesson.better:
        raise RuleBroken("Not taken into use: it ranks pairs worse than the model without your decisions.")
    if use:
        with transaction(session):
            take(session, keep(session, lesson, now()))
    return {
        "decisions": lesson.pairs,
        "same": lesson.same,
        "without_a_lesson": decided.silent,
        "before": lesson.before,
        "after": lesson.after,
        "better": lesson.better,
        "in_use": "learned" if use else "unchanged",
        "seconds": round(perf_counter() - began, 1),
    }


def _write(path: str, text: str) -> None:
    try:
        Path(path).write_text(text, "utf-8")
    except OSError as wrong:
        raise Unreadable(f"“{path}” cannot be written: {wrong.strerror}.") from wrong


def _told(value: dict[str, Any]) -> str:
    if "before" not in value:
        return "The shipped model weighs pairs." if value["changed"] else "It does already."
    lines = [
        f"{value['decisions']} decisions, {value['same']} of them the same money; "
        f"{value['without_a_lesson']} more taught nothing.",
        f"{'':34}  before   after",
    ]
    for pairs in ("own", "published"):
        for name, before in value["before"][pairs].items():
            after = value["after"][pairs][name]
            lines.append(f"{pairs:10} {_named(name):23} {before:7.3f} {after:7.3f}")
    lines.append("It measured no worse." if value["better"] else "It measured worse.")
    if value["in_use"] == "learned":
        lines.append("It is in use; every record is asked about again by the clock. Back: --back.")
    elif value["better"]:
        lines.append("Nothing was changed. Take it into use with --use.")
    return "\n".join(lines)


def _named(name: str) -> str:
    return {"all": "average precision", "macro": "the same, by kind"}.get(name, name)
