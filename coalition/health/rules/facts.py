"""The facts of one coalition on one day, as the queries gather them. Money in US cents, areas in m²."""

from dataclasses import dataclass, field
from datetime import date

from coalition.strategies.rules import Pillar

Span = tuple[date, date, int]  # first day, last day, US cents


@dataclass(frozen=True, slots=True)
class Seat:
    """A coordinator's or lead's seat. `confirmed_on` is the newest word on it: of the seat or its contact."""

    name: str
    valid_from: date
    valid_to: date | None = None
    confirmed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Guide:
    """The strategy that guides on the day."""

    title: str
    valid_to: date
    under_review: bool = False
    path: str = ""


@dataclass(frozen=True, slots=True)
class NeedFact:
    """A need that counts: open, partly met, met or waiting to be confirmed anew."""

    id: int
    ref: str
    title: str
    pillar: Pillar
    cost: int | None = None
    start: date | None = None
    end: date | None = None
    phases: tuple[tuple[int, int], ...] = ()  # year, share of the cost in millionths
    has_target: bool = False
    has_place: bool = False
    has_objective: bool = False
    has_group: bool = False
    confirmed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Grant:
    """Firm money of one pledge for one need, or (no need) for the coalition as such."""

    pledge_id: int
    donor: str
    amount: int
    need_id: int | None = None
    spans: tuple[Span, ...] = ()  # when it is to be paid; empty: over the period of its need
    pillar: Pillar | None = None


@dataclass(frozen=True, slots=True)
class Promise:
    """A pledge as it was stated, and what of it is firm today."""

    stated_on: date
    stated: int
    firm: int


@dataclass(frozen=True, slots=True)
class Plan:
    """A firm pledge with a schedule: what was to be paid by the day, and what was."""

    ref: str
    due: int
    paid: int


@dataclass(frozen=True, slots=True)
class Milestone:
    """What an objective was to have reached by the end of the last full year, and what it reached."""

    code: str
    pillar: Pillar
    planned: int
    reached: int


@dataclass(frozen=True, slots=True)
class Pace:
    """Work left under Article 3 (munitions) or 4 (m²). `remaining` and `yearly` None: not known."""

    article: int
    deadline: date | None
    remaining: int | None
    remaining_on: date | None = None
    yearly: float | None = None
    request_submitted: bool = False
    source: str = ""


@dataclass(frozen=True, slots=True)
class Freshness:
    """How many key records of a kind there are, and how many are fresh."""

    kind: str
    fresh: int
    all: int


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Meetings, action points and open questions on the day."""

    last_meeting: date | None = None
    points_due: int = 0
    points_open: int = 0
    old_flags: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Everything the twelve indicators ask about one coalition."""

    coalition_id: int
    state_id: int
    iso3: str
    state: str
    name: str
    begun_on: date
    rhythm_months: int = 6
    scope: frozenset[Pillar] = frozenset()
    active_pillars: frozenset[Pillar] = frozenset()  # with an active obligation of the State
    coordinators: tuple[Seat, ...] = ()
    leads: tuple[Seat, ...] = ()
    contribution_stated: bool = False
    fitting_donors: int | None = None
    guide: Guide | None = None
    last_guide: Guide | None = None  # the newest that is over
    needs: tuple[NeedFact, ...] = ()
    grants: tuple[Grant, ...] = ()
    promises: tuple[Promise, ...] = ()
    plans: tuple[Plan, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    results_reported: bool = False
    delays: tuple[str, ...] = ()
    contamination_unknown: bool = False
    paces: tuple[Pace, ...] = ()
    supported: frozenset[Pillar] = frozenset()  # by a technical agreement or a listed programme
    has_victims: bool = False
    article7: float | None = None
    article7_words: str = ""
    reports_due: int = 0
    reports_in_time: int = 0
    records: tuple[Freshness, ...] = field(default_factory=tuple)
    rhythm: Rhythm = Rhythm()
