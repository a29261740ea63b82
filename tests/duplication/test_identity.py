"""Whether two records are one: probabilities, reasons that add up, bad input. No database."""

import json
from dataclasses import replace
from pathlib import Path
from time import perf_counter

import pytest

from coalition.duplication.rules.facts import facts_of
from coalition.duplication.rules.features import NAMES, compare
from coalition.duplication.rules.likeness import identity, identity_batch, weigh
from coalition.duplication.rules.names import body_of, likeness
from coalition.duplication.rules.subject import Named, Subject, Sum, subject_from
from coalition.duplication.rules.trees import forest

SAMPLES = json.loads((Path(__file__).parent / "samples" / "identity.json").read_text("utf-8"))


def a_grant(**changes: object) -> Subject:
    grant = Subject(
        titles=("Clearance of cluster munitions in Xieng Khouang, phase II",),
        texts=("Survey and clearance of contaminated rice fields in Pek and Kham districts.",),
        countries=("LA",),
        sectors=(("1", "15250"),),
        start="2022-04-01",
        end="2024-03-31",
        organisations=(Named("Norway", "NO", "funding"), Named("MAG", "", "implementing")),
        sums=(Sum(123_456_700, "NOK", "2022-04-01"),),
    )
    return replace(grant, **changes)


@pytest.mark.parametrize("case", SAMPLES, ids=lambda case: case["what"])
def test_the_shipped_pairs_keep_their_scores(case: dict[str, object]) -> None:
    left, right = subject_from(case["left"]), subject_from(case["right"])
    found = weigh(facts_of(left), facts_of(right), left, right)
    assert found.probability == pytest.approx(case["probability"], abs=0.002)


def test_the_model_was_made_for_the_figures_of_this_release() -> None:
    assert forest().figures == NAMES


def test_a_pair_scores_the_same_whichever_side_comes_first() -> None:
    left, right = a_grant(), a_grant(titles=("MAG cluster munition clearance Laos",), sectors=())
    pair, turned = (facts_of(left), facts_of(right)), (facts_of(right), facts_of(left))
    assert identity_batch([pair]) == pytest.approx(identity_batch([turned]))


def test_the_reasons_add_up_to_the_score() -> None:
    for other in (a_grant(start="2023-04-01"), a_grant(titles=("Roads",), countries=("AO",)), Subject()):
        found = identity(a_grant(), other)
        assert sum(line.weight for line in found.evidence) == pytest.approx(found.score, abs=0.05)


def test_a_grant_told_twice_is_asked_about_and_one_elsewhere_is_not() -> None:
    mine = a_grant()
    again = a_grant(titles=("Cluster munition clearance in Xieng Khouang, phase II",), texts=())
    elsewhere = a_grant(
        titles=("Primary schools in Huambo",),
        texts=("Building of schools.",),
        countries=("AO",),
        sectors=(("1", "11220"),),
        organisations=(Named("Sweden", "SE", "funding"), Named("UNICEF", "", "implementing")),
        sums=(Sum(5_000_000_00, "SEK", "2010-01-01"),),
        start="2010-01-01",
        end="2011-12-31",
    )
    assert identity(mine, mine).verdict == "likely"
    assert identity(mine, again).probability > 0.4 > 0.1 > identity(mine, elsewhere).probability


def test_an_identical_identifier_decides_at_once() -> None:
    found = identity(
        Subject(identifiers=("NO-BRC-1 LAO-22/0001",)), Subject(identifiers=("no-brc-1lao-22/0001",))
    )
    assert (found.verdict, found.score, found.evidence[0].signal) == ("likely", 100.0, "identifiers")


def test_missing_facts_lower_the_confidence() -> None:
    whole = identity(a_grant(), a_grant(titles=("Clearance in Xieng Khouang",)))
    bare = identity(a_grant(), Subject(titles=("Clearance in Xieng Khouang",)))
    nothing = identity(a_grant(), Subject())
    assert whole.confidence > bare.confidence > nothing.confidence
    assert nothing.verdict == "too_little_known"
    assert identity(Subject(), Subject()).verdict == "too_little_known"


def test_names_and_references_of_one_body_agree() -> None:
    halo = [
        body_of(Named(name, ref))
        for name, ref in (("HALO", ""), ("The HALO Trust", ""), ("", "GB-CHC-1001813"))
    ]
    assert all(likeness(one, other) == 1.0 for one in halo for other in halo)
    assert (
        body_of(Named("Ministry of Foreign Affairs, Finland")).nation
        == body_of(Named("", "FI-3")).nation
        == "FI"
    )
    assert likeness(body_of(Named("HALO Trust")), body_of(Named("Mines Advisory Group"))) < 0.5


@pytest.mark.parametrize(
    "text",
    [
        "mine " * 400_000,
        "\u202eإزالة الألغام " * 100_000,
        "地雷除去" * 300_000,
        "a1-" * 600_000,
        "\ud800\x00" * 100_000,
    ],
    ids=["long", "right to left", "no spaces", "token soup", "broken"],
)
def test_hostile_texts_take_no_more_than_their_share_of_time(text: str) -> None:
    hostile = a_grant(titles=(text,), texts=(text,))
    usual, worst = _seconds(a_grant()), _seconds(hostile)
    assert worst < max(10 * usual, 0.1)


def _seconds(subject: Subject) -> float:
    other, times = facts_of(a_grant()), []
    for _ in range(5):
        began = perf_counter()
        compare(facts_of(subject), other)
        times.append(perf_counter() - began)
    return min(times)
