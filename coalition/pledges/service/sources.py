"""Looking at what donors publish: a source is taken, fetched and read without the database, then settled.

Three steps, so that nobody who writes waits for somebody else's server; the first and the last are one
transaction each, which the caller opens.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from sqlmodel import Session, select

from coalition.core.errors import RuleBroken
from coalition.organisations.models import Organisation
from coalition.pledges.models import ProgrammeSource, SourceCheck
from coalition.pledges.queries.register import list_due_sources
from coalition.pledges.rules import By
from coalition.pledges.rules.register import MOST_FAILURES, CheckOutcome, check_address, wait_before_check
from coalition.pledges.service.fetching import Fetched, fetch
from coalition.pledges.service.register import in_words, read_content, take
from coalition.programmes.service import FileReport, Taken

# Whoever takes a source keeps it for so long; if that worker dies, the next one takes it then.
LEASE = timedelta(minutes=30)
Fetch = Callable[..., Fetched]


@dataclass(frozen=True, slots=True)
class Asked:
    """A source that was taken to be looked at, and what is known of it."""

    source_id: int
    url: str
    etag: str
    last_modified: str
    content_hash: str


@dataclass(frozen=True, slots=True)
class Look:
    """What a look found: what the address answered, and what was read of it where that is new."""

    fetched: Fetched
    digest: str = ""
    taken: Taken | None = None


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


def take_due(session: Session, *, now: datetime) -> Asked | None:
    """Take the source that waited longest, so that no other worker looks at it; None: none is due."""
    for source in list_due_sources(session, now, 1):
        source.next_check_at = now + LEASE
        session.flush()
        return Asked(source.id, source.url, source.etag, source.last_modified, source.content_hash)
    return None


@contextmanager
def looking(asked: Asked, *, fetching: Fetch = fetch) -> Iterator[Look]:
    """Fetch a source and read what is new in it; no database is touched."""
    found = fetching(asked.url, etag=asked.etag, last_modified=asked.last_modified)
    if found.content is None:
        yield Look(found)
        return
    digest = sha256(found.content).hexdigest()
    if digest == asked.content_hash:
        yield Look(found, digest)
        return
    with read_content(asked.url, found.content) as taken:
        yield Look(found, digest, taken)


def settle(session: Session, source_id: int, look: Look, *, now: datetime) -> list[int]:
    """Take over what a look found; return the programmes that changed.

    After a failure the source is tried again, ever less often; the history says what each look changed.
    """
    source, found = session.get_one(ProgrammeSource, source_id), look.fetched
    source.checked_at = now
    if found.error:
        return _failed(session, source, found.error, now, at_least=found.retry_after)
    if look.taken is None:
        _answered(source, found, look.digest or source.content_hash, now)
        _note(session, source, CheckOutcome.UNCHANGED, now, words="Nothing new.")
        return []
    report = take(session, source.organisation, look.taken, by=By(None, now))
    if report.notes.refused and not report.kept:
        return _failed(session, source, str(report.notes.refused[0].get("why", "Not readable.")), now)
    _answered(source, found, look.digest, now)
    change = report.change
    outcome = CheckOutcome.CHANGED if change.created or change.updated else CheckOutcome.UNCHANGED
    _note(session, source, outcome, now, words=in_words(report), report=report)
    return list(change.touched)


def _answered(source: ProgrammeSource, found: Fetched, digest: str, now: datetime) -> None:
    source.failures, source.next_check_at, source.content_hash = 0, now + wait_before_check(0), digest
    if found.content is not None:
        source.etag, source.last_modified = found.etag, found.last_modified


def _failed(
    session: Session, source: ProgrammeSource, why: str, now: datetime, at_least: timedelta = timedelta()
) -> list[int]:
    source.failures += 1
    source.next_check_at = now + max(wait_before_check(source.failures), at_least)
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
