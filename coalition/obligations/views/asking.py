"""Requests for more time: the list, one request, and what the State writes."""

from flask import render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response
from wtforms.fields.choices import SelectChoice

from coalition.auth.policy import Act, may
from coalition.core.clock import now, today
from coalition.core.errors import NotFound
from coalition.core.paging import page_number
from coalition.core.when import When
from coalition.db import current_session
from coalition.obligations.forms.asking import BenchmarkForm, FilingForm, SectionForm, TermsForm
from coalition.obligations.queries.asking import Request, get_request, page_of_requests
from coalition.obligations.queries.prefilling import figures_of
from coalition.obligations.rules.asking import DRAFT, LADDER, OVER, QuestionKind, checklist, section_of
from coalition.obligations.service import asking as service
from coalition.obligations.views.papers import request_paper
from coalition.obligations.views.prefilled import prefilled
from coalition.obligations.views.room import bp, do, run
from coalition.treaty.queries import get_obligation, list_meetings
from coalition.treaty.rules.terms import DECIDING
from coalition.web.access import allow, me, require, standing
from coalition.web.papers import as_docx


def seen(process_id: int) -> Request:
    """Return a request to whoever may read it: a draft is the State's and the ISU's own."""
    found = get_request(current_session(), process_id)
    if found.process.submitted_on is None and not may(standing(), Act.EXTENSION_DRAFT_SEE, found):
        raise NotFound(f"extension request {process_id}")
    return found


@bp.get("/extensions")
@allow(Act.EXTENSION_SEE)
def extensions() -> str:
    """The requests for more time: filed ones, and the drafts of one's own State."""
    page = page_of_requests(
        current_session(),
        everything=may(standing(), Act.EXTENSION_DRAFT_SEE) and not standing().state_ids,
        state_ids=standing().state_ids,
        number=page_number(request.args.get("page")),
    )
    return render_template("obligations/extensions.html", page=page)


@bp.get("/extensions/<int:process_id>")
@allow(Act.EXTENSION_SEE)
def extension(process_id: int) -> str | Response:
    """One request: its day, its checklist with figures, questions and answers, decision; or its file."""
    found, who = seen(process_id), standing()
    figures = figures_of(current_session(), found.process.obligation)
    known = prefilled(figures, found.process)
    if request.args.get("format") == "docx":
        return as_docx(request_paper(found, known, today()))
    within = may(who, Act.EXTENSION_TIMING, found)
    return render_template(
        "obligations/extension.html",
        request=found,
        process=found.process,
        state=found.process.obligation.state,
        sections=checklist(found.process.obligation.article),
        known=known,
        ladder=LADDER,
        days_late=found.late_days if within else 0,
        advice=[one for one in found.questions if one.kind is QuestionKind.TO_ISU],
        analysis=[one for one in found.questions if one.kind is QuestionKind.ANALYSIS],
        within=within or may(who, Act.EXTENSION_DRAFT_SEE, found),
        drafting=found.process.stage in DRAFT,
        over=found.process.stage in OVER,
        may_keep=may(who, Act.EXTENSION_KEEP, found) and found.process.stage not in OVER,
        may_file=may(who, Act.EXTENSION_FILE, found),
        may_advise=may(who, Act.EXTENSION_ADVISE, found),
        may_ask=may(who, Act.EXTENSION_ASK, found),
        may_group=may(who, Act.EXTENSION_GROUP, found),
        may_decide=may(who, Act.EXTENSION_DECIDE, found),
    )


@bp.post("/<int:obligation_id>/extensions/begin")
@allow(Act.EXTENSION_KEEP)
def begin(obligation_id: int) -> Response:
    """Begin the next request on an obligation."""
    session = current_session()
    obligation = get_obligation(session, obligation_id)
    require(Act.EXTENSION_KEEP, obligation)
    made: list[int] = []
    back = url_for("obligations.show", obligation_id=obligation_id)
    answer = do(
        lambda: made.append(service.begin(session, obligation, person_id=me().id, today=today()).id),
        back=back,
        done=_("The request is begun. Nothing is handed in before you file it."),
    )
    if made:
        answer.location = url_for("obligations.extension", process_id=made[0])
    return answer


@bp.post("/extensions/<int:process_id>/notice")
@allow(Act.EXTENSION_KEEP)
def notice(process_id: int) -> Response:
    """Say early that a request will come."""
    session, found = current_session(), seen(process_id)
    require(Act.EXTENSION_KEEP, found)
    return do(
        lambda: service.give_notice(session, found.process, on=today(), now=now()),
        back=url_for("obligations.extension", process_id=process_id),
        done=_("The ISU knows that a request will come."),
    )


@bp.route("/extensions/<int:process_id>/terms", methods=["GET", "POST"])
@allow(Act.EXTENSION_KEEP)
def terms(process_id: int) -> str | Response:
    """How long is asked for, interim or not, and the meeting."""
    session, found, form = current_session(), seen(process_id), TermsForm()
    require(Act.EXTENSION_KEEP, found)
    meetings = {str(one.id): one for one in list_meetings(session) if one.kind in DECIDING}
    form.meeting.choices = [SelectChoice("", _("The last one before the deadline"))]
    form.meeting.choices += [SelectChoice(number, one.name) for number, one in meetings.items()]
    if not form.is_submitted():
        form.requested_until.data = _as_when(found)
        form.is_interim.data = found.process.is_interim
        form.meeting.data = str(found.process.meeting_id or "")
    return run(
        form,
        lambda: service.set_terms(
            found.process,
            requested_until=form.requested_until.data.last,
            is_interim=bool(form.is_interim.data),
            meeting=meetings.get(form.meeting.data),
        ),
        back=url_for("obligations.extension", process_id=process_id),
        heading=_("What %(state)s asks for", state=found.process.obligation.state.label),
        submit=_("Keep"),
        done=_("Kept."),
    )


@bp.route("/extensions/<int:process_id>/points/<letter>", methods=["GET", "POST"])
@allow(Act.EXTENSION_KEEP)
def point(process_id: int, letter: str) -> str | Response:
    """Write one point of the checklist, its figures beside it; or send the text as a question to the ISU."""
    session, found, form = current_session(), seen(process_id), SectionForm()
    require(Act.EXTENSION_KEEP, found)
    section = section_of(found.process.obligation.article, letter)
    if section is None:
        raise NotFound(f"point {letter}")
    back = url_for("obligations.extension", process_id=process_id, _anchor=f"point-{letter}")
    if request.method == "POST" and request.form.get("act") == "ask":
        text = request.form.get("question", "")
        return do(
            lambda: service.ask_isu(
                session, found.process, letter=letter, text=text, person_id=me().id, now=now()
            ),
            back=url_for("obligations.point", process_id=process_id, letter=letter),
            done=_("Your question is with the ISU. The answer comes by mail and stands on this page."),
        )
    if form.validate_on_submit():
        return _write(found, letter, form, back)
    if not form.is_submitted():
        form.text.data = found.sections[letter].text if letter in found.sections else ""
    return render_template(
        "obligations/point.html",
        form=form,
        section=section,
        process=found.process,
        back=back,
        known=prefilled(figures_of(session, found.process.obligation), found.process).get(letter, []),
        asked=[one for one in found.questions if one.letter == letter],
    )


def _as_when(found: Request) -> When | None:
    asked = found.process.requested_until
    return When(asked) if asked else None


def _write(found: Request, letter: str, form: SectionForm, back: str) -> Response:
    session = current_session()
    return do(
        lambda: service.write_section(
            session, found.process, letter, form.text.data or "", person_id=me().id, today=today()
        ),
        back=back,
        done=_("Kept."),
    )


@bp.route("/extensions/<int:process_id>/benchmarks", methods=["GET", "POST"])
@allow(Act.EXTENSION_KEEP)
def benchmark(process_id: int) -> str | Response:
    """Add a benchmark that the State proposes."""
    session, found, form = current_session(), seen(process_id), BenchmarkForm()
    require(Act.EXTENSION_KEEP, found)
    return run(
        form,
        lambda: service.add_benchmark(
            session,
            found.process,
            due=form.due_on.data,
            text=form.text.data or "",
            area_m2=form.area_m2.data,
        ),
        back=url_for("obligations.extension", process_id=process_id),
        heading=_("Benchmark"),
        submit=_("Add"),
        done=_("The benchmark is added."),
    )


@bp.route("/extensions/<int:process_id>/file", methods=["GET", "POST"])
@allow(Act.EXTENSION_FILE)
def file_request(process_id: int) -> str | Response:
    """File the request."""
    session, found, form = current_session(), seen(process_id), FilingForm()
    require(Act.EXTENSION_FILE, found)
    return run(
        form,
        lambda: service.file(
            session,
            found.process,
            submitted=form.submitted_on.data,
            source=form.source.data or "",
            now=now(),
        ),
        back=url_for("obligations.extension", process_id=process_id),
        heading=_("File the request of %(state)s", state=found.process.obligation.state.label),
        submit=_("File the request"),
        done=_("The request is filed. The ISU and the coordinators are told."),
        lead=_("Points that are still empty can be filled later; the file says “not reported” there."),
    )
