"""Who does what where and when, as a paper and a workbook."""

from collections.abc import Iterable, Sequence
from datetime import date

from flask_babel import get_locale
from flask_babel import gettext as _

from coalition.coalitions.models import Coalition
from coalition.core.text import cut
from coalition.reports.queries.works import MOST, Work, Works
from coalition.reports.rules import Part, Report, Table, file_name_of
from coalition.reports.views.words import on, titled

LONGEST = 120
PLACES = 4


def works_report(coalition: Coalition, works: Works, day: date) -> Report:
    """Return the matrix: work agreed in the coalition first, then programmes that run beside it."""
    notes = [
        _("A programme of the register that states no end counts for a year, or while somebody verifies it."),
        _("Two lines in one district are no duplicate; the page of possible duplicates says more."),
    ]
    if works.more:
        notes.append(_("Only the first %(count)s lines of each kind are here.", count=MOST))
    return Report(
        title=_("Who does what where: %(state)s", state=coalition.state.name),
        subtitle=_("Activities under way or agreed, and programmes that run on the day below."),
        on=day,
        day=on(day),
        parts=[
            _part(_("Activities of the coalition"), works.activities, _("No activity is under way.")),
            _part(_("Programmes in the register"), works.programmes, _("No programme is known to run.")),
        ],
        file_name=file_name_of("who-does-what", coalition.state.iso3, day),
        language=str(get_locale()),
        notes=notes,
    )


def _part(heading: str, works: Sequence[Work], missing: str) -> Part:
    head = (_("Who"), _("Paid by"), _("What"), _("Pillar"), _("Where"), _("From"), _("To"), _("Source"))
    return Part(heading, table=Table(head, [_row(one) for one in works]), missing=missing)


def _row(one: Work) -> Sequence[str]:
    what = cut(one.what, LONGEST)
    return (
        _listed(one.who),
        _listed(one.paid_by),
        _("%(title)s (example)", title=what) if one.is_example else what,
        _listed(titled(pillar.value) for pillar in one.pillars),
        _("whole country") if one.whole_country else _places(one.where),
        _unbroken(on(one.start, one.start_precision.value)),
        _unbroken(on(one.end, one.end_precision.value)),
        f"{one.source}, {_unbroken(on(one.source_on))}",
    )


def _unbroken(day: str) -> str:
    return day.replace(" ", "\u00a0")


def _places(places: Sequence[str]) -> str:
    if len(places) <= PLACES:
        return _listed(places)
    first, more = "; ".join(places[:PLACES]), len(places) - PLACES
    return str(_("%(places)s and %(count)s more", places=first, count=more))


def _listed(names: Iterable[str]) -> str:
    return "; ".join(name for name in names if name) or str(_("not reported"))
