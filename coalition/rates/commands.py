"""Commands of exchange rates: import, show."""

from datetime import date
from pathlib import Path
from typing import Any

import click

from coalition.core.clock import today
from coalition.core.errors import RuleBroken
from coalition.db import current_session, transaction
from coalition.rates.readers import Unreadable
from coalition.rates.rules import SCALE, is_stale
from coalition.rates.service import import_rates, rate_for
from coalition.web.answers import Unreadable as BadInput
from coalition.web.answers import answering


@click.group("rates")
def rates() -> None:
    """Exchange rates: what a currency was worth in US dollars on a day."""


@rates.command("import")
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--source", required=True, help="Whose rates they are.")
@answering(
    lambda v: f"{v['added']} added, {v['known']} known, {len(v['refused'])} refused",
    found=lambda v: bool(v["refused"]),
)
def import_(path: Path, source: str) -> dict[str, Any]:
    """Import a CSV file of the European Central Bank or of the United Nations."""
    session = current_session()
    try:
        with transaction(session):
            report = import_rates(session, path.read_bytes(), source=source, today=today())
    except Unreadable as wrong:
        raise BadInput(str(wrong)) from wrong
    refused = [{"line": each.line, "reason": each.reason} for each in report.refused]
    return {
        "read": report.read,
        "added": report.added,
        "known": report.known,
        "kept": report.kept,
        "refused": refused,
    }


@rates.command("show")
@click.argument("currency")
@click.argument("day", type=click.DateTime(["%Y-%m-%d"]))
@answering(
    lambda v: (
        f"1 {v['currency']} = {v['usd']} USD on {v['rate_on']} ({v['source']}){', old' if v['stale'] else ''}"
    )
)
def show(currency: str, day: Any) -> dict[str, Any]:
    """Show the rate that is used for a day."""
    on: date = day.date()
    session = current_session()
    with transaction(session):
        found = rate_for(session, currency.upper(), on)
        if found is None:
            raise RuleBroken("No exchange rate of {currency} is known for {day}.", currency=currency, day=on)
        return {
            "currency": found.currency,
            "usd": str(found.rate / SCALE),
            "rate_on": found.rate_on,
            "source": found.source,
            "stale": is_stale(found.rate_on, on),
        }


COMMANDS = (rates,)
