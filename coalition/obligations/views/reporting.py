"""Transparency reports: the list, one report with its forms, and what the State does with it."""

from flask import render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coalition.auth.policy import Act, may
from coalition.core.clock import now, today
from coalition.core.errors import NotFound
from coalition.core.paging import page_number
from coalition.db import current_session
from coalition.obligations.forms.reporting import FormForm, SubmissionForm
from coalition.obligations.queries.reporting import (
    Whole,
    find_membership,
    get_whole,
    is_received,
    list_states_of,
    page_of_reports,
)
from coalition.obligations.queries.yearly import year_figures
from coalition.obligations.rules.reporting import FORMS, HANDED_IN, WRITING, FormState, ReportStage
from coalition.obligations.service import reporting as service
from coalition.obligations.views.filled import article7_paper, part_of, state_words
from coalition.obligations.views.room import Country, bp, do, run
from coalition.states.models import State
from coalition.states.queries import get_state
from coalition.treaty.queries import find_obligation, obligation_facts
from coalition.treaty.rules.facts import is_fulfilled
from coalition.treaty.rules.reports import REPORTING
from coalition.treaty.rules.terms import ReportKind
from coalition.web.access import allow, me, require, standing
from coalition.web.choices import options
from coalition.web.papers import as_docx
from coalition.web.workbooks import as_workbook

MARKS = (FormState.UNCHANGED, FormState.CHANGED, FormState.NOT_APPLICABLE)


def seen_report(report_id: int) -> Whole:
    """Return a report to whoever may read it: until it is handed in, its State and the ISU."""
    whole = get_whole(current_session(), report_id)
    if whole.report.stage not in HANDED_IN and not may(standing(), Act.ARTICLE7_WORK, whole):
        raise NotFound(f"transparency report {report_id}")
    return whole


@bp.get("/article7")
@allow(Act.ARTICLE7_SEE)
def article7() -> str:
    """The reports of one's own State, or those handed in by all."""
    session, who = current_session(), standing()
    mine = [
        one for one in list_states_of(session, who.state_ids) if may(who, Act.ARTICLE7_KEEP, Country(one.id))
    ]
    page = page_of_reports(
        session,
        everything=may(who, Act.ARTICLE7_WORK) and not who.state_ids,
        state_ids=who.state_ids,
        number=page_number(request.args.get("page")),
    )
    return render_template(
        "obligations/article7.html",
        page=page,
        mine=[(one, _first_year(one)) for one in mine],
        years=[today().year - 1, today().year],
    )


def _first_year(state: State) -> int | None:
    """Return the year of the initial report where a State still owes it, else None."""
    session = current_session()
    member = find_membership(session, state.id, today())
    own = find_obligation(session, state.id, REPORTING)
    if member is None or (own is not None and is_fulfilled(obligation_facts(own, ()), today())):
        return None
    known = is_received(session, state.id, ReportKind.INITIAL, member.in_force_on.year)
    return None if known else member.in_force_on.year


@bp.post("/article7/<iso3>/<int:year>/start")
@allow(Act.ARTICLE7_KEEP)
def start_report(iso3: str, year: int) -> Response:
    """Begin a report, or go on with the one begun before."""
    session = current_session()
    state = get_state(session, iso3)
    require(Act.ARTICLE7_KEEP, Country(state.id))
    kind = request.form.get("kind", ReportKind.ANNUAL.value)
    if kind not in set(ReportKind):
        raise NotFound(kind)
    made: list[int] = []
    answer = do(
        lambda: made.append(
            service.begin(
                session, state, kind=ReportKind(kind), year=year, person_id=me().id, today=today()
            ).id
        ),
        back=url_for("obligations.article7"),
        done=_("Mark what has changed; figures stand in their forms already."),
    )
    if made:
        answer.location = url_for("obligations.report", report_id=made[0])
    return answer


@bp.get("/article7/<int:report_id>")
@allow(Act.ARTICLE7_SEE)
def report(report_id: int) -> str | Response:
    """One report with its forms and figures; or its file."""
    whole, who = seen_report(report_id), standing()
    figures = year_figures(current_session(), whole.report.state_id, whole.report.year)
    match request.args.get("format", ""):
        case "docx":
            return as_docx(article7_paper(whole, figures, today()))
        case "xlsx":
            return as_workbook(article7_paper(whole, figures, today()))
    return render_template(
        "obligations/report.html",
        whole=whole,
        report=whole.report,
        parts=[(form, part_of(form, whole, figures)) for form in FORMS],
        words={letter: state_words(form.state) for letter, form in whole.forms.items()},
        touched=any(form.state is not FormState.PENDING for form in whole.forms.values()),
        pending=[letter for letter, form in whole.forms.items() if form.state is FormState.PENDING],
        annual=whole.report.kind is ReportKind.ANNUAL,
        writing=whole.report.stage in WRITING,
        within=may(who, Act.ARTICLE7_WORK, whole),
        may_keep=may(who, Act.ARTICLE7_KEEP, whole) and whole.report.stage not in HANDED_IN,
        may_submit=may(who, Act.ARTICLE7_SUBMIT, whole),
        may_publish=may(who, Act.ARTICLE7_PUBLISH, whole),
        mine=me().id,
    )


@bp.post("/article7/<int:report_id>/unchanged")
@allow(Act.ARTICLE7_KEEP)
def unchanged(report_id: int) -> Response:
    """Mark all forms that nobody touched as unchanged."""
    whole = seen_report(report_id)
    require(Act.ARTICLE7_KEEP, whole)
    return do(
        lambda: service.mark_unchanged(whole, person_id=me().id, today=today()),
        back=_page(report_id),
        done=_("All forms that nobody touched are marked as unchanged. Send the report for signature."),
    )


@bp.post("/article7/<int:report_id>/sign")
@allow(Act.ARTICLE7_KEEP)
def sign(report_id: int) -> Response:
    """Send the report to its signatory."""
    session, whole = current_session(), seen_report(report_id)
    require(Act.ARTICLE7_KEEP, whole)
    return do(
        lambda: service.send_for_signature(session, whole, now=now()),
        back=_page(report_id),
        done=_("The report waits for its signature. Record the day when it is handed in."),
    )


@bp.post("/article7/<int:report_id>/take-back")
@allow(Act.ARTICLE7_KEEP)
def take_back(report_id: int) -> Response:
    """Take the report back from its signatory."""
    whole = seen_report(report_id)
    require(Act.ARTICLE7_KEEP, whole)
    return do(
        lambda: service.take_back(whole.report), back=_page(report_id), done=_("You can change it again.")
    )


@bp.route("/article7/<int:report_id>/forms/<letter>", methods=["GET", "POST"])
@allow(Act.ARTICLE7_KEEP)
def form(report_id: int, letter: str) -> str | Response:
    """Mark one form and write its words."""
    whole, asked = seen_report(report_id), FormForm()
    require(Act.ARTICLE7_KEEP, whole)
    about = next((one for one in FORMS if one.letter == letter), None)
    if about is None:
        raise NotFound(f"form {letter}")
    kept = whole.forms[letter]
    annual = whole.report.kind is ReportKind.ANNUAL
    asked.state.choices = options(mark for mark in MARKS if annual or mark is not FormState.UNCHANGED)
    if not asked.is_submitted():
        asked.state.data, asked.text.data = kept.state.value, kept.text
        if kept.state is FormState.PENDING:
            asked.state.data = FormState.CHANGED.value
    return run(
        asked,
        lambda: service.write_form(
            whole,
            letter,
            state=FormState(asked.state.data),
            text=asked.text.data or "",
            person_id=me().id,
            today=today(),
        ),
        back=_page(report_id),
        heading=_("Form %(letter)s: %(title)s", letter=letter, title=_(about.title)),
        submit=_("Keep"),
        done=_("Kept."),
    )


@bp.route("/article7/<int:report_id>/submit", methods=["GET", "POST"])
@allow(Act.ARTICLE7_SUBMIT)
def submit_report(report_id: int) -> str | Response:
    """Record the day on which the report was handed in."""
    session, whole, asked = current_session(), seen_report(report_id), SubmissionForm()
    require(Act.ARTICLE7_SUBMIT, whole)
    return run(
        asked,
        lambda: service.submit(
            session,
            whole.report,
            submitted=asked.submitted_on.data,
            signed_by=asked.signed_by.data or "",
            now=now(),
        ),
        back=_page(report_id),
        heading=_("Hand in the report of %(state)s", state=whole.report.state.label),
        submit=_("Record"),
        done=_("Recorded. The deadline reads as met in the calendar."),
        lead=_(
            "The report itself goes to the Secretary-General of the United Nations, with a copy to the ISU."
        ),
    )


@bp.post("/article7/<int:report_id>/publish")
@allow(Act.ARTICLE7_PUBLISH)
def publish_report(report_id: int) -> Response:
    """Record that the report stands on the public database."""
    whole = seen_report(report_id)
    require(Act.ARTICLE7_PUBLISH, whole)
    stage = ReportStage.PUBLISHED
    return do(
        lambda: service.publish(whole.report),
        back=_page(report_id),
        done=_("The report reads as %(stage)s.", stage=stage.value),
    )


def _page(report_id: int) -> str:
    return url_for("obligations.report", report_id=report_id)
