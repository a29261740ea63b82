"""Acts on the review: comment, offer a remedy, say what came of it."""

from collections.abc import Callable

from flask import render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response
from wtforms.fields.choices import SelectChoice

from coalition.auth.policy import Act, may
from coalition.coalitions.models import Coalition
from coalition.coalitions.queries import get_coalition
from coalition.core.clock import now, today
from coalition.core.errors import NotFound
from coalition.db import current_session
from coalition.health import service
from coalition.health.forms import CommentForm, OfferForm, OutcomeForm, RestForm
from coalition.health.models import Remedy
from coalition.health.queries.kept import get_remedy, list_trend
from coalition.health.queries.resting import movements_of
from coalition.health.rules.remedies import NEXT, RUNNING, RemedyStatus
from coalition.health.rules.resting import RestWord
from coalition.health.rules.words import Key
from coalition.health.views.room import bp
from coalition.health.views.words import name_of
from coalition.organisations.queries import list_all_organisations
from coalition.treaty.rules.said import heard
from coalition.web.access import allow, me, require, standing
from coalition.web.acting import acted
from coalition.web.choices import capital, word
from coalition.web.forms import Form
from coalition.web.said import told


@bp.route("/<int:coalition_id>/<key>/comment", methods=["GET", "POST"])
@allow(Act.HEALTH_COMMENT)
def comment(coalition_id: int, key: str) -> str | Response:
    """Add a comment to an indicator."""
    session = current_session()
    coalition = get_coalition(session, coalition_id)
    require(Act.HEALTH_COMMENT, coalition)
    indicator, form = _key(key), CommentForm()
    return _run(
        form,
        coalition,
        lambda: service.comment(
            session,
            coalition,
            key=indicator,
            person_id=me().id,
            said_as=", ".join(sorted(word(role) for role in standing().roles)),
            text=form.text.data,
            today=today(),
        ),
        words=(
            _("Comment on: %(name)s", name=name_of(indicator)),
            _("Add comment"),
            _("The comment is added."),
        ),
    )


@bp.route("/<int:coalition_id>/<key>/offer", methods=["GET", "POST"])
@allow(Act.HEALTH_OFFER)
def offer(coalition_id: int, key: str) -> str | Response:
    """Offer a remedy: the suggested text, an owner, a day."""
    session = current_session()
    coalition = get_coalition(session, coalition_id)
    require(Act.HEALTH_OFFER, coalition)
    indicator, form = _key(key), OfferForm()
    form.owner.choices = [SelectChoice("", _("Not decided yet"))] + [
        SelectChoice(str(body.id), body.label) for body in list_all_organisations(session)
    ]
    if request.method == "GET":
        form.text.data = _suggested(coalition_id, indicator)
    return _run(
        form,
        coalition,
        lambda: service.offer_remedy(
            session,
            coalition,
            key=indicator,
            text=form.text.data,
            owner_id=int(form.owner.data) if form.owner.data else None,
            due_on=form.due_on.data.last if form.due_on.data else None,
            person_id=me().id,
            today=today(),
        ),
        words=(
            _("Offer help with: %(name)s", name=name_of(indicator)),
            _("Send offer"),
            _("The offer is sent. It is looked at again in ninety days."),
        ),
    )


@bp.route("/remedies/<int:remedy_id>", methods=["GET", "POST"])
@allow(Act.HEALTH_ANSWER)
def answer(remedy_id: int) -> str | Response:
    """Say what came of an offer."""
    session = current_session()
    remedy = get_remedy(session, remedy_id)
    require(Act.HEALTH_ANSWER, remedy)
    if remedy.proposes_rest:
        return _rest(remedy)
    form = OutcomeForm()
    form.then.choices = [
        SelectChoice(then.value, capital(word(then)))
        for then in RemedyStatus
        if then in NEXT[remedy.status] and then is not RemedyStatus.RAN_OUT
    ]
    return _run(
        form,
        remedy.coalition,
        lambda: service.answer_remedy(
            remedy, then=RemedyStatus(form.then.data), outcome=form.outcome.data or "", today=today()
        ),
        words=(_("What came of the offer"), _("Record"), _("Recorded.")),
    )


def _rest(remedy: Remedy) -> str | Response:
    """Show what moved last, and let the State say whether its coalition shall rest."""
    session, coalition = current_session(), remedy.coalition
    decides = may(standing(), Act.COALITION_SIGN_STATE, coalition)
    form, back = RestForm(), url_for("coalitions.show", coalition_id=coalition.id)
    form.word.choices = [
        (RestWord.REST.value, _("Let it rest until there is work for it")),
        (RestWord.KEEP.value, _("Keep it active")),
    ]
    if request.method == "POST":
        require(Act.COALITION_SIGN_STATE, coalition)
    return acted(
        form,
        lambda: service.answer_rest(
            session, remedy, word=RestWord(form.word.data), reason=form.reason.data or "", now=now()
        ),
        back=back,
        done=_("Recorded. Leads and coordinators are told."),
    ) or render_template(
        "health/rest.html",
        remedy=remedy,
        coalition=coalition,
        movement=movements_of(session, [coalition], today())[coalition.id],
        form=form if decides and remedy.status in RUNNING else None,
        back=back,
    )


def _key(text: str) -> Key:
    if text not in set(Key):
        raise NotFound(f"indicator {text}")
    return Key(text)


def _suggested(coalition_id: int, key: Key) -> str:
    history = list_trend(current_session(), coalition_id, standing(), today(), most=1)
    value = history[-1][1].get(key) if history else None
    return told(heard(value.remedy)) if value is not None and value.remedy else ""


def _run(
    form: Form, coalition: Coalition, act: Callable[[], object], *, words: tuple[str, str, str]
) -> str | Response:
    """Show the form, or do the act once and go back to the review."""
    back = url_for("health.show", coalition_id=coalition.id)
    title, submit, done = words
    return acted(form, act, back=back, done=done) or render_template(
        "health/act.html", form=form, heading=title, submit=submit, back=back, coalition=coalition
    )
