"""Whether two records are one: probabilities, reasons that add up, bad input. No database."""

import json
from dataclasses import replace
from pathlib import Path
from time import perf_counter

import numpy as np
import pytest

from coalition.duplication.rules.compared import Compared, compared_of, pack, unpack
from coalition.duplication.rules.flags import SideKind
from coalition.duplication.rules.identity.facts import facts_of
from coalition.duplication.rules.identity.figures import NAMES, SIGNALS, compare
from coalition.duplication.rules.identity.learning import average_precision
from coalition.duplication.rules.identity.trees import forest
from coalition.duplication.rules.likeness import (
    identity,
    identity_batch,
    likelihoods,
    weigh,
)
from coalition.duplication.rules.profile import Side
from coalition.duplication.rules.subject import Named, Subject, Sum, subject_from

SAMPLES = json.loads((Path(__file__).parent / "samples" / "identity.json").read_text("utf-8"))


def a_grant(**changes: object) -> Subject:
    grant = Subject(
        titles=("Clearance of cluster munitions in Xieng Khouang, phase II",),
        texts=("Survey and clearance of contaminated rice fields in Pek and Kham districts.",),
        countries=("LA",),
        sectors=(("1", "15250"),),
        start="2022-04-11",
        end="2024-03-31",
        organisations=(Named("Norway", "NO", "funding"), Named("MAG", "", "implementing")),
        sums=(Sum(123_456_700, "NOK", "2022-04-11"),),
    )
    return replace(grant, **changes)


def a_school_elsewhere() -> Subject:
    return a_grant(
        titles=("Primary schools in Huambo",),
        texts=("Building of schools.",),
        countries=("AO",),
        sectors=(("1", "11220"),),
        organisations=(Named("Sweden", "SE", "funding"), Named("UNICEF", "", "implementing")),
        sums=(Sum(5_000_000_00, "SEK", "2010-01-01"),),
        start="2010-01-01",
        end="2011-12-31",
    )


@pytest.mark.parametrize("case", SAMPLES, ids=lambda case: case["what"])
def test_the_shipped_pairs_keep_their_scores(case: dict[str, object]) -> None:
    left, right = subject_from(case["left"]), subject_from(case["right"])
    found = weigh(facts_of(left), facts_of(right), left, right)
    assert found.probability == pytest.approx(case["probability"], abs=0.002)


def test_the_shipped_pairs_are_told_apart() -> None:
    label = np.array([float(case["label"]) for case in SAMPLES])
    scores = np.array([float(case["probability"]) for case in SAMPLES])
    assert average_precision(label, scores) > 0.9


def test_no_shipped_pair_holds_an_address_or_a_number_of_a_person() -> None:
    assert not [case["what"] for case in SAMPLES if "@" in json.dumps(case)]


def test_the_model_was_made_for_the_figures_of_this_release_and_says_how() -> None:
    assert forest().figures == NAMES
    assert {"command", "on", "data_sha256", "pairs", "average_precision"} <= forest().made.keys()


def test_a_pair_scores_the_same_whichever_side_comes_first() -> None:
    left, right = a_grant(), a_grant(titles=("MAG cluster munition clearance Laos",), sectors=())
    assert identity(left, right).probability == identity(right, left).probability
    turned = [(item.signal, item.weight) for item in identity(right, left).evidence]
    assert [(item.signal, item.weight) for item in identity(left, right).evidence] == turned


def ready(subject: Subject) -> Compared:
    """A record taken apart, as the index keeps it."""
    found = compared_of(Side(SideKind.PROGRAMME, 1, subject))
    again = unpack(SideKind.PROGRAMME, 1, pack(found))
    assert again == found
    return found


def likely(one: Subject, *others: Subject) -> list[float]:
    return [value for value, _ in likelihoods(ready(one), [ready(other) for other in others])]


def test_one_pair_and_many_pairs_are_weighed_alike() -> None:
    others = [a_grant(), a_school_elsewhere(), Subject()]
    alone = [likely(a_grant(), other)[0] for other in others]
    assert likely(a_grant(), *others) == pytest.approx(alone)
    assert [identity(a_grant(), other).probability for other in others] == pytest.approx(alone)
    assert likely(a_grant()) == []
    sure = [sure for _, sure in likelihoods(ready(a_grant()), [ready(other) for other in others])]
    assert sure == [identity(a_grant(), other).confidence for other in others]
    assert identity_batch([]) == []


@pytest.mark.parametrize(
    "other", [a_grant(start="2023-04-01"), a_school_elsewhere(), Subject(), a_grant(titles=())]
)
def test_the_reasons_add_up_to_the_score(other: Subject) -> None:
    found = identity(a_grant(), other)
    assert sum(line.weight for line in found.evidence) == pytest.approx(found.score, abs=0.05)
    assert {line.signal for line in found.evidence} >= set(SIGNALS)


def test_each_reason_is_a_sentence_that_can_be_filled() -> None:
    for other in (a_grant(), a_school_elsewhere(), Subject()):
        for line in identity(a_grant(), other).evidence:
            assert line.text.format(**line.values)


def test_a_grant_told_twice_is_asked_about_and_one_elsewhere_is_not() -> None:
    mine = a_grant()
    again = a_grant(titles=("Cluster munition clearance in Xieng Khouang, phase II",), texts=())
    assert identity(mine, mine).verdict == "likely"
    assert identity(mine, again).probability > 0.4
    assert identity(mine, a_school_elsewhere()).probability < 0.1


def test_another_phase_is_less_likely_than_the_same() -> None:
    same = identity(a_grant(), a_grant(texts=())).probability
    later = a_grant(
        titles=("Clearance of cluster munitions in Xieng Khouang, phase III",),
        texts=(),
        start="2025-04-11",
        end="2027-03-31",
        sums=(Sum(98_765_400, "NOK", "2025-04-11"),),
    )
    assert identity(a_grant(), later).probability < same


def test_an_identical_identifier_or_a_published_link_decides_at_once() -> None:
    one, other = (
        Subject(identifiers=("NO-BRC-1 LAO-22/0001",)),
        Subject(identifiers=("no-brc-1lao-22/0001",)),
    )
    found = identity(one, other)
    assert (found.verdict, found.score, found.evidence[0].signal) == ("likely", 100.0, "identifiers")
    assert likely(one, other)[0] == identity(one, other).probability > 0.99
    assert identity(Subject(identifiers=("12",)), Subject(identifiers=("12",))).score < 100


def test_missing_facts_lower_the_confidence() -> None:
    whole = identity(a_grant(), a_grant(titles=("Clearance in Xieng Khouang",)))
    bare = identity(a_grant(), Subject(titles=("Clearance in Xieng Khouang",)))
    nothing = identity(a_grant(), Subject())
    assert whole.confidence > bare.confidence > nothing.confidence
    assert nothing.verdict == "too_little_known"
    assert identity(Subject(), Subject()).verdict == "too_little_known"


@pytest.mark.parametrize(
    "forgotten", [{"sums": ()}, {"texts": ()}, {"sectors": ()}, {"end": ""}, {"countries": ()}]
)
def test_a_fact_that_one_side_does_not_say_is_no_mismatch(forgotten: dict[str, object]) -> None:
    assert identity(a_grant(), a_grant(**forgotten)).probability > 0.5


HOSTILE = {
    "long": "mine " * 400_000,
    "right to left": "\u202eإزالة الألغام " * 100_000,
    "no spaces": "地雷除去" * 300_000,
    "token soup": "a1-" * 600_000,
    "dots": "1." * 500_000,
    "one word": "x" * 2_000_000,
    "broken": "\ud800\x00" * 100_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_texts_take_no_more_than_their_share_of_time(text: str) -> None:
    hostile = a_grant(
        titles=(text,), texts=(text,), places=(text,), organisations=(Named(text, text, "implementing"),)
    )
    usual, worst = seconds(a_grant()), seconds(hostile)
    assert worst < max(10 * usual, 0.1)


def seconds(subject: Subject) -> float:
    other, times = facts_of(a_grant()), []
    for _ in range(5):
        began = perf_counter()
        compare(facts_of(subject), other)
        times.append(perf_counter() - began)
    return min(times)


def test_a_common_parent_or_provider_does_not_make_two_activities_one() -> None:
    one = Subject(identifiers=("GB-1-2016-101",), links=(("GB-1-2016", "parent"), ("XM-1", "provider")))
    other = Subject(identifiers=("GB-1-2016-102",), links=(("GB-1-2016", "parent"), ("XM-1", "provider")))
    sibling = Subject(identifiers=("GB-1-2016-103",), links=(("GB-1-2016-101", "sibling"),))
    assert identity(one, other).score < 100
    assert identity(one, sibling).score < 100


def test_a_receiver_who_names_the_givers_activity_reports_the_same_money() -> None:
    giver = Subject(identifiers=("NO-BRC-1-LAO-22",))
    receiver = Subject(identifiers=("XM-DAC-41114-7",), links=(("NO-BRC-1-LAO-22", "provider"),))
    assert identity(giver, receiver).score == 100


def test_money_of_different_states_is_not_the_same_money_however_alike_the_rest() -> None:
    """Flows of one day to one fund without titles, each from another State, are co-funding."""
    flow = Subject(
        countries=("AF",),
        start="2003-08-15",
        organisations=(Named("Japan, Government of", "", "funding"), Named("UNMAS", "", "implementing")),
        sums=(Sum(100_000_000, "USD", "2003-08-15"),),
    )
    other = replace(
        flow,
        organisations=(Named("Canada, Government of", "", "funding"), Named("UNMAS", "", "implementing")),
    )
    for one, two in ((flow, other), (a_grant(), a_grant(organisations=other.organisations))):
        found = identity(one, two)
        assert found.probability < 0.45
        donor = next(line for line in found.evidence if line.signal == "donor")
        assert (donor.text, donor.weight < 0) == ("the money of different States", True)


def test_a_state_that_is_named_on_the_other_side_may_have_passed_the_money_on() -> None:
    through = a_grant(organisations=(Named("Sweden", "SE", "funding"), Named("Norway", "NO", "implementing")))
    told = [line.text for line in identity(a_grant(), through).evidence if line.signal == "donor"]
    assert told != ["the money of different States"]


def test_without_any_words_the_rest_tells_less() -> None:
    wordless = a_grant(titles=(), texts=())
    assert identity(wordless, wordless).confidence < identity(a_grant(), a_grant()).confidence * 0.8
    bare = Subject(start="2003-08-15", sums=(Sum(100_000_000, "USD", "2003-08-15"),))
    assert identity(bare, bare).verdict == "too_little_known"
