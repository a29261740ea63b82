"""Opening, writing, signing and following work plans. Its caller commits."""

from collections.abc import Collection
from datetime import date

from sqlmodel import Session, col, select

from coalition.auth.rules import Theme
from coalition.committee.models import (
    WorkPlan,
    WorkPlanItem,
    WorkPlanItemAction,
    WorkPlanOffice,
    WorkPlanReport,
)
from coalition.committee.queries.offices import list_areas, list_terms
from coalition.committee.queries.plans import find_before, list_items
from coalition.committee.rules import plans as rules
from coalition.committee.rules.offices import Office
from coalition.committee.rules.plans import ItemStatus, PlanStatus, Reported
from coalition.committee.service.reminding import tell_chairs, tell_offices
from coalition.core.errors import RuleBroken
from coalition.core.text import msgid
from coalition.core.when import Precision, When

OPENED = msgid("Your work plan is open")
TO_SIGN = msgid("A work plan waits for your signature")
HANDED_IN = msgid("A work plan is handed in")
PUBLISHED = msgid("Your work plan is published")


def open_cycle(session: Session, *, cycle: int, due_on: date, today: date) -> list[WorkPlan]:
    """Open a plan for each area whose coordinators are on record on the due day, and return the new ones.

    Raises RuleBroken when there is none to open.
    """
    if not 2010 <= cycle <= 2100 or due_on.year not in (cycle, cycle + 1):
        raise RuleBroken("Give a due day in the cycle.", field="due_on")
    held: dict[Theme | None, list[int]] = {}
    for term in list_terms(session, office=Office.COORDINATOR, on=due_on):
        held.setdefault(term.theme, []).append(term.state_id)
    known = set(session.exec(select(WorkPlan.theme).where(WorkPlan.cycle == cycle)).all())
    new = [
        WorkPlan(theme=area.code, cycle=cycle, due_on=due_on)
        for area in list_areas(session)
        if held.get(area.code) and area.code not in known
    ]
    if not new:
        raise RuleBroken(
            "No area is left whose coordinators are on record on that day. Enter the office terms first.",
            field="due_on",
        )
    session.add_all(new)
    session.flush()
    for plan in new:
        for place, state_id in enumerate(held[plan.theme]):
            session.add(WorkPlanOffice(plan_id=plan.id, state_id=state_id, position=place))
    session.flush()
    for plan in new:
        session.refresh(plan)
        tell_offices(session, plan, OPENED, "opened", today=today)
    return new


def say_where(
    session: Session,
    plan: WorkPlan,
    *,
    reported: Reported,
    said_on: date,
    words: str = "",
    expected: When | None = None,
    source: str = "",
    today: date,
) -> WorkPlanReport:
    """Record what the offices say of their plan. Raises RuleBroken once it is handed in."""
    rules.check_open_to_change(plan.facts, said_on)
    if said_on > today:
        raise RuleBroken("The day is still to come.", field="said_on")
    report = WorkPlanReport(
        plan_id=plan.id,
        said_on=said_on,
        reported=reported,
        words=words.strip(),
        expected_on=expected.on if expected else None,
        expected_precision=expected.precision if expected else Precision.DAY,
        source=source.strip(),
    )
    session.add(report)
    session.flush()
    return report


def write_item(
    session: Session,
    plan: WorkPlan,
    item: WorkPlanItem | None,
    *,
    deliverable: str,
    owner_id: int | None,
    due: When | None,
    action_ids: Collection[int],
    today: date,
) -> WorkPlanItem:
    """Write a deliverable; signatures given to the plan as it stood are taken back. Raises RuleBroken."""
    rules.check_open_to_change(plan.facts, today)
    if not deliverable.strip():
        raise RuleBroken("Say what you will deliver.", field="deliverable")
    if owner_id is not None and owner_id not in {office.state_id for office in plan.offices}:
        raise RuleBroken("The plan belongs to other States.", field="owner")
    if item is None:
        item = WorkPlanItem(plan_id=plan.id, deliverable="", position=len(list_items(session, plan.id)) + 1)
    item.deliverable, item.owner_id = deliverable.strip(), owner_id
    item.due_on = due.on if due else None
    item.due_precision = due.precision if due else Precision.DAY
    session.add(item)
    session.flush()
    _serve(session, item.id, action_ids)
    plan.begun_drafting_on = plan.begun_drafting_on or today
    for office in plan.offices:
        office.signed_on = office.signed_by_id = None
    return item


def _serve(session: Session, item_id: int, action_ids: Collection[int]) -> None:
    rows = select(WorkPlanItemAction).where(col(WorkPlanItemAction.item_id) == item_id)
    known = {row.action_id: row for row in session.exec(rows)}
    for action_id, row in known.items():
        if action_id not in action_ids:
            session.delete(row)
    for action_id in set(action_ids) - set(known):
        session.add(WorkPlanItemAction(item_id=item_id, action_id=action_id))
    session.flush()


def drop_item(session: Session, item: WorkPlanItem, *, plan: WorkPlan, today: date) -> None:
    """Take a deliverable out of a plan that is not handed in. Raises RuleBroken."""
    rules.check_open_to_change(plan.facts, today)
    _serve(session, item.id, ())
    session.delete(item)
    for office in plan.offices:
        office.signed_on = office.signed_by_id = None
    session.flush()


def record_progress(item: WorkPlanItem, *, status: ItemStatus, progress: str) -> None:
    """Say how far a deliverable is. Raises RuleBroken when one is dropped without a word."""
    if status is ItemStatus.DROPPED and not progress.strip():
        raise RuleBroken("Say in a few words why.", field="progress")
    item.status, item.progress = status, progress.strip()


def take_over(session: Session, plan: WorkPlan, *, today: date) -> int:
    """Copy the deliverables that the cycle before left open; return how many. Raises RuleBroken."""
    rules.check_open_to_change(plan.facts, today)
    before = find_before(session, plan)
    left = [
        item
        for item in (list_items(session, before.id) if before else [])
        if item.status in {ItemStatus.OPEN, ItemStatus.IN_PROGRESS}
    ]
    if not left:
        raise RuleBroken("The cycle before left nothing open.")
    place = len(list_items(session, plan.id))
    for number, item in enumerate(left, place + 1):
        session.add(
            WorkPlanItem(
                plan_id=plan.id,
                position=number,
                deliverable=item.deliverable,
                handed_over_from_id=item.id,
            )
        )
        item.status = ItemStatus.HANDED_OVER
    plan.begun_drafting_on = plan.begun_drafting_on or today
    session.flush()
    return len(left)


def sign(session: Session, plan: WorkPlan, *, state_id: int, person_id: int, today: date) -> bool:
    """Sign for one of the two States; return whether the plan is now handed in. Raises RuleBroken."""
    rules.check_open_to_change(plan.facts, today)
    signed = {office.state_id for office in plan.offices if office.signed_on}
    owners = {office.state_id for office in plan.offices}
    rules.check_signature(state_id, owners, signed, len(list_items(session, plan.id)))
    for office in plan.offices:
        if office.state_id == state_id:
            office.signed_on, office.signed_by_id = today, person_id
    if signed | {state_id} == owners:
        plan.submitted_on = today
        tell_chairs(session, plan, HANDED_IN, "handed-in", today=today)
    else:
        tell_offices(session, plan, TO_SIGN, f"to-sign-{today}", today=today)
    session.flush()
    return plan.submitted_on is not None


def move(session: Session, plan: WorkPlan, *, then: PlanStatus, note: str = "", today: date) -> None:
    """Publish a plan, say that its work has begun, or close it with what came of it. Raises RuleBroken."""
    rules.check_step(plan.facts, then, note)
    if then is PlanStatus.PUBLISHED:
        plan.published_on = today
        tell_offices(session, plan, PUBLISHED, "published", today=today)
    elif then is PlanStatus.IN_PROGRESS:
        plan.begun_on = today
    else:
        plan.closing_note, plan.closed_on = note.strip(), today
