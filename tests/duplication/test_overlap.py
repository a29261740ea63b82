"""The worked figures of domain model §8.2 and §8.3. No database."""

from dataclasses import replace

import pytest

from coalition.duplication.rules.double_counting import points_of_money
from coalition.duplication.rules.flags import SideKind
from coalition.duplication.rules.judging import Judgement, Line, judge_money, judge_work
from coalition.duplication.rules.profile import Side
from coalition.duplication.rules.subject import Named, Subject

# 71 words in all, 30 of them on both: 0.42 of the words alike.
WORDS = [f"word{number}" for number in range(71)]


def side(number: int, **facts: object) -> Side:
    return Side(SideKind.PLEDGE, number, Subject(countries=("LAO",), pillars=("clearance",), **facts))


def programme_and_pledge() -> tuple[Side, Side]:
    x = side(
        1, titles=(" ".join(WORDS[:50]),), work=("clearance",), places=("P", "Q"), start="2025-01-01",
        end="2026-12-31", organisations=(Named("Operator one", "", "implementing"),),
        target_groups=("villagers",), outputs=("m2",),
    )  # fmt: skip
    y = side(
        2, titles=(" ".join(WORDS[20:]),), work=("clearance",), places=("P",), start="2025-07-01",
        end="2026-06-30", organisations=(Named("Operator two", "", "implementing"),),
        target_groups=("villagers",), outputs=("m2",),
    )  # fmt: skip
    return x, y


@pytest.mark.parametrize(
    ("left", "right", "score", "verdict"),
    [
        ((), (), 68.7, "possible"),
        (("HA-1", "HA-2"), ("HA-2",), 91.7, "likely"),
        (("HA-1",), ("HA-2",), 43.7, "related"),
    ],
)
def test_the_worked_example_of_overlap_keeps_its_figures(
    left: tuple[str, ...], right: tuple[str, ...], score: float, verdict: str
) -> None:
    x, y = programme_and_pledge()
    x = replace(x, subject=replace(x.subject, hazard_areas=left))
    y = replace(y, subject=replace(y.subject, hazard_areas=right))
    found = judge_work(x, y)
    assert (found.score, found.verdict, found.confidence) == (pytest.approx(score, abs=0.11), verdict, 1.0)
    assert sum(line.weight for line in found.evidence) == pytest.approx(found.score, abs=0.11)


def test_the_worked_example_of_the_same_money_keeps_its_figure() -> None:
    facts = {
        "start": "2025-01-01",
        "end": "2027-12-31",
        "usd": 150_000_000,
        "organisations": (Named("Netherlands", "NL", "funding", None, "NLD"), Named("UNDP", "", "channel")),
    }
    one = side(1, titles=("support mine action lao",), **facts)
    other = side(2, titles=("support mine programme donor",), **facts)
    other = replace(other, subject=replace(other.subject, titles=("support mine",)))
    found = points_of_money(one, other)
    assert (found.score, found.verdict, found.confidence) == (pytest.approx(92.5, abs=0.05), "likely", 1.0)
    assert judge_money(one, other).verdict == "likely"


def test_points_for_the_same_money_leave_out_what_is_not_known() -> None:
    one, empty = side(1, titles=("Mines",), start="2025-01-01"), Side(SideKind.PLEDGE, 2, Subject())
    assert points_of_money(one, empty).verdict == "too_little_known"
    assert points_of_money(empty, empty) == points_of_money(empty, one)
    far = side(3, titles=("Roads",), start="2026-01-01")
    assert [line.weight for line in points_of_money(one, far).evidence if line.signal == "dates"] == [0.0]


def test_the_same_identifier_is_the_same_money() -> None:
    one, other = (side(number, identifiers=("XM-1234",)) for number in (1, 2))
    assert points_of_money(one, other).score == 100


def test_the_points_of_the_same_money_are_the_same_from_either_side() -> None:
    x, y = programme_and_pledge()
    assert points_of_money(x, y).score == points_of_money(y, x).score
    assert judge_work(x, y).score == judge_work(y, x).score


def line_of(found: Judgement, signal: str) -> Line | None:
    return next((line for line in found.evidence if line.signal == signal), None)


def test_survey_that_begins_before_clearance_prepares_it() -> None:
    """§8.3: two points of twenty for work, where the same pillar alone would have eight."""
    x, y = programme_and_pledge()
    surveys = replace(x, subject=replace(x.subject, work=("survey",), pillars=("survey_clearance",)))
    clears = replace(y, subject=replace(y.subject, pillars=("survey_clearance",)))
    first = line_of(judge_work(surveys, clears), "work")
    assert first is not None
    assert (first.most, first.text) == (20, "survey before clearance: one prepares the other")
    after = replace(surveys, subject=replace(surveys.subject, start="2026-01-01"))
    later = line_of(judge_work(after, clears), "work")
    assert later is not None
    assert later.weight == pytest.approx(first.weight * 4, abs=0.2)


def test_different_services_to_victims_take_fifteen_points_off() -> None:
    """§8.3: rehabilitation and psychosocial support differ; what is not known may be the same."""
    x, y = programme_and_pledge()
    x = replace(x, subject=replace(x.subject, work=("victim_assistance",), services=("rehabilitation",)))
    y = replace(y, subject=replace(y.subject, work=("victim_assistance",), services=("psychosocial",)))
    apart = judge_work(x, y)
    found = line_of(apart, "services")
    assert found is not None
    assert (found.most, found.weight < 0) == (0, True)
    unknown = judge_work(x, replace(y, subject=replace(y.subject, services=())))
    assert line_of(unknown, "services") is None
    assert unknown.score - apart.score == pytest.approx(-found.weight, abs=0.11)
    same = judge_work(x, replace(y, subject=replace(y.subject, services=("rehabilitation",))))
    assert same.score == unknown.score
    assert found.weight == pytest.approx(-15, abs=0.11)
