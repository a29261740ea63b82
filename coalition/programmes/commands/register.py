"""Commands of the register: import and show."""

from collections.abc import Callable, Iterator
from functools import partial
from time import perf_counter
from typing import Any

import click

from coalition.core.clock import now
from coalition.core.money import to_decimal
from coalition.db import current_session, transaction
from coalition.duplication.service.index import index_programmes
from coalition.programmes.models import Programme
from coalition.programmes.queries import countries_of, get_programme, parties_of
from coalition.programmes.readers.notes import Unreadable
from coalition.programmes.readers.opening import Source, sources
from coalition.programmes.rules.record import from_json
from coalition.programmes.rules.register import PartyRole
from coalition.programmes.service import FileReport, Lookups, foresee, lookups, reading, store
from coalition.web.answers import Unreadable as BadInput
from coalition.web.answers import answering, progress

COUNTED = ("read", "kept", "created", "updated", "unchanged", "skipped")


@click.group("programmes")
def programmes() -> None:
    """The register of programmes that run outside the coalitions."""


@programmes.command("import")
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@click.option("--source", "name", default="command line", help="Who or what the files come from.")
@click.option("--dry-run", is_flag=True, help="Say what would change and change nothing.")
@click.option("--all-sectors", is_flag=True, help="Keep every activity, not only mine action.")
@answering(lambda v: _told(v), found=lambda v: v["totals"]["refused"] > 0)
def import_(paths: tuple[str, ...], name: str, dry_run: bool, all_sectors: bool) -> dict[str, Any]:
    """Import IATI activity XML, CSV, XLSX or CRS extracts; files, folders, .gz, .xz, .zip, or - for stdin."""
    began, session = perf_counter(), current_session()
    state_ids = lookups(session)
    seen: dict[str, set[str]] | None = {} if dry_run else None
    found = list(_every_source(paths))
    with progress(found, "Importing") as files:
        reports = [
            _one(source, name, state_ids, seen=seen, all_sectors=all_sectors, heard=partial(_show, files))
            for source in files
        ]
    files_json = [report.to_json() for report in reports]
    totals = {key: sum(each[key] for each in files_json) for key in COUNTED}
    totals |= {"files": len(files_json), "refused": sum(each["refused_count"] for each in files_json)}
    return {
        "files": files_json,
        "totals": totals,
        "dry_run": dry_run,
        "seconds": round(perf_counter() - began, 3),
    }


@programmes.command("show")
@click.argument("name", metavar="ID")
@answering(lambda v: "\n".join(f"{key}: {value}" for key, value in v.items()))
def show(name: str) -> dict[str, Any]:
    """Show one programme by its IATI identifier or number."""
    return shown(get_programme(current_session(), name))


def shown(programme: Programme) -> dict[str, Any]:
    """Return a programme with the keys of the interface contract."""
    session, record = current_session(), from_json(programme.record)
    parties = parties_of(session, [programme.id])[programme.id]
    budget = None
    if programme.budget is not None and programme.currency is not None:
        amount = str(to_decimal(programme.budget, programme.currency))
        budget = {"amount": amount, "currency": programme.currency, "kind": programme.budget_kind}
    return {
        "id": programme.id,
        "iati_identifier": programme.identifier,
        "title": programme.title,
        "description": record.description,
        "reporting_org": {"name": programme.reporter, "ref": programme.reporter_ref},
        "funders": [party.name for party in parties if party.role is PartyRole.FUNDING],
        "implementers": [party.name for party in parties if party.role is PartyRole.IMPLEMENTING],
        "countries": [state.iso3 for state in countries_of(session, [programme.id])[programme.id]],
        "sectors": [sector.code for sector in record.sectors],
        "start": programme.starts_on.isoformat() if programme.starts_on else None,
        "end": programme.ends_on.isoformat() if programme.ends_on else None,
        "budget": budget,
        "source": {
            "name": programme.source,
            "file": programme.source_file,
            "at": programme.source_at.isoformat(),
        },
    }


def _every_source(paths: tuple[str, ...]) -> Iterator[Source]:
    for path in paths:
        try:
            yield from sources(path)
        except Unreadable as wrong:
            raise BadInput(str(wrong)) from wrong


def _show(bar: Any, count: int) -> None:
    """Let the bar say how far it is inside a long file."""
    if count:
        bar.label = f"Importing ({count:,} activities of this file)"
        bar.render_progress()


def _one(
    source: Source,
    name: str,
    state_ids: Lookups,
    *,
    seen: dict[str, set[str]] | None,
    all_sectors: bool,
    heard: Callable[[int], None],
) -> FileReport:
    """Import one file in a transaction of its own; with `seen`, only say what that would do."""
    session = current_session()
    with reading(source, all_sectors=all_sectors, heard=heard) as taken:
        if seen is not None:
            return foresee(session, taken, seen=seen)
        with transaction(session):
            report = store(session, taken, name=name, state_ids=state_ids, by="command line", now=now())
            index_programmes(session, report.change.touched)
    return report


def _told(value: dict[str, Any]) -> str:
    totals = value["totals"]
    words = "would be " if value["dry_run"] else ""
    lines = [
        f"{totals['files']} files, {totals['read']} activities read in {value['seconds']} s: "
        f"{totals['created']} {words}added, {totals['updated']} {words}changed, "
        f"{totals['unchanged']} left as they are, "
        f"{totals['skipped']} not mine action, {totals['refused']} refused."
    ]
    for file in value["files"]:
        lines += [f"  {file['path']}, {row['where']}: {row['why']}" for row in file["refused"]]
    return "\n".join(lines)
