"""Commands of pledges: take over a ledger."""

from pathlib import Path
from time import perf_counter
from typing import Any

import click

from coalition.core.clock import now
from coalition.core.errors import NotFound
from coalition.db import current_session, transaction
from coalition.organisations.queries import find_organisation
from coalition.pledges.readers import Unreadable, read_ledger
from coalition.pledges.rules import By
from coalition.pledges.service.importing import import_ledger
from coalition.web.answers import Unreadable as BadInput
from coalition.web.answers import answering


@click.group("pledges")
def pledges() -> None:
    """Pledges and their ledger."""


@pledges.command("ledger")
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--donor", required=True, help="Whose ledger it is: name or IATI identifier.")
@click.option("--dry-run", is_flag=True, help="Say what would change and change nothing.")
@answering(lambda v: v["words"], found=lambda v: bool(v["refused"]))
def ledger(path: Path, donor: str, dry_run: bool) -> dict[str, Any]:
    """Add the lines of a CSV ledger (the columns of the export) to a donor's pledges."""
    began, session, by = perf_counter(), current_session(), By(None, now())
    try:
        lines = read_ledger(path.read_bytes(), by.today)
        with transaction(session):
            found = find_organisation(session, donor)
            if found is None:
                raise NotFound(donor)
            report = import_ledger(session, lines, donor_ids=[found.id], by=by)
            if dry_run:
                session.rollback()
    except Unreadable as wrong:
        raise BadInput(str(wrong)) from wrong
    return {
        "words": report.in_words,
        "read": report.read,
        "added": report.added,
        "known": report.known,
        "pledges": len(report.pledges),
        "refused": [{"line": each.line, "reason": each.reason} for each in report.refused],
        "dry_run": dry_run,
        "seconds": round(perf_counter() - began, 3),
    }


COMMANDS = (pledges,)
