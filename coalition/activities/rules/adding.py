"""What open pledges would add to land release, as far as the needs they pay say it in land or in teams."""

from collections.abc import Iterable
from dataclasses import dataclass

from coalition.core.text import fold

# Square metres in one unit of the output, by the unit's words without accents.
LAND_UNITS = {
    "m2": 1,
    "sqm": 1,
    "square metres": 1,
    "square meters": 1,
    "ha": 10_000,
    "hectares": 10_000,
    "km2": 1_000_000,
    "square kilometres": 1_000_000,
    "square kilometers": 1_000_000,
}
TEAM_UNITS = frozenset({"team", "teams", "clearance teams", "survey teams"})


@dataclass(frozen=True, slots=True)
class Paid:
    """A need of survey and clearance, and what open pledges pay of it, in US cents."""

    unit: str
    target: int
    cost_usd: int
    firm_usd: int
    soft_usd: int


@dataclass(frozen=True, slots=True)
class Added:
    """What open pledges pay: land in m² and teams, firm and soft apart; other needs are counted."""

    firm_m2: int = 0
    soft_m2: int = 0
    firm_teams: float = 0.0
    soft_teams: float = 0.0
    needs: int = 0
    other: int = 0

    @property
    def area(self) -> int:
        """Firm and soft land together, in m²."""
        return self.firm_m2 + self.soft_m2

    @property
    def teams(self) -> float:
        """Firm and soft teams together."""
        return self.firm_teams + self.soft_teams

    def __bool__(self) -> bool:
        return bool(self.area or self.teams)


def added_by(needs: Iterable[Paid]) -> Added:
    """Return what pledges add: of each need's output the share of its cost that is pledged, at most all.

    Firm comes first; soft fills what is left. A need measured in something else adds nothing.
    """
    firm_m2 = soft_m2 = firm_teams = soft_teams = 0.0
    counted = other = 0
    for need in needs:
        unit = fold(need.unit)
        if need.cost_usd <= 0 or (unit not in LAND_UNITS and unit not in TEAM_UNITS):
            other += 1
            continue
        counted += 1
        firm = min(1.0, need.firm_usd / need.cost_usd)
        soft = min(1.0 - firm, need.soft_usd / need.cost_usd)
        if unit in TEAM_UNITS:
            firm_teams += need.target * firm
            soft_teams += need.target * soft
        else:
            firm_m2 += need.target * firm * LAND_UNITS[unit]
            soft_m2 += need.target * soft * LAND_UNITS[unit]
    return Added(int(firm_m2), int(soft_m2), round(firm_teams, 1), round(soft_teams, 1), counted, other)
