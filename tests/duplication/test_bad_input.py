"""Input that hurts: the work of one check is bounded by counts, and what says nothing gets no verdict."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from random import Random
from statistics import median

import pytest
from sqlmodel import Session

from coalition.duplication.commands.synthetic import make_draft, make_register
from coalition.duplication.queries import checking, index
from coalition.duplication.queries.asking import check_draft
from coalition.duplication.queries.checking import PROGRAMMES
from coalition.duplication.rules.compared import Compared, compared_of, pack
from coalition.duplication.rules.flags import SideKind
from coalition.duplication.rules.judging import identity_scores, weigh_work
from coalition.duplication.rules.keys import keys_of
from coalition.duplication.rules.profile import Side
from coalition.duplication.rules.subject import Named, Subject, Sum, traits_of
from coalition.duplication.service.index import in_batches, remember

TODAY = date(2026, 11, 23)
SIZE, MOST_TIMES = 600, 10
LONG = "clearance of cluster munition remnants " * 52_000  # 2 MB
SOUP = " ".join(f"x{number:05}{number * 7919 % 99991:05}y" for number in range(20_000))
ODD = {
    "nothing": Subject(),
    "empty title": Subject(titles=("",), texts=("",), countries=("LAO",)),
    "2 MB": Subject(titles=("Clearance",), texts=(LONG,), countries=("LAO",)),
    "right to left": Subject(titles=("إزالة الألغام",), texts=("الألغام " * 9_000,), countries=("LBN",)),
    "mixed scripts": Subject(titles=("разминирование \u202e 地雷清除 ເກັບກູ້ العربية",), countries=("LAO",)),
    "token soup": Subject(titles=(SOUP,), texts=(SOUP,), countries=("LAO",)),
    "many of all": Subject(
        titles=("Clearance",), countries=tuple(f"C{number}" for number in range(500)),
        places=tuple(f"Place {number}" for number in range(5_000)),
        organisations=tuple(Named(f"Body {number}", "", "implementing") for number in range(2_000)),
        sums=tuple(Sum(number * 100, "USD", "2025-01-01") for number in range(1, 2_000)),
        identifiers=tuple(f"XX-{number:08}" for number in range(5_000)),
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def usual() -> list[Side]:
    return [make_draft(side, Random(side.number)) for side in make_register(60)]


def as_draft(subject: Subject) -> Side:
    return Side(SideKind.PLEDGE, 0, subject)


def size_of(one: Compared) -> int:
    """How many values of a record are held against others."""
    words, parties = one.facts.words, one.facts.parties
    sets = (
        one.words,
        one.places,
        one.doers,
        words.everything.all,
        words.codes,
        words.short,
        parties.everyone,
    )
    return sum(map(len, sets)) + len(one.facts.sums)


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD)
def test_what_is_kept_and_asked_of_a_record_is_bounded(odd: Subject):
    side = as_draft(odd)
    assert len(keys_of(traits_of(odd), asking=True)) <= 900
    assert size_of(compared_of(side)) <= 4_000
    assert len(pack(compared_of(side))) <= 64_000


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD)
def test_the_pairs_compared_are_as_many_as_ever(
    session: Session, usual: list[Side], odd: Subject, monkeypatch: pytest.MonkeyPatch
):
    counts: list[int] = []

    def counted(one: Compared, others: list[Compared]) -> object:
        counts.append(len(others))
        return identity_scores(one, others)

    monkeypatch.setattr(checking, "identity_scores", counted)
    put(session, make_register(SIZE))
    for draft in usual:
        check_draft(session, draft, today=TODAY, kinds=PROGRAMMES)
    ordinary = median(counts)
    check_draft(session, as_draft(odd), today=TODAY, kinds=PROGRAMMES)
    assert counts[-1] <= min(index.WORTH, MOST_TIMES * max(1, ordinary))


def test_one_title_a_thousand_times_in_one_country_costs_no_more_rows(session: Session):
    base = next(make_register(1))
    put(session, (replace(base, number=number) for number in range(1, 1_001)))
    counts = index._how_common(session, list(keys_of(traits_of(base.subject), asking=True)))
    assert max(counts.values()) <= index.COMMON
    read = index._worth_reading(counts, keys_of(traits_of(base.subject), asking=True))
    assert sum(counts[key] for key in read) <= index.MOST_READ
    assert len(check_draft(session, replace(base, kind=SideKind.PLEDGE, number=0), today=TODAY)) <= 10


def test_nothing_known_is_too_little_known():
    nothing, other = (compared_of(replace(as_draft(Subject()), number=number)) for number in (1, 2))
    assert weigh_work(nothing, other).verdict == "too_little_known"
    assert identity_scores(nothing, [other])[0][1] < 0.5


def put(session: Session, sides: Iterator[Side]) -> None:
    for some in in_batches(sides, 500):
        remember(session, some)
