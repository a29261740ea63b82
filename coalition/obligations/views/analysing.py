"""The analysis group, questions and answers, and the decision on a request for more time."""

from flask import url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response
from wtforms.fields.choices import SelectChoice

from coalition.auth.policy import Act
from coalition.auth.rules import Theme
from coalition.core.clock import now, today
from coalition.core.errors import NotFound, RuleBroken
from coalition.core.when import When, parse_when
from coalition.db import current_session
from coalition.obligations.forms.asking import (
    AnswerForm,
    DecisionForm,
    GroupForm,
    QuestionForm,
    WithdrawalForm,
)
from coalition.obligations.models import ExtensionQuestion
from coalition.obligations.queries.asking import Request, get_request
from coalition.obligations.rules.asking import BenchmarkOrigin, QuestionKind, Stage
from coalition.obligations.service import analysing as service
from coalition.obligations.service.asking import add_benchmark, withdraw
from coalition.obligations.views.room import bp, do, run
from coalition.organisations.queries import list_governments
from coalition.treaty.queries import list_meetings
from coalition.treaty.rules.terms import DECIDING, ExtensionOutcome
from coalition.web.access import allow, me, require
from coalition.web.choices import capital, options, word

OUTCOMES = (ExtensionOutcome.GRANTED, ExtensionOutcome.NOT_GRANTED)


@bp.route("/extensions/<int:process_id>/group", methods=["GET", "POST"])
@allow(Act.EXTENSION_GROUP)
def group(process_id: int) -> str | Response:
    """Name the States of the analysis group."""
    session, form = current_session(), GroupForm()
    found = _filed(process_id)
    require(Act.EXTENSION_GROUP, found)
    form.states.choices = [SelectChoice(one.id, one.label) for one in list_governments(session)]
    form.office.choices = [SelectChoice("", _("No office named")), *options(Theme)]
    if not form.is_submitted():
        form.states.data = list(found.owner_ids)
    return run(
        form,
        lambda: service.form_group(
            session,
            found.process,
            form.states.data or [],
            office=Theme(form.office.data) if form.office.data else None,
            now=now(),
        ),
        back=_back(process_id),
        heading=_("Analysis group"),
        submit=_("Name the group"),
        done=_("The analysis group is named and told."),
    )


@bp.route("/extensions/<int:process_id>/ask", methods=["GET", "POST"])
@allow(Act.EXTENSION_ASK)
def ask(process_id: int) -> str | Response:
    """Ask the State about its request."""
    session, form, found = current_session(), QuestionForm(), _filed(process_id)
    require(Act.EXTENSION_ASK, found)
    return run(
        form,
        lambda: service.ask(
            session, found.process, letter="", text=form.text.data or "", person_id=me().id, now=now()
        ),
        back=_back(process_id),
        heading=_("Question to %(state)s", state=found.process.obligation.state.label),
        submit=_("Send"),
        done=_("Your question is sent. An answer is asked within 30 days."),
    )


@bp.route("/extensions/<int:process_id>/questions/<int:question_id>/answer", methods=["GET", "POST"])
@allow(Act.EXTENSION_KEEP)
def answer(process_id: int, question_id: int) -> str | Response:
    """The State answers the analysis group."""
    found = get_request(current_session(), process_id)
    require(Act.EXTENSION_KEEP, found)
    return _answer(found, _question(found, question_id, QuestionKind.ANALYSIS))


@bp.route("/extensions/<int:process_id>/questions/<int:question_id>/advise", methods=["GET", "POST"])
@allow(Act.EXTENSION_ADVISE)
def advise(process_id: int, question_id: int) -> str | Response:
    """The ISU answers the State."""
    found = get_request(current_session(), process_id)
    require(Act.EXTENSION_ADVISE, found)
    return _answer(found, _question(found, question_id, QuestionKind.TO_ISU))


@bp.post("/extensions/<int:process_id>/move/<stage>")
@allow(Act.EXTENSION_DECIDE)
def move(process_id: int, stage: str) -> Response:
    """Record that a request was presented informally, or tabled."""
    found = _filed(process_id)
    require(Act.EXTENSION_DECIDE, found)
    if stage not in {Stage.PRESENTED.value, Stage.TABLED.value}:
        raise NotFound(stage)
    return do(
        lambda: service.move_on(found.process, Stage(stage), on=today()),
        back=_back(process_id),
        done=_("Recorded."),
    )


@bp.route("/extensions/<int:process_id>/decision", methods=["GET", "POST"])
@allow(Act.EXTENSION_DECIDE)
def decide(process_id: int) -> str | Response:
    """Record what the meeting decided."""
    session, form, found = current_session(), DecisionForm(), _filed(process_id)
    require(Act.EXTENSION_DECIDE, found)
    meetings = {str(one.id): one for one in reversed(list_meetings(session)) if one.kind in DECIDING}
    form.outcome.choices = [SelectChoice(one.value, capital(word(one))) for one in OUTCOMES]
    form.meeting.choices = [SelectChoice(number, one.name) for number, one in meetings.items()]
    if not form.is_submitted():
        named = [number for number, one in meetings.items() if one.name == found.meeting.name]
        form.meeting.data = named[0] if named else None
        asked = found.process.requested_until
        form.granted_until.data = When(asked) if asked else None

    def act() -> None:
        extension = found.process.extension
        if extension is None:
            raise RuleBroken("This request is not filed yet.")
        service.decide(
            session,
            found.process,
            extension,
            outcome=ExtensionOutcome(form.outcome.data),
            meeting=meetings[form.meeting.data],
            granted_until=form.granted_until.data,
            note=form.note.data or "",
            now=now(),
        )
        _set_benchmarks(found, form.benchmarks.data or "")

    return run(
        form,
        act,
        back=_back(process_id),
        heading=_("Decision on the request of %(state)s", state=found.process.obligation.state.label),
        submit=_("Record the decision"),
        done=_("The decision is recorded; a new deadline stands in the calendar."),
    )


@bp.route("/extensions/<int:process_id>/withdraw", methods=["GET", "POST"])
@allow(Act.EXTENSION_FILE)
def withdraw_request(process_id: int) -> str | Response:
    """Take a request back."""
    form, found = WithdrawalForm(), get_request(current_session(), process_id)
    require(Act.EXTENSION_FILE, found)
    return run(
        form,
        lambda: withdraw(found.process, found.process.extension, form.note.data or ""),
        back=_back(process_id),
        heading=_("Withdraw the request"),
        submit=_("Withdraw"),
        done=_("The request is withdrawn."),
    )


def _set_benchmarks(found: Request, text: str) -> None:
    """Add the benchmarks of a meeting, one a line: the day as one word, then what is reached."""
    for line in filter(None, map(str.strip, text.splitlines())):
        first, _gap, rest = line.partition(" ")
        add_benchmark(
            current_session(),
            found.process,
            due=parse_when(first, "benchmarks"),
            text=rest,
            area_m2=None,
            origin=BenchmarkOrigin.MEETING,
        )


def _answer(found: Request, question: ExtensionQuestion) -> str | Response:
    session, form = current_session(), AnswerForm()
    return run(
        form,
        lambda: service.answer(
            session, found.process, question, text=form.text.data or "", person_id=me().id, now=now()
        ),
        back=_back(found.process.id),
        heading=_("Answer"),
        submit=_("Send"),
        done=_("Your answer is sent."),
        lead=question.text,
    )


def _question(found: Request, question_id: int, kind: QuestionKind) -> ExtensionQuestion:
    for one in found.questions:
        if one.id == question_id and one.kind is kind:
            return one
    raise NotFound(f"question {question_id}")


def _filed(process_id: int) -> Request:
    """Return a request that is filed; NotFound for a draft, which is the State's own."""
    found = get_request(current_session(), process_id)
    if found.process.submitted_on is None:
        raise NotFound(f"extension request {process_id}")
    return found


def _back(process_id: int) -> str:
    return url_for("obligations.extension", process_id=process_id)
