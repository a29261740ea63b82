"""The same work where no place is known on one side: who, what, when, and whether it is one programme.

Most published records name no district. §8.3 of the domain model then compares too little to say anything, so
these points answer instead, on a scale of their own: a question at most, never "likely". They were set on 236
pairs of published programmes read by hand (`data/overlap_pairs.csv`, rubric and figures beside it) and are
held against pairs read afterwards by `python -m tests.benchmarks.duplication_overlap`.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from coalition.core.text import fold, msgid
from coalition.duplication.rules.comparing import doers_shown, listed, period_shown, works_of
from coalition.duplication.rules.identity.facts import Facts, Parties
from coalition.duplication.rules.identity.tables import countries, weight
from coalition.duplication.rules.identity.who_and_where import compare_partners
from coalition.duplication.rules.likeness import facts_of_subject
from coalition.duplication.rules.profile import Side

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
_MINE_ACTION = re.compile(r"\bmine action|\bmine program|accion (?:integral )?contra|minas anti|\bmine ")
_PLACE_KIND = frozenset(("departa", "departm", "provinc", "distric", "oblast", "wilayat", "region"))
STEM = 7  # letters that tell one place's name from another's in most spellings


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason with its points, and what stands on either side."""

    signal: str
    points: float
    left: str
    right: str
    text: str
    names: str = ""


def reasons(one: Side, other: Side) -> list[Reason]:
    """Return why two records may do the same work; empty where nothing can be compared."""
    return [reason for part in PARTS for reason in part(one, other)]


def confidence_of(found: list[Reason]) -> float:
    """Return how much of the comparison could be made (0–1)."""
    return round(sum(SHARES.get(signal, 0.0) for signal in {reason.signal for reason in found}), 2)


def _partner(one: Side, other: Side) -> Iterator[Reason]:
    a, b = facts_of_subject(one.subject), facts_of_subject(other.subject)
    points, words = _who(a, b)
    if words:
        yield Reason("partner", points, doers_shown(one), doers_shown(other), words)


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


def _place(one: Side, other: Side) -> Iterator[Reason]:
    mine, theirs = stems_of_places(one), stems_of_places(other)
    shared = (mine & theirs) | (mine & _stems(_said(other))) | (theirs & _stems(_said(one)))
    left, right = listed({*one.subject.places}), listed({*other.subject.places})
    if shared:
        names = {place for place in (*one.subject.places, *other.subject.places) if _stems((place,)) & shared}
        words = msgid("places named on both: {names}")
        yield Reason("place", PLACE_NAMED, left, right, words, listed(names))
    elif mine and theirs:
        yield Reason("place", OTHER_PLACES, left, right, msgid("no place in common"))


def stems_of_places(side: Side) -> set[str]:
    """Return the beginnings of the names of a record's places, without the countries themselves."""
    codes = facts_of_subject(side.subject).countries
    return _stems(side.subject.places).difference(*(_stems_of_country(code) for code in codes))


@cache
def _stems_of_country(code: str) -> frozenset[str]:
    return frozenset(_stems(tuple(name for name, iso2 in countries().by_name.items() if iso2 == code)))


def _stems(texts: tuple[str, ...]) -> set[str]:
    found = {word[:STEM] for text in texts for word in fold(text).split() if len(word) > 3}
    return found - _PLACE_KIND


def _said(side: Side) -> tuple[str, ...]:
    return (*side.subject.titles, *side.subject.texts)


def _programme(one: Side, other: Side) -> Iterator[Reason]:
    a, b = facts_of_subject(one.subject), facts_of_subject(other.subject)
    same_donor = a.parties.donors & b.parties.donors
    if not (same_donor and one.subject.title and other.subject.title) or _who(a, b)[0] == OTHER_DOER:
        return
    alike = _alike(a.words.core.all, b.words.core.all)
    words = msgid("the same donor, titles alike") if alike >= ALIKE else msgid("the same donor, other titles")
    points = ONE_PROGRAMME * alike if alike >= ALIKE else 0.0
    yield Reason("programme", round(points, 1), one.subject.title, other.subject.title, words)


def _alike(mine: frozenset[str], theirs: frozenset[str]) -> float:
    """Return the share of what two titles say, countries and figures aside, that both say (0–1)."""
    whole = weight((mine | theirs) - INSTALMENT)
    return weight((mine & theirs) - INSTALMENT) / whole if whole else 1.0


def _work(one: Side, other: Side) -> Iterator[Reason]:
    a, b = works_of(one), works_of(other)
    general = _says_mine_action(one) and not a, _says_mine_action(other) and not b
    if a & b:
        words = msgid("the same kind of work: {names}")
        yield Reason("work", SAME_WORK, listed(a), listed(b), words, listed(a & b))
    elif (general[0] and (general[1] or b - SAID_ONLY)) or (general[1] and a - SAID_ONLY):
        words = msgid("mine action in general on one side, which holds the other's work")
        yield Reason("work", GENERAL_WORK, listed(a), listed(b), words)
    elif (a or general[0]) and (b or general[1]):
        yield Reason("work", OTHER_WORK, listed(a), listed(b), msgid("other work"))


def _says_mine_action(side: Side) -> bool:
    doers = side.subject.named("implementing", "channel", "extending", "reporting")
    return bool(_MINE_ACTION.search(fold(" ".join((*_said(side), *doers)))))


def _time(one: Side, other: Side) -> Iterator[Reason]:
    mine, theirs = _span(one), _span(other)
    if mine is None or theirs is None:
        return
    together = mine[0] <= theirs[1] and theirs[0] <= mine[1]
    sure = one.subject.end and other.subject.end
    if together:
        words = msgid("at the same time") if sure else msgid("at the same time, if each runs for a year")
    else:
        words = msgid("the periods do not overlap")
    yield Reason("time", SAME_TIME if together else OTHER_TIME, period_shown(one), period_shown(other), words)


def _span(side: Side) -> tuple[date, date] | None:
    if not side.subject.start:
        return None
    start = date.fromisoformat(side.subject.start)
    end = date.fromisoformat(side.subject.end) if side.subject.end else start + ASSUMED
    return min(start, end), max(start, end)


PARTS: tuple[Callable[[Side, Side], Iterator[Reason]], ...] = (_partner, _place, _programme, _work, _time)
