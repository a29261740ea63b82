"""Documents and the life of their versions."""

from datetime import date

from sqlalchemy import func
from sqlmodel import Session, col, select

from coalition.core.errors import RuleBroken
from coalition.core.money import check_currency
from coalition.core.text import squeeze
from coalition.strategies import rules
from coalition.strategies.models import StrategyDocument, StrategyVersion
from coalition.strategies.queries import list_due_by_clock, list_planned
from coalition.strategies.rules import GUIDING, UNSIGNED, DocumentKind, VersionFacts, VersionStatus


def begin_document(
    session: Session, *, state_id: int, title: str, kind: DocumentKind, is_example: bool = False
) -> StrategyVersion:
    """Start a document with its first draft."""
    if not squeeze(title):
        raise RuleBroken("Give the title of the document.", field="title")
    document = StrategyDocument(state_id=state_id, title=squeeze(title), kind=kind, is_example=is_example)
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


def describe(version: StrategyVersion, *, facts: VersionFacts, seen_version: int) -> None:
    """Change what is written down about a version; once endorsed, its dates and money stay as they are.

    Raises RuleBroken, also when somebody else changed it since the author saw it.
    """
    if version.row_version != seen_version:
        raise RuleBroken("Somebody else changed this meanwhile. Look at it again, then repeat your change.")
    version.languages, version.summary = squeeze(facts.languages), facts.summary.strip()
    version.consultation_note, version.source = facts.consultation_note.strip(), squeeze(facts.source)
    version.gender_section, version.environment_section = facts.gender_section, facts.environment_section
    version.next_review_on = facts.next_review_on
    if version.status in UNSIGNED:
        if facts.valid_from and facts.valid_to:
            rules.check_period(facts.valid_from, facts.valid_to)
        version.valid_from, version.valid_to = facts.valid_from, facts.valid_to
        _write_money(version, facts)
    version.row_version += 1


def set_validity(version: StrategyVersion, *, valid_from: date, valid_to: date) -> None:
    """Set the period of a version that is not yet endorsed. Raises RuleBroken."""
    if version.status not in UNSIGNED:
        raise RuleBroken(
            "An endorsed version keeps its dates; start a new version instead.", field="valid_from"
        )
    rules.check_period(valid_from, valid_to)
    version.valid_from, version.valid_to = valid_from, valid_to


def move(session: Session, version: StrategyVersion, *, then: VersionStatus) -> None:
    """Take a step that the State decides alone: consult, draft again, review, go back in force, abandon."""
    if then not in rules.STATES_OWN_STEPS:
        raise RuleBroken("That step is taken by endorsing, or by the calendar.", field="status")
    if then is VersionStatus.IN_FORCE and version.status is not VersionStatus.UNDER_REVIEW:
        raise RuleBroken("It comes into force on its first day.", field="status")
    rules.check_step(version.status, then)
    version.status = then
    version.row_version += 1
    session.flush()


def endorse(session: Session, version: StrategyVersion, *, on: date, by: str, today: date) -> None:
    """Record that the State endorsed a version; it comes into force on its first day.

    Raises RuleBroken when it has no period, is over already, lies in the future, or overlaps with another
    endorsed version that has not begun: then nobody could say which of the two guides.
    """
    rules.check_step(version.status, VersionStatus.ENDORSED)
    if version.valid_from is None or version.valid_to is None:
        raise RuleBroken("Give the first and the last day of the strategy first.", field="valid_from")
    if on > today:
        raise RuleBroken("The day of endorsement cannot lie in the future.", field="endorsed_on")
    if not squeeze(by):
        raise RuleBroken("Say which office endorsed it, and by which act.", field="endorsed_by")
    _check_room(session, version)
    version.status = VersionStatus.ENDORSED
    version.endorsed_on, version.endorsed_by = on, squeeze(by)
    version.row_version += 1
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


def _check_room(session: Session, version: StrategyVersion) -> None:
    """Refuse a period that overlaps with another endorsed version that waits for its first day."""
    for other in list_planned(session, version.document.state_id, version.document.kind):
        if other.id != version.id and rules.overlap(
            (version.valid_from, version.valid_to), (other.valid_from, other.valid_to)
        ):
            raise RuleBroken(
                "Version {number} of “{title}” is endorsed for an overlapping period, from {start} to {end}.",
                field="valid_from",
                number=other.number,
                title=other.document.title,
                start=other.valid_from,
                end=other.valid_to,
            )


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


def _write_money(version: StrategyVersion, facts: VersionFacts) -> None:
    has_money = facts.budget is not None or facts.national_contribution is not None
    if has_money:
        check_currency(facts.currency or "")
    for field, amount in (("budget", facts.budget), ("national_contribution", facts.national_contribution)):
        if amount is not None and amount <= 0:
            raise RuleBroken("Give an amount above zero, or leave it empty.", field=field)
    version.budget, version.national_contribution = facts.budget, facts.national_contribution
    version.currency = facts.currency if has_money else None
