"""How likely two records are the same programme or part of the same money, and why.

The figures of `features` are weighed by the trees of `data/identity_model.json`; what each figure adds to the
log-odds is summed into signals that a person can read. Identical identifiers and published links decide at
once; they are no part of the learned model, so that it can be measured blind.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from coalition.core.text import msgid
from coalition.duplication.rules.facts import Facts, facts_of
from coalition.duplication.rules.features import GROUP_OF, compare
from coalition.duplication.rules.subject import Subject
from coalition.duplication.rules.trees import forest

LIKELY, POSSIBLE = 0.75, 0.45
SURE = 0.999  # an identical identifier or a published link
WORDS = {
    "title": msgid("Titles"),
    "description": msgid("Descriptions"),
    "figures": msgid("Years, numbers and phases in the titles"),
    "parties": msgid("Funders and implementers"),
    "amount": msgid("Amounts"),
    "dates": msgid("Dates"),
    "place": msgid("Country and places"),
    "sector": msgid("Sector"),
}


@dataclass(frozen=True, slots=True)
class Signal:
    """One reason. `weight` is in points of the score; `log_odds` what it adds to the log-odds."""

    signal: str
    weight: float
    log_odds: float
    left: str
    right: str
    text: str


@dataclass(frozen=True, slots=True)
class Assessment:
    """A probability, the same as a score of 0–100, how much could be compared (0–1), and the reasons.

    The weights of the reasons add up to the score.
    """

    score: float
    probability: float
    verdict: str
    confidence: float
    evidence: tuple[Signal, ...]


def identity(one: Subject, other: Subject) -> Assessment:
    """Return how likely two records are the same programme or part of the same money, with reasons."""
    decided = _decided(one, other)
    if decided:
        line = Signal("identifiers", 100.0, 0.0, decided, decided, msgid("The same identifier or a link"))
        return Assessment(100.0, SURE, "likely", 1.0, (line,))
    return weigh(_facts(one), _facts(other), one, other)


def weigh(a: Facts, b: Facts, one: Subject, other: Subject) -> Assessment:
    """Return what the learned model says of a pair, without identifiers and links."""
    row = compare(a, b)
    start, parts = forest().parts(row)
    groups = dict.fromkeys(WORDS, 0.0)
    for group, part in zip(GROUP_OF, parts, strict=True):
        groups[group] += part
    odds = start + sum(groups.values())
    probability = _probability(odds)
    known = sum(1 for group in WORDS if _is_known(group, row))
    confidence = round(known / len(WORDS), 2)
    score = round(100 * probability, 1)
    lines = _lines(start, groups, score, one, other)
    return Assessment(score, probability, _verdict(probability, confidence), confidence, lines)


def probability_of(one: Subject, other: Subject) -> float:
    """Return how likely two records are one (0–1), without the reasons: the fast way for many pairs."""
    if _decided(one, other):
        return SURE
    return identity_batch([(_facts(one), _facts(other))])[0]


def probabilities(one: Subject, others: Sequence[Subject]) -> list[float]:
    """Return how likely each of the others is one with the first (0–1): one walk for all of them."""
    mine = _facts(one)
    weighed = identity_batch([(mine, _facts(other)) for other in others]) if others else []
    return [SURE if _decided(one, other) else found for other, found in zip(others, weighed, strict=True)]


_facts = lru_cache(maxsize=512)(facts_of)


def identity_batch(pairs: Iterable[tuple[Facts, Facts]]) -> list[float]:
    """Return the probability of each pair; identifiers and links are not looked at."""
    rows = [compare(a, b) for a, b in pairs]
    return [_probability(odds) for odds in forest().log_odds(rows)]


def _probability(odds: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))


def _verdict(probability: float, confidence: float) -> str:
    if confidence < 0.5:
        return "too_little_known"
    return "likely" if probability >= LIKELY else "possible" if probability >= POSSIBLE else "related"


def _is_known(group: str, row: list[float]) -> bool:
    return any(value == value for value, name in zip(row, GROUP_OF, strict=True) if name == group)


def _lines(
    start: float, groups: dict[str, float], score: float, one: Subject, other: Subject
) -> tuple[Signal, ...]:
    """Return the reasons, strongest first; points are shared out as the log-odds are."""
    before = round(100 * _probability(start), 1)
    total = sum(groups.values())
    scale = (score - before) / total if abs(total) > 1e-9 else 0.0
    lines = [Signal("start", before, start, "", "", msgid("Before anything is compared"))]
    for group, part in sorted(groups.items(), key=lambda item: -abs(item[1])):
        left, right = _shown(group, one), _shown(group, other)
        lines.append(Signal(group, round(part * scale, 1), part, left, right, WORDS[group]))
    rest = round(score - sum(line.weight for line in lines), 1)
    if rest:
        lines.append(Signal("rounding", rest, 0.0, "", "", msgid("Rounding")))
    return tuple(lines)


def _shown(group: str, subject: Subject) -> str:
    main = subject.main_sum
    shown = {
        "title": subject.title,
        "figures": subject.title,
        "description": subject.texts[0][:300] if subject.texts else "",
        "parties": ", ".join(each.name or each.ref for each in subject.organisations[:6]),
        "amount": f"{main.currency} {main.minor / 100:,.0f}" if main else "",
        "dates": f"{subject.start or '?'} – {subject.end or '?'}",
        "place": ", ".join([*subject.countries[:6], *subject.places[:6]]),
        "sector": ", ".join(code for _, code in subject.sectors[:6]),
    }
    return shown[group]


def _decided(one: Subject, other: Subject) -> str:
    """Return the identifier that two records share or by which one links the other, or an empty string."""
    mine, theirs = _identifiers(one), _identifiers(other)
    return min(mine & theirs, default="")


def _identifiers(subject: Subject) -> set[str]:
    return {"".join(value.split()).casefold() for value in subject.identifiers if len(value.strip()) > 4}
