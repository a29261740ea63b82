"""What is known of States and donors when leads are suggested. Money in US cents."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from coalition.pledges.rules import OpenToLead
from coalition.strategies.rules import Pillar

MOST_LEADS = 3


@dataclass(frozen=True, slots=True)
class Seeker:
    """An affected State without a lead, or about to lose one."""

    state_id: int
    iso3: str
    name: str
    region: str
    coalition_id: int | None = None
    needs: Mapping[Pillar, int] = field(default_factory=dict)  # open need value
    channels: str = ""  # what the State prefers, in its own words, lower case
    languages: frozenset[str] = frozenset()
    smallest_need: int | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A donor that could lead. `contact` None: nobody is named yet; False: nobody named is in post."""

    organisation_id: int
    name: str
    iso3: str = ""
    region: str = ""
    open_to_lead: OpenToLead = OpenToLead.ASK
    has_profile: bool = False
    pillars: frozenset[Pillar] = frozenset()
    countries: frozenset[str] = frozenset()
    excluded: frozenset[str] = frozenset()
    embassies: frozenset[str] = frozenset()
    embassy_regions: frozenset[str] = frozenset()
    channels: tuple[str, ...] = ()
    languages: frozenset[str] = frozenset()
    convention: int = 0  # points: 5 State Party, 2 signatory or joining, 0 other
    leads_held: int = 0
    small: bool = False
    contact: bool | None = None
    affected: bool = False
    max_grant: int | None = None
    window_closes: date | None = None
    capacity: int | None = None  # set by hand; None: up to three leads

    @property
    def room(self) -> int:
        """How many more coalitions it can lead; none when it does not want to."""
        if self.open_to_lead is OpenToLead.NO:
            return 0
        most = MOST_LEADS - self.leads_held if self.capacity is None else self.capacity
        return max(0, most)


@dataclass(frozen=True, slots=True)
class Record:
    """What passed between a donor and a State: years with firm money of the last five, sums, last day."""

    years: frozenset[int] = frozenset()
    amount: int = 0
    until: date | None = None
    programmes: int = 0


@dataclass(frozen=True, slots=True)
class Board:
    """Everything one round of suggestions looks at. Records are by (donor, State)."""

    seekers: tuple[Seeker, ...]
    candidates: tuple[Candidate, ...]
    records: Mapping[tuple[int, int], Record]
    totals: Mapping[int, int]  # State -> firm money of all donors, last five years
    barred: Mapping[tuple[int, int], str]  # (donor, State) -> why, in words
    today: date
