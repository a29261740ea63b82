"""Offices of the Convention's machinery and the terms that States hold them for.

Two States coordinate a thematic area, from one Meeting of States Parties to a later one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from coalition.core.errors import RuleBroken


class Office(StrEnum):
    PRESIDENT = "president"
    PRESIDENT_DESIGNATE = "president_designate"
    COORDINATOR = "coordinator"
    CO_CHAIR_IWG = "co_chair_iwg"
    GENDER_FOCAL_POINT = "gender_focal_point"
    SPECIAL_ENVOY = "special_envoy"


# How many States hold an office at one time; special envoys are not counted.
SEATS = {
    Office.PRESIDENT: 1,
    Office.PRESIDENT_DESIGNATE: 1,
    Office.COORDINATOR: 2,
    Office.CO_CHAIR_IWG: 2,
    Office.GENDER_FOCAL_POINT: 2,
}
OF_A_THEME = frozenset({Office.COORDINATOR})


@dataclass(frozen=True, slots=True)
class Term:
    """A State's time in an office: from a day up to the day on which it hands over."""

    state: str
    starts_on: date
    ends_on: date

    def holds(self, day: date) -> bool:
        """Whether the office is held on a day; on the day of the handover the successor holds it."""
        return self.starts_on <= day < self.ends_on


def check_term(office: Office, new: Term, others: Sequence[Term]) -> None:
    """Raise RuleBroken unless the term ends after it begins and a seat is free all the time.

    `others` are the terms of the same office in the same thematic area.
    """
    if new.ends_on <= new.starts_on:
        raise RuleBroken("The term ends before it begins.", field="ends")
    beside = [term for term in others if term.starts_on < new.ends_on and new.starts_on < term.ends_on]
    own = next((term for term in beside if term.state == new.state), None)
    if own is not None:
        raise RuleBroken(
            "{state} already holds this office from {start} to {end}.",
            field="state",
            state=own.state,
            start=own.starts_on,
            end=own.ends_on,
        )
    seats = SEATS.get(office)
    if seats is None:
        return
    for day in [new.starts_on, *(term.starts_on for term in beside if term.starts_on > new.starts_on)]:
        holding = [term for term in beside if term.holds(day)]
        if len(holding) >= seats:
            raise RuleBroken(
                "This office is held by {states} until {end}. Begin the term on that day or later.",
                field="starts",
                states=", ".join(sorted(term.state for term in holding)),
                end=min(term.ends_on for term in holding),
            )


def check_theme(office: Office, has_theme: bool) -> None:
    """Raise RuleBroken unless a coordinator names the thematic area."""
    if office in OF_A_THEME and not has_theme:
        raise RuleBroken("Say which thematic area the State coordinates.", field="theme")
