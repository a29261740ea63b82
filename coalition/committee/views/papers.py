"""The library of working papers."""

from flask import current_app, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response
from wtforms.fields.choices import SelectChoice

from coalition.auth.policy import Act
from coalition.committee.forms.library import PaperForm
from coalition.committee.queries.library import get_paper, page_of_papers
from coalition.committee.queries.offices import names_of_areas
from coalition.committee.service import library as service
from coalition.committee.views.room import bp, run, state_choices, theme_choices, theme_of
from coalition.core.clock import now, today
from coalition.core.errors import NotFound
from coalition.core.paging import page_number
from coalition.db import current_session
from coalition.documents.queries import get_file
from coalition.documents.rules import FileKind
from coalition.documents.service import keep
from coalition.treaty.queries import list_meetings
from coalition.web.access import allow, me
from coalition.web.downloads import download

# The languages of the United Nations; their own names need no translation.
LANGUAGES = {
    "en": "English",
    "fr": "Français",
    "es": "Español",
    "ar": "العربية",
    "ru": "Русский",
    "zh": "中文",
}


@bp.get("/papers")
@allow(Act.PAPER_SEE)
def papers() -> str:
    """Working papers, the newest first; `?q=` looks in numbers and titles."""
    session, asked = current_session(), request.args.get("q", "")
    return render_template(
        "committee/papers.html",
        page=page_of_papers(session, page_number(request.args.get("page")), text=asked),
        asked=asked,
        names=names_of_areas(session),
        spoken=LANGUAGES,
    )


@bp.route("/papers/new", methods=["GET", "POST"])
@allow(Act.PAPER_KEEP)
def add_paper() -> str | Response:
    """Put a working paper into the library."""
    session, form = current_session(), PaperForm()
    form.states.choices, form.theme.choices = state_choices()[1:], theme_choices()
    form.meeting.choices = [SelectChoice("", _("None"))] + [
        SelectChoice(str(one.id), one.name) for one in list_meetings(session)
    ]
    form.language.choices = [SelectChoice(code, name) for code, name in LANGUAGES.items()]

    def act() -> None:
        service.add_paper(
            session,
            number=form.number.data,
            title=form.title.data,
            state_ids=[int(one) for one in form.states.data],
            meeting_id=int(form.meeting.data) if form.meeting.data else None,
            theme=theme_of(form.theme.data),
            language=form.language.data,
            dated=form.dated.data,
            file_id=_kept(form),
            source=form.source.data or "",
            today=today(),
        )

    return run(
        form,
        act,
        back=url_for("committee.papers"),
        words=(_("Add a working paper"), _("Add paper"), _("The paper is in the library.")),
    )


def _kept(form: PaperForm) -> int | None:
    """Store the file that was handed in, if any, and return its id."""
    given = form.file.data
    if not given:
        return None
    stored = keep(
        current_session(),
        current_app.config["FILES_URL"],
        data=given.read(),
        name=given.filename,
        person_id=me().id,
        now=now(),
        kinds={FileKind.PDF, FileKind.DOCX},
    )
    return stored.id


@bp.get("/papers/<int:paper_id>/file")
@allow(Act.PAPER_SEE)
def paper_file(paper_id: int) -> Response:
    """The file of a working paper."""
    session = current_session()
    paper = get_paper(session, paper_id)
    if paper.file_id is None:
        raise NotFound(f"file of paper {paper_id}")
    file = get_file(session, paper.file_id)
    return download(file)
