"""Pages and acts of answer rounds."""

from collections.abc import Callable

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response
from wtforms.fields.choices import SelectChoice

from coalition.auth.policy import Act, may
from coalition.auth.rules import Role
from coalition.coalitions.queries import get_coalition
from coalition.core.clock import now, today
from coalition.core.errors import NotFound, RuleBroken
from coalition.core.money import to_minor
from coalition.db import current_session, transaction
from coalition.needs.queries import list_needs_of
from coalition.needs.queries.sight import sight_of
from coalition.organisations.queries import list_donors, list_partners
from coalition.rounds import service
from coalition.rounds.forms import AnswerForm, FollowUpForm, RoundForm
from coalition.rounds.models import AnswerRound
from coalition.rounds.queries import Compiled, compiled, get_round, list_rounds
from coalition.rounds.rules import AnswerKind, FollowUp
from coalition.rounds.views.paper import answers_paper
from coalition.web.access import allow, me, require, standing
from coalition.web.acting import acted
from coalition.web.choices import options
from coalition.web.forms import Form
from coalition.web.handing import hand_out
from coalition.web.words import in_words

bp = Blueprint("rounds", __name__, url_prefix="/rounds")


@bp.get("/")
@allow(Act.ROUND_SEE)
def index() -> str:
    """The rounds a State sent, or those put to a donor."""
    who = standing()
    everything = bool(who.roles & {Role.COORDINATOR, Role.ISU})
    found = list_rounds(
        current_session(),
        state_ids=None if everything else who.state_ids,
        organisation_ids=None if everything else who.organisation_ids,
    )
    return render_template("rounds/index.html", rounds=found)


@bp.get("/<int:round_id>")
@allow(Act.ROUND_SEE)
def show(round_id: int) -> str:
    """The compiled answer: per need who supports, asks, says no, or is silent; the gaps."""
    found, whole = _seen(round_id)
    mine = standing().organisation_ids
    return render_template(
        "rounds/show.html",
        round=found,
        whole=whole,
        mine=mine,
        asked=any(one.organisation_id in mine for one in whole.invitees),
        may_run=may(standing(), Act.ROUND_RUN, found),
    )


@bp.get("/<int:round_id>/paper")
@allow(Act.ROUND_SEE)
def paper(round_id: int) -> str | Response:
    """The compiled answer as a paper: all of it for who runs the round, one's own answers for others."""
    found, whole = _seen(round_id)
    mine = None if may(standing(), Act.ROUND_RUN, found) else standing().organisation_ids
    back = (found.title, url_for("rounds.show", round_id=round_id))
    return hand_out(answers_paper(found, whole, mine, today()), back)


@bp.route("/coalitions/<int:coalition_id>/new", methods=["GET", "POST"])
@allow(Act.ROUND_RUN)
def new(coalition_id: int) -> str | Response:
    """Send a package of needs."""
    session, form = current_session(), RoundForm()
    coalition = get_coalition(session, coalition_id)
    require(Act.ROUND_RUN, coalition)
    needs = {
        str(need.id): need for need in list_needs_of(session, coalition.state_id, sight=sight_of(standing()))
    }
    form.needs.choices = [SelectChoice(number, need.title) for number, need in needs.items()]
    bodies = {str(body.id): body.label for body in (*list_donors(session), *list_partners(session))}
    form.organisations.choices = [SelectChoice(number, label) for number, label in bodies.items()]
    return _run(
        form,
        lambda: service.open_round(
            session,
            coalition,
            title=form.title.data,
            message=form.message.data or "",
            due_on=form.due_on.data.last,
            needs=[needs[number] for number in form.needs.data],
            organisation_ids=[int(number) for number in form.organisations.data],
            person_id=me().id,
            now=now(),
        ),
        back=url_for("rounds.index"),
        words=(
            _("Put needs to donors and partners"),
            _("Send"),
            _("Sent. They are reminded before the day."),
        ),
    )


@bp.route("/<int:round_id>/needs/<int:need_id>/answer", methods=["GET", "POST"])
@allow(Act.ROUND_ANSWER)
def answer(round_id: int, need_id: int) -> str | Response:
    """Answer on one need."""
    session, form = current_session(), AnswerForm()
    found, whole = _seen(round_id)
    line = next((one for one in whole.needs if one.need_id == need_id), None)
    if line is None:
        raise NotFound(f"need {need_id} in round {round_id}")
    asked = [one for one in whole.invitees if one.organisation_id in standing().organisation_ids]
    if not asked:
        raise NotFound(f"round {round_id}")
    require(Act.ROUND_ANSWER, asked[0])
    form.organisation.choices = [
        SelectChoice(str(one.organisation_id), one.organisation.label) for one in asked
    ]
    form.kind.choices = options(AnswerKind)

    def act() -> None:
        own = next(one for one in asked if str(one.organisation_id) == form.organisation.data)
        require(Act.ROUND_ANSWER, own)
        amount = form.amount.data
        service.answer(
            session,
            found,
            need_id=need_id,
            organisation_id=own.organisation_id,
            kind=AnswerKind(form.kind.data),
            text=form.text.data or "",
            amount=None if amount is None else to_minor(amount, form.currency.data),
            currency=form.currency.data,
            person_id=me().id,
            today=today(),
        )

    return _run(
        form,
        act,
        back=url_for("rounds.show", round_id=round_id),
        words=(line.need.title, _("Send answer"), _("Your answer is recorded. Thank you.")),
    )


@bp.post("/<int:round_id>/close")
@allow(Act.ROUND_RUN)
def close(round_id: int) -> Response:
    """Close a round."""
    session = current_session()
    found = get_round(session, round_id)
    require(Act.ROUND_RUN, found)
    try:
        with transaction(session):
            service.close(found, today=today())
    except RuleBroken as broken:
        flash(in_words(broken))
    else:
        flash(_("Closed. In a year you are asked whether the needs were met."))
    return redirect(url_for("rounds.show", round_id=round_id))


@bp.route("/<int:round_id>/needs/<int:need_id>/follow-up", methods=["GET", "POST"])
@allow(Act.ROUND_RUN)
def follow_up(round_id: int, need_id: int) -> str | Response:
    """Say a year later what became of a need."""
    found, whole = _seen(round_id)
    require(Act.ROUND_RUN, found)
    line = next((one for one in whole.needs if one.need_id == need_id), None)
    if line is None:
        raise NotFound(f"need {need_id} in round {round_id}")
    form = FollowUpForm()
    form.outcome.choices = options(FollowUp)
    return _run(
        form,
        lambda: service.follow_up(
            line, outcome=FollowUp(form.outcome.data), note=form.note.data or "", today=today()
        ),
        back=url_for("rounds.show", round_id=round_id),
        words=(line.need.title, _("Record"), _("Recorded.")),
    )


def _seen(round_id: int) -> tuple[AnswerRound, Compiled]:
    """Return a round for the State, the coordinators, and whoever was asked; NotFound for all others."""
    session = current_session()
    found, whole = get_round(session, round_id), compiled(session, round_id)
    asked = {one.organisation_id for one in whole.invitees}
    if not may(standing(), Act.ROUND_SEE, found) and not asked & standing().organisation_ids:
        raise NotFound(f"round {round_id}")
    return found, whole


def _run(form: Form, act: Callable[[], object], *, back: str, words: tuple[str, str, str]) -> str | Response:
    title, submit, done = words
    return acted(form, act, back=back, done=done) or render_template(
        "rounds/act.html", form=form, heading=title, submit=submit, back=back
    )
