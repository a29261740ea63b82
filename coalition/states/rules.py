"""Where a State stands to a treaty on a day, worked out from its treaty events. No database, no web."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from coalition.core.text import fold
from coalition.core.when import Precision, When, add_months, last_day


class Instrument(StrEnum):
    CCM = "ccm"  # Convention on Cluster Munitions
    APMBC = "apmbc"  # Anti-Personnel Mine Ban Convention
    CCW_PV = "ccw_pv"  # Protocol V to the Convention on Certain Conventional Weapons


class TreatyEvent(StrEnum):
    SIGNATURE = "signature"
    RATIFICATION = "ratification"
    ACCEPTANCE = "acceptance"
    APPROVAL = "approval"
    ACCESSION = "accession"
    SUCCESSION = "succession"
    CONSENT = "consent"  # one of the five above; the source does not say which
    ENTRY_INTO_FORCE = "entry_into_force"
    WITHDRAWAL_NOTICE = "withdrawal_notice"
    WITHDRAWAL_REVOKED = "withdrawal_revoked"
    WITHDRAWAL_EFFECTIVE = "withdrawal_effective"
    DECLARATION_SUPPORT = "declaration_support"
    VOLUNTARY_REPORT = "voluntary_report"
    INTERIM_STEP = "interim_step"


class TreatyStatus(StrEnum):
    NOT_PARTY = "not_party"
    SIGNATORY = "signatory"
    RATIFIED_NOT_IN_FORCE = "ratified_not_in_force"
    ACCEDED_NOT_IN_FORCE = "acceded_not_in_force"
    STATE_PARTY = "state_party"
    WITHDRAWN = "withdrawn"


class AffectedStatus(StrEnum):
    AFFECTED = "affected"
    SUSPECTED = "suspected"
    NOT_AFFECTED = "not_affected"
    UNKNOWN = "unknown"


class Known(StrEnum):
    """Yes, no, or nobody has said."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class CcmRegion(StrEnum):
    """The regions in which the Implementation Support Unit lists States."""

    AFRICA = "Africa"
    AMERICAS = "Americas"
    ASIA_PACIFIC = "Asia/Pacific"
    EUROPE = "Europe"


class NameKind(StrEnum):
    UN = "un"
    SHORT = "short"
    FORMAL = "formal"
    ALIAS = "alias"
    CLDR = "cldr"  # Unicode CLDR territory name: found by the search, never shown as the State's name


DEPOSITS = frozenset(
    {
        TreatyEvent.RATIFICATION,
        TreatyEvent.ACCEPTANCE,
        TreatyEvent.APPROVAL,
        TreatyEvent.ACCESSION,
        TreatyEvent.SUCCESSION,
        TreatyEvent.CONSENT,
    }
)
JOINED_WITHOUT_SIGNING = frozenset({TreatyEvent.ACCESSION, TreatyEvent.SUCCESSION})

# The day each treaty first entered into force; nobody is bound before it.
# Source: CCM Article 17.1; APMBC Article 17.1; CCW Protocol V (United Nations Treaty Collection).
FIRST_IN_FORCE: Mapping[Instrument, date] = {
    Instrument.CCM: date(2010, 8, 1),
    Instrument.APMBC: date(1999, 3, 1),
    Instrument.CCW_PV: date(2006, 11, 12),
}


class StatusFact(Protocol):
    """One treaty event of one State, stored or made up for a question."""

    @property
    def instrument(self) -> Instrument: ...
    @property
    def event(self) -> TreatyEvent: ...
    @property
    def happened_on(self) -> date: ...
    @property
    def precision(self) -> Precision: ...


@dataclass(frozen=True, slots=True)
class Event:
    """A treaty event outside the database."""

    instrument: Instrument
    event: TreatyEvent
    happened_on: date
    precision: Precision = Precision.DAY


@dataclass(frozen=True, slots=True)
class Turn:
    """A status and the first day it holds. `computed` says that a rule gave the day, not a source."""

    since: When
    status: TreatyStatus
    computed: bool = False


def entry_into_force(deposited_on: date, instrument: Instrument = Instrument.CCM) -> date:
    """Return the day a treaty enters into force for a State that deposits its instrument on a day.

    First day of the sixth month after the month of deposit; six months to the day for CCW Protocol V.
    Never before the treaty itself. Source: CCM Article 17; APMBC Article 17; CCW Article 5.
    """
    later = add_months(deposited_on, 6)
    start = later if instrument is Instrument.CCW_PV else later.replace(day=1)
    return max(start, FIRST_IN_FORCE[instrument])


def withdrawal_effective(noticed_on: date, conflict_ended_on: date | None = None) -> date:
    """Return the day a withdrawal takes effect: six months after the notice reached the Depositary.

    A State in an armed conflict at the end of the six months stays bound until the conflict has ended.
    Source: CCM Article 20.
    """
    effective = add_months(noticed_on, 6)
    return effective if conflict_ended_on is None else max(effective, conflict_ended_on)


def turns(events: Iterable[StatusFact], instrument: Instrument) -> list[Turn]:
    """Return every status of a State under a treaty in the order in which they began."""
    own = sorted((e for e in events if e.instrument is instrument), key=lambda e: e.happened_on)
    found: list[Turn] = []
    for at, fact in enumerate(own):
        since = When(fact.happened_on, fact.precision)
        if fact.event is TreatyEvent.SIGNATURE:
            found.append(Turn(since, TreatyStatus.SIGNATORY))
        elif fact.event in DEPOSITS:
            found += _joining(since, fact.event, own[at + 1 :], instrument)
        elif fact.event is TreatyEvent.WITHDRAWAL_NOTICE:
            found += _leaving(since, own[at + 1 :])
        elif fact.event is TreatyEvent.WITHDRAWAL_EFFECTIVE:
            found.append(Turn(since, TreatyStatus.WITHDRAWN))
    return sorted(found, key=lambda turn: (turn.since.on, _RANK[turn.status]))


def status_on(events: Iterable[StatusFact], instrument: Instrument, day: date) -> TreatyStatus:
    """Return where a State stands to a treaty on a day: its last status begun by then (invariant I27).

    A day known only to the month or year counts from the last day it may mean.
    """
    begun = [turn for turn in turns(events, instrument) if turn.since.last <= day]
    return begun[-1].status if begun else TreatyStatus.NOT_PARTY


def in_force_since(events: Iterable[StatusFact], instrument: Instrument, day: date) -> date | None:
    """Return the day a treaty entered into force for a State that is bound by it on a day; else None."""
    begun = [turn for turn in turns(events, instrument) if turn.since.last <= day]
    return begun[-1].since.on if begun and begun[-1].status is TreatyStatus.STATE_PARTY else None


def count_by_status(
    states: Mapping[int, Iterable[StatusFact]], instrument: Instrument, day: date
) -> Counter[TreatyStatus]:
    """Return how many States have each status on a day, given the events of every State by its id."""
    return Counter(status_on(events, instrument, day) for events in states.values())


def name_key(name: str) -> str:
    """Return the form in which two spellings of one State's name are equal."""
    words = fold(name.replace("&", " and ").replace(".", "")).split()
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


# Two turns of one day: the later in this order is the one that holds.
_RANK = {
    TreatyStatus.NOT_PARTY: 0,
    TreatyStatus.SIGNATORY: 1,
    TreatyStatus.RATIFIED_NOT_IN_FORCE: 2,
    TreatyStatus.ACCEDED_NOT_IN_FORCE: 2,
    TreatyStatus.STATE_PARTY: 3,
    TreatyStatus.WITHDRAWN: 4,
}


def _joining(
    deposit: When, event: TreatyEvent, after: list[StatusFact], instrument: Instrument
) -> list[Turn]:
    waiting = (
        TreatyStatus.ACCEDED_NOT_IN_FORCE
        if event in JOINED_WITHOUT_SIGNING
        else TreatyStatus.RATIFIED_NOT_IN_FORCE
    )
    stated = _first(after, TreatyEvent.ENTRY_INTO_FORCE, until=DEPOSITS)
    if stated is not None:
        return [
            Turn(deposit, waiting),
            Turn(When(stated.happened_on, stated.precision), TreatyStatus.STATE_PARTY),
        ]
    start = When(entry_into_force(last_day(deposit.on, deposit.precision), instrument))
    return [Turn(deposit, waiting), Turn(start, TreatyStatus.STATE_PARTY, computed=True)]


def _leaving(notice: When, after: list[StatusFact]) -> list[Turn]:
    effective = withdrawal_effective(notice.last)
    stated = _first(after, TreatyEvent.WITHDRAWAL_EFFECTIVE, until=frozenset({TreatyEvent.WITHDRAWAL_NOTICE}))
    revoked = _first(after, TreatyEvent.WITHDRAWAL_REVOKED, until=frozenset({TreatyEvent.WITHDRAWAL_NOTICE}))
    # Taken back in time, the notice leads nowhere; too late, and the State has left and must accede anew.
    if stated is not None or (revoked is not None and revoked.happened_on < effective):
        return []
    return [Turn(When(effective), TreatyStatus.WITHDRAWN, computed=True)]


def _first(
    after: list[StatusFact], wanted: TreatyEvent, *, until: frozenset[TreatyEvent]
) -> StatusFact | None:
    for fact in after:
        if fact.event is wanted:
            return fact
        if fact.event in until:
            return None
    return None
