"""Recording progress on the action plan, the ISU's money, and working papers. Its caller commits."""

from collections.abc import Collection
from datetime import date

from sqlmodel import Session, select

from coalition.auth.rules import Theme
from coalition.committee.models import (
    ActionProgress,
    IsuBudget,
    IsuEntry,
    IsuStatement,
    PlanAction,
    WorkingPaper,
    WorkingPaperState,
)
from coalition.committee.queries.library import find_budget, find_progress, list_entries
from coalition.committee.rules import money as rules
from coalition.committee.rules.money import EntryKind
from coalition.core.errors import RuleBroken
from coalition.core.money import check_currency
from coalition.core.visibility import Confidence
from coalition.core.when import When


def enter_text(action: PlanAction, *, title: str, indicator: str, source: str) -> None:
    """Put the plan's own text in the place of a placeholder; reference files no longer overwrite it."""
    if not title.strip() or not source.strip():
        raise RuleBroken("Give the text and where it stands.", field="title")
    action.title, action.indicator, action.source = title.strip(), indicator.strip(), source.strip()
    action.inferred, action.confidence, action.kept_by_hand = False, Confidence.HIGH, True


def record_progress(
    session: Session,
    action: PlanAction,
    *,
    year: int,
    value: str,
    narrative: str,
    joint_conclusion: str,
    source: str,
    person_id: int | None,
    today: date,
) -> ActionProgress:
    """Record progress on an action for a year; a later entry replaces the earlier one. Raises RuleBroken."""
    if not 2021 <= year <= today.year:
        raise RuleBroken("Give a year from 2021 to this one.", field="year")
    if not narrative.strip():
        raise RuleBroken("Say what was achieved.", field="narrative")
    found = find_progress(session, action.id, year)
    if found is None:
        found = ActionProgress(action_id=action.id, year=year, narrative="", recorded_on=today, source="")
    found.value, found.narrative = value.strip(), narrative.strip()
    found.joint_conclusion, found.source = joint_conclusion.strip(), source.strip()
    found.recorded_on, found.recorded_by_id = today, person_id
    session.add(found)
    session.flush()
    return found


def set_budget(
    session: Session, *, year: int, amount: int, currency: str, as_of: date, source: str
) -> IsuBudget:
    """Record the ISU's budget of a year, in minor units; its currency stays once money came in it."""
    check_currency(currency)
    if amount <= 0:
        raise RuleBroken("Give an amount above nought.", field="amount")
    found = find_budget(session, year)
    if found is not None and found.currency != currency and list_entries(session, found.id):
        raise RuleBroken(
            "Contributions are on record in {currency}.", field="currency", currency=found.currency
        )
    if found is None:
        found = IsuBudget(year=year, amount=amount, currency=currency, as_of=as_of, source=source)
    found.amount, found.currency, found.as_of, found.source = amount, currency, as_of, source.strip()
    session.add(found)
    session.flush()
    return found


def enter_money(
    session: Session,
    budget: IsuBudget,
    *,
    state_id: int,
    kind: EntryKind,
    amount: int,
    earmark: str,
    paid: When,
    source: str,
) -> IsuEntry:
    """Record a contribution or a refund, in minor units of the budget's currency. Raises RuleBroken."""
    own = [entry for entry in list_entries(session, budget.id) if entry.state_id == state_id]
    came = sum(entry.amount for entry in own if entry.kind is EntryKind.CONTRIBUTION)
    back = sum(entry.amount for entry in own if entry.kind is EntryKind.REFUND)
    rules.check_entry(kind, amount, came - back)
    entry = IsuEntry(
        budget_id=budget.id,
        state_id=state_id,
        kind=kind,
        amount=amount,
        earmark=earmark.strip(),
        paid_on=paid.on,
        paid_precision=paid.precision,
        source=source.strip(),
    )
    session.add(entry)
    session.flush()
    return entry


def take_back(session: Session, entry: IsuEntry) -> None:
    """Take out an entry that was typed in by mistake; the log keeps it."""
    session.delete(entry)
    session.flush()


def state_share(
    session: Session, *, year: int, contributors: int, share: int, said_on: date, source: str
) -> IsuStatement:
    """Record what the ISU stated: how many States contribute, for which part of the budget."""
    rules.check_stated(contributors, share)
    said = IsuStatement(
        year=year, contributors=contributors, share=share, said_on=said_on, source=source.strip()
    )
    session.add(said)
    session.flush()
    return said


def add_paper(
    session: Session,
    *,
    number: str,
    title: str,
    state_ids: Collection[int],
    meeting_id: int | None,
    theme: Theme | None,
    language: str,
    dated: When | None,
    file_id: int | None,
    source: str,
    today: date,
) -> WorkingPaper:
    """Put a working paper into the library. Raises RuleBroken when it stands there in this language."""
    same = select(WorkingPaper).where(
        WorkingPaper.number == number.strip(), WorkingPaper.language == language
    )
    if session.exec(same).first() is not None:
        raise RuleBroken("This paper is in the library in this language.", field="number")
    paper = WorkingPaper(
        number=number.strip(),
        title=title.strip(),
        meeting_id=meeting_id,
        theme=theme,
        language=language,
        file_id=file_id,
        source=source.strip(),
        added_on=today,
    )
    if dated is not None:
        paper.dated_on, paper.dated_precision = dated.on, dated.precision
    session.add(paper)
    session.flush()
    for state_id in sorted(set(state_ids)):
        session.add(WorkingPaperState(paper_id=paper.id, state_id=state_id))
    session.flush()
    return paper
