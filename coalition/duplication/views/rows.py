"""What the page of a question shows row by row: both records aligned, matches named, periods drawn."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from coalition.core.money import Money
from coalition.duplication.models import DuplicationFlag
from coalition.duplication.rules.identity.saying import UNKNOWN
from coalition.web.choices import capital, word
from coalition.web.filters import day, money

Facts = Mapping[str, Any]
MOST_LISTED, MOST_SUMMED = 12, 3
NO_SIGNALS = frozenset({"start", "rounding", "limits"})
SAME_AMOUNT = 0.02  # Source: domain model §8.2, an amount within 2 % after conversion


def reasons_of(flag: DuplicationFlag) -> list[dict[str, Any]]:
    """Return the evidence for components/evidence.html `evidence`, its signals as a reader sees them."""
    return [
        {**line, "signal": capital(word(line["signal"])), "text": line["text"].replace("_", " ")}
        for line in flag.evidence
    ]


def summary_of(flag: DuplicationFlag) -> tuple[list[str], list[str]]:
    """Return the names of the few signals that speak most for it, and of those that speak most against it."""
    said = [line for line in flag.evidence if line["signal"] not in NO_SIGNALS]
    ranked = sorted(said, key=lambda line: -abs(line["weight"]))
    ways = ([line for line in ranked if line["weight"] > 0], [line for line in ranked if line["weight"] < 0])
    one, other = ([word(line["signal"]) for line in way[:MOST_SUMMED]] for way in ways)
    return one, other


def rows_of(flag: DuplicationFlag, countries: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return the rows for components/evidence.html `compare`; `countries` gives names by ISO3 code."""
    left, right = (_named(flag.facts.get(side, {}), countries) for side in ("left", "right"))
    rows = [
        _listed(_("Country"), left, right, "countries"),
        _listed(_("Pillar"), left, right, "pillars", words=True),
        _listed(_("Work"), left, right, "work", words=True),
        _listed(_("Places"), left, right, "places"),
        _listed(_("Hazard areas"), left, right, "hazard_areas"),
        _period(left, right),
        _money(left, right) | {"signal": "amount"},
        _listed(_("Donor"), left, right, "donors") | {"signal": "donor"},
        _listed(_("Partners"), left, right, "partners") | {"signal": "partner"},
        _listed(_("Target groups"), left, right, "target_groups", words=True),
        _listed(_("Planned outputs"), left, right, "outputs", words=True),
        _listed(_("Identifiers"), left, right, "identifiers"),
        _plain(_("Source"), left, right, "source"),
        _plain(_("Last verified"), left, right, "verified_on"),
    ]
    for row in rows:
        _as_weighed(row, flag)
    return [row for row in rows if row["left"] is not None or row["right"] is not None]


def _as_weighed(row: dict[str, Any], flag: DuplicationFlag) -> None:
    """Have a fact read as the comparison weighed it: one donor may be written in two ways."""
    signal = row.pop("signal", None)
    if signal is None or row["match"] is True:
        return
    for line in flag.evidence:
        if line["signal"] == signal and line["weight"] > 0 and line["text"] != UNKNOWN[0]:
            row["match"] = line["text"]


def _named(facts: Facts, countries: Mapping[str, str]) -> Facts:
    return {**facts, "countries": [countries.get(code, code) for code in facts.get("countries") or []]}


def time_bars(flag: DuplicationFlag) -> dict[str, Any] | None:
    """Return both periods on one scale in per cent of its width, or None where no period is known."""
    sides = {side: flag.facts.get(side, {}) for side in ("left", "right")}
    spans = {side: _span(facts) for side, facts in sides.items()}
    days = [each for span in spans.values() if span for each in span]
    if not days:
        return None
    first, last = min(days), max(days)
    whole = max((last - first).days, 1)
    bars = []
    for side, span in spans.items():
        name = sides[side].get("title") or _("without a title")
        if span is None:
            bars.append({"name": name, "x": 0.0, "width": 0.0, "words": None})
            continue
        start, width = (span[0] - first).days / whole * 100, (span[1] - span[0]).days / whole * 100
        words = f"{day(span[0])} – {day(span[1])}"
        bars.append({"name": name, "x": round(start, 2), "width": round(max(width, 1.0), 2), "words": words})
    return {"bars": bars, "first": first, "last": last}


def shared_days(left: Facts, right: Facts) -> int | None:
    """Return how many days two periods have in common; None where one is not known."""
    one, other = _span(left), _span(right)
    if one is None or other is None:
        return None
    return max(0, (min(one[1], other[1]) - max(one[0], other[0])).days + 1)


def _span(facts: Facts) -> tuple[date, date] | None:
    start, end = facts.get("start"), facts.get("end")
    if not start and not end:
        return None
    return date.fromisoformat(str(start or end)), date.fromisoformat(str(end or start))


def _listed(label: str, left: Facts, right: Facts, key: str, *, words: bool = False) -> dict[str, Any]:
    one, other = left.get(key) or [], right.get(key) or []
    return {
        "label": label,
        "left": _joined(one, words) or None,
        "right": _joined(other, words) or None,
        "match": _match(one, other, words),
    }


def _match(one: Sequence[str], other: Sequence[str], words: bool) -> bool | str | None:
    if not one or not other:
        return None
    folded = {each.casefold() for each in other}
    common = [each for each in one if each.casefold() in folded]
    if not common:
        return False
    if len(common) == len(one) == len(other):
        return True
    return str(_("in common: %(names)s", names=_joined(common, words)))


def _joined(values: Sequence[str], words: bool) -> str:
    shown = [capital(word(each)) if words else each for each in values[:MOST_LISTED]]
    rest = len(values) - len(shown)
    return ", ".join(shown) + (_(" and %(count)s more", count=rest) if rest > 0 else "")


def _period(left: Facts, right: Facts) -> dict[str, Any]:
    common = shared_days(left, right)
    match: bool | str | None = None
    if common is not None:
        match = ngettext("%(num)s day in common", "%(num)s days in common", common) if common else False
        if left.get("start") == right.get("start") and left.get("end") == right.get("end"):
            match = True
    return {"label": _("Period"), "left": _period_words(left), "right": _period_words(right), "match": match}


def _period_words(facts: Facts) -> str | None:
    span = _span(facts)
    if span is None:
        return None
    start = day(span[0]) if facts.get("start") else _("not known")
    return f"{start} – {day(span[1]) if facts.get('end') else _('not known')}"


def _money(left: Facts, right: Facts) -> dict[str, Any]:
    one, other = left.get("usd"), right.get("usd")
    match: bool | str | None = None
    if one and other:
        apart = abs(one - other) / max(one, other)
        match = True if apart <= SAME_AMOUNT else _("within 10 per cent") if apart <= 0.1 else False
    return {"label": _("Money"), "left": _amount(left), "right": _amount(right), "match": match}


def _amount(facts: Facts) -> str | None:
    if not facts.get("currency") or facts.get("amount") is None:
        return None
    own = money(Money(facts["amount"], facts["currency"]))
    if facts["currency"] == "USD" or facts.get("usd") is None:
        return own
    usd = money(Money(facts["usd"], "USD"))
    on = facts.get("rate_on") or "–"
    return str(_("%(own)s, about %(usd)s (rate of %(on)s)", own=own, usd=usd, on=on))


def _plain(label: str, left: Facts, right: Facts, key: str) -> dict[str, Any]:
    """Return a row that is only read: differing sources are no mismatch."""
    return {"label": label, "left": left.get(key) or None, "right": right.get(key) or None, "match": ""}
