"""The ICA coordinators' report to the Meeting of States Parties, put together from its figures."""

from collections.abc import Mapping
from datetime import date

from flask_babel import get_locale
from flask_babel import gettext as _

from coalition.reports.queries.msp import Year
from coalition.reports.rules import Part, Report, Table, file_name_of
from coalition.reports.views.words import on, titled, usd
from coalition.web.said import told


def msp_report(year: Year, day: date) -> Report:
    """Return the report of a period; what nobody recorded reads "not reported"."""
    return Report(
        title=_("International cooperation and assistance: report of the coordinators"),
        subtitle=_("%(start)s to %(end)s", start=on(year.start), end=on(year.end)),
        on=day,
        day=on(day),
        parts=(
            _coalitions(year),
            _needs(year),
            _money(year),
            _counts(_("Overlaps"), {"found": year.flags_found, "open": year.flags_open, **year.decisions}),
            _counts(_("Leads"), {"begun": year.leads_begun, "ended": year.leads_ended}),
            _counts(_("Answer rounds"), {"sent": year.rounds, **year.answers}),
            _counts(_("Offers of help"), dict(year.remedies)),
            Part(_("Lessons and recommendations"), missing=_("To be written by the coordinators.")),
        ),
        file_name=file_name_of("ica-report", str(year.end.year), day),
        language=str(get_locale()),
        notes=(
            _("Coalitions are named only where the State agreed to be public; the others are counted."),
            _("Drawn from the platform's records on the day above."),
        ),
    )


def _coalitions(year: Year) -> Part:
    rows = [
        (titled(status.value), str(count), ", ".join(year.named.get(status, [])) or "–")
        for status, count in year.stages.items()
    ]
    head = (_("Stage"), _("Coalitions"), _("Named with consent"))
    return Part(_("Coalitions by stage"), table=Table(head, rows, frozenset({1})), missing=_("not reported"))


def _needs(year: Year) -> Part:
    rows = [
        (titled(pillar.value), str(posted), str(partly), str(met))
        for pillar, posted, partly, met in year.needs
    ]
    head = (_("Pillar"), _("Posted"), _("Partly met"), _("Met"))
    return Part(
        _("Needs by pillar"), table=Table(head, rows, frozenset({1, 2, 3})), missing=_("not reported")
    )


def _money(year: Year) -> Part:
    facts = [(_("Firm"), usd(year.totals.firm)), (_("Soft, not counted"), usd(year.totals.soft))]
    return Part(_("Money"), facts=facts, sentences=[told(year.conversion)] if year.conversion else ())


def _counts(heading: str, counts: Mapping[str, int]) -> Part:
    facts = [(titled(name), str(count)) for name, count in counts.items()]
    return Part(heading, facts=facts, missing=_("not reported"))
