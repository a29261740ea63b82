"""Reading work plans with their offices, reports and deliverables."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from sqlalchemy.orm import joinedload, selectinload
from sqlmodel import Session, col, select

from coalition.auth.rules import Theme
from coalition.committee.models import (
    PlanAction,
    ThematicArea,
    WorkPlan,
    WorkPlanItem,
    WorkPlanItemAction,
    WorkPlanOffice,
)
from coalition.core.errors import NotFound
from coalition.db import related

LOADED = (
    selectinload(related(WorkPlan.offices)).joinedload(related(WorkPlanOffice.state)),
    selectinload(related(WorkPlan.reports)),
)


def get_plan(session: Session, plan_id: int) -> WorkPlan:
    """Return one plan with its offices and reports. Raises NotFound."""
    found = session.exec(select(WorkPlan).where(WorkPlan.id == plan_id).options(*LOADED)).first()
    if found is None:
        raise NotFound(f"work plan {plan_id}")
    return found


def list_cycles(session: Session) -> Sequence[int]:
    """Return the cycles that have plans, the newest first."""
    return session.exec(select(WorkPlan.cycle).distinct().order_by(col(WorkPlan.cycle).desc())).all()


def list_plans(session: Session, cycle: int) -> Sequence[WorkPlan]:
    """Return the plans of a cycle in the order of the Committee's agenda; three queries."""
    rows = (
        select(WorkPlan)
        .outerjoin(ThematicArea, col(ThematicArea.code) == col(WorkPlan.theme))
        .where(WorkPlan.cycle == cycle)
        .options(*LOADED)
        .order_by(col(ThematicArea.position), col(WorkPlan.id))
    )
    return session.exec(rows).all()


def list_awaited(session: Session, due: Collection[date]) -> Sequence[WorkPlan]:
    """Return the plans due on one of these days that are not handed in, with their offices."""
    rows = select(WorkPlan).where(col(WorkPlan.due_on).in_(due), col(WorkPlan.submitted_on).is_(None))
    return session.exec(rows.options(*LOADED).order_by(col(WorkPlan.id))).all()


def list_due_days(session: Session) -> Sequence[date]:
    """Return the days on which plans are due that are not handed in."""
    rows = select(col(WorkPlan.due_on)).distinct().where(col(WorkPlan.submitted_on).is_(None))
    return session.exec(rows).all()


def get_item(session: Session, item_id: int) -> WorkPlanItem:
    """Return one deliverable with its plan. Raises NotFound."""
    found = session.get(WorkPlanItem, item_id, options=[joinedload(related(WorkPlanItem.plan))])
    if found is None:
        raise NotFound(f"deliverable {item_id}")
    return found


def list_items(session: Session, plan_id: int) -> Sequence[WorkPlanItem]:
    """Return the deliverables of a plan in order, with who does them."""
    rows = select(WorkPlanItem).where(WorkPlanItem.plan_id == plan_id)
    loaded = rows.options(joinedload(related(WorkPlanItem.owner)))
    return session.exec(loaded.order_by(col(WorkPlanItem.position), col(WorkPlanItem.id))).all()


def actions_by_item(session: Session, plan_id: int) -> Mapping[int, Sequence[PlanAction]]:
    """Return the actions that each deliverable of a plan serves."""
    rows = (
        select(WorkPlanItemAction.item_id, PlanAction)
        .join(PlanAction, col(PlanAction.id) == col(WorkPlanItemAction.action_id))
        .join(WorkPlanItem, col(WorkPlanItem.id) == col(WorkPlanItemAction.item_id))
        .where(WorkPlanItem.plan_id == plan_id)
        .order_by(col(PlanAction.number))
    )
    found: dict[int, list[PlanAction]] = {}
    for item_id, action in session.exec(rows):
        found.setdefault(item_id, []).append(action)
    return found


def find_before(session: Session, plan: WorkPlan) -> WorkPlan | None:
    """Return the plan of the same area in the cycle before, whose open deliverables may be handed over."""
    rows = select(WorkPlan).where(WorkPlan.theme == plan.theme, WorkPlan.cycle < plan.cycle)
    return session.exec(rows.order_by(col(WorkPlan.cycle).desc()).limit(1)).first()


def find_plan(session: Session, theme: Theme, on: date) -> WorkPlan | None:
    """Return the plan of an area for the cycle that a day lies in, or None."""
    rows = select(WorkPlan).where(WorkPlan.theme == theme, WorkPlan.cycle <= on.year).options(*LOADED)
    return session.exec(rows.order_by(col(WorkPlan.cycle).desc()).limit(1)).first()
