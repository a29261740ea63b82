"""Reading the action plan and progress on it, the ISU's money, and working papers."""

from collections.abc import Mapping, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload
from sqlmodel import Session, col, select

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
from coalition.core.errors import NotFound
from coalition.core.paging import PER_PAGE, Page
from coalition.db import related


def list_actions(session: Session, theme: Theme | None = None) -> Sequence[PlanAction]:
    """Return the actions of the action plan in order, of one area or of all."""
    rows = select(PlanAction)
    if theme is not None:
        rows = rows.where(PlanAction.theme == theme)
    return session.exec(rows.order_by(col(PlanAction.plan), col(PlanAction.number))).all()


def get_action(session: Session, action_id: int) -> PlanAction:
    """Return one action. Raises NotFound."""
    found = session.get(PlanAction, action_id)
    if found is None:
        raise NotFound(f"action {action_id}")
    return found


def progress_by_action(session: Session) -> Mapping[int, Sequence[ActionProgress]]:
    """Return what was recorded on each action, the newest year first."""
    found: dict[int, list[ActionProgress]] = {}
    rows = select(ActionProgress).order_by(col(ActionProgress.year).desc())
    for progress in session.exec(rows):
        found.setdefault(progress.action_id, []).append(progress)
    return found


def find_progress(session: Session, action_id: int, year: int) -> ActionProgress | None:
    """Return what was recorded on an action for a year, or None."""
    rows = select(ActionProgress).where(ActionProgress.action_id == action_id, ActionProgress.year == year)
    return session.exec(rows).first()


def list_budgets(session: Session) -> Sequence[IsuBudget]:
    """Return the ISU's budgets, the newest year first."""
    return session.exec(select(IsuBudget).order_by(col(IsuBudget.year).desc())).all()


def find_budget(session: Session, year: int) -> IsuBudget | None:
    """Return the ISU's budget of a year, or None."""
    return session.exec(select(IsuBudget).where(IsuBudget.year == year)).first()


def list_entries(session: Session, budget_id: int) -> Sequence[IsuEntry]:
    """Return what came in and went back in a year, the newest first, with States."""
    rows = select(IsuEntry).where(IsuEntry.budget_id == budget_id)
    loaded = rows.options(joinedload(related(IsuEntry.state)))
    return session.exec(loaded.order_by(col(IsuEntry.paid_on).desc(), col(IsuEntry.id).desc())).all()


def list_statements(session: Session, year: int) -> Sequence[IsuStatement]:
    """Return what was stated of a year's contributions, the newest first."""
    rows = select(IsuStatement).where(IsuStatement.year == year)
    return session.exec(rows.order_by(col(IsuStatement.said_on).desc(), col(IsuStatement.id).desc())).all()


def list_years(session: Session) -> list[int]:
    """Return the years of which a budget or a statement is on record, the newest first."""
    years = {*session.exec(select(IsuBudget.year)).all(), *session.exec(select(IsuStatement.year)).all()}
    return sorted(years, reverse=True)


def page_of_papers(session: Session, number: int, *, text: str = "") -> Page[WorkingPaper]:
    """Return one page of working papers, the newest first; with words of the title or number where asked."""
    rows = select(WorkingPaper)
    total = select(sa.func.count()).select_from(WorkingPaper)
    if text.strip():
        like = f"%{text.strip().lower()}%"
        holds = sa.or_(
            sa.func.lower(col(WorkingPaper.title)).like(like),
            sa.func.lower(col(WorkingPaper.number)).like(like),
        )
        rows, total = rows.where(holds), total.where(holds)
    loaded = rows.options(
        joinedload(related(WorkingPaper.meeting)),
        selectinload(related(WorkingPaper.states)).joinedload(related(WorkingPaperState.state)),
    )
    newest = loaded.order_by(col(WorkingPaper.dated_on).desc(), col(WorkingPaper.id).desc())
    found = session.exec(newest.limit(PER_PAGE).offset((number - 1) * PER_PAGE)).all()
    return Page(list(found), number, session.exec(total).one())


def get_paper(session: Session, paper_id: int) -> WorkingPaper:
    """Return one working paper. Raises NotFound."""
    found = session.get(WorkingPaper, paper_id)
    if found is None:
        raise NotFound(f"paper {paper_id}")
    return found


def get_entry(session: Session, entry_id: int) -> IsuEntry:
    """Return one contribution or refund. Raises NotFound."""
    found = session.get(IsuEntry, entry_id)
    if found is None:
        raise NotFound(f"entry {entry_id}")
    return found
