"""Acts on a question: take it up, ask, answer, settle, object, record what was done, dismiss several."""

from collections.abc import Callable, Mapping

from flask import abort, flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coalition.audit.service import claim_once
from coalition.auth.policy import Act
from coalition.auth.rules import Role
from coalition.core.clock import now
from coalition.core.errors import RuleBroken
from coalition.db import current_session, transaction
from coalition.duplication.forms import AskForm, DismissManyForm, OutcomeForm, WordsForm
from coalition.duplication.models import DuplicationFlag
from coalition.duplication.queries.flags import get_flag
from coalition.duplication.rules.flags import REASONS, Outcome, ReasonCode
from coalition.duplication.service import deciding
from coalition.duplication.service.deciding import Decider, Ruling
from coalition.duplication.views.pages import render_flag, render_queue
from coalition.duplication.views.room import bp
from coalition.organisations.queries import get_government
from coalition.web.access import allow, me, require, standing
from coalition.web.acting import acted
from coalition.web.choices import options
from coalition.web.forms import Form


@bp.post("/<int:flag_id>/take")
@allow(Act.FLAG_DECIDE)
def take(flag_id: int) -> Response:
    """Look into an open question."""
    flag = _asked(flag_id, Act.FLAG_DECIDE)
    with transaction(current_session()):
        deciding.take_up(current_session(), flag, person_id=me().id, now=now())
    flash(_("You look into it; the parties are told."))
    return redirect(url_for("duplication.show", flag_id=flag_id))


@bp.post("/<int:flag_id>/ask")
@allow(Act.FLAG_SEE)
def ask(flag_id: int) -> str | Response:
    """Ask one of the parties."""
    flag, form = _asked(flag_id, Act.FLAG_SEE), AskForm()
    form.organisation.choices = [(str(owner), str(owner)) for owner in flag.owner_ids]
    return _run(
        flag,
        form,
        "ask",
        lambda: deciding.ask(
            current_session(),
            flag,
            organisation_id=int(form.organisation.data),
            person_id=me().id,
            text=form.text.data,
            now=now(),
        ),
        done=_("The question is sent; they have ten working days."),
    )


@bp.post("/<int:flag_id>/reply")
@allow(Act.FLAG_RESPOND)
def reply(flag_id: int) -> str | Response:
    """Say what a party has to say."""
    flag, form = _asked(flag_id, Act.FLAG_RESPOND), WordsForm(prefix="reply")
    speaks_for = sorted(standing().organisation_ids & set(flag.owner_ids))
    return _run(
        flag,
        form,
        "reply",
        lambda: deciding.reply(
            current_session(),
            flag,
            organisation_id=speaks_for[0] if speaks_for else None,
            person_id=me().id,
            text=form.text.data,
            now=now(),
        ),
        done=_("Your answer is on record."),
    )


@bp.post("/<int:flag_id>/decide")
@allow(Act.FLAG_DECIDE)
def decide(flag_id: int) -> str | Response:
    """Settle the question with one of the three outcomes."""
    flag = _asked(flag_id, Act.FLAG_DECIDE)
    outcome = _outcome_of(request.form)
    form = OutcomeForm(prefix=outcome.value)
    form.reason.choices = options(REASONS[outcome])
    form.remedy_owner.choices = [(str(owner), str(owner)) for owner in flag.owner_ids]
    return _run(
        flag,
        form,
        outcome.value,
        lambda: deciding.decide(
            current_session(), flag, ruling=_ruling(form, outcome), decider=_decider(), now=now()
        ),
        done=_("Settled. It stays so unless the facts change materially."),
    )


@bp.post("/<int:flag_id>/resolve")
@allow(Act.FLAG_RESPOND)
def resolve(flag_id: int) -> str | Response:
    """Record that what was agreed is done."""
    flag, form = _asked(flag_id, Act.FLAG_RESPOND), WordsForm(prefix="resolve")
    return _run(
        flag,
        form,
        "resolve",
        lambda: deciding.resolve(current_session(), flag, person_id=me().id, note=form.text.data, now=now()),
        done=_("Recorded as done."),
    )


@bp.post("/<int:flag_id>/object")
@allow(Act.FLAG_RESPOND)
def object_to(flag_id: int) -> str | Response:
    """Object to a decision."""
    flag, form = _asked(flag_id, Act.FLAG_RESPOND), WordsForm(prefix="object")
    return _run(
        flag,
        form,
        "object",
        lambda: deciding.object_to(
            current_session(), flag, person_id=me().id, text=form.text.data, now=now()
        ),
        done=_("Your objection is on record; the question is under review again."),
    )


@bp.post("/dismiss")
@allow(Act.FLAG_DECIDE)
def dismiss_many() -> str | Response:
    """Dismiss several obvious ones with one reason."""
    session, form = current_session(), DismissManyForm()
    form.reason.choices = options(REASONS[Outcome.DISMISSED])
    if form.validate_on_submit():
        flags = [get_flag(session, flag_id) for flag_id in form.flags.data[:100]]
        for flag in flags:
            require(Act.FLAG_DECIDE, flag)
        try:
            with transaction(session):
                claim_once(session, form.once.data, url_for("duplication.index"), now())
                count = deciding.dismiss_many(
                    session,
                    flags,
                    reason=ReasonCode(form.reason.data),
                    text=form.text.data,
                    decider=_decider(),
                    now=now(),
                )
        except RuleBroken as broken:
            form.refuse(broken)
        else:
            flash(_("%(count)s questions dismissed.", count=count))
            return redirect(url_for("duplication.index"))
    return render_queue(form)


def _asked(flag_id: int, act: Act) -> DuplicationFlag:
    flag = get_flag(current_session(), flag_id)
    require(act, flag)
    return flag


def _run(
    flag: DuplicationFlag, form: Form, name: str, act: Callable[[], object], *, done: str
) -> str | Response:
    """Do the act once and go back to the question, or show it again with what has to be put right."""
    back = url_for("duplication.show", flag_id=flag.id)
    return acted(form, act, back=back, done=done) or render_flag(flag, {name: form})


def _outcome_of(sent: Mapping[str, str]) -> Outcome:
    """Return the outcome whose form was sent: each has its own prefix. Refuses with 400 when none was."""
    found = next((each for each in Outcome if sent.get(f"{each.value}-outcome") == each.value), None)
    if found is None:
        abort(400)
    return found


def _ruling(form: OutcomeForm, outcome: Outcome) -> Ruling:
    owner = form.remedy_owner.data or ""
    return Ruling(
        outcome=outcome,
        reason=ReasonCode(form.reason.data),
        text=form.text.data,
        heard=form.heard.data or "",
        remedy_owner_id=int(owner) if owner.isdigit() else None,
        remedy_by=form.remedy_by.data.last if form.remedy_by.data else None,
    )


def _decider() -> Decider:
    """Return who settles; a coordinator also carries the word of the State that it comes from."""
    session, coordinators = current_session(), [h for h in standing().held if h.role is Role.COORDINATOR]
    governments = {
        get_government(session, held.state_id).id for held in coordinators if held.state_id is not None
    }
    return Decider(
        person_id=me().id,
        organisation_ids=standing().organisation_ids | governments,
        coordinates=bool(coordinators),
    )
