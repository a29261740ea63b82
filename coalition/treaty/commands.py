"""Commands of the treaty: `coalition deadlines list`."""

from datetime import date, datetime
from typing import Any

import click

from coalition.core.clock import today
from coalition.core.when import add_years
from coalition.db import current_session
from coalition.reminders.queries.coming import list_platform
from coalition.reminders.rules import Coming
from coalition.states.queries import get_state
from coalition.treaty.queries import list_deadlines
from coalition.treaty.rules.clocks import days_left
from coalition.treaty.rules.deadline import Deadline
from coalition.web.answers import answering

# The years that a person can mean; further ones would list duties of another age.
YEARS = range(1900, 2201)


def _in_our_time(_: click.Context, option: click.Parameter, day: datetime | None) -> datetime | None:
    if day is not None and day.year not in YEARS:
        raise click.BadParameter(f"give a year from {YEARS[0]} to {YEARS[-1]}.", param=option)
    return day


def day_option(name: str, variable: str, words: str) -> Any:
    """Return an option that takes a day as 2027-04-30."""
    return click.option(
        name, variable, type=click.DateTime(formats=["%Y-%m-%d"]), callback=_in_our_time, help=words
    )


@click.group("deadlines")
def deadlines() -> None:
    """Deadlines of the treaty and of the platform."""


@deadlines.command("list")
@click.option("--state", "iso3", metavar="ISO3", help="Only this State.")
@day_option("--from", "start", "First day; default: the day of --on.")
@day_option("--to", "end", "Last day; default: one year after the first.")
@day_option("--on", "on", "As the facts stood on this day; default: today.")
@answering(lambda value: "\n".join(_line(entry) for entry in value["deadlines"]) or "None in this period.")
def list_command(
    iso3: str | None, start: datetime | None, end: datetime | None, on: datetime | None
) -> dict[str, Any]:
    """List the deadlines due in a period: the treaty's met and passed alike, the platform's open ones."""
    as_of = on.date() if on else today()
    first = start.date() if start else as_of
    last = end.date() if end else add_years(first, 1)
    if last < first:
        raise click.BadParameter("the period ends before it begins.", param_hint="--to")
    session = current_session()
    state_id = get_state(session, iso3).id if iso3 else None
    found = list_deadlines(session, on=as_of, start=first, end=last, state_id=state_id)
    entries = [_entry(deadline) for deadline in found]
    if as_of >= today():  # how the platform's own matters stood on a past day is not kept
        own = list_platform(session, on=as_of, start=first, end=last, state_id=state_id)
        entries += [_own_entry(coming, as_of) for coming in own]
    return {"deadlines": sorted(entries, key=lambda entry: str(entry["due"]))}


def _own_entry(coming: Coming, on: date) -> dict[str, Any]:
    """Return a deadline of the platform as JSON keeps it."""
    return {
        "state": coming.iso3,
        "rule": coming.code,
        "article": coming.article,
        "name": f"{coming.what}: {coming.title}",
        "due": coming.due.on.isoformat(),
        "precision": coming.due.precision.value,
        "days_left": days_left(coming.due, on),
        "status": "running",
        "basis": coming.basis,
        "confidence": coming.confidence.value,
        "source": coming.source,
        "provisional": coming.provisional,
        "occurrence": coming.subject,
    }


def _entry(deadline: Deadline) -> dict[str, Any]:
    """Return a deadline as JSON keeps it; `days_left` is null where no clock runs."""
    return {
        "state": deadline.iso3,
        "rule": deadline.rule.value,
        "article": deadline.article,
        "name": deadline.about.name,
        "due": deadline.due.on.isoformat(),
        "precision": deadline.due.precision.value,
        "days_left": deadline.days_left,
        "status": deadline.state.value,
        "basis": deadline.explained,
        "confidence": deadline.confidence.value,
        "source": deadline.source,
        "provisional": deadline.provisional,
        "occurrence": deadline.occurrence,
    }


def _line(entry: dict[str, Any]) -> str:
    due = entry["due"] if entry["precision"] == "day" else f"{entry['due'][:7]}   "
    left = "" if entry["days_left"] is None else f"{entry['days_left']} days"
    status = entry["status"].replace("_", " ")
    what = f"{entry['name']}. {entry['basis']}"
    return f"{due}  {entry['state']}  {entry['rule']:<4}{left:>12}  {status:<20}{what}"


COMMANDS = (deadlines,)
