"""What two records share: organisations behind names, sums across currencies, words of many languages."""

from math import isnan

import pytest

from coalition.duplication.rules.identity.facts import facts_of
from coalition.duplication.rules.identity.figures import NAMES, compare
from coalition.duplication.rules.identity.parties import bodies_in, body_of
from coalition.duplication.rules.identity.tables import dollars, weight
from coalition.duplication.rules.identity.words import (
    codes_in,
    concepts,
    countries_in,
    steps_in,
    words_in,
)
from coalition.duplication.rules.subject import Named, Subject, Sum


def figures(one: Subject, other: Subject) -> dict[str, float]:
    return dict(zip(NAMES, compare(facts_of(one), facts_of(other)), strict=True))


@pytest.mark.parametrize(
    ("name", "ref"), [("HALO", ""), ("The HALO Trust", ""), ("", "GB-CHC-1001813"), ("Halo Trust USA", "")]
)
def test_names_and_references_of_one_body_agree(name: str, ref: str) -> None:
    assert "halo" in body_of(Named(name, ref)).keys


@pytest.mark.parametrize(
    ("name", "ref", "nation"),
    [
        ("Ministry of Foreign Affairs, Finland", "", "FI"),
        ("", "FI-3", "FI"),
        ("Germany, Government of", "", "DE"),
        ("Bundesministerium für wirtschaftliche Zusammenarbeit und Entwicklung (BMZ)", "DE-1", "DE"),
        ("U.S. Agency for International Development", "US-GOV-1", "US"),
        ("Norad - Norwegian Agency for Development Cooperation", "", "NO"),
        ("Mines Advisory Group", "GB-CHC-1083008", ""),
    ],
)
def test_a_donor_is_known_by_its_nation(name: str, ref: str, nation: str) -> None:
    assert body_of(Named(name, ref)).nation == nation


def test_users_can_add_names_of_their_own() -> None:
    named = Named("Peace Field Unit")
    assert body_of(named, {"peace field unit": "pfu"}).keys == {"pfu"}
    one = facts_of(
        Subject(organisations=(Named("Peace Field Unit", "", "implementing"),)), {"peace field unit": "pfu"}
    )
    assert one.parties.partners == {"pfu"}


def test_words_that_say_nothing_are_no_organisation() -> None:
    assert body_of(Named("NATIONAL NGOs")).words == frozenset()
    assert body_of(Named("Other.", "52000")).keys == frozenset()


def test_a_partner_named_in_the_title_of_the_other_is_found() -> None:
    assert bodies_in(["humanitarian", "aid", "through", "wfp"]) == {"wfp"}
    one = Subject(titles=("Mine action through Norwegian People's Aid",))
    other = Subject(titles=("Demining",), organisations=(Named("Norsk Folkehjelp", "", "implementing"),))
    assert figures(one, other)["partner_in_text"] == 1.0


def test_sums_agree_across_currencies_at_the_mean_rate_of_their_year() -> None:
    """Five million Finnish marks of 2001 are the 753 102.78 dollars that the OECD counts."""
    one = Subject(sums=(Sum(500_000_000, "FIM", "2001-10-03"),))
    other = Subject(sums=(Sum(75_310_278, "USD", "2001-01-01"),))
    assert figures(one, other)["any_digits"] > 3
    assert dollars(1.0, "XXX", "2001-01-01") is None
    assert dollars(10.0, "USD", "") == (10.0, 10.0)


def test_an_equal_odd_sum_tells_more_than_an_equal_round_one() -> None:
    def digits(minor: int) -> float:
        one = Subject(sums=(Sum(minor, "EUR", "2020-01-01"),))
        return figures(one, one)["any_digits"]

    assert digits(123_456_78) > digits(5_000_000_00)


def test_what_one_side_does_not_say_is_not_compared() -> None:
    found = figures(Subject(), Subject(titles=("Mines",)))
    assert all(
        isnan(value) for name, value in found.items() if name not in ("numbers_shared", "partner_in_text")
    )


def test_rare_words_tell_more_than_common_ones() -> None:
    assert weight(["brcis"]) > weight(["mine"]) > weight(["support"])


def test_words_of_other_languages_meet_in_one_concept() -> None:
    assert concepts(["deminage"]) == concepts(["desminado"]) == concepts(["demining"]) == {"clearance"}


def test_countries_phases_and_references_are_read_out_of_titles() -> None:
    words = words_in("Déminage en République démocratique du Congo, phase II", 100)
    assert countries_in(words)[0] == {"CD"}
    assert steps_in(words) == {2}
    assert codes_in("ECHO/-HF/BUD/2022/91000 and EMOP 6203.01") == {"620301"}
    assert steps_in(words_in("Third round of mine risk education, round 3", 100)) == {3}
