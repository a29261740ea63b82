"""The one-page brief and the donor pack, put together from their figures."""

from collections import defaultdict
from datetime import date

from flask_babel import get_locale
from flask_babel import gettext as _

from coalition.core.text import cut
from coalition.health.rules.windows import Window, cost_in, money_in
from coalition.needs.models import Need
from coalition.reports.queries.brief import Brief
from coalition.reports.rules import Part, Report, Table, file_name_of
from coalition.reports.views.words import km2, names, needs_words, on, percent, titled, usd
from coalition.strategies.rules import Pillar
from coalition.treaty.rules.deadline import Deadline
from coalition.web.deadlines import reason

TOP = 5
YEARS = 5


def brief_report(brief: Brief, day: date) -> Report:
    """Return the one-page brief."""
    return Report(
        title=_("Coalition brief: %(state)s", state=brief.coalition.state.name),
        subtitle=brief.coalition.purpose or _("The purpose is not written down yet."),
        on=day,
        day=on(day),
        parts=(
            who(brief),
            contamination(brief),
            results(brief, day),
            top_needs(brief),
            matrix(brief),
            next_dates(brief),
        ),
        file_name=file_name_of("brief", brief.coalition.state.iso3, day),
        language=str(get_locale()),
        notes=_notes(brief),
    )


def pack_report(brief: Brief, day: date) -> Report:
    """Return the pack for a donor conference: the brief, objectives, gaps by year, one sheet a need."""
    short = brief_report(brief, day)
    return Report(
        title=_("Donor conference pack: %(state)s", state=brief.coalition.state.name),
        subtitle=short.subtitle,
        on=day,
        day=short.day,
        parts=(
            *short.parts,
            objectives(brief),
            gaps(brief, day),
            *(sheet(brief, need) for need in brief.needs),
            how_to_pledge(),
        ),
        file_name=file_name_of("donor-pack", brief.coalition.state.iso3, day),
        language=short.language,
        notes=short.notes,
    )


def _notes(brief: Brief) -> tuple[str, ...]:
    found = [
        _(
            "Money: firm means commitment, contracted, disbursing or completed; US dollars at "
            "the day of each word."
        )
    ]
    if brief.coalition.is_example:
        found.append(_("Figures marked as examples are invented."))
    return tuple(found)


def who(brief: Brief) -> Part:
    """Who owns, leads and helps; the strategy."""
    coalition, strategy = brief.coalition, brief.strategy
    contact = next((c for c in brief.contacts if c.email), None)
    facts = [
        (_("Stage"), titled(coalition.status.value)),
        (_("Works through"), coalition.existing_forum or _("its own meetings")),
        (_("Coordinator of the State"), names(brief.members, "affected_state_coordinator")),
        (_("Leads"), names(brief.members, "lead", "co_lead")),
        (_("Secretariat"), coalition.secretariat.label if coalition.secretariat else _("not reported")),
        (_("Strategy"), _strategy(brief)),
        (_("Contact"), f"{contact.post_title}, {contact.email}" if contact else _("not reported")),
        (_("Gender and diversity"), titled(strategy.gender_section.value) if strategy else _("not reported")),
        (_("Environment"), titled(strategy.environment_section.value) if strategy else _("not reported")),
    ]
    sources = [strategy.source] if strategy and strategy.source else []
    return Part(_("Who and what"), facts=facts, sources=sources)


def _strategy(brief: Brief) -> str:
    version = brief.strategy
    if version is None:
        return str(_("none in force"))
    return str(
        _(
            "%(title)s, %(start)s to %(end)s",
            title=version.document.title,
            start=on(version.valid_from),
            end=on(version.valid_to),
        )
    )


def contamination(brief: Brief) -> Part:
    """What is known of the land."""
    pace = next((one for one in brief.facts.paces if one.article == 4), None)
    if pace is None:
        return Part(_("Contamination"), missing=_("No obligation of Article 4 is on record."))
    facts = [
        (_("Remaining under Article 4"), km2(None if brief.facts.contamination_unknown else pace.remaining)),
        (_("As of"), on(pace.remaining_on)),
        (_("Deadline"), on(pace.deadline)),
    ]
    return Part(_("Contamination"), facts=facts, sources=[pace.source] if pace.source else [])


def results(brief: Brief, day: date) -> Part:
    """Results of the last year beside their milestones."""
    rows = [
        (m.code, titled(m.pillar.value), f"{m.reached:,}", f"{m.planned:,}", _share(m.reached, m.planned))
        for m in brief.facts.milestones
    ]
    head = (_("Objective"), _("Pillar"), _("Reached"), _("Milestone"), _("Share"))
    return Part(
        _("Results to the end of %(year)s", year=day.year - 1),
        table=Table(head, rows, frozenset({2, 3, 4})),
        missing=_("No milestone or result is reported for this year."),
    )


def _share(reached: int, planned: int) -> str:
    return percent(reached / planned) if planned else "–"


def top_needs(brief: Brief) -> Part:
    """The first needs in the State's own order, with what is open."""
    rows = [
        (_marked(need), titled(need.pillar.value), usd(need.cost_usd), *_cover(brief, need))
        for need in brief.needs[:TOP]
    ]
    head = (_("Need"), _("Pillar"), _("Cost"), _("Firm"), _("Open"))
    more = len(brief.needs) - TOP
    return Part(
        _("First needs"),
        table=Table(head, rows, frozenset({2, 3, 4})),
        sentences=[_("%(needs)s more in the register.", needs=needs_words(more))] if more > 0 else (),
        missing=_("No need is posted yet."),
    )


def _marked(need: Need) -> str:
    title = cut(need.title, 70)
    return _("%(title)s (example)", title=title) if need.is_example else title


def _cover(brief: Brief, need: Need) -> tuple[str, str]:
    seen = brief.coverage[need.id]
    return usd(seen.firm), usd(None if need.cost_usd is None else max(0, need.cost_usd - seen.firm))


def matrix(brief: Brief) -> Part:
    """Who funds what: donors by pillar, firm money only."""
    sums: dict[str, dict[Pillar, int]] = defaultdict(lambda: defaultdict(int))
    for donor, pillar, amount in brief.paying:
        sums[donor][pillar] += amount
    used = [pillar for pillar in Pillar if any(pillar in found for found in sums.values())]
    rows = [
        (
            donor,
            *(usd(found[pillar]) if pillar in found else "–" for pillar in used),
            usd(sum(found.values())),
        )
        for donor, found in sums.items()
    ]
    head = (_("Donor"), *(titled(pillar.value) for pillar in used), _("All"))
    return Part(
        _("Who funds what (firm)"),
        table=Table(head, rows, frozenset(range(1, len(head)))),
        missing=_("No firm money is recorded that you may see."),
    )


def next_dates(brief: Brief) -> Part:
    """The next dates of the treaty."""
    rows = [(_unbroken(d), _named(d), reason(d)) for d in brief.deadlines[:TOP]]
    return Part(
        _("Next dates"),
        table=Table((_("Day"), _("What"), _("Why")), rows),
        missing=_("No date is on record for the next eighteen months."),
        sources=sorted({d.source for d in brief.deadlines[:TOP] if d.source}),
    )


def _unbroken(deadline: Deadline) -> str:
    """Return the day in one piece: a column that breaks a date reads like a list of months."""
    return on(deadline.due.on, deadline.due.precision.value).replace(" ", "\u00a0")


def _named(deadline: Deadline) -> str:
    return str(_(deadline.about.name))


def objectives(brief: Brief) -> Part:
    """The objectives of the strategy with their targets."""
    rows = [
        (o.code, cut(o.text, 120), titled(o.pillar.value), _target(o.target, o.unit, o.target_year))
        for o in brief.objectives
    ]
    head = (_("Code"), _("Objective"), _("Pillar"), _("Target"))
    return Part(
        _("Objectives of the strategy"), table=Table(head, rows), missing=_("No objective is entered.")
    )


def _target(target: int | None, unit: str, year: int | None) -> str:
    if target is None:
        return str(_("not reported"))
    return " ".join(str(part) for part in (f"{target:,}", unit, year) if part)


def gaps(brief: Brief, day: date) -> Part:
    """Required, firm and open money by year, over five years; national and soft stand on the needs."""
    by_id = {need.id: need for need in brief.facts.needs}
    rows = []
    for year in range(day.year, day.year + YEARS):
        window = Window(date(year, 1, 1), date(year + 1, 1, 1))
        asked = sum(cost_in(need, window, day) for need in brief.facts.needs)
        firm = sum(
            money_in(grant, window, by_id.get(grant.need_id or 0), day) for grant in brief.facts.grants
        )
        rows.append((str(year), usd(asked), usd(firm), usd(max(0, asked - firm))))
    head = (_("Year"), _("Required"), _("Firm"), _("Open"))
    unknown = sum(need.cost is None for need in brief.facts.needs)
    return Part(
        _("Gap by year"),
        table=Table(head, rows, frozenset({1, 2, 3})),
        sentences=[_("Without a known cost: %(needs)s.", needs=needs_words(unknown))] if unknown else (),
    )


def sheet(brief: Brief, need: Need) -> Part:
    """The sheet of one need, with its price."""
    firm, still_open = _cover(brief, need)
    facts = [
        (_("Reference"), need.ref),
        (_("Pillar"), titled(need.pillar.value)),
        (_("Output"), " ".join(str(part) for part in (need.output_target or "", need.output_unit) if part)),
        (_("Where"), _("whole country") if need.whole_country else need.places or _("not yet known")),
        (
            _("Period"),
            f"{on(need.period_start, need.period_start_precision)} – "
            f"{on(need.period_end, need.period_end_precision)}",
        ),
        (_("Cost"), usd(need.cost_usd)),
        (_("Firm"), firm),
        (_("Soft, not counted"), usd(brief.coverage[need.id].soft)),
        (_("Open"), still_open),
    ]
    return Part(
        need.title, facts=facts, sentences=[need.description], sources=[need.source] if need.source else []
    )


def how_to_pledge() -> Part:
    """How a donor answers."""
    return Part(
        _("How to pledge"),
        sentences=[
            _("Open the need on the platform and choose “Pledge”; a draft can be kept."),
            _(
                "An expression of interest needs no amount. A pledge becomes firm only by the donor's "
                "own approver."
            ),
            _("Several donors may share one need; a smaller sum may join under a lead."),
        ],
    )
