"""Whether two records do the same work where no place is known, and how that holds against readers."""

from dataclasses import replace

import pytest

from coalition.duplication.rules.flags import SideKind
from coalition.duplication.rules.judging import judge_work
from coalition.duplication.rules.profile import Side
from coalition.duplication.rules.subject import Named, Subject
from tests.benchmarks.duplication_overlap import figures, readings

HALO = Named("The HALO Trust", "", "implementing")
NPA = Named("Norwegian People's Aid", "", "implementing")


def side(number: int, title: str, doer: Named | None, **facts: object) -> Side:
    given = {"countries": ("AGO",), "start": "2024-01-01", "end": "2024-12-31", **facts}
    organisations = (doer,) if doer else ()
    subject = Subject(titles=(title,), organisations=organisations, **given)
    return Side(SideKind.PROGRAMME, number, subject)


def test_one_operator_at_the_same_work_and_time_is_a_question_and_never_more():
    found = judge_work(
        side(1, "Mine clearance", HALO, work=("clearance",)), side(2, "Demining", HALO, work=("clearance",))
    )
    assert (found.verdict, found.score) == ("possible", 60.0)
    assert sum(line.weight for line in found.evidence) == pytest.approx(found.score)


def test_two_operators_in_one_country_are_related_at_most():
    one, other = side(1, "Mine clearance", HALO), side(2, "Mine clearance", NPA)
    assert judge_work(one, other).tenths < 450


@pytest.mark.parametrize(
    ("change", "signal"),
    [
        ({"start": "2025-01-01", "end": "2025-12-31"}, "time"),
        ({"work": ("victim_assistance",)}, "work"),
    ],
)
def test_another_time_or_other_work_takes_the_question_away(change: dict[str, object], signal: str):
    one = side(1, "Work", HALO, work=("clearance",))
    other = replace(one, number=2, subject=replace(one.subject, **change))
    found = judge_work(one, other)
    assert found.tenths < 450
    assert next(line.weight for line in found.evidence if line.signal == signal) < 0


def test_mine_action_in_general_holds_clearance_but_not_victim_assistance():
    general = side(1, "Mine action programme", HALO)
    clearing, helping = (
        side(2, "Activities", HALO, work=(kind,)) for kind in ("clearance", "victim_assistance")
    )
    assert judge_work(general, clearing).verdict == "possible"
    assert judge_work(general, helping).tenths < 450


def test_a_place_that_only_the_title_names_counts():
    one = side(1, "Demining in Kuando Kubango", None, work=("clearance",))
    other = side(2, "Land release", None, work=("clearance",), places=("Kuando Kubango",))
    assert judge_work(one, other).verdict == "possible"


def test_the_country_is_no_place_of_its_own():
    one = side(1, "Demining", None, work=("clearance",), places=("Angola",))
    other = side(2, "Land release", None, work=("clearance",), places=("Angola",))
    assert judge_work(one, other).tenths < 450


def test_nothing_known_is_too_little_known():
    nothing = Side(SideKind.PROGRAMME, 1, Subject(countries=("AGO",)))
    assert judge_work(nothing, replace(nothing, number=2)).verdict == "too_little_known"


def test_questions_hold_against_what_two_people_read_in_real_programmes():
    found = figures(readings())
    assert found["pairs"] >= 200
    assert found["asked: precision"] >= 0.9
    assert found["asked: recall"] >= 0.8
