"""The index of candidates: what it finds, how it is kept, that its work is bounded, on both databases."""

import random
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

import pytest
import sqlalchemy as sa
from sqlmodel import Session, select

from coalition.duplication.commands.synthetic import make_draft, make_register
from coalition.duplication.models import CandidateKey, CandidateProfile
from coalition.duplication.queries import index
from coalition.duplication.queries.checking import PROGRAMMES, candidates_of
from coalition.duplication.queries.index import find_candidates
from coalition.duplication.rules.flags import SideKind
from coalition.duplication.rules.keys import item_of, keys_of
from coalition.duplication.rules.profile import Side
from coalition.duplication.rules.subject import Subject, traits_of
from coalition.duplication.service.index import in_batches, index_programmes, remember
from coalition.programmes.rules.record import Text
from tests.factories.duplication import make_published

SIZE = 3_000


def fill(session: Session, sides: Iterator[Side]) -> None:
    for some in in_batches(sides, 500):
        remember(session, some)


@pytest.fixture
def register(session: Session) -> list[Side]:
    sides = list(make_register(SIZE))
    fill(session, iter(sides))
    if session.get_bind().dialect.name == "postgresql":
        session.connection().execute(sa.text("ANALYZE candidate_key"))
        session.connection().execute(sa.text("ANALYZE candidate_profile"))
    return sides


def test_a_retold_programme_is_among_the_first_ten(session: Session, register: list[Side]):
    dice = random.Random(1)
    found = [
        side.number
        in [other.number for other in candidates_of(session, make_draft(side, dice), PROGRAMMES)[:10]]
        for side in register[::30]
    ]
    assert sum(found) / len(found) >= 0.97


def test_a_programme_is_not_its_own_candidate(session: Session, register: list[Side]):
    assert register[0].number not in [
        other.number for other in candidates_of(session, register[0], PROGRAMMES)
    ]


def test_candidates_are_the_same_on_every_run(session: Session, register: list[Side]):
    keys = keys_of(traits_of(register[5].subject), asking=True)
    assert find_candidates(session, keys) == find_candidates(session, keys)


def test_a_question_takes_two_statements_whatever_the_register(
    session: Session, register: list[Side], statements
):
    keys = keys_of(traits_of(register[5].subject), asking=True)
    with statements() as asked:
        find_candidates(session, keys)
    assert len(asked) == 2


def test_no_table_is_read_from_end_to_end(session: Session, register: list[Side]):
    """The plans of all statements of one check name an index, and no scan of a whole table."""
    plans = "\n".join(plan for plan in explained(session, register[7]))
    assert "SEARCH c USING PRIMARY KEY" in plans or "pk_candidate_key" in plans
    for scan in (
        "SCAN candidate_key",
        "SCAN candidate_profile",
        "Seq Scan on candidate_",
        "SCAN c\n",
        "SCAN c ",
    ):
        assert scan not in plans


def explained(session: Session, side: Side) -> list[str]:
    """Return the plan of every statement that a check of this record runs."""
    dialect = session.get_bind().dialect.name
    explain = "EXPLAIN QUERY PLAN " if dialect == "sqlite" else "EXPLAIN "
    asked: list[tuple[str, object]] = []

    def note(_: object, __: object, statement: str, parameters: object, *___: object) -> None:
        if statement.lstrip().startswith(("SELECT", "WITH")):
            asked.append((statement, parameters))

    engine = session.get_bind()
    sa.event.listen(engine, "before_cursor_execute", note)
    candidates_of(session, side, PROGRAMMES)
    sa.event.remove(engine, "before_cursor_execute", note)
    assert len(asked) >= 3
    connection = session.connection()
    return [
        "\n".join(str(row[-1]) for row in connection.exec_driver_sql(explain + statement, given)) + "\n"
        for statement, given in asked
    ]


def test_a_changed_programme_replaces_its_own_rows(session: Session):
    first, second = make_published(session), make_published(session)
    before = rows_of(session, second.id)
    plain = dict(first.record)
    first.record = plain | {"titles": [{"text": "Something else entirely", "language": "en"}]}
    session.add(first)
    session.flush()
    old = rows_of(session, first.id)
    assert index_programmes(session, [first.id]) == 1
    assert rows_of(session, first.id) != old
    assert rows_of(session, second.id) == before


def test_indexing_twice_changes_nothing(session: Session):
    programme = make_published(session)
    before = rows_of(session, programme.id)
    index_programmes(session, [programme.id, programme.id + 1])
    assert rows_of(session, programme.id) == before
    assert len(session.exec(select(CandidateProfile.item)).all()) == 1


def rows_of(session: Session, number: int) -> set[int]:
    item = item_of(SideKind.PROGRAMME, number)
    return set(session.exec(select(CandidateKey.key).where(CandidateKey.item == item)).all())


# --- input that hurts ----------------------------------------------------------------------------


def test_identical_titles_in_one_country_are_bounded_work(session: Session, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(index, "COMMON", 50)
    base = next(make_register(1))
    fill(session, (replace(base, number=number) for number in range(1, 801)))
    draft = replace(base, kind=SideKind.PLEDGE, number=0)
    assert len(candidates_of(session, draft, PROGRAMMES)) <= index.WORTH


@pytest.mark.parametrize(
    "subject",
    [
        Subject(),
        Subject(titles=("",), texts=("",)),
        Subject(titles=("a" * 100_000,), texts=("word " * 400_000,)),
        Subject(titles=("إزالة الألغام في لبنان",), texts=("ການເກັບກູ້ລະເບີດ",), countries=("LBN",)),
        Subject(titles=("地雷清除与受害者援助",), texts=("разминирование \u202e mixed العربية",)),
        Subject(titles=(" ".join(f"x{number}y" for number in range(5_000)),)),
        Subject(titles=("\ud800\udfff broken",)),
    ],
    ids=["nothing", "empty", "long", "right-to-left", "no-spaces", "token-soup", "surrogates"],
)
def test_odd_texts_give_a_bounded_number_of_keys(subject: Subject):
    assert len(keys_of(traits_of(subject), asking=True)) <= 150


def test_what_says_nothing_finds_nothing(session: Session, register: list[Side]):
    assert candidates_of(session, Side(SideKind.PLEDGE, 0, Subject()), PROGRAMMES) == []


def test_scripts_without_spaces_find_one_another(session: Session):
    one = make_published(session, titles=(Text("地雷清除与受害者援助项目", "zh"),))
    draft = Side(SideKind.PLEDGE, 0, Subject(titles=("受害者援助",)))
    assert [side.number for side in candidates_of(session, draft, PROGRAMMES)] == [one.id]


def test_keys_are_the_same_in_every_process():
    side = next(islice(make_register(1), 1))
    assert sorted(keys_of(traits_of(side.subject), asking=False))[:1] == [-8378056510208338964]
