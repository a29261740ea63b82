"""Seekers, candidates and boards of any size for suggestions."""

from datetime import date
from typing import Any

from coalition.pairing.rules.facts import Board, Candidate, Record, Seeker
from coalition.pledges.rules import OpenToLead
from coalition.strategies.rules import Pillar

TODAY = date(2026, 11, 23)


def seeker(number: int, **values: Any) -> Seeker:
    """Return a State with clearance to pay for."""
    sound: dict[str, Any] = {
        "iso3": f"S{number:02}",
        "name": f"State {number}",
        "region": "South-eastern Asia",
        "coalition_id": number,
        "needs": {Pillar.SURVEY_CLEARANCE: 100},
    }
    return Seeker(state_id=number, **sound | values)


def candidate(number: int, **values: Any) -> Candidate:
    """Return a donor that is open to lead and funds clearance."""
    sound: dict[str, Any] = {
        "name": f"Donor {number}",
        "iso3": f"D{number:02}",
        "open_to_lead": OpenToLead.YES,
        "has_profile": True,
        "pillars": frozenset({Pillar.SURVEY_CLEARANCE}),
        "convention": 5,
        "contact": True,
    }
    return Candidate(organisation_id=number, **sound | values)


def board(
    seekers: list[Seeker], candidates: list[Candidate], records: dict[tuple[int, int], Record] | None = None
) -> Board:
    """Return a board; totals are the sums of the records."""
    records = records or {}
    totals: dict[int, int] = {}
    for (_, state), record in records.items():
        totals[state] = totals.get(state, 0) + record.amount
    return Board(tuple(seekers), tuple(candidates), records, totals, {}, TODAY)
