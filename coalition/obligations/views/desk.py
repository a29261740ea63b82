"""What obligations bring to the first page of the affected State and of the ISU."""

from datetime import date

from flask import url_for
from flask_babel import gettext as _
from sqlmodel import Session

from coalition.auth.policy import Act, Standing, may
from coalition.core.text import cut
from coalition.core.when import add_months
from coalition.obligations.queries.asking import list_anticipated, list_waiting_questions
from coalition.obligations.queries.declared import list_uncelebrated
from coalition.obligations.queries.reporting import (
    find_membership,
    is_received,
    list_inputs_asked_of,
    list_states_of,
)
from coalition.obligations.rules.asking import QuestionKind
from coalition.obligations.rules.reporting import due_of
from coalition.obligations.views.prefilled import day
from coalition.obligations.views.room import Country
from coalition.treaty.rules.terms import ReportKind
from coalition.web.desks import Action, Line, Part

LONGEST = 90
# A request is anticipated this long before a deadline. Source: domain model §4.7.
AHEAD_MONTHS = 24


def of_state(session: Session, standing: Standing, today: date) -> Part:
    """The affected State's own obligations."""
    part = Part()
    part.actions.append(Action(_("Obligations"), url_for("obligations.index", article=4)))
    part.actions.append(Action(_("Article 7"), url_for("obligations.article7")))
    part.waiting += [
        Line(
            _("Your part of the Article 7 report is asked: form %(letter)s", letter=asked.letter),
            _("Write"),
            url_for("obligations.give", report_id=asked.report_id, input_id=asked.id),
            _("asked by %(day)s", day=day(asked.due_on)),
            tone="info",
        )
        for asked in list_inputs_asked_of(session, standing.person_id or 0)
    ]
    part.waiting += _report_lines(session, standing, today)
    part.waiting += [
        Line(
            _("The analysis group asks: %(text)s", text=cut(question.text, LONGEST)),
            _("Answer"),
            url_for("obligations.answer", process_id=process.id, question_id=question.id),
            _("An answer is asked by %(day)s.", day=day(question.due_on)),
            tone="info",
        )
        for question, process in list_waiting_questions(
            session, QuestionKind.ANALYSIS, state_ids=standing.state_ids
        )
    ]
    part.waiting += [
        Line(
            _(
                "Article %(article)s ends on %(day)s and no request or declaration is under way",
                article=own.article,
                day=day(own.current_deadline, own.current_deadline_precision),
            ),
            _("Look"),
            url_for("obligations.show", obligation_id=own.id),
        )
        for own in list_anticipated(session, standing.state_ids, add_months(today, AHEAD_MONTHS))
    ]
    return part


def _report_lines(session: Session, standing: Standing, today: date) -> list[Line]:
    """The report on the last calendar year, until it is handed in; for those who write it."""
    lines = []
    for state in list_states_of(session, standing.state_ids):
        year, kind = today.year - 1, ReportKind.ANNUAL
        member = find_membership(session, state.id, today)
        if member is None or not may(standing, Act.ARTICLE7_KEEP, Country(state.id)):
            continue
        if not member.holds(today) or member.in_force_on.year > year:
            continue
        if not is_received(session, state.id, kind, year):
            due = day(due_of(kind, year, member.in_force_on))
            lines.append(
                Line(
                    _("Article 7 report of %(state)s on %(year)s", state=state.label, year=year),
                    _("Start"),
                    note=_("Due %(day)s; not yet received.", day=due),
                    post=url_for("obligations.start_report", iso3=state.iso3, year=year),
                )
            )
    return lines


def of_isu(session: Session, standing: Standing, today: date) -> Part:
    """Declarations whose ceremony is not entered yet, and the way to all obligations."""
    part = Part()
    part.actions.append(Action(_("Obligations"), url_for("obligations.index")))
    part.waiting += [
        Line(
            _(
                "%(state)s declared Article %(article)s fulfilled",
                state=word.obligation.state.label,
                article=word.obligation.article,
            ),
            _("Enter the ceremony"),
            url_for("obligations.ceremony", declaration_id=word.id),
            tone="good",
        )
        for word in list_uncelebrated(session)
    ]
    part.waiting += [
        Line(
            _(
                "%(state)s asks about its request: %(text)s",
                state=process.obligation.state.label,
                text=cut(question.text, LONGEST),
            ),
            _("Answer"),
            url_for("obligations.advise", process_id=process.id, question_id=question.id),
            tone="info",
        )
        for question, process in list_waiting_questions(session, QuestionKind.TO_ISU)
    ]
    return part
