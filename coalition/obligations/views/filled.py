"""The forms of a transparency report as parts of a paper; gaps in the figures say "not reported"."""

from collections.abc import Callable, Sequence
from datetime import date

from flask_babel import get_locale
from flask_babel import gettext as _

from coalition.core.text import msgid
from coalition.needs.models import Need
from coalition.obligations.models import MinistryInput
from coalition.obligations.queries.reporting import Whole
from coalition.obligations.queries.yearly import YearFigures
from coalition.obligations.rules.reporting import FORMS, FormState, ReportForm
from coalition.obligations.views.prefilled import day, m2, usd
from coalition.reports.rules import Part, Report, Table, file_name_of
from coalition.strategies.rules import Pillar
from coalition.treaty.rules.terms import ReportKind
from coalition.web.choices import capital, word
from coalition.web.filters import in_readers_language, money, number

_number, _money = in_readers_language(number), in_readers_language(money)


NOT_REPORTED = msgid("not reported")
# What stands in a form without words or figures.
MISSING = {
    FormState.UNCHANGED: msgid("as reported before"),
    FormState.NOT_APPLICABLE: msgid("does not apply"),
}


def article7_paper(whole: Whole, figures: YearFigures, on: date) -> Report:
    """Return a report as a paper: the cover, then the forms A to J."""
    report = whole.report
    return Report(
        title=_("Article 7 report: %(state)s", state=report.state.name),
        subtitle=_("Initial report")
        if report.kind is ReportKind.INITIAL
        else _("Calendar year %(year)s", year=report.year),
        on=on,
        day=day(on) or "",
        parts=(_cover(whole), *(part_of(form, whole, figures) for form in FORMS)),
        file_name=file_name_of(f"article-7-{report.year}", report.state.iso3, on),
        language=str(get_locale()),
        notes=(
            _("Figures come from reports that the State accepted, on the day above."),
            _("Letters follow the forms of 2010; paste the parts into the official form."),
        ),
    )


def _cover(whole: Whole) -> Part:
    report = whole.report
    rows = [(form.letter, _(form.title), state_words(whole.forms[form.letter].state)) for form in FORMS]
    facts = [
        (_("State"), report.state.name),
        (_("Due"), day(report.due_on) or ""),
        (_("Handed in"), day(report.submitted_on, report.submitted_precision) or _("not handed in yet")),
        (_("Signed by"), report.signed_by or _("not signed yet")),
    ]
    return Part(
        _("Cover page"), facts=facts, table=Table((_("Form"), _("Title"), _("State of the form")), rows)
    )


def state_words(state: FormState) -> str:
    """Return how a form is marked, in words."""
    return str(_("not marked yet")) if state is FormState.PENDING else capital(word(state))


def part_of(form: ReportForm, whole: Whole, figures: YearFigures) -> Part:
    """Return one form: its figures where the platform has any, its words, and what ministries wrote."""
    kept = whole.forms[form.letter]
    figured = FIGURES.get(form.letter, _nothing)(figures)
    words = [*_lines(kept.text), *(line for one in _given(whole, form.letter) for line in _lines(one.text))]
    said = state_words(kept.state)
    return Part(
        f"{form.letter}. {_(form.title)} ({said})",
        facts=figured.facts,
        sentences=words,
        table=figured.table,
        missing=_(MISSING.get(kept.state, NOT_REPORTED)),
        sources=figured.sources,
    )


def _given(whole: Whole, letter: str) -> Sequence[MinistryInput]:
    return [one for one in whole.inputs if one.letter == letter and one.received_on is not None]


def _lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]


def _nothing(_figures: YearFigures) -> Part:
    return Part("")


def _accepted() -> list[str]:
    return [str(_("activity reports accepted by the State"))]


def _stocks(figures: YearFigures) -> Part:
    rows = [(kind, str(_number(m)), str(_number(s)), how or "–") for kind, m, s, how in figures.stocks]
    head = (_("Type"), _("Munitions destroyed"), _("Submunitions destroyed"), _("Method"))
    table = Table(head, rows, frozenset({1, 2}))
    return Part("", table=table, sources=_accepted() if rows else ())


def _land(figures: YearFigures) -> Part:
    snapshot, rows = figures.snapshot, figures.land
    areas = [
        (_("Suspected areas (SHA)"), m2(snapshot.sha_m2) if snapshot else None),
        (_("Confirmed areas (CHA)"), m2(snapshot.cha_m2) if snapshot else None),
        (_("As of"), day(snapshot.as_of) if snapshot else None),
        (_("Released in the year"), m2(sum(row.released for row in rows)) if rows else None),
        (_("of this, cancelled"), m2(sum(row.cancelled for row in rows)) if rows else None),
        (_("of this, reduced"), m2(sum(row.reduced for row in rows)) if rows else None),
        (_("of this, cleared"), m2(sum(row.cleared for row in rows)) if rows else None),
        (_("Submunitions destroyed"), str(_number(sum(row.submunitions for row in rows))) if rows else None),
        (
            _("Other explosive items destroyed"),
            str(_number(sum(row.others for row in rows))) if rows else None,
        ),
    ]
    head = (
        _("Place"),
        _("Hazard"),
        _("Cancelled"),
        _("Reduced"),
        _("Cleared"),
        _("Submunitions"),
        _("Other items"),
    )
    lines = [
        (
            row.place or _("place not stated"),
            word(row.mix),
            m2(row.cancelled) or "",
            m2(row.reduced) or "",
            m2(row.cleared) or "",
            str(_number(row.submunitions)),
            str(_number(row.others)),
        )
        for row in rows
    ]
    sources = [snapshot.source] if snapshot and snapshot.source else []
    return Part(
        "",
        facts=_or_gaps(areas),
        table=Table(head, lines, frozenset(range(2, 7))),
        sources=sources + (_accepted() if rows else []),
    )


def _people_of(figures: YearFigures, pillar: Pillar) -> Part:
    services = [(kind, count) for own, kind, count in figures.services if own is pillar]
    rows = [row for row in figures.people if row.pillar is pillar]
    direct = sum(row.count for row in rows if row.relation == "direct")
    indirect = sum(row.count for row in rows if row.relation == "indirect")
    facts = [(capital(word(kind)), _("%(count)s sessions", count=_number(count))) for kind, count in services]
    facts += _or_gaps(
        [
            (_("People reached directly"), str(_number(direct)) if rows else None),
            (_("People reached indirectly (never added)"), str(_number(indirect)) if rows else None),
        ]
    )
    head = (_("Relation"), _("Sex"), _("Age"), _("With a disability"), _("People"))
    lines = [
        (word(row.relation), word(row.sex), word(row.age), word(row.disability), str(_number(row.count)))
        for row in rows
    ]
    return Part(
        "", facts=facts, table=Table(head, lines, frozenset({4})), sources=_accepted() if rows else ()
    )


def _money_of_year(figures: YearFigures) -> Part:
    got = [(donor, usd(cents)) for donor, cents in figures.received]
    facts = [(_("Assistance received from %(donor)s", donor=donor), amount) for donor, amount in got]
    if not facts:
        facts = [(_("Assistance received"), str(_("not reported")))]
    facts.insert(0, (_("National resources"), str(_("not reported"))))
    facts.append((_("Assistance needed"), _("%(count)s needs are open", count=len(figures.needs))))
    rows = [_need_row(need, figures) for need in figures.needs]
    head = (_("Need"), _("Pillar"), _("Period"), _("Cost"), _("Still open"))
    return Part(
        "",
        facts=facts,
        table=Table(head, rows, frozenset({3, 4})),
        sources=[*([_("payments recorded here")] if got else []), _("needs posted by the State")],
    )


def _need_row(need: Need, figures: YearFigures) -> tuple[str, ...]:
    start = day(need.period_start, need.period_start_precision)
    end = day(need.period_end, need.period_end_precision)
    cost = _("not known") if need.cost is None else str(_money(need.cost, need.currency or ""))
    left = figures.open_usd[need.id]
    return (
        need.title,
        capital(word(need.pillar)),
        _("%(start)s to %(end)s", start=start, end=end) if start and end else _("not stated"),
        cost,
        _("not known") if left is None else usd(left),
    )


def _or_gaps(facts: Sequence[tuple[str, str | None]]) -> list[tuple[str, str]]:
    return [(label, value if value is not None else str(_("not reported"))) for label, value in facts]


FIGURES: dict[str, Callable[[YearFigures], Part]] = {
    "B": _stocks,
    "F": _land,
    "G": lambda figures: _people_of(figures, Pillar.RISK_EDUCATION),
    "H": lambda figures: _people_of(figures, Pillar.VICTIM_ASSISTANCE),
    "I": _money_of_year,
}
