"""What is handed in, as parts of a paper: the request for more time."""

from datetime import date

from flask_babel import get_locale
from flask_babel import gettext as _

from coalition.obligations.queries.asking import Request
from coalition.obligations.rules.asking import QuestionKind, Section, checklist
from coalition.obligations.views.prefilled import Known, day, m2
from coalition.reports.rules import Part, Report, Table, file_name_of
from coalition.web.choices import capital, word


def request_paper(found: Request, known: dict[str, list[Known]], on: date) -> Report:
    """Return a request as a paper: its terms, every point of the checklist, benchmarks, questions."""
    own = found.process.obligation
    return Report(
        title=_(
            "Request for more time under Article %(article)s: %(state)s",
            article=own.article,
            state=own.state.name,
        ),
        subtitle=_("Request %(number)s", number=found.process.sequence),
        on=on,
        day=day(on) or "",
        parts=(
            _terms(found),
            *(_point(one, found, known.get(one.letter, [])) for one in checklist(own.article)),
            _benchmarks(found),
            _questions(found),
        ),
        file_name=file_name_of(f"extension-request-article-{own.article}", own.state.iso3, on),
        language=str(get_locale()),
        notes=(
            _("Figures come from the platform's records on the day above, each with its source."),
            _("Points (g) to (i) of the checklist are worded from memory: check them against the treaty."),
        ),
    )


def _terms(found: Request) -> Part:
    own = found.process
    facts = [
        (_("Stage"), capital(word(own.stage))),
        (_("Deadline to be moved"), day(own.deadline_on, own.deadline_precision) or ""),
        (_("Asked until"), day(own.requested_until) or _("not said yet")),
        (_("Interim request"), _("yes") if own.is_interim else _("no")),
        (
            _("Meeting that decides"),
            _(
                "%(name)s, %(day)s",
                name=found.meeting.name,
                day=day(found.meeting.starts.on, found.meeting.starts.precision),
            ),
        ),
        (_("Latest day to file"), day(found.submission.on, found.submission.precision) or ""),
        (_("Filed"), day(own.submitted_on, own.submitted_precision) or _("not filed yet")),
    ]
    return Part(_("What is asked"), facts=facts)


def _point(section: Section, found: Request, known: list[Known]) -> Part:
    written = found.sections.get(section.letter)
    heading = _(section.title) if not section.required else f"({section.letter}) {_(section.title)}"
    return Part(
        heading,
        facts=[(one.label, one.shown) for one in known],
        sentences=written.text.split("\n\n") if written and written.text else (),
        missing=_("not reported"),
        sources=sorted({one.source for one in known if one.value is not None and one.source}),
    )


def _benchmarks(found: Request) -> Part:
    rows = [
        (day(one.due_on, one.due_precision) or "", one.text, m2(one.area_m2) or "–", word(one.origin))
        for one in found.benchmarks
    ]
    head = (_("By"), _("What is reached"), _("Area"), _("Set by"))
    return Part(_("Benchmarks"), table=Table(head, rows, frozenset({2})), missing=_("none set"))


def _questions(found: Request) -> Part:
    rows = [
        (day(one.asked_on) or "", one.text, one.answer or _("not yet received"))
        for one in found.questions
        if one.kind is QuestionKind.ANALYSIS
    ]
    return Part(
        _("Questions and answers"),
        table=Table((_("Asked"), _("Question"), _("Answer")), rows),
        missing=_("none yet"),
    )
