"""What a record may duplicate: candidates from the index, compared in full, best first. Nothing is stored."""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from coalition.duplication.queries.index import WORTH, find_candidates
from coalition.duplication.queries.sides import list_profiles
from coalition.duplication.rules.eligible import may_be_same_money, may_be_same_work
from coalition.duplication.rules.flags import POSSIBLE, FlagKind, SideKind, asks
from coalition.duplication.rules.judging import Judgement, identity_scores, judge_money, judge_work
from coalition.duplication.rules.keys import KIND_CODES, item_of, keys_of
from coalition.duplication.rules.profile import Side
from coalition.duplication.rules.subject import traits_of

EVERYTHING = tuple(KIND_CODES.values())
PROGRAMMES = (KIND_CODES[SideKind.PROGRAMME],)
MOST_SHOWN = 10
# Candidates compared in full while somebody waits; screening, where nobody does, takes index.WORTH of them.
WHILE_WAITING = 18
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


def candidates_of(
    session: Session, side: Side, kinds: Sequence[int] = EVERYTHING, most: int = WORTH
) -> list[Side]:
    """Return the records worth comparing with this one, the likeliest first."""
    own = item_of(side.kind, side.number) if side.number else 0
    keys = keys_of(traits_of(side.subject), asking=True)
    found = find_candidates(session, keys, own=own, kinds=kinds, most=most)
    profiles = list_profiles(session, found)
    return [profiles[item] for item in found if item in profiles]


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
    matches = matches_among(side, candidates_of(session, side, kinds, WHILE_WAITING), today)
    worth = [match for match in matches if match.judgement.tenths >= least]
    return sorted(worth, key=lambda match: (-_strength(match), match.side.number))[:most]


def matches_among(side: Side, others: Sequence[Side], today: date) -> list[Match]:
    """Return each of the others with the stronger of the judgements that apply and say something."""
    found: dict[tuple[SideKind, int], Match] = {}
    for match in judgements_on(side, others, today):
        key = (match.side.kind, match.side.number)
        known = found.get(key)
        if known is None or _strength(match) > _strength(known):
            found[key] = match
    return list(found.values())


def judgements_on(
    side: Side, others: Sequence[Side], today: date, *, always: Container[Named] = ()
) -> Iterator[Match]:
    """Return the judgements that apply to these pairs: the same money, the same work, both or neither.

    Money is first weighed for all at once; reasons are made out for what reads as related at least, and
    `always` for the pairs named, because their question is on record.
    """
    rich = [other for other in others if may_be_same_money(side, other)]
    for other, likely in zip(rich, identity_scores(side, rich), strict=True):
        if likely * 1000 >= RELATED or (other.kind, other.number) in always:
            yield Match(other, FlagKind.SAME_MONEY, judge_money(side, other))
    for other in others:
        if may_be_same_work(side, other, today):
            yield Match(other, FlagKind.SAME_WORK, judge_work(side, other))


def _strength(match: Match) -> float:
    """Return how far a match lies above the line from which people are asked: comparable between kinds."""
    return match.judgement.tenths - POSSIBLE[match.kind]
