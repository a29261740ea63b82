"""A donor's own programmes: taken from files or entered by hand, and its word on each. The caller commits."""

import csv
from collections.abc import Collection, Mapping
from contextlib import AbstractContextManager
from hashlib import sha256
from io import BytesIO, StringIO
from typing import Any

from sqlmodel import Session, col, select

from coalition.core.errors import RuleBroken
from coalition.core.visibility import Visibility
from coalition.organisations.models import Organisation
from coalition.pledges.models import ProgrammeClaim
from coalition.pledges.queries.register import find_claims
from coalition.pledges.rules import By
from coalition.pledges.rules.register import ClaimWord
from coalition.programmes.models import Programme
from coalition.programmes.readers.opening import Source, unpacked
from coalition.programmes.rules.register import ProgrammeStatus, SourceType
from coalition.programmes.service import FileReport, Taken, foresee, lookups, reading, store

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
    "places",
    "hazard_areas",
)


def read_content(name: str, content: bytes) -> AbstractContextManager[Taken]:
    """Read one file (IATI, CSV, XLSX; packed or not) without the database, so that no writer waits."""
    size = len(content)
    return reading(Source(name, size, lambda: unpacked(BytesIO(content), size)), all_sectors=False)


def say_before(session: Session, taken: Taken) -> FileReport:
    """Say what taking a file over would add, change and leave, and do none of it."""
    return foresee(session, taken, seen={})


def take(session: Session, donor: Organisation, taken: Taken, *, by: By) -> FileReport:
    """Take the programmes that were read of a file over; the donor keeps what is new in it."""
    who = f"person {by.person_id}" if by.person_id else "refreshed by a job"
    report = store(session, taken, name=donor.name, state_ids=lookups(session), by=who, now=by.now)
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
    with read_content("entered by hand.csv", text.getvalue().encode()) as taken:
        report = take(session, donor, taken, by=by)
    if not report.change.touched:
        why = (
            report.notes.refused[0].get("why", "")
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
