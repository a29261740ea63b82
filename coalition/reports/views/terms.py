"""Terms of reference of a coalition, filled from its record; what nobody recorded reads "to be agreed"."""

from collections.abc import Sequence
from datetime import date

from flask_babel import get_locale, ngettext
from flask_babel import gettext as _

from coalition.coalitions.models import Coalition, CoalitionMember
from coalition.reports.rules import Part, Report, Table, file_name_of
from coalition.reports.views.words import on, titled
from coalition.strategies.models import StrategyVersion


def terms_report(
    coalition: Coalition, members: Sequence[CoalitionMember], strategy: StrategyVersion | None, day: date
) -> Report:
    """Return the terms of reference as a draft for the members to agree on."""
    return Report(
        title=_("Terms of reference: %(name)s", name=coalition.name),
        subtitle=_("Draft for the members of the coalition, filled from its record."),
        on=day,
        day=on(day),
        parts=(
            _purpose(coalition),
            _seats(members),
            _forum(coalition),
            _guide(strategy),
            _ways(coalition),
            _review(),
        ),
        file_name=file_name_of("terms-of-reference", coalition.state.iso3, day),
        language=str(get_locale()),
        notes=(_("Figures marked as examples are invented."),) if coalition.is_example else (),
    )


def _purpose(coalition: Coalition) -> Part:
    facts = [
        (_("State"), coalition.state.name),
        (_("Consent of the State"), on(coalition.consent_on)),
        (_("Scope"), coalition.scope_articles or _("to be agreed")),
    ]
    return Part(
        _("Purpose"),
        facts=facts,
        sentences=[coalition.purpose or _("The purpose is not written down yet.")],
        sources=[coalition.source] if coalition.source else [],
    )


def _seats(members: Sequence[CoalitionMember]) -> Part:
    rows = [
        (titled(member.role.value), member.organisation.label, on(member.valid_from), _until(member.valid_to))
        for member in members
    ]
    head = (_("Seat"), _("Organisation"), _("Since"), _("Until"))
    return Part(
        _("Members and leads"),
        table=Table(head, rows),
        missing=_("No seat is taken yet."),
        sentences=[f"{m.organisation.label}: {m.lead_reason}" for m in members if m.lead_reason],
    )


def _until(day: date | None) -> str:
    return str(_("no end agreed")) if day is None else on(day)


def _forum(coalition: Coalition) -> Part:
    forum = coalition.existing_forum
    words = (
        _("The coalition works through %(forum)s and sets up no second body.", forum=forum)
        if forum
        else _("The coalition holds its own meetings.")
    )
    secretariat = coalition.secretariat.label if coalition.secretariat else _("to be agreed")
    return Part(_("Forum"), facts=[(_("Secretariat"), secretariat)], sentences=[words])


def _guide(strategy: StrategyVersion | None) -> Part:
    if strategy is None:
        return Part(
            _("Strategy"), missing=_("No strategy is in force; the members agree on what guides them.")
        )
    period = _("%(start)s to %(end)s", start=on(strategy.valid_from), end=on(strategy.valid_to))
    return Part(
        _("Strategy"),
        facts=[(_("Title"), strategy.document.title), (_("Period"), period)],
        sources=[strategy.source] if strategy.source else [],
    )


def _ways(coalition: Coalition) -> Part:
    return Part(
        _("Ways of working"),
        sentences=[
            ngettext(
                "The members meet at least once every %(num)s month.",
                "The members meet at least once every %(num)s months.",
                coalition.meeting_rhythm_months,
            ),
            _("The affected State owns the coalition: it sets the order of needs and may end the coalition."),
            _("A promise is written down with its owner and its day, and read again at each meeting."),
            _("A lead that leaves hands over open promises, open questions and the next meeting."),
        ],
    )


def _review() -> Part:
    return Part(
        _("Review"),
        sentences=[
            _("The members review these terms once a year, when a lead changes, and when the strategy ends.")
        ],
    )
