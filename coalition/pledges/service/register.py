"""A donor's own programmes: taken from its sources and files, and its word on each. The caller commits."""

import csv
from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from hashlib import sha256
from io import BytesIO, StringIO
from typing import Any

from sqlmodel import Session, col, select

from coalition.core.errors import RuleBroken
from coalition.core.visibility import Visibility
from coalition.organisations.models import Organisation
from coalition.pledges.models import ProgrammeClaim, ProgrammeSource, SourceCheck
from coalition.pledges.queries.register import find_claims, list_due_sources
from coalition.pledges.rules import By
from coalition.pledges.rules.register import (
    MOST_FAILURES,
    CheckOutcome,
    ClaimWord,
    check_address,
    wait_before_check,
)
from coalition.pledges.service.fetching import Fetched, fetch
from coalition.programmes.models import Programme
from coalition.programmes.readers.opening import Source
from coalition.programmes.rules.register import ProgrammeStatus, SourceType
from coalition.programmes.service import FileReport, import_file, lookups

OWN_COLUMNS = (
    "identifier",
    "title",
    "description",
    "donor",
    "implementer",
    "channel",
    "country",
    "sector",
    "start",
    "end",
    "amount",
    "currency",
    "status",
)
Fetch = Callable[..., Fetched]


def add_source(session: Session, donor: Organisation, *, url: str, title: str, by: By) -> ProgrammeSource:
    """Register where a donor publishes its programmes; it is looked at from now on once a day."""
    check_address(url)
    known = select(ProgrammeSource).where(
        ProgrammeSource.organisation_id == donor.id, ProgrammeSource.url == url.strip()
    )
    if session.exec(known).first() is not None:
        raise RuleBroken("This address is registered already.", field="url")
    source = ProgrammeSource(
        organisation_id=donor.id,
        title=title.strip() or url.strip(),
        url=url.strip(),
        next_check_at=by.now,
        created_on=by.today,
        created_by_id=by.person_id,
    )
    session.add(source)
    session.flush()
    return source


def refresh_due(session: Session, *, now: datetime, fetching: Fetch = fetch, most: int = 1) -> list[int]:
    """Look at the sources that are due; return the programmes that changed. Safe to run twice."""
    touched: list[int] = []
    for source in list_due_sources(session, now, most):
        touched += refresh(session, source, now=now, fetching=fetching)
    return touched


def refresh(
    session: Session, source: ProgrammeSource, *, now: datetime, fetching: Fetch = fetch
) -> list[int]:
    """Look at one source and take over what changed; after a failure it is tried again, ever less often."""
    found = fetching(source.url, etag=source.etag, last_modified=source.last_modified)
    source.checked_at = now
    if found.error:
        return _failed(session, source, found.error, now)
    source.failures, source.next_check_at = 0, now + wait_before_check(0)
    digest = sha256(found.content).hexdigest() if found.content is not None else source.content_hash
    if found.content is None or digest == source.content_hash:
        _note(session, source, CheckOutcome.UNCHANGED, now, words="Nothing new.")
        return []
    report = take_file(session, source.organisation, name=source.url, content=found.content, by=By(None, now))
    if report.notes.refused and not report.kept:
        return _failed(session, source, str(report.notes.refused[0].get("reason", "Not readable.")), now)
    source.etag, source.last_modified, source.content_hash = found.etag, found.last_modified, digest
    change = report.change
    outcome = CheckOutcome.CHANGED if change.created or change.updated else CheckOutcome.UNCHANGED
    _note(session, source, outcome, now, words=in_words(report), report=report)
    return list(change.touched)


def take_file(session: Session, donor: Organisation, *, name: str, content: bytes, by: By) -> FileReport:
    """Take the programmes of one file (IATI, CSV, XLSX) over; the donor keeps what is new in it."""
    source = Source(name, len(content), lambda: BytesIO(content))
    report = import_file(
        session,
        source,
        name=donor.name,
        state_ids=lookups(session),
        all_sectors=False,
        by=f"person {by.person_id}" if by.person_id else "refreshed by a job",
        now=by.now,
    )
    rows = select(Programme).where(
        col(Programme.id).in_(report.change.touched), col(Programme.owner_id).is_(None)
    )
    for programme in session.exec(rows).all():
        programme.owner_id, programme.last_verified_on = donor.id, by.today
    session.flush()
    return report


def enter(session: Session, donor: Organisation, *, facts: Mapping[str, str], by: By) -> Programme:
    """Enter one programme by hand; it is checked like a line of a spreadsheet. Raises RuleBroken."""
    text = StringIO()
    writer = csv.DictWriter(text, OWN_COLUMNS, restval="")
    writer.writeheader()
    key = sha256(f"{donor.id}|{facts.get('title', '')}|{by.now.isoformat()}".encode()).hexdigest()[:10]
    identifier = facts.get("identifier") or f"BY-HAND-{donor.id}-{key}"
    line = {name: facts.get(name, "") for name in OWN_COLUMNS} | {"identifier": identifier, "sector": "15250"}
    writer.writerow(line | {"donor": donor.name})
    report = take_file(session, donor, name="entered by hand.csv", content=text.getvalue().encode(), by=by)
    if not report.change.touched:
        why = (
            report.notes.refused[0].get("reason", "")
            if report.notes.refused
            else "It is in the register already."
        )
        raise RuleBroken("Not taken: {why}", field="title", why=why)
    programme = session.get_one(Programme, report.change.touched[0])
    programme.source_type = SourceType.DONOR_ENTRY
    session.flush()
    return programme


def say(
    session: Session,
    donor: Organisation,
    programme_ids: Collection[int],
    *,
    word: ClaimWord,
    note: str = "",
    by: By,
) -> int:
    """Record a donor's word on programmes: mine, not mine, outdated; return how many it is about."""
    rows = select(Programme).where(col(Programme.id).in_(programme_ids))
    programmes = session.exec(rows).all()
    known = find_claims(session, donor.id, [programme.id for programme in programmes])
    for programme in programmes:
        claim = known.get(programme.id)
        if claim is None:
            claim = ProgrammeClaim(
                organisation_id=donor.id, programme_id=programme.id, word=word, said_on=by.today
            )
            session.add(claim)
        claim.word, claim.said_on, claim.person_id, claim.note = word, by.today, by.person_id, note.strip()
        _own(programme, donor, word, by)
    session.flush()
    return len(programmes)


def edit_many(
    session: Session,
    donor: Organisation,
    programme_ids: Collection[int],
    *,
    changes: Mapping[str, Any],
    by: By,
) -> int:
    """Set status or visibility of a donor's own programmes at once; return how many were its own."""
    rows = select(Programme).where(col(Programme.id).in_(programme_ids), Programme.owner_id == donor.id)
    own = session.exec(rows).all()
    for programme in own:
        if changes.get("status"):
            programme.status = ProgrammeStatus(changes["status"])
        if changes.get("visibility"):
            programme.visibility = Visibility(changes["visibility"])
        programme.last_verified_on = by.today
    session.flush()
    return len(own)


def in_words(report: FileReport) -> str:
    """Say in one or two sentences what a file adds, changes and leaves, and whether it came before."""
    change = report.change
    said = (
        f"{report.notes.read} records read: {change.created} are new, {change.updated} change what is known, "
        f"{change.unchanged} leave it as it is, {report.notes.skipped} are not mine action, "
        f"{report.notes.refused_count} are refused."
    )
    if report.taken_before is None:
        return said
    return f"{said} This very file was taken on {report.taken_before:%d %B %Y} already."


def _own(programme: Programme, donor: Organisation, word: ClaimWord, by: By) -> None:
    if word is ClaimWord.MINE:
        programme.owner_id = programme.owner_id or donor.id
        programme.last_verified_on = by.today
    elif word is ClaimWord.NOT_MINE and programme.owner_id == donor.id:
        programme.owner_id = None


def _failed(session: Session, source: ProgrammeSource, why: str, now: datetime) -> list[int]:
    source.failures += 1
    source.next_check_at = now + wait_before_check(source.failures)
    source.paused = source.failures >= MOST_FAILURES
    _note(session, source, CheckOutcome.FAILED, now, words=why)
    return []


def _note(
    session: Session,
    source: ProgrammeSource,
    outcome: CheckOutcome,
    now: datetime,
    *,
    words: str,
    report: FileReport | None = None,
) -> None:
    counts = {}
    if report is not None:
        change = report.change
        counts = {"added": change.created, "changed": change.updated, "unchanged": change.unchanged}
        counts["refused"] = report.notes.refused_count
    session.add(SourceCheck(source_id=source.id, at=now, outcome=outcome, words=words[:500], **counts))
    session.flush()
