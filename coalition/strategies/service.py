"""What a State does with its strategies. Each function is one act; its caller commits."""

from datetime import date

from sqlalchemy import func
from sqlmodel import Session, col, select

from coalition.core.errors import RuleBroken
from coalition.strategies import rules
from coalition.strategies.models import StrategyDocument, StrategyVersion
from coalition.strategies.queries import list_due_by_clock
from coalition.strategies.rules import GUIDING, DocumentKind, VersionStatus


def begin_document(
    session: Session,
    *,
    state_id: int,
    title: str,
    kind: DocumentKind,
    is_example: bool = False,
) -> StrategyVersion:
    """Start a document with its first draft."""
    document = StrategyDocument(state_id=state_id, title=title, kind=kind, is_example=is_example)
    session.add(document)
    session.flush()
    return begin_version(session, document)


def begin_version(session: Session, document: StrategyDocument) -> StrategyVersion:
    """Start the next version of a document as a draft."""
    newest = session.exec(
        select(func.coalesce(func.max(StrategyVersion.number), 0)).where(
            StrategyVersion.document_id == document.id
        )
    ).one()
    version = StrategyVersion(document_id=document.id, number=newest + 1)
    session.add(version)
    session.flush()
    return version


def set_validity(version: StrategyVersion, *, valid_from: date, valid_to: date) -> None:
    """Set the period of a version that is not yet endorsed. Raises RuleBroken."""
    if version.status not in (VersionStatus.DRAFT, VersionStatus.UNDER_CONSULTATION):
        raise RuleBroken(
            "An endorsed version keeps its dates; start a new version instead.",
            field="valid_from",
        )
    rules.check_period(valid_from, valid_to)
    version.valid_from, version.valid_to = valid_from, valid_to


def endorse(session: Session, version: StrategyVersion, *, on: date, by: str, today: date) -> None:
    """Record that the State endorsed a version; it comes into force on its first day.

    Raises RuleBroken when it has no period, lies in the future, or the step is not open.
    """
    rules.check_step(version.status, VersionStatus.ENDORSED)
    if version.valid_from is None or version.valid_to is None:
        raise RuleBroken("Give the first and the last day of the strategy first.", field="valid_from")
    if on > today:
        raise RuleBroken("The day of endorsement cannot lie in the future.", field="endorsed_on")
    if not by.strip():
        raise RuleBroken("Say which office endorsed it, and by which act.", field="endorsed_by")
    version.status = VersionStatus.ENDORSED
    version.endorsed_on, version.endorsed_by = on, by.strip()
    session.flush()
    follow_clock(session, today)


def follow_clock(session: Session, today: date) -> int:
    """Do what the calendar asks: bring begun versions into force, end those that are over; return how many.

    Safe to run twice. A version that comes into force supersedes the one before it of the same document,
    and of the same kind and State (invariant I22).
    """
    due = list_due_by_clock(session, today)
    for version in due:
        if version.valid_to is not None and version.valid_to < today:
            version.status = VersionStatus.EXPIRED
        elif version.status is VersionStatus.ENDORSED:
            _supersede(session, version)
            version.status = VersionStatus.IN_FORCE
        session.flush()
    return len(due)


def _supersede(session: Session, version: StrategyVersion) -> None:
    running = session.exec(
        select(StrategyVersion)
        .join(StrategyDocument)
        .where(
            StrategyDocument.state_id == version.document.state_id,
            StrategyDocument.kind == version.document.kind,
            col(StrategyVersion.status).in_(GUIDING),
        )
    ).all()
    for older in running:
        older.status = VersionStatus.SUPERSEDED
        version.supersedes_id = older.id
    session.flush()
