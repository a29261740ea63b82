"""The worked figures of domain model §8.2 and §8.3. No database."""

from dataclasses import replace

import pytest

from coalition.duplication.rules.flags import SideKind
from coalition.duplication.rules.judging import judge_money, judge_work
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
    assert judge_money(one, other).score == pytest.approx(92.5, abs=0.05)
