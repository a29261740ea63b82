"""Commands of the review: `coalition health review`."""

from datetime import datetime
from typing import Any

import click

from coalition.core.clock import today
from coalition.core.errors import NotFound
from coalition.db import current_session
from coalition.health.queries.facts import gather, list_reviewed
from coalition.health.rules.review import Review, review
from coalition.health.rules.words import GRADE_WORDS, LEVEL_WORDS, NAMES, Key, Reading
from coalition.web.answers import answering

YEARS = range(1990, 2201)


@click.group("health")
def health() -> None:
    """The health review of coalitions."""


@health.command("review")
@click.option("--coalition", "coalition_id", type=int, metavar="ID", help="Only this coalition.")
@click.option("--all", "everything", is_flag=True, help="All open coalitions (the default).")
@click.option("--on", "on", type=click.DateTime(formats=["%Y-%m-%d"]), help="As of this day; default: today.")
@answering(lambda value: "\n".join(_lines(value)) or "There is no open coalition.")
def review_command(coalition_id: int | None, everything: bool, on: datetime | None) -> dict[str, Any]:
    """Review coalitions: twelve indicators each, with the numbers behind them."""
    if coalition_id is not None and everything:
        raise click.BadParameter("give --coalition or --all, not both.")
    day = on.date() if on else today()
    if day.year not in YEARS:
        raise click.BadParameter(f"give a year from {YEARS[0]} to {YEARS[-1]}.", param_hint="--on")
    session = current_session()
    coalitions = list_reviewed(session, coalition_id)
    if coalition_id is not None and not coalitions:
        raise NotFound(f"coalition {coalition_id}")
    done = [review(facts, day) for facts in gather(session, coalitions, day)]
    return {"on": day.isoformat(), "coalitions": [_entry(one) for one in done]}


def _entry(done: Review) -> dict[str, Any]:
    return {
        "id": done.facts.coalition_id,
        "state": done.facts.iso3,
        "name": done.facts.name,
        "grade": done.grade.value,
        "indicators": [_indicator(reading) for reading in done.readings],
    }


def _indicator(reading: Reading) -> dict[str, Any]:
    return {
        "key": reading.key.value,
        "name": NAMES[reading.key],
        "value": None if reading.value is None else round(reading.value, 4),
        "unit": reading.unit.value,
        "level": reading.level.value,
        "why": str(reading.why),
        "remedy": str(reading.remedy) if reading.remedy else None,
    }


def _lines(value: dict[str, Any]) -> list[str]:
    lines = []
    for coalition in value["coalitions"]:
        grade = GRADE_WORDS[coalition["grade"]]
        lines.append(f"{coalition['state']}  {coalition['name']}: {grade}")
        for one in coalition["indicators"]:
            level = LEVEL_WORDS[one["level"]]
            lines.append(f"  {one['key']:<4}{NAMES[Key(one['key'])]:<28}{level:<16}{one['why']}")
    return lines


COMMANDS = (health,)
