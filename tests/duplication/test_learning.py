"""Decisions of people teach the model of “the same money”: measured, kept, taken into use, given back."""

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from click.testing import Result
from sqlmodel import Session, select

from coalition.core.errors import RuleBroken
from coalition.duplication.models import DuplicationFlag, FlagDecision, IdentityModel, Screening
from coalition.duplication.queries.learned import list_decided, use_learned
from coalition.duplication.queries.scoring import score_pairs
from coalition.duplication.rules.flags import FlagKind, FlagStatus, Outcome, ReasonCode, SideKind
from coalition.duplication.rules.identity import lessons, trees
from coalition.duplication.rules.identity.figures import NAMES
from coalition.duplication.rules.identity.growing import Settings
from coalition.duplication.rules.identity.learning import Labelled, part_of
from coalition.duplication.rules.identity.lessons import published, taught_by, to_bytes
from coalition.duplication.service.index import index_programmes
from coalition.duplication.service.learning import keep, learn, take
from coalition.duplication.service.screening import screen_many
from coalition.programmes.rules.record import Country, Text
from tests.factories.auth import make_person
from tests.factories.duplication import NOW, TODAY, make_flag, make_laos
from tests.factories.programmes import make_programme

LONG = "They are one grant, said by both sides of it."
Run = Callable[..., Result]
FEW = Settings(trees=12, least=5, rate=0.3)


@pytest.fixture
def few_published() -> Labelled:
    every = published()
    return part_of(every, np.arange(len(every.label)) % 9 == 0)


@pytest.fixture(autouse=True)
def shipped_again():
    yield
    trees.use(None)


def decide_pairs(session: Session, count: int, *, same_share: int = 2) -> None:
    """Settle questions on pairs of programmes; those that are one share a word."""
    make_laos(session)
    person = make_person(session)
    for number in range(count):
        same = number % same_share == 0
        ids = []
        for side in ("a", "b"):
            word = f"batch{number}" if same else f"{side}{number}"
            found = make_programme(
                session,
                identifier=f"XX-{side}-{number}",
                titles=(Text(f"Support to the sector, {word}"),),
                countries=(Country("LA"),),
            )
            ids.append(found.id)
        index_programmes(session, ids)
        status = FlagStatus.CONFIRMED_DUPLICATE if same else FlagStatus.DISMISSED
        flag = make_flag(
            session,
            kind=FlagKind.SAME_MONEY,
            left_kind=SideKind.PROGRAMME,
            left_id=ids[0],
            right_id=ids[1],
            status=status,
        )
        settle(session, flag, person.id, same=same)


def settle(session: Session, flag: DuplicationFlag, person_id: int, *, same: bool, reason=None) -> None:
    outcome = Outcome.CONFIRMED_DUPLICATE if same else Outcome.DISMISSED
    reason = reason or (ReasonCode.LINK_SAME_MONEY if same else ReasonCode.NOT_SAME_WORK)
    session.add(
        FlagDecision(
            flag_id=flag.id,
            outcome=outcome,
            reason=reason,
            text=LONG,
            decided_by_id=person_id,
            decided_on=TODAY,
        )
    )
    session.flush()


def test_wrong_records_teach_nothing() -> None:
    assert taught_by(Outcome.CONFIRMED_DUPLICATE, ReasonCode.MERGE) == 1
    assert taught_by(Outcome.COORDINATED, ReasonCode.CO_FUNDING) == 0
    assert taught_by(Outcome.DISMISSED, ReasonCode.NOT_SAME_WORK) == 0
    assert taught_by(Outcome.DISMISSED, ReasonCode.WRONG_DATA) is None
    assert taught_by(Outcome.CONFIRMED_DUPLICATE, ReasonCode.CORRECT_RECORD) is None


def test_the_packaged_pairs_come_back_from_their_file_and_hold_no_text() -> None:
    data = published()
    assert data.rows.shape == (len(data.label), len(NAMES))
    assert len(data.label) > 2_500
    assert {0.0, 1.0} == set(data.label)
    assert to_bytes(data) == to_bytes(data)
    kinds = {str(kind) for kind in data.kinds}
    assert kinds <= {"crs-crs", "crs-fts", "crs-iati", "fts-fts", "fts-iati", "iati-iati"}


def test_pairs_for_other_figures_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    lessons.published.cache_clear()
    monkeypatch.setattr(lessons, "NAMES", (*NAMES[1:], "another"))
    with pytest.raises(ValueError, match="other figures"):
        lessons.published()
    lessons.published.cache_clear()


def test_the_newest_decision_counts_and_reopened_questions_do_not(session: Session) -> None:
    decide_pairs(session, 4)
    first, second, *_ = session.exec(select(DuplicationFlag).order_by(DuplicationFlag.id)).all()
    person = make_person(session)
    settle(session, first, person.id, same=False)
    second.status = FlagStatus.REOPENED
    session.flush()
    decided = list_decided(session)
    assert list(decided.label) == [0, 1, 0]
    settle(session, first, person.id, same=False, reason=ReasonCode.WRONG_DATA)
    assert (
        len(list_decided(session).label) == 3
    )  # a wrong record teaches nothing; what was said before stands
    assert list_decided(session).silent == 1


def test_few_decisions_or_all_of_one_kind_are_refused_in_words(
    session: Session, few_published: Labelled
) -> None:
    decide_pairs(session, 12)
    with pytest.raises(RuleBroken, match="Too little is decided") as refused:
        learn(session, NOW, settings=FEW, published=few_published)
    assert (refused.value.values["pairs"], refused.value.values["same"]) == (12, 6)


def test_decisions_change_what_pairs_score_and_the_shipped_model_comes_back(
    session: Session, few_published: Labelled
) -> None:
    decide_pairs(session, 48)
    told: list[None] = []
    lesson, decided = learn(
        session, NOW, settings=FEW, published=few_published, tell=lambda: told.append(None)
    )
    assert (lesson.pairs, lesson.same, decided.silent, len(told)) == (48, 24, 0, 11)
    assert lesson.after["own"]["all"] > 0.95
    assert set(lesson.before["own"]) == set(lesson.after["published"])
    pair = [("XX-a-1", "XX-b-1"), ("XX-a-0", "XX-b-0")]
    screen_many(session, SideKind.PROGRAMME, [1], now=NOW)
    before = score_pairs(session, pair)
    assert take(session, keep(session, lesson, NOW)) is True
    after = score_pairs(session, pair)
    assert after != before
    assert after[1] > after[0]
    session.expire_all()
    due = session.exec(select(Screening.screened_at)).all()
    assert {at.year for at in due} == {1970}  # the clock asks again
    assert take(session, None) is True
    assert score_pairs(session, pair) == before
    assert take(session, None) is False


def test_one_model_alone_is_in_use(session: Session, few_published: Labelled) -> None:
    decide_pairs(session, 44)
    first = keep(session, learn(session, NOW, settings=FEW, published=few_published)[0], NOW)
    other = Settings(trees=6, least=5, rate=0.3)
    second = keep(session, learn(session, NOW, settings=other, published=few_published)[0], NOW)
    assert keep(session, learn(session, NOW, settings=other, published=few_published)[0], NOW) == second
    take(session, first)
    take(session, second)
    assert session.exec(select(IdentityModel).where(IdentityModel.in_use == True)).all() == [second]  # noqa: E712
    use_learned(session)
    assert len(trees.forest().trees) == 6


@pytest.mark.on("sqlite")
def test_the_command_prints_before_and_after_and_takes_only_what_is_no_worse(
    session: Session, command: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, few_published: Labelled
) -> None:
    decide_pairs(session, 44)
    session.commit()
    monkeypatch.setattr(lessons, "published", lambda: few_published)
    monkeypatch.setattr("coalition.duplication.service.learning.Settings", lambda: FEW)
    out = tmp_path / "model.json"
    said = command("duplicates", "learn", "--json", "--use", "--out", str(out))
    assert said.exit_code == 0, said.output
    value = json.loads(said.stdout)
    assert (value["decisions"], value["same"], value["in_use"], value["better"]) == (44, 22, "learned", True)
    assert value["after"]["own"]["all"] >= value["before"]["own"]["all"]
    assert trees.forest_from(out.read_text()).made["command"] == "coalition duplicates learn"
    session.rollback()
    assert session.exec(select(IdentityModel.decisions)).all() == [44]
    monkeypatch.setattr(lessons.Lesson, "better", False)
    refused = command("duplicates", "learn", "--use")
    assert (refused.exit_code, "ranks pairs worse" in refused.stderr) == (1, True)
    assert "Nothing was changed" not in refused.stdout
    assert "shipped model weighs" in command("duplicates", "learn", "--back").stdout
    assert "already" in command("duplicates", "learn", "--back").stdout
    assert command("duplicates", "learn", "--back", "--use").exit_code == 2
    nowhere = command("duplicates", "learn", "--out", str(tmp_path / "no" / "model.json"))
    assert (nowhere.exit_code, "cannot be written" in nowhere.stderr) == (2, True)
