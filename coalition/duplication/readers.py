"""Reading a text that is not stored yet: the JSON of `duplicates check --text` and of the API.

Keys, all optional: title, description, state (ISO3), pillar, activity_type, places [], hazard_areas [],
start, end (dates, months or years), amount (in the major unit), currency (ISO 4217), donor, implementer,
channel, target_groups [], outputs [], sectors [] (OECD DAC codes), identifiers [], whole_country.
"""

import json
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from coalition.core.errors import RuleBroken
from coalition.core.money import is_currency, to_minor
from coalition.core.text import fold
from coalition.core.when import When, parse_when
from coalition.duplication.rules.flags import SideKind
from coalition.duplication.rules.profile import Side
from coalition.duplication.rules.subject import LONGEST_TEXT, LONGEST_TITLE, Named, Subject, Sum, clipped
from coalition.duplication.rules.work import services_of, work_of

KEYS = frozenset(
    [
        "title",
        "description",
        "state",
        "pillar",
        "activity_type",
        "places",
        "hazard_areas",
        "start",
        "end",
        "amount",
        "currency",
        "donor",
        "implementer",
        "channel",
        "target_groups",
        "outputs",
        "sectors",
        "identifiers",
        "whole_country",
    ]
)
LONGEST_FILE = 8_000_000
LONGEST_LIST = 200
ROLES = {"donor": "funding", "implementer": "implementing", "channel": "channel"}


class BadText(Exception):
    """The text cannot be read; the message is one sentence for its author."""


def read_text(raw: bytes) -> Side:
    """Return what a JSON text says, as a record without a number. Raises BadText."""
    if len(raw) > LONGEST_FILE:
        raise BadText("The file is larger than 8 MB.")
    try:
        plain = json.loads(raw.decode("utf-8-sig"))
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as wrong:
        raise BadText("The file is no JSON text in UTF-8.") from wrong
    return read_plain(plain)


def read_plain(plain: object) -> Side:
    """Return what a mapping with the keys above says, as a record without a number. Raises BadText."""
    if not isinstance(plain, Mapping):
        raise BadText("The text must be one JSON object.")
    unknown = sorted(str(key) for key in set(plain) - KEYS)[:5]
    if unknown:
        raise BadText(f"Unknown keys: {', '.join(unknown)}. Known: {', '.join(sorted(KEYS))}.")
    start, end = _when(plain, "start"), _when(plain, "end")
    pillar, work, state = _word(plain, "pillar"), _word(plain, "activity_type"), _word(plain, "state").upper()
    kinds = work_of(work, fold(work)) if work else ()
    subject = Subject(
        titles=clipped((_word(plain, "title"),), LONGEST_TITLE),
        texts=clipped((_word(plain, "description"),), LONGEST_TEXT),
        countries=(state,) if state else (),
        pillars=(pillar,) if pillar else (),
        work=kinds,
        services=services_of(work, fold(f"{work} {_word(plain, 'title')}"), kinds),
        sectors=tuple(("1", code) for code in _list(plain, "sectors")),
        places=_list(plain, "places"),
        whole_country=plain.get("whole_country") is True,
        hazard_areas=_list(plain, "hazard_areas"),
        start=start.first.isoformat() if start else "",
        end=end.last.isoformat() if end else "",
        organisations=tuple(
            Named(name, "", role) for key, role in ROLES.items() if (name := _word(plain, key))
        ),
        sums=_sums(plain, start),
        identifiers=_list(plain, "identifiers"),
        target_groups=tuple(each.lower() for each in _list(plain, "target_groups")),
        outputs=tuple(each.lower() for each in _list(plain, "outputs")),
    )
    return Side(SideKind.PLEDGE, 0, subject)


def _word(plain: Mapping[str, Any], key: str) -> str:
    value = plain.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise BadText(f"“{key}” must be a text.")
    return " ".join(value[: 4 * LONGEST_TEXT].replace("\0", " ").split())


def _list(plain: Mapping[str, Any], key: str) -> tuple[str, ...]:
    value = plain.get(key)
    if value is None:
        return ()
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise BadText(f"“{key}” must be a list of texts.")
    return tuple(dict.fromkeys(each.strip()[:200] for each in value[:LONGEST_LIST] if each.strip()))


def _when(plain: Mapping[str, Any], key: str) -> When | None:
    text = _word(plain, key)
    if not text:
        return None
    try:
        return parse_when(text, key)
    except RuleBroken as broken:
        raise BadText(f"“{key}”: {broken}") from broken


def _sums(plain: Mapping[str, Any], start: When | None) -> tuple[Sum, ...]:
    value, currency = plain.get("amount"), _word(plain, "currency").upper()
    if value in (None, ""):
        return ()
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise BadText("“amount” must be a number.")
    if not is_currency(currency):
        raise BadText("“amount” needs a “currency” (ISO 4217).")
    try:
        minor = to_minor(round(Decimal(str(value)), 2), currency)
    except (InvalidOperation, RuleBroken) as wrong:
        raise BadText("“amount” is no amount of that currency.") from wrong
    return (Sum(minor, currency, start.first.isoformat() if start else ""),) if minor > 0 else ()
