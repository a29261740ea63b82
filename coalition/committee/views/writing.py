"""Writing a work plan: reports, deliverables, signatures, steps."""

from typing import Any

from flask import abort, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response
from wtforms.fields.choices import SelectChoice

from coalition.auth.policy import Act, may
from coalition.committee.forms.plans import CloseForm, ItemForm, ProgressForm, ReportForm
from coalition.committee.models import WorkPlan, WorkPlanItem
from coalition.committee.queries.library import list_actions
from coalition.committee.queries.plans import actions_by_item, get_item, get_plan
from coalition.committee.rules.plans import ItemStatus, PlanStatus, Reported
from coalition.committee.service import plans as service
from coalition.committee.views.plans import own_office
from coalition.committee.views.room import bp, deed, run
from coalition.core.clock import today
from coalition.core.when import When
from coalition.db import current_session
from coalition.web.access import allow, me, require, standing
from coalition.web.choices import options


@bp.route("/plans/<int:plan_id>/report", methods=["GET", "POST"])
@allow(Act.COMMITTEE_SEE)
def say_where(plan_id: int) -> str | Response:
    """Record where a plan stands, as its offices say."""
    session, form = current_session(), ReportForm()
    found = get_plan(session, plan_id)
    if not (may(standing(), Act.PLAN_WRITE, found) or may(standing(), Act.PLAN_RUN, found)):
        abort(403)
    form.reported.choices = options(Reported)
    if form.said_on.data is None and not form.is_submitted():
        form.said_on.data = When(today())
    return run(
        form,
        lambda: service.say_where(
            session,
            found,
            reported=Reported(form.reported.data),
            said_on=form.said_on.data.last,
            words=form.words.data or "",
            expected=form.expected.data,
            source=form.source.data or "",
            today=today(),
        ),
        back=_page(plan_id),
        words=(_("Where does the plan stand?"), _("Record"), _("Recorded.")),
    )


@bp.route("/plans/<int:plan_id>/items/new", methods=["GET", "POST"])
@allow(Act.PLAN_WRITE)
def add_item(plan_id: int) -> str | Response:
    """Write a deliverable."""
    found = get_plan(current_session(), plan_id)
    require(Act.PLAN_WRITE, found)
    return _write(found, None)


@bp.route("/items/<int:item_id>", methods=["GET", "POST"])
@allow(Act.PLAN_WRITE)
def edit_item(item_id: int) -> str | Response:
    """Change a deliverable."""
    item = get_item(current_session(), item_id)
    require(Act.PLAN_WRITE, item)
    return _write(get_plan(current_session(), item.plan_id), item)


def _write(plan: WorkPlan, item: WorkPlanItem | None) -> str | Response:
    session = current_session()
    form = ItemForm(**(_shown(item) if item else {}))
    form.owner.choices = [SelectChoice("", _("Both States together"))] + [
        SelectChoice(str(one.state_id), one.state.label) for one in plan.offices
    ]
    form.actions.choices = [
        SelectChoice(str(one.id), _title(one.number, one.title, inferred=one.inferred))
        for one in list_actions(session)
    ]
    return run(
        form,
        lambda: service.write_item(
            session,
            plan,
            item,
            deliverable=form.deliverable.data,
            owner_id=int(form.owner.data) if form.owner.data else None,
            due=form.due.data,
            action_ids=[int(number) for number in form.actions.data or ()],
            today=today(),
        ),
        back=_page(plan.id),
        words=(_("Deliverable"), _("Save"), _("Saved. Signatures given before are asked for again.")),
    )


def _shown(item: WorkPlanItem) -> dict[str, Any]:
    served = actions_by_item(current_session(), item.plan_id).get(item.id, ())
    return {
        "deliverable": item.deliverable,
        "owner": str(item.owner_id or ""),
        "due": When(item.due_on, item.due_precision) if item.due_on else None,
        "actions": [str(action.id) for action in served],
    }


def _title(number: int, title: str, *, inferred: bool) -> str:
    return f"{number}. {title} ({_('placeholder')})" if inferred else f"{number}. {title}"


@bp.post("/items/<int:item_id>/drop")
@allow(Act.PLAN_WRITE)
def drop_item(item_id: int) -> Response:
    """Take a deliverable out of a plan."""
    session = current_session()
    item = get_item(session, item_id)
    require(Act.PLAN_WRITE, item)
    plan = get_plan(session, item.plan_id)

    def act() -> object:
        service.drop_item(session, item, plan=plan, today=today())
        return _("The deliverable is taken out.")

    return deed(act, back=_page(plan.id))


@bp.route("/items/<int:item_id>/progress", methods=["GET", "POST"])
@allow(Act.PLAN_WRITE)
def progress(item_id: int) -> str | Response:
    """Say how far a deliverable is."""
    item = get_item(current_session(), item_id)
    require(Act.PLAN_WRITE, item)
    form = ProgressForm(status=item.status.value, progress=item.progress)
    form.status.choices = options(ItemStatus)
    return run(
        form,
        lambda: service.record_progress(
            item, status=ItemStatus(form.status.data), progress=form.progress.data or ""
        ),
        back=_page(item.plan_id),
        words=(item.deliverable, _("Record"), _("Recorded.")),
    )


@bp.post("/plans/<int:plan_id>/take-over")
@allow(Act.PLAN_WRITE)
def take_over(plan_id: int) -> Response:
    """Take over what the cycle before left open."""
    session = current_session()
    found = get_plan(session, plan_id)
    require(Act.PLAN_WRITE, found)

    def act() -> object:
        count = service.take_over(session, found, today=today())
        return _("%(count)s deliverables are taken over.", count=count)

    return deed(act, back=_page(plan_id))


@bp.post("/plans/<int:plan_id>/sign")
@allow(Act.PLAN_WRITE)
def sign(plan_id: int) -> Response:
    """Sign a plan for one's State; with both signatures it is handed in."""
    session = current_session()
    found = get_plan(session, plan_id)
    require(Act.PLAN_WRITE, found)
    state_id = own_office(found)
    if state_id is None:
        abort(403)

    def act() -> object:
        complete = service.sign(session, found, state_id=state_id, person_id=me().id, today=today())
        if complete:
            return _("Signed. Both States have signed: the work plan is handed in.")
        return _("Signed. It is handed in when the other State has signed.")

    return deed(act, back=_page(plan_id))


@bp.post("/plans/<int:plan_id>/move")
@allow(Act.PLAN_RUN)
def move(plan_id: int) -> Response:
    """Publish a plan, or say that its work has begun."""
    found = get_plan(current_session(), plan_id)
    asked = request.form.get("then", "")
    if asked not in {PlanStatus.PUBLISHED, PlanStatus.IN_PROGRESS}:
        abort(400)

    def act() -> object:
        service.move(current_session(), found, then=PlanStatus(asked), today=today())
        return _("Recorded.")

    return deed(act, back=_page(plan_id))


@bp.route("/plans/<int:plan_id>/close", methods=["GET", "POST"])
@allow(Act.PLAN_WRITE)
def close_plan(plan_id: int) -> str | Response:
    """Close a plan with what came of it."""
    found = get_plan(current_session(), plan_id)
    require(Act.PLAN_WRITE, found)
    form = CloseForm(note=found.closing_note)
    return run(
        form,
        lambda: service.move(
            current_session(), found, then=PlanStatus.CLOSED, note=form.note.data, today=today()
        ),
        back=_page(plan_id),
        words=(_("What came of the plan"), _("Close the plan"), _("The plan is closed.")),
    )


def _page(plan_id: int) -> str:
    return url_for("committee.plan", plan_id=plan_id)
