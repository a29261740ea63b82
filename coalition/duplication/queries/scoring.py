"""Scoring pairs and ranking candidates by identity alone, for evaluation; nothing is stored."""

from collections.abc import Collection, Iterable, Sequence

from sqlmodel import Session, col, select

from coalition.duplication.queries.checking import PROGRAMMES, candidates_of
from coalition.duplication.queries.learned import use_learned
from coalition.duplication.queries.sides import list_profiles, list_sides
from coalition.duplication.rules.compared import compared_of
from coalition.duplication.rules.flags import SideKind
from coalition.duplication.rules.judging import identity_scores
from coalition.duplication.rules.keys import item_of
from coalition.duplication.rules.profile import Side
from coalition.programmes.models import Programme
from coalition.programmes.rules.record import identifier_key

AT_ONCE = 900
LOOKED_AT = 120  # candidates of one programme: nobody waits here, so more than a form looks at
Pair = tuple[str, str]


def numbers_of(session: Session, names: Collection[str]) -> dict[str, int]:
    """Return the programmes behind these IATI identifiers or numbers, as far as they are on record."""
    found: dict[str, int] = {}
    by_key = {identifier_key(name): name for name in names}
    keys = sorted(by_key)
    for at in range(0, len(keys), AT_ONCE):
        rows = select(Programme.identifier_key, Programme.id).where(
            col(Programme.identifier_key).in_(keys[at : at + AT_ONCE])
        )
        known = dict(session.exec(rows).all())
        found |= {name: known[identifier_key(name)] for name in names if identifier_key(name) in known}
    numbers = {name: int(name) for name in names if name not in found and _is_number(name)}
    wanted = sorted(set(numbers.values()))
    for at in range(0, len(wanted), AT_ONCE):
        chosen = select(Programme.id).where(col(Programme.id).in_(wanted[at : at + AT_ONCE]))
        there = set(session.exec(chosen).all())
        found |= {name: number for name, number in numbers.items() if number in there}
    return found


def identifiers_of(session: Session, numbers: Sequence[int]) -> dict[int, str]:
    """Return the IATI identifiers of these programmes."""
    rows = select(Programme.id, Programme.identifier).where(col(Programme.id).in_(numbers))
    return dict(session.exec(rows).all())


def sides_of(session: Session, numbers: Collection[int]) -> dict[int, Side]:
    """Return these programmes as sides: from the index, and from the register where it lacks them."""
    wanted, found = sorted(numbers), dict[int, Side]()
    for at in range(0, len(wanted), AT_ONCE):
        some = wanted[at : at + AT_ONCE]
        profiles = list_profiles(session, [item_of(SideKind.PROGRAMME, number) for number in some])
        here = {side.number: side for side in profiles.values()}
        missing = [number for number in some if number not in here]
        if missing:
            here |= {side.number: side for side in list_sides(session, SideKind.PROGRAMME, missing)}
        found |= here
    return found


def score_pairs(session: Session, pairs: Iterable[Pair]) -> list[float | None]:
    """Return how likely each pair is the same money or programme (0–1); None where one is not on record."""
    use_learned(session)
    asked = list(pairs)
    numbers = numbers_of(session, {name for pair in asked for name in pair})
    sides = sides_of(session, set(numbers.values()))
    scores: list[float | None] = []
    for first, second in asked:
        left, right = sides.get(numbers.get(first, 0)), sides.get(numbers.get(second, 0))
        scores.append(_likely(left, right) if left and right else None)
    return scores


def _likely(left: Side, right: Side) -> float:
    return identity_scores(compared_of(left), [compared_of(right)])[0][0]


def rank_candidates(session: Session, side: Side, most: int) -> list[tuple[int, float]]:
    """Return the programmes likeliest to be the same money or programme as this one, best first."""
    use_learned(session)
    others = candidates_of(session, side, PROGRAMMES, most=LOOKED_AT)
    likely = [found for found, _ in identity_scores(compared_of(side), others)]
    scored = zip((other.number for other in others), likely, strict=True)
    return sorted(scored, key=lambda pair: (-pair[1], pair[0]))[:most]


def _is_number(name: str) -> bool:
    return name.isascii() and name.isdigit() and len(name) < 10
