"""The sheet that a State outside the Convention is handed: its likely duties, and what help could be."""

from datetime import date

from flask_babel import format_date
from flask_babel import gettext as _

from coalition.reports.rules import Part, Report, file_name_of
from coalition.states.models import State
from coalition.states.rules import AffectedStatus, Known


def help_report(state: State, on: date) -> Report:
    """Return the sheet for one State. What is not known of it is said as not known."""
    return Report(
        title=_("Joining the Convention on Cluster Munitions"),
        subtitle=state.label,
        on=on,
        day=format_date(on),
        parts=[_duties(state), _help(state), _steps()],
        file_name=file_name_of("help", state.iso3, on),
    )


def _duties(state: State) -> Part:
    affected = {
        AffectedStatus.AFFECTED: _(
            "Contamination is reported: clearance within ten years, which can be extended."
        ),
        AffectedStatus.NOT_AFFECTED: _("No contamination is reported: nothing to clear."),
    }.get(state.affected_status, _("Not known whether there is contamination: survey would come first."))
    victims = {
        Known.YES: _("Victims are reported: assistance in health, rehabilitation, work and law."),
        Known.NO: _("No victims are reported."),
    }.get(state.has_victims, _("Not known whether there are victims."))
    return Part(
        heading=_("What the Convention would ask for"),
        facts=[
            (_("Article 3, stockpiles"), _("Destruction within eight years, where there are any.")),
            (_("Article 4, clearance"), affected),
            (_("Article 5, victims"), victims),
            (_("Article 7, reports"), _("A first report after 180 days, then each year by 30 April.")),
            (_("Article 9, law"), _("Penal sanctions and other measures in national law.")),
        ],
        sources=[state.situation_source] if state.situation_source else [],
    )


def _help(state: State) -> Part:
    offers = [
        _("A country coalition: the State owns it, one or two States lead the support around its plan."),
        _("Advice on the law and on the steps in ministries and parliament, by the ISU and the ICRC."),
        _("Model forms and a hand with the first report."),
    ]
    if state.affected_status is not AffectedStatus.NOT_AFFECTED:
        offers.append(_("Survey and a national strategy, with technical advice, before anything is costed."))
    return Part(heading=_("What help could look like"), sentences=offers)


def _steps() -> Part:
    return Part(
        heading=_("Steps until it is in force"),
        sentences=[
            _("Review between ministries, then the cabinet and, where the law asks for it, parliament."),
            _("The instrument is deposited with the Secretary-General of the United Nations."),
            _("The Convention enters into force on the first day of the sixth month after that."),
        ],
    )
