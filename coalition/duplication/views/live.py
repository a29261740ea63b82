"""Possible duplicates while one fills in a form.

The panel is asked for with the whole form (htmx), or its button leads here without scripts. Forms that render
themselves again hand `panel_of(…)` to their template and include duplication/_panel.html.
"""

from collections.abc import Mapping
from typing import Any

from flask import render_template, request
from flask_babel import gettext as _

from coalition.auth.policy import Act
from coalition.core.clock import today
from coalition.core.errors import RuleBroken
from coalition.core.money import is_currency, parse_amount
from coalition.core.when import parse_when
from coalition.db import current_session
from coalition.duplication.queries.asking import check_draft
from coalition.duplication.queries.checking import Match
from coalition.duplication.queries.loaders import lines
from coalition.duplication.queries.states import find_iso3, seen_pledges, seen_programmes
from coalition.duplication.readers import BadText, read_plain
from coalition.duplication.rules.flags import SideKind
from coalition.duplication.rules.keys import KIND_CODES
from coalition.duplication.views.room import bp
from coalition.duplication.views.words import href_of, match_words, side_words
from coalition.organisations.models import Organisation
from coalition.web.access import allow, standing

# A field of a form and the key of readers.py that it stands for; of several the first that is filled counts.
FIELDS: dict[str, tuple[str, ...]] = {
    "title": ("title",),
    "description": ("description",),
    "pillar": ("pillar",),
    "activity_type": ("activity_type", "type", "need_type"),
    "implementer": ("implementer",),
}
LISTS = {
    "places": ("places",),
    "hazard_areas": ("hazard_areas",),
    "target_groups": ("target_groups",),
    "outputs": ("output_indicator", "outputs"),
    "identifiers": ("iati_identifier", "identifiers", "identifier"),
}
DATES = {"start": ("starts", "start", "period_start", "planned_start"), "end": ("ends", "end", "period_end")}
# Needs are asked for, programmes and pledges give: a form looks at what gives.
GIVING = (KIND_CODES[SideKind.PROGRAMME], KIND_CODES[SideKind.PLEDGE], KIND_CODES[SideKind.ACTIVITY])
ENOUGH = 2  # facts beside the country, before which any answer would be noise


@bp.route("/live", methods=["GET", "POST"])
@allow(Act.DUPLICATE_CHECK)
def live() -> str:
    """The panel for what the form says at this moment."""
    sent = request.form if request.method == "POST" else request.args
    panel = panel_of(sent)
    template = "duplication/_panel.html" if request.headers.get("HX-Request") else "duplication/live.html"
    return render_template(template, panel=panel)


def panel_of(sent: Mapping[str, str]) -> dict[str, Any]:
    """Return what duplication/_panel.html shows for a form as it was sent."""
    plain = plain_of(sent)
    if len(plain) <= ENOUGH:
        return {"matches": [], "enough": False}
    try:
        draft = read_plain(plain)
    except BadText:
        return {"matches": [], "enough": False}
    matches = check_draft(current_session(), draft, today=today(), kinds=GIVING)
    return {"matches": _seen(matches), "enough": True}


def plain_of(sent: Mapping[str, str]) -> dict[str, Any]:
    """Return the keys of readers.py from a form's fields; what cannot be read yet is left out."""
    plain: dict[str, Any] = {key: text for key, names in FIELDS.items() if (text := _first(sent, names))}
    plain |= {key: list(found) for key, names in LISTS.items() if (found := lines(_first(sent, names)))}
    for key, names in DATES.items():
        if text := _first(sent, names):
            try:
                parse_when(text)
            except RuleBroken:
                continue
            plain[key] = text
    plain |= _money(sent)
    if state := find_iso3(
        current_session(),
        _first(sent, ("state", "state_id", "country")),
        _first(sent, ("need", "need_id")),
        _first(sent, ("coalition",)),
    ):
        plain["state"] = state
    for key in ("donor", "implementer"):
        number = _first(sent, (key,))
        if number.isdigit() and len(number) < 10:
            organisation = current_session().get(Organisation, int(number))
            plain.pop(key, None)
            plain |= {key: organisation.name} if organisation else {}
    return plain


def _money(sent: Mapping[str, str]) -> dict[str, Any]:
    amount, currency = _first(sent, ("amount", "cost")), _first(sent, ("currency",)).upper()
    if not amount or not is_currency(currency):
        return {}
    try:
        return {"amount": str(parse_amount(amount)), "currency": currency}
    except RuleBroken:
        return {}


def _first(sent: Mapping[str, str], names: tuple[str, ...]) -> str:
    return next((text for name in names if (text := (sent.get(name) or "").strip())), "")


def _seen(matches: list[Match]) -> list[dict[str, Any]]:
    """Return the matches that who asks may see, in words."""
    session, who = current_session(), standing()
    numbers = {kind: [match.side.number for match in matches if match.side.kind is kind] for kind in SideKind}
    seen = {
        SideKind.PLEDGE: seen_pledges(session, who, numbers[SideKind.PLEDGE]),
        SideKind.PROGRAMME: seen_programmes(session, who, numbers[SideKind.PROGRAMME]),
    }
    return [
        _row(match)
        for match in matches
        if match.side.kind not in seen or match.side.number in seen[match.side.kind]
    ]


def _row(match: Match) -> dict[str, Any]:
    card, subject = match.side.card, match.side.subject
    who = [side_words(match.side.kind), card.get("owner"), *subject.named("implementing")[:2]]
    period = " – ".join(part for part in (subject.start, subject.end) if part)
    notes = [_("source: %(name)s", name=card["source"])] if card.get("source") else []
    notes += [_("verified %(day)s", day=card["verified_on"])] if card.get("verified_on") else []
    return {
        "title": subject.title or _("without a title"),
        "href": href_of(match.side.kind, match.side.number),
        "who": " · ".join(str(each) for each in [*who, period, *notes] if each),
        "verdict": match_words(match),
        "tone": "warn" if match.asks else "plain",
        "score": match.judgement.score,
        "confidence": match.judgement.confidence,
        "evidence": match.judgement.lines(),
    }
