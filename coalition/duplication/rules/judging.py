"""Judging a pair: the same money, or the same work, with every point said. No database, no web.

Each line says what is on the left, what on the right, and how many points it gives; the lines add up to the
score. What is not known on a side is left out of the points and of the most that could be had: it lowers the
confidence, it is no mismatch. Source: domain model §8.2 and §8.3.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from coalition.core.text import msgid
from coalition.duplication.rules import placeless
from coalition.duplication.rules.compared import Compared, compared_of
from coalition.duplication.rules.comparing import jaccard, listed, overlap_share, period_shown
from coalition.duplication.rules.eligible import fund_one_need
from coalition.duplication.rules.likeness import Likelihood, identity, likelihoods
from coalition.duplication.rules.profile import Side

LIKELY, POSSIBLE = 70, 45
SURE_ENOUGH = 0.5  # below it there is too little to compare
PLACELESS_MOST = 60.0
AT_LEAST = 70.0  # same hazard area, same work, same time: also a matter of safety


@dataclass(frozen=True, slots=True)
class Line:
    """One reason. `weight` in points of 100, `most` what the signal could have given."""

    signal: str
    weight: float
    most: float
    left: str
    right: str
    text: str
    values: dict[str, str]


@dataclass(frozen=True, slots=True)
class Judgement:
    """Score 0–100 as the sum of its lines, and how much of the comparison could be made (0–1)."""

    score: float
    verdict: str
    confidence: float
    evidence: tuple[Line, ...]

    @property
    def tenths(self) -> int:
        """The score in tenths of a point; nought where too little is known to ask anybody."""
        return round(self.score * 10) if self.confidence >= SURE_ENOUGH else 0

    @property
    def percent(self) -> int:
        """The confidence in per cent."""
        return round(self.confidence * 100)

    def lines(self, *, swapped: bool = False) -> list[dict[str, Any]]:
        """Return the evidence as plain values; `swapped` puts the right record on the left."""
        return [
            {
                "signal": line.signal,
                "weight": line.weight,
                "left": line.right if swapped else line.left,
                "right": line.left if swapped else line.right,
                "text": line.text.format(**line.values),
            }
            for line in self.evidence
        ]


Signal = Callable[[Compared, Compared], Iterator[Line]]


def judge_work(one: Side, other: Side) -> Judgement:
    """Return whether two records do the same work: who, what, where, when."""
    return weigh_work(compared_of(one), compared_of(other))


def weigh_work(one: Compared, other: Compared) -> Judgement:
    """Return the same of two records that are taken apart already; without where by other points."""
    found = [line for signal in WORK for line in signal(one, other)]
    if {"place", "work"} <= {line.signal for line in found}:
        return _summed(found, one, other)
    return _placeless(one, other)


def judge_money(one: Side, other: Side) -> Judgement:
    """Return whether two records are the same money or programme, by the learned model."""
    return explain_money(compared_of(one), compared_of(other), one, other)


def explain_money(a: Compared, b: Compared, one: Side, other: Side) -> Judgement:
    """Return the same where both are taken apart already; the sides give what is shown."""
    found = identity(one.subject, other.subject, (a.facts, b.facts))
    lines = tuple(
        Line(line.signal, line.weight, 0.0, line.left, line.right, line.text, line.values)
        for line in found.evidence
    )
    return Judgement(found.score, found.verdict, found.confidence, lines)


def identity_scores(one: Compared, others: Sequence[Compared]) -> list[Likelihood]:
    """Return how likely each of the others is the same money or programme, and how much could be compared."""
    return likelihoods(one, others)


def _summed(found: list[Line], one: Compared, other: Compared) -> Judgement:
    evaluable = sum(line.most for line in found)
    if not evaluable:
        return Judgement(0.0, "too_little_known", 0.0, ())
    lines = [replace(line, weight=round(line.weight * 100 / evaluable, 1)) for line in found]
    score = round(sum(line.weight for line in lines), 1)
    for change in _corrections(found, score, one, other):
        lines.append(change)
        score = round(score + change.weight, 1)
    kept = max(0.0, min(100.0, score))
    if kept != score:
        lines.append(_line("limits", kept - score, 0, "", "", msgid("a score lies between 0 and 100")))
    confidence = round(min(1.0, evaluable / 100), 2)
    return Judgement(round(kept, 1), _verdict(kept, confidence), confidence, tuple(lines))


def _placeless(one: Compared, other: Compared) -> Judgement:
    """Return what who, what and when say where a place is missing: a question at most (§8.3)."""
    found = placeless.reasons(one, other)
    lines = [
        _line(each.signal, each.points, 0, each.left, each.right, each.text, names=each.names)
        for each in found
    ]
    total = sum(line.weight for line in lines)
    if total > PLACELESS_MOST:
        words = msgid("no place is known on one side: at most {points} points until it is")
        most = f"{PLACELESS_MOST:.0f}"
        lines.append(_line("place unknown", PLACELESS_MOST - total, 0, "", "", words, points=most))
    elif total < 0:
        lines.append(_line("limits", -total, 0, "", "", msgid("a score lies between 0 and 100")))
    score, confidence = max(0.0, min(PLACELESS_MOST, total)), placeless.confidence_of(found)
    return Judgement(round(score, 1), _verdict(score, confidence), confidence, tuple(lines))


def _verdict(score: float, confidence: float) -> str:
    if confidence < SURE_ENOUGH:
        return "too_little_known"
    return "likely" if score >= LIKELY else "possible" if score >= POSSIBLE else "related"


def _corrections(found: list[Line], score: float, one: Compared, other: Compared) -> Iterator[Line]:
    by_name = {line.signal: line for line in found}
    shared = one.hazard_areas & other.hazard_areas
    same_work = by_name.get("work") is not None and by_name["work"].weight >= 20
    same_time = by_name.get("time") is not None and by_name["time"].weight > 0
    if shared and same_work and same_time and score < AT_LEAST:
        words = msgid("same hazard area, work and time: a matter of safety")
        yield _line("safety", AT_LEAST - score, 0, "", "", words)


def _line(signal: str, weight: float, most: float, left: str, right: str, text: str, **values: str) -> Line:
    return Line(signal, round(weight, 1), most, left, right, text, values)


# --- what is the same work -------------------------------------------------------------------------


def _place(one: Compared, other: Compared) -> Iterator[Line]:
    mine, theirs = one.hazard_areas, other.hazard_areas
    if shared := mine & theirs:
        words = msgid("hazard areas on both: {names}")
        yield _line("place", 35, 35, listed(mine), listed(theirs), words, names=listed(shared))
        return
    a, b = one.places, other.places
    wide = one.whole_country + other.whole_country
    if a and b:
        both = a & b
        points = 20 * len(both) / min(len(a), len(b))
        words = msgid("places on both: {names}") if both else msgid("no place in common")
        yield _line("place", points, 35, listed(a), listed(b), words, names=listed(both))
    elif wide and (a or b or wide == 2):
        yield _line("place", 6 if wide == 2 else 4, 35, "", "", msgid("the whole country"))
    if mine and theirs:
        words = msgid("both list hazard areas and none is shared")
        yield _line("hazard areas", -25, 0, listed(mine), listed(theirs), words)


def _work(one: Compared, other: Compared) -> Iterator[Line]:
    a, b = one.work, other.work
    shown = listed(a), listed(b)
    if both := a & b:
        yield _line("work", 20, 20, *shown, msgid("the same kind of work: {names}"), names=listed(both))
    elif _survey_comes_first(one, other) or _survey_comes_first(other, one):
        yield _line("work", 2, 20, *shown, msgid("survey before clearance: one prepares the other"))
    elif not one.pillars.isdisjoint(other.pillars):
        yield _line("work", 8, 20, *shown, msgid("the same pillar, other or unknown kind of work"))
    elif a and b:
        yield _line("work", 0, 20, *shown, msgid("other work"))


def _survey_comes_first(one: Compared, other: Compared) -> bool:
    """Return whether one surveys, the other clears, and the survey begins first."""
    parted = "survey" in one.work and "clearance" in other.work
    return parted and bool(one.start and other.start) and one.start < other.start


def _services(one: Compared, other: Compared) -> Iterator[Line]:
    a, b = one.services, other.services
    if a and b and not a & b:
        words = msgid("different services to victims")
        yield _line("services", -15, 0, listed(a), listed(b), words)


def _time(one: Compared, other: Compared) -> Iterator[Line]:
    share = overlap_share(one, other)
    if share is None:
        return
    shown = period_shown(one), period_shown(other)
    words = (
        msgid("{percent} % of the shorter period lies in the other") if share > 0 else msgid("other periods")
    )
    yield _line("time", 15 * share, 15, *shown, words, percent=f"{share * 100:.0f}")
    if share == 0:
        yield _line("no overlap", -10, 0, *shown, msgid("the periods do not overlap"))


def _target(one: Compared, other: Compared) -> Iterator[Line]:
    aims = (
        ("target group", one.target_groups, other.target_groups),
        ("output", one.outputs, other.outputs),
    )
    for signal, a, b in aims:
        if a and b:
            same = bool(a & b)
            words = msgid("the same: {names}") if same else msgid("different")
            yield _line(signal, 6 if same else 0, 6, listed(a), listed(b), words, names=listed(a & b))


def _partner(one: Compared, other: Compared) -> Iterator[Line]:
    a, b = one.doers, other.doers
    if not a or not b:
        return
    shown = one.doers_shown, other.doers_shown
    if a & b:
        words = msgid("the same implementer: could be funded twice")
        yield _line("partner", 8, 8, *shown, words)
    elif one.hazard_areas & other.hazard_areas:
        words = msgid("different implementers in one hazard area: could collide")
        yield _line("partner", 8, 8, *shown, words)
    else:
        yield _line("partner", 0, 8, *shown, msgid("different implementers"))


def _wording(one: Compared, other: Compared) -> Iterator[Line]:
    alike = jaccard(one.words, other.words)
    if alike is not None:
        points = 10 * max(0.0, (alike - 0.3) / 0.7)
        yield _line("wording", points, 10, "", "", msgid("{share} of the words alike"), share=f"{alike:.2f}")


def _co_funding(one: Compared, other: Compared) -> Iterator[Line]:
    if fund_one_need(one, other):
        words = msgid("both are given to the same need and together do not exceed its cost")
        yield _line("co-funding", -30, 0, "", "", words)


WORK: tuple[Signal, ...] = (_place, _work, _services, _time, _target, _partner, _wording, _co_funding)
