"""Facts of a coalition that is on course in everything, and parts to take away from it."""

from datetime import date
from typing import Any

from coalition.health.rules.facts import Facts, Grant, Guide, NeedFact, Seat
from coalition.strategies.rules import Pillar

TODAY = date(2026, 11, 23)
MILLION = 1_000_000_00


def facts_of(**values: Any) -> Facts:
    """Return the facts of a coalition with a coordinator, a lead, a strategy, and nothing else."""
    sound: dict[str, Any] = {
        "coalition_id": 1,
        "state_id": 1,
        "iso3": "LAO",
        "state": "Lao PDR",
        "name": "Coalition Lao PDR",
        "begun_on": date(2024, 1, 1),
        "coordinators": (seat("Director, NRA"),),
        "leads": (seat("Norway"),),
        "contribution_stated": True,
        "guide": Guide("Safe Path Forward III", date(2030, 12, 31)),
    }
    return Facts(**sound | values)


def seat(name: str, **values: Any) -> Seat:
    """Return a seat held since 2024 and confirmed this month."""
    return Seat(**{"name": name, "valid_from": date(2024, 1, 1), "confirmed_on": date(2026, 11, 2)} | values)


def need(number: int, millions: float | None, **values: Any) -> NeedFact:
    """Return a need whose whole cost falls into the next twelve months."""
    sound: dict[str, Any] = {
        "ref": f"NEED-{number}",
        "title": f"Need {number}",
        "pillar": Pillar.SURVEY_CLEARANCE,
        "cost": None if millions is None else round(millions * MILLION),
        "start": TODAY,
        "end": date(2027, 11, 22),
        "confirmed_on": date(2026, 10, 1),
    }
    return NeedFact(id=number, **sound | values)


def grant(number: int | None, millions: float, donor: str = "Norway", **values: Any) -> Grant:
    """Return firm money for a need (None: for the coalition as such)."""
    return Grant(number or 99, donor, round(millions * MILLION), number, **values)
