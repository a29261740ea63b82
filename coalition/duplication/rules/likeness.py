"""How likely two records are the same programme or part of the same money, and why.

`identity` gives an `Assessment`: a probability, its verdict, how much could be compared, and the reasons,
whose points add up to the score. `likelihoods` is the same without reasons, for many at once. Records are
taken apart by `identity.facts.facts_of` (kept in the index, see `compared`) and weighed by the trees of
`data/identity_model.json`. Identical identifiers and published links decide at once; they are no part of the
learned model, so that it can be measured blind.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from coalition.core.text import msgid
from coalition.duplication.rules.compared import Compared, facts_of_subject
from coalition.duplication.rules.identifying import identifiers_of, joined_by, linked_by
from coalition.duplication.rules.identity.facts import Facts
from coalition.duplication.rules.identity.figures import NAMES, SIGNAL_OF, SIGNALS, compare
from coalition.duplication.rules.identity.growing import Rows
from coalition.duplication.rules.identity.saying import sentence, shown
from coalition.duplication.rules.identity.trees import forest
from coalition.duplication.rules.identity.who_and_where import of_different_states
from coalition.duplication.rules.subject import Subject

LIKELY, POSSIBLE = 0.75, 0.45
SURE = 0.999  # an identical identifier or a published link
SURE_ENOUGH = 0.5  # share of what could be compared, below which nobody is asked
# Log-odds that the money of different States takes off: it is co-funding at most. No figure of the trees says
# so firmly, because no pair they learned from shows two donors, one day and one title.
DIFFERENT_STATES = -8.0
# Where neither titles nor descriptions can be compared, all the rest tells less: many grants share a day.
WORDLESS = 0.8
# How much each signal adds to the confidence where both sides say something.
CONFIDENCE = {
    "title": 0.2,
    "description": 0.1,
    "figures": 0.0,
    "donor": 0.1,
    "partner": 0.15,
    "publisher": 0.05,
    "amount": 0.15,
    "dates": 0.15,
    "place": 0.05,
    "sector": 0.05,
}

# Which figures belong to which signal, and what each signal adds: for the confidence of many pairs at once.
_OF_SIGNAL = np.array([[own == signal for signal in SIGNALS] for own in SIGNAL_OF], dtype=np.int64)
_SHARES = np.array([CONFIDENCE[signal] for signal in SIGNALS])
WORDS = frozenset({"title", "description"})
_WORDS = np.array([signal in WORDS for signal in SIGNALS], dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Signal:
    """One reason. `weight` in points of the score, `log_odds` what it adds; `values` fill `text`."""

    signal: str
    weight: float
    log_odds: float
    left: str
    right: str
    text: str
    values: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Assessment:
    """A probability (0–1), the same as a score of 0–100, how much could be compared, and the reasons."""

    score: float
    probability: float
    verdict: str
    confidence: float
    evidence: tuple[Signal, ...]


Likelihood = tuple[float, float]  # a probability (0–1), and how much could be compared (0–1)


def identity(one: Subject, other: Subject, apart: tuple[Facts, Facts] | None = None) -> Assessment:
    """Return how likely two records are the same programme or part of the same money, with reasons.

    `apart` are both taken apart, where that is done already.
    """
    if shared := shared_identifier(one, other):
        words = msgid("the same identifier or a published link")
        return Assessment(
            100.0, SURE, "likely", 1.0, (Signal("identifiers", 100.0, 0.0, shared, shared, words),)
        )
    a, b = apart or (facts_of_subject(one), facts_of_subject(other))
    return weigh(a, b, one, other)


def weigh(a: Facts, b: Facts, one: Subject, other: Subject) -> Assessment:
    """Return what the learned model says of a pair, without identifiers and links."""
    row = compare(a, b)
    start, parts = forest().parts(row)
    odds = dict.fromkeys(SIGNALS, 0.0)
    for signal, part in zip(SIGNAL_OF, parts, strict=True):
        odds[signal] += part
    odds["donor"] += _apart(a, b)
    probability = _probability(start + sum(odds.values()))
    confidence = _confidence(row)
    reasons = [
        Signal(signal, 0.0, part, shown(signal, one), shown(signal, other), *sentence(signal, a, b))
        for signal, part in sorted(odds.items(), key=lambda item: -abs(item[1]))
    ]
    score = round(100 * probability, 1)
    return Assessment(
        score, probability, verdict_of(probability, confidence), confidence, _pointed(start, reasons, score)
    )


def likelihoods(one: Compared, others: Sequence[Compared]) -> list[Likelihood]:
    """Return how likely each of the others is one with the first: one walk for all of them."""
    rows = _rows((one.facts, other.facts) for other in others)
    odds = forest().many(rows) + np.array([_apart(one.facts, other.facts) for other in others])
    signals = ~np.isnan(rows) @ _OF_SIGNAL > 0
    confidence = signals @ _SHARES * np.where((signals @ _WORDS) > 0, 1.0, WORDLESS)
    return [
        (SURE, 1.0)
        if joined_by(one.identifiers, one.linked, other.identifiers, other.linked)
        else (_probability(likely), round(float(sure), 2))
        for other, likely, sure in zip(others, odds, confidence, strict=True)
    ]


def identity_batch(pairs: Iterable[tuple[Facts, Facts]]) -> list[float]:
    """Return the probability of each pair, for many at once; identifiers and links are not looked at."""
    asked = list(pairs)
    found = zip(forest().many(_rows(asked)), asked, strict=True)
    return [_probability(odds + _apart(a, b)) for odds, (a, b) in found]


def _apart(a: Facts, b: Facts) -> float:
    return DIFFERENT_STATES if of_different_states(a, b) else 0.0


def _rows(pairs: Iterable[tuple[Facts, Facts]]) -> Rows:
    return np.array([compare(a, b) for a, b in pairs], dtype=np.float64).reshape(-1, len(NAMES))


def verdict_of(probability: float, confidence: float) -> str:
    """Return the word for a probability: likely, possible, related, or too little known."""
    if confidence < SURE_ENOUGH:
        return "too_little_known"
    return "likely" if probability >= LIKELY else "possible" if probability >= POSSIBLE else "related"


def shared_identifier(one: Subject, other: Subject) -> str:
    """Return the identifier that two records share or by which one links the other, or an empty string."""
    mine, theirs = identifiers_of(one), identifiers_of(other)
    return joined_by(mine, linked_by(one), theirs, linked_by(other))


def _probability(odds: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))


def _confidence(row: Sequence[float]) -> float:
    known = {signal for value, signal in zip(row, SIGNAL_OF, strict=True) if value == value}
    said = sum(CONFIDENCE[signal] for signal in known)
    return round(said if known & WORDS else said * WORDLESS, 2)


def _pointed(start: float, reasons: Sequence[Signal], score: float) -> tuple[Signal, ...]:
    """Return the reasons with points that add up to the score, shared out as the log-odds are."""
    before = round(100 * _probability(start), 1)
    total = sum(reason.log_odds for reason in reasons)
    scale = (score - before) / total if abs(total) > 1e-9 else 0.0
    lines = [Signal("start", before, start, "", "", msgid("before anything is compared"))]
    for reason in reasons:
        points = round(reason.log_odds * scale, 1)
        lines.append(
            Signal(
                reason.signal,
                points,
                reason.log_odds,
                reason.left,
                reason.right,
                reason.text,
                reason.values,
            )
        )
    rest = round(score - sum(line.weight for line in lines), 1)
    if rest:
        lines.append(Signal("rounding", rest, 0.0, "", "", msgid("rounding")))
    return tuple(lines)
