"""What single cells mean: areas, kinds, hazards, statuses and days as programmes write them."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import cache, lru_cache
from typing import Any, TypeVar

from babel.dates import get_month_names

from coalition.contamination.rules import HazardKind, HazardStatus, HazardType, check_area
from coalition.core.errors import RuleBroken
from coalition.core.money import parse_amount
from coalition.core.text import fold

E = TypeVar("E", bound=StrEnum)
# Languages in which programmes write the months of a day.
LANGUAGES = ("en", "fr", "es", "pt", "ar")


class AreaUnit(StrEnum):
    M2 = "m2"
    HA = "ha"
    KM2 = "km2"


class DayOrder(StrEnum):
    """How days of figures alone are written: 03/04/2021 is in March or in April."""

    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"


IN_M2 = {AreaUnit.M2: 1, AreaUnit.HA: 10_000, AreaUnit.KM2: 1_000_000}

KINDS: Mapping[str, HazardKind] = {
    **dict.fromkeys(
        ("sha", "suspected", "suspected hazardous area", "suspected hazard area"), HazardKind.SHA
    ),
    **dict.fromkeys(("zone soupconnee dangereuse", "zsd", "area sospechosa", "ap"), HazardKind.SHA),
    **dict.fromkeys(
        ("cha", "confirmed", "confirmed hazardous area", "confirmed hazard area"), HazardKind.CHA
    ),
    **dict.fromkeys(
        ("zone confirmee dangereuse", "zcd", "area confirmada", "ac", "minefield"), HazardKind.CHA
    ),
}
STATUSES: Mapping[str, HazardStatus] = {
    **dict.fromkeys(("open", "ouvert", "ouverte", "abierta", "active", "not started"), HazardStatus.OPEN),
    **dict.fromkeys(
        ("in progress", "worked on", "en cours", "en curso", "ongoing"), HazardStatus.IN_PROGRESS
    ),
    **dict.fromkeys(("closed", "expired", "ferme", "fermee", "cerrada", "released"), HazardStatus.CLOSED),
    **dict.fromkeys(("handed over", "remise", "entregada", "completed"), HazardStatus.HANDED_OVER),
}
TYPES: Mapping[str, HazardType] = {
    **dict.fromkeys(
        (
            "cluster munition remnants",
            "cluster munitions",
            "cluster munition",
            "cluster",
            "cm",
            "cmr",
            "bombies",
        ),
        HazardType.CLUSTER_MUNITION_REMNANTS,
    ),
    **dict.fromkeys(
        ("submunition", "submunitions", "sous munitions", "submuniciones"),
        HazardType.CLUSTER_MUNITION_REMNANTS,
    ),
    **dict.fromkeys(
        ("ap mine", "ap mines", "ap", "anti personnel mine", "anti personnel"), HazardType.AP_MINE
    ),
    **dict.fromkeys(
        ("av mine", "av mines", "av", "at", "at mine", "anti vehicle mine", "anti tank"), HazardType.AV_MINE
    ),
    **dict.fromkeys(("other erw", "erw", "uxo", "axo", "reg", "bac"), HazardType.OTHER_ERW),
    **dict.fromkeys(("ied", "ieds", "improvised", "improvised mine"), HazardType.IED),
}


def read_area(value: Any, unit: AreaUnit) -> int:
    """Return an area in whole m². Raises RuleBroken when it is none that land can have."""
    amount = Decimal(str(value)) if isinstance(value, int | float) else _amount(str(value))
    if not amount.is_finite():
        raise RuleBroken("That is not an area.", field="area")
    area = int((amount * IN_M2[unit]).to_integral_value())
    check_area(area)
    return area


def read_kind(value: Any) -> HazardKind:
    """Return suspected or confirmed."""
    return _choice(str(value), KINDS, HazardKind, "Say SHA (suspected) or CHA (confirmed).")


def read_status(value: Any) -> HazardStatus:
    """Return where work on the area stands."""
    return _choice(str(value), STATUSES, HazardStatus, "Say open, in progress, closed or handed over.")


def read_types(value: Any) -> tuple[HazardType, ...]:
    """Return the hazards that a cell names, parted by comma, semicolon, slash, plus or "and"."""
    parts = [part for part in re.split(r"[,;/+|]|\band\b|\bet\b|\by\b", str(value)) if part.strip()]
    found = {_choice(part, TYPES, HazardType, "This names no kind of hazard.") for part in parts}
    if not found:
        raise RuleBroken("Name the kind of hazard.", field="hazard_types")
    return tuple(sorted(found))


def read_count(value: Any) -> int:
    """Return a whole number that is not negative."""
    amount = Decimal(str(value)) if isinstance(value, int | float) else _amount(str(value))
    if not amount.is_finite() or amount < 0 or amount != amount.to_integral_value() or amount > 10**9:
        raise RuleBroken("Give a whole number that is not negative.")
    return int(amount)


def read_degrees(value: Any, most: int) -> float:
    """Return degrees of latitude (most 90) or longitude (most 180)."""
    try:
        degrees = float(str(value).strip().replace(",", "."))
    except ValueError as error:
        raise RuleBroken("Give degrees as a decimal number.") from error
    if not -most <= degrees <= most:
        raise RuleBroken("That is no place in degrees (WGS 84): is it in another projection?")
    return degrees


def read_day(value: Any, order: DayOrder) -> date:
    """Return a day from a date cell, from ISO figures, or from words in one of five languages."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = fold(str(value))
    parts = [
        part for part in re.split(r"\s+", text) if part not in ("de", "del", "le", "el", "of", "the", "")
    ]
    try:
        return _day(parts, order)
    except ValueError as error:
        raise RuleBroken("“{text}” is no day.", text=str(value)[:40]) from error


def _day(parts: list[str], order: DayOrder) -> date:
    if len(parts) != 3:
        raise ValueError(parts)
    if (parts[0] in months() or parts[1] in months()) and len(parts[2]) != 4:
        raise ValueError(parts)
    if parts[1] in months():
        return date(int(parts[2]), months()[parts[1]], int(parts[0]))
    if parts[0] in months():
        return date(int(parts[2]), months()[parts[0]], int(parts[1]))
    first, second, third = (int(part) for part in parts)
    if len(parts[0]) == 4:
        return date(first, second, third)
    if len(parts[2]) != 4:
        raise ValueError(parts)
    return date(third, second, first) if order is DayOrder.DAY_FIRST else date(third, first, second)


@cache
def months() -> dict[str, int]:
    """Return the months' names and short names in the languages that are read, in folded form."""
    found: dict[str, int] = {}
    for language in LANGUAGES:
        for width in ("wide", "abbreviated"):
            for number, name in get_month_names(width, locale=language).items():
                found.setdefault(fold(name), number)
    return found


def _choice(text: str, words: Mapping[str, E], options: type[E], why: str) -> E:
    plain = _folded(text)
    if plain in words:
        return words[plain]
    code = plain.replace(" ", "_")
    if code in set(options):
        return options(code)
    raise RuleBroken(why)


@lru_cache(maxsize=4_096)
def _folded(text: str) -> str:
    """Return a short word for comparison; the same few stand in every row of a file."""
    return fold(text)


def _amount(text: str) -> Decimal:
    if text.isascii() and text.isdigit():  # most cells of most files
        return Decimal(text)
    return parse_amount(re.sub(r"(m²|m2|ha|km²|km2|sqm)\s*$", "", text.strip(), flags=re.IGNORECASE))
