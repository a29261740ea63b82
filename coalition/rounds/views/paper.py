"""The compiled answer of a round as a paper to hand on."""

from collections.abc import Collection, Iterator
from datetime import date

from flask_babel import gettext as _

from coalition.reports.rules import Part, Report, Table, file_name_of
from coalition.rounds.models import AnswerRound, RoundAnswer
from coalition.rounds.queries import Compiled
from coalition.web.choices import capital, word
from coalition.web.filters import day as in_words
from coalition.web.filters import money


def answers_paper(found: AnswerRound, whole: Compiled, mine: Collection[int] | None, today: date) -> Report:
    """Return the answers by need, who is silent, the gaps and what became of each need.

    `mine`: the organisations whose answers alone the reader sees; None: all, with silences and gaps.
    """
    head = [_("Need"), _("Who"), _("Answer"), _("In words"), _("About (no pledge)"), _("On")]
    parts = [
        Part(
            heading=_("Answers"),
            table=Table(head=head, rows=list(_lines(whole, mine)), figures=frozenset({4})),
            missing=_("No answer is on record yet."),
        )
    ]
    if mine is None:
        parts += _for_the_state(whole)
    return Report(
        title=found.title,
        subtitle=_(
            "%(state)s: answers on a package of needs, asked for by %(day)s",
            state=found.coalition.state.name,
            day=in_words(found.due_on),
        ),
        on=today,
        day=in_words(today),
        parts=parts,
        file_name=file_name_of("answers", found.coalition.state.iso3, today),
        notes=[_("A confirmed no is an answer; silence is not. Sums named here are no pledges.")],
    )


def _lines(whole: Compiled, mine: Collection[int] | None) -> Iterator[list[str]]:
    for line in whole.needs:
        for answer in whole.answers.get(line.need_id, ()):
            if mine is None or answer.organisation_id in mine:
                yield _line(line.need.title, answer)


def _line(title: str, answer: RoundAnswer) -> list[str]:
    about = money(answer.amount, answer.currency or "") if answer.amount is not None else "–"
    kind = capital(word(answer.kind))
    on = in_words(answer.answered_on)
    return [title, answer.organisation.label, kind, answer.text or "–", about, on]


def _for_the_state(whole: Compiled) -> list[Part]:
    waiting = [
        [line.need.title, ", ".join(whole.silent[line.need_id])]
        for line in whole.needs
        if whole.silent.get(line.need_id)
    ]
    said = [
        [line.need.title, capital(word(line.follow_up)), line.follow_up_note or "–"]
        for line in whole.needs
        if line.follow_up
    ]
    return [
        Part(
            heading=_("Gap list"),
            sentences=[need.title for need in whole.gaps],
            missing=_("Every need of the package has support."),
        ),
        Part(
            heading=_("Not yet received"),
            table=Table(head=[_("Need"), _("From")], rows=waiting),
            missing=_("Everybody has answered on everything."),
        ),
        Part(
            heading=_("A year later"),
            table=Table(head=[_("Need"), _("Was it met?"), _("In words")], rows=said),
            missing=_("The State is asked a year after the round was closed."),
        ),
    ]
