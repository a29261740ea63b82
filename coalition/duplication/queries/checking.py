"""What a record may duplicate: candidates from the index, compared in full, best first. Nothing is stored."""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from coalition.duplication.queries.index import WORTH, find_candidates
from coalition.duplication.queries.learned import use_learned
from coalition.duplication.queries.sides import list_compared, list_profiles
from coalition.duplication.rules.compared import Compared, compared_of
from coalition.duplication.rules.eligible import may_be_same_money, may_be_same_work
from coalition.duplication.rules.flags import POSSIBLE, FlagKind, SideKind, asks
from coalition.duplication.rules.judging import (
    SURE_ENOUGH,
    Judgement,
    explain_money,
    identity_scores,
    weigh_work,
)
from coalition.duplication.rules.keys import KIND_CODES, item_of, keys_of
from coalition.duplication.rules.profile import Side
from coalition.duplication.rules.subject import traits_of

EVERYTHING = tuple(KIND_CODES.values())
PROGRAMMES = (KIND_CODES[SideKind.PROGRAMME],)
MOST_SHOWN = 10
Named = tuple[SideKind, int]
RELATED = 250  # tenths of a point from which work reads as related (domain model §8.3)


@dataclass(frozen=True, slots=True)
class Match:
    """A record that may be the same money or the same work, and the judgement that says so strongest."""

    side: Side
    kind: FlagKind
    judgement: Judgement

    @property
    def asks(self) -> bool:
        """Whether it is alike enough to ask people about."""
        return asks(self.kind, self.judgement.tenths)

    def to_json(self) -> dict[str, object]:
        """Return the match with the keys of the interface contract."""
        return {
            "programme": self.side.card.get("ref") or str(self.side.number),
            "id": self.side.number,
            "title": self.side.subject.title,
            "question": self.kind.value,
            "score": self.judgement.score,
            "verdict": self.judgement.verdict,
            "confidence": self.judgement.confidence,
            "evidence": self.judgement.lines(),
        }


@dataclass(frozen=True, slots=True)
class Found:
    """A record weighed, before its reasons are made out. `judgement` is there where it cost nothing."""

    other: Compared
    kind: FlagKind
    tenths: int
    judgement: Judgement | None = None

    @property
    def name(self) -> Named:
        """Its kind and number."""
        return self.other.kind, self.other.number

    @property
    def strength(self) -> int:
        """How far it lies above the line from which people are asked: comparable between kinds."""
        return self.tenths - POSSIBLE[self.kind]


def candidates_of(
    session: Session, side: Side, kinds: Sequence[int] = EVERYTHING, most: int = WORTH
) -> list[Compared]:
    """Return the records worth comparing with this one, the likeliest first."""
    own = item_of(side.kind, side.number) if side.number else 0
    keys = keys_of(traits_of(side.subject), asking=True)
    found = find_candidates(session, keys, own=own, kinds=kinds, most=most)
    known = list_compared(session, found)
    return [known[item] for item in found if item in known]


def check(
    session: Session,
    side: Side,
    *,
    today: date,
    kinds: Sequence[int] = EVERYTHING,
    most: int = MOST_SHOWN,
    least: int = RELATED,
) -> list[Match]:
    """Return what this record may duplicate, best first, each with its evidence; nothing is stored."""
    use_learned(session)
    mine = compared_of(side)
    weighed = [
        found
        for found in weigh_all(mine, candidates_of(session, side, kinds), today)
        if found.tenths >= least
    ]
    weighed.sort(key=lambda found: (-found.strength, found.other.number))
    best: dict[Named, Found] = {}
    for found in weighed:
        best.setdefault(found.name, found)
    return matches_of(session, side, mine, list(best.values())[:most])


def weigh_all(
    mine: Compared, others: Sequence[Compared], today: date, *, always: Container[Named] = ()
) -> Iterator[Found]:
    """Return how these pairs are judged where a question applies: the same money, the same work, or both.

    What is not even related is left out, unless it is named in `always` (its question is on record).
    """
    rich = [other for other in others if may_be_same_money(mine, other)]
    for other, (likely, sure) in zip(rich, identity_scores(mine, rich), strict=True):
        tenths = round(likely * 1000) if sure >= SURE_ENOUGH else 0
        if likely * 1000 >= RELATED or (other.kind, other.number) in always:
            yield Found(other, FlagKind.SAME_MONEY, tenths)
    for other in others:
        if may_be_same_work(mine, other, today):
            judgement = weigh_work(mine, other)
            yield Found(other, FlagKind.SAME_WORK, judgement.tenths, judgement)


def matches_of(session: Session, side: Side, mine: Compared, weighed: Sequence[Found]) -> list[Match]:
    """Return these with the whole record and the reasons, in the same order."""
    items = {item_of(*found.name): found for found in weighed}
    sides = list_profiles(session, sorted(items))
    matches = []
    for found in weighed:
        other = sides.get(item_of(*found.name))
        if other is not None:
            judgement = found.judgement or explain_money(mine, found.other, side, other)
            matches.append(Match(other, found.kind, judgement))
    return matches
