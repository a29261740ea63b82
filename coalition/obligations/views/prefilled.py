"""What the platform writes by itself under each point of a request's checklist."""

from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from coalition.activities.rules.kinds import RELEASE, Measure
from coalition.core.when import Precision, When
from coalition.obligations.models import ExtensionProcess
from coalition.obligations.queries.prefilling import Figures
from coalition.web.choices import word
from coalition.web.filters import area, in_readers_language, money, number, partial

_area, _money, _number = (in_readers_language(one) for one in (area, money, number))
_on = in_readers_language(partial)


@dataclass(frozen=True, slots=True)
class Known:
    """A figure with its label and where it comes from; `value` None is "not reported"."""

    label: str
    value: str | None
    source: str

    @property
    def shown(self) -> str:
        """The value, or that it is not reported."""
        return self.value if self.value is not None else str(_("not reported"))


def day(on: date | None, precision: Precision = Precision.DAY) -> str | None:
    """Return a day as exactly as it is known, in the reader's words; None for none."""
    return None if on is None else str(_on(When(on, precision)))


def m2(value: int | None) -> str | None:
    """Return an area in the reader's words; None for none."""
    return None if value is None else str(_area(value))


def usd(cents: int) -> str:
    """Return US cents as whole dollars."""
    return str(_money(round(cents / 100) * 100, "USD"))


def prefilled(figures: Figures, process: ExtensionProcess) -> dict[str, list[Known]]:
    """Return the known figures by point of the checklist."""
    if figures.obligation.article == 3:
        return {"a": _length(figures, process), "b": _means(figures), "e": _destroyed(figures)}
    return {
        "a": _length(figures, process),
        "b": _means(figures),
        "c": _work(figures),
        "d": _found(figures),
        "e": _released(figures),
        "f": _remaining(figures),
        "g": _hindered(figures),
        "h": _reached(figures),
    }


def _length(figures: Figures, process: ExtensionProcess) -> list[Known]:
    own = figures.obligation
    lines = [
        Known(_("First deadline"), day(own.original_deadline), _("the treaty")),
        Known(_("Deadline now"), day(process.deadline_on, process.deadline_precision), own.source),
        Known(_("Asked until"), day(process.requested_until), _("this request")),
    ]
    return lines + [
        Known(
            _("Request %(number)s", number=one.sequence),
            _(
                "%(outcome)s, until %(day)s",
                outcome=word(one.outcome),
                day=day(one.granted_until, one.granted_precision) or _("not stated"),
            ),
            one.source,
        )
        for one in figures.extensions
        if one.sequence < process.sequence
    ]


def _means(figures: Figures) -> list[Known]:
    needs, pledges = _("posted needs"), _("pledges and needs")
    if not figures.resources.years and not figures.resources.unknown_cost:
        return [Known(_("Resources required"), None, needs), Known(_("Resources available"), None, pledges)]
    lines = [
        Known(_("Resources required"), usd(figures.required), needs),
        Known(_("Resources available"), usd(figures.available), pledges),
        Known(_("of this, the State's own"), usd(figures.national), needs),
        Known(_("of this, firm support"), usd(figures.firm), pledges),
        Known(_("Still open"), usd(max(0, figures.required - figures.available)), pledges),
    ]
    if figures.resources.unknown_cost:
        count = str(figures.resources.unknown_cost)
        lines.append(Known(_("Needs whose cost is not known"), count, needs))
    return lines


def _work(figures: Figures) -> list[Known]:
    return [
        Known(
            _("Released in %(year)s", year=year),
            m2(sum(found[one] for one in RELEASE if one in found)),
            _("accepted reports"),
        )
        for year, found in sorted(figures.results.items())
        if any(one in found for one in RELEASE)
    ] or [Known(_("Released land"), None, _("accepted reports"))]


def _found(figures: Figures) -> list[Known]:
    return [Known(_("Area known at entry into force"), None, figures.obligation.source)]


def _released(figures: Figures) -> list[Known]:
    source = _("accepted reports")
    return [
        Known(_("Cancelled"), m2(figures.total(Measure.CANCELLED_M2)), source),
        Known(_("Reduced"), m2(figures.total(Measure.REDUCED_M2)), source),
        Known(_("Cleared"), m2(figures.total(Measure.CLEARED_M2)), source),
    ]


def _remaining(figures: Figures) -> list[Known]:
    own, snapshot = figures.obligation, figures.snapshot
    if snapshot is None:
        source = _(
            "%(source)s, as of %(day)s",
            source=own.source,
            day=day(own.as_of, own.as_of_precision) or _("not stated"),
        )
        return [Known(_("Area remaining"), m2(own.remaining_area), source)]
    source = _(
        "%(source)s, as of %(day)s", source=snapshot.source or _("the State"), day=day(snapshot.as_of) or ""
    )
    return [
        Known(_("What is known"), word(snapshot.knowledge), source),
        Known(_("Suspected areas"), m2(snapshot.sha_m2), source),
        Known(_("Confirmed areas"), m2(snapshot.cha_m2), source),
    ]


def _hindered(figures: Figures) -> list[Known]:
    source = _("accepted reports")
    return [
        Known(
            _("Delays because of: %(reason)s", reason=word(code)), _("%(count)s reports", count=count), source
        )
        for code, count in figures.delays
    ] or [Known(_("Delays"), None, source)]


def _reached(figures: Figures) -> list[Known]:
    source = _("accepted reports")
    people = figures.total(Measure.DIRECT_BENEFICIARIES)
    return [Known(_("People reached directly"), None if people is None else str(_number(people)), source)]


def _destroyed(figures: Figures) -> list[Known]:
    source = _("accepted reports")
    return [
        Known(label, None if found is None else str(_number(found)), source)
        for label, found in (
            (_("Munitions destroyed"), figures.total(Measure.STOCKPILED_MUNITIONS)),
            (_("Submunitions destroyed"), figures.total(Measure.STOCKPILED_SUBMUNITIONS)),
        )
    ]
