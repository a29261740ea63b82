"""The points of domain model §8.2: the same money recorded twice, as people can check it by hand.

The learned model (`likeness`) decides what is asked about, because it measures better; these points are the
form in which the rule was agreed, and what is shown where no model is wanted.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from coalition.core.text import msgid
from coalition.duplication.rules.comparing import (
    jaccard,
    listed,
    overlap_share,
    period_shown,
    words_of_titles,
)
from coalition.duplication.rules.judging import SURE_ENOUGH, Judgement, Line
from coalition.duplication.rules.likeness import shared_identifier
from coalition.duplication.rules.profile import Side
from coalition.duplication.rules.subject import donors_of, names_of_doers

PROBABLY, POSSIBLY = 75, 55
NEAR_DAYS = 60


def points_of_money(one: Side, other: Side) -> Judgement:
    """Return the points for the same money; what is not known on a side is left out of the most there is."""
    if shared := shared_identifier(one.subject, other.subject):
        line = Line("identifier", 100.0, 100.0, shared, shared, msgid("the same identifier"), {})
        return Judgement(100.0, "likely", 1.0, (line,))
    found = [line for signal in SIGNALS for line in signal(one, other)]
    evaluable = sum(line.most for line in found)
    if not evaluable:
        return Judgement(0.0, "too_little_known", 0.0, ())
    lines = tuple(replace(line, weight=round(line.weight * 100 / evaluable, 1)) for line in found)
    score = round(sum(line.weight for line in lines), 1)
    confidence = round(evaluable / 100, 2)
    return Judgement(score, _verdict(score, confidence), confidence, lines)


def _verdict(score: float, confidence: float) -> str:
    if confidence < SURE_ENOUGH:
        return "too_little_known"
    return "likely" if score >= PROBABLY else "possible" if score >= POSSIBLY else "related"


def _donor(one: Side, other: Side) -> Iterator[Line]:
    a, b = set(donors_of(one.subject)), set(donors_of(other.subject))
    if a and b:
        words = msgid("the same donor") if a & b else msgid("other donors")
        yield Line("donor", 25.0 * bool(a & b), 25, listed(a), listed(b), words, {})


def _amount(one: Side, other: Side) -> Iterator[Line]:
    a, b = one.subject.usd, other.subject.usd
    if a and b:
        apart = abs(a - b) / max(a, b)
        points = 20.0 if apart <= 0.02 else 10.0 if apart <= 0.1 else 0.0
        words = msgid("{percent} % apart in dollars of their day")
        shown = [f"USD {each // 100:,}".replace(",", " ") for each in (a, b)]
        yield Line("amount", points, 20, shown[0], shown[1], words, {"percent": f"{apart * 100:.1f}"})


def _dates(one: Side, other: Side) -> Iterator[Line]:
    a, b = one.subject.start, other.subject.start
    if a and b:
        days = abs((date.fromisoformat(a) - date.fromisoformat(b)).days)
        points = 10.0 if days <= NEAR_DAYS else 0.0
        yield Line("dates", points, 10, a, b, msgid("{days} days apart"), {"days": str(days)})


def _channel(one: Side, other: Side) -> Iterator[Line]:
    a, b = names_of_doers(one.subject), names_of_doers(other.subject)
    if a and b:
        words = msgid("the same channel or implementer") if a & b else msgid("other partners")
        yield Line("channel", 15.0 * bool(a & b), 15, _doers_shown(one), _doers_shown(other), words, {})


def _doers_shown(side: Side) -> str:
    return ", ".join(side.subject.named("implementing", "channel")[:4])


def _country(one: Side, other: Side) -> Iterator[Line]:
    a, b = set(one.subject.countries), set(other.subject.countries)
    if a and b:
        words = msgid("the same country") if a & b else msgid("different countries")
        yield Line("country", 5.0 * bool(a & b), 5, listed(a), listed(b), words, {})


def _period(one: Side, other: Side) -> Iterator[Line]:
    share = overlap_share(one.subject, other.subject)
    if share is not None:
        words = msgid("{percent} % of the shorter period lies in the other")
        values = {"percent": f"{share * 100:.0f}"}
        points = 10.0 if share > 0.8 else 0.0
        yield Line(
            "period", points, 10, period_shown(one.subject), period_shown(other.subject), words, values
        )


def _title(one: Side, other: Side) -> Iterator[Line]:
    alike = jaccard(words_of_titles(one.subject.titles), words_of_titles(other.subject.titles))
    if alike is not None:
        words, values = msgid("{share} of the words alike"), {"share": f"{alike:.2f}"}
        yield Line("title", 15 * alike, 15, one.subject.title, other.subject.title, words, values)


SIGNALS: tuple[Callable[[Side, Side], Iterator[Line]], ...] = (
    _donor,
    _amount,
    _dates,
    _channel,
    _country,
    _period,
    _title,
)
