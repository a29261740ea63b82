"""The same work where no place is known on one side: who, what, when, and whether it is one programme.

Most published records name no district. §8.3 of the domain model then compares too little to say anything, so
these points answer instead, on a scale of their own: a question at most, never "likely". They were set on 236
pairs of published programmes that a language model read by a rubric
(`tests/duplication/samples/overlap_pairs.csv`), and are held against pairs read afterwards, and twice, by
`python -m tests.benchmarks.duplication_overlap`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from coalition.core.text import msgid
from coalition.duplication.rules.compared import Compared
from coalition.duplication.rules.comparing import listed, period_shown
from coalition.duplication.rules.identity.facts import Facts, Parties
from coalition.duplication.rules.identity.tables import weight
from coalition.duplication.rules.identity.who_and_where import compare_partners
from coalition.duplication.rules.placing import stems_in

SAME_DOER, NAMED_DOER, OTHER_DOER = 40.0, 35.0, -5.0
PLACE_NAMED, OTHER_PLACES = 30.0, -30.0
ONE_PROGRAMME, ALIKE = 30.0, 0.6
SAME_WORK, GENERAL_WORK, OTHER_WORK = 15.0, 12.0, -35.0
SAME_TIME, OTHER_TIME = 10.0, -50.0
# How much of a comparison each part is; half of all of it must be known before anybody is asked.
SHARES = {"partner": 0.3, "work": 0.3, "time": 0.25, "programme": 0.15}
# A record that gives no end is taken to run for a year: most are grants of one budget year.
ASSUMED = timedelta(days=365)
# Kinds of work that "mine action" does not mean unless they are said.
SAID_ONLY = frozenset(("victim_assistance", "capacity", "advocacy", "stockpile_destruction"))
# Words of a title that only say which part of one programme it is.
INSTALMENT = frozenset(("addendum", "additional", "allocation", "extension", "phase", "portion", "multiyear"))


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason with its points, and what stands on either side."""

    signal: str
    points: float
    left: str
    right: str
    text: str
    names: str = ""


def reasons(one: Compared, other: Compared) -> list[Reason]:
    """Return why two records may do the same work; empty where nothing can be compared."""
    return [reason for part in PARTS for reason in part(one, other)]


def confidence_of(found: list[Reason]) -> float:
    """Return how much of the comparison could be made (0–1)."""
    return round(sum(SHARES.get(signal, 0.0) for signal in {reason.signal for reason in found}), 2)


def _partner(one: Compared, other: Compared) -> Iterator[Reason]:
    a, b = one.facts, other.facts
    points, words = _who(a, b)
    if words:
        yield Reason("partner", points, one.doers_shown, other.doers_shown, words)


def _who(a: Facts, b: Facts) -> tuple[float, str]:
    shared, names, doer, anyone, _, in_text = compare_partners(a, b)
    if shared == 1 or doer == 1 or names > 0.75:
        return SAME_DOER, msgid("the same implementer: could be funded twice")
    if in_text >= 0.8 or anyone == 1:
        return NAMED_DOER, msgid("one organisation is named in both")
    if _says_who(a.parties) and _says_who(b.parties):
        return OTHER_DOER, msgid("different implementers")
    return 0.0, ""


def _says_who(parties: Parties) -> bool:
    return bool(parties.doers or parties.partner_words)


def _place(one: Compared, other: Compared) -> Iterator[Reason]:
    mine, theirs = one.place_stems, other.place_stems
    shared = (mine & theirs) | _named_in(mine, other.facts) | _named_in(theirs, one.facts)
    left, right = listed(one.places), listed(other.places)
    if shared:
        names = {place for place in one.places | other.places if stems_in((place,)) & shared}
        yield Reason("place", PLACE_NAMED, left, right, msgid("places named on both: {names}"), listed(names))
    elif mine and theirs:
        yield Reason("place", OTHER_PLACES, left, right, msgid("no place in common"))


def _named_in(stems: frozenset[str], facts: Facts) -> frozenset[str]:
    """Return which of these beginnings of names a record's title or text holds."""
    return stems & stems_in(facts.words.everything.all) if stems else stems


def _programme(one: Compared, other: Compared) -> Iterator[Reason]:
    a, b = one.facts, other.facts
    same_donor = a.parties.donors & b.parties.donors
    if not (same_donor and one.title and other.title) or _who(a, b)[0] == OTHER_DOER:
        return
    alike = _alike(a.words.core.all, b.words.core.all)
    words = msgid("the same donor, titles alike") if alike >= ALIKE else msgid("the same donor, other titles")
    points = ONE_PROGRAMME * alike if alike >= ALIKE else 0.0
    yield Reason("programme", round(points, 1), one.title, other.title, words)


def _alike(mine: frozenset[str], theirs: frozenset[str]) -> float:
    """Return the share of what two titles say, countries and figures aside, that both say (0–1)."""
    whole = weight((mine | theirs) - INSTALMENT)
    return weight((mine & theirs) - INSTALMENT) / whole if whole else 1.0


def _work(one: Compared, other: Compared) -> Iterator[Reason]:
    a, b = one.work, other.work
    general = one.mine_action and not a, other.mine_action and not b
    if a & b:
        words = msgid("the same kind of work: {names}")
        yield Reason("work", SAME_WORK, listed(a), listed(b), words, listed(a & b))
    elif (general[0] and (general[1] or b - SAID_ONLY)) or (general[1] and a - SAID_ONLY):
        words = msgid("mine action in general on one side, which holds the other's work")
        yield Reason("work", GENERAL_WORK, listed(a), listed(b), words)
    elif (a or general[0]) and (b or general[1]):
        yield Reason("work", OTHER_WORK, listed(a), listed(b), msgid("other work"))


def _time(one: Compared, other: Compared) -> Iterator[Reason]:
    mine, theirs = _span(one), _span(other)
    if mine is None or theirs is None:
        return
    together = mine[0] <= theirs[1] and theirs[0] <= mine[1]
    sure = one.end and other.end
    if together:
        words = msgid("at the same time") if sure else msgid("at the same time, if each runs for a year")
    else:
        words = msgid("the periods do not overlap")
    yield Reason("time", SAME_TIME if together else OTHER_TIME, period_shown(one), period_shown(other), words)


def _span(one: Compared) -> tuple[date, date] | None:
    if not one.start:
        return None
    start = date.fromisoformat(one.start)
    end = date.fromisoformat(one.end) if one.end else start + ASSUMED
    return min(start, end), max(start, end)


Part = Callable[[Compared, Compared], Iterator[Reason]]
PARTS: tuple[Part, ...] = (
    _partner,
    _place,
    _programme,
    _work,
    _time,
)
