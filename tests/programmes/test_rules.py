import re
from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalition.programmes.rules.changes import changed_parts
from coalition.programmes.rules.record import (
    Amount,
    Party,
    Place,
    ProgrammeRecord,
    Text,
    Total,
    from_json,
    identifier_key,
)
from coalition.programmes.rules.register import is_newer
from coalition.programmes.rules.relevance import (
    UNBOUND,
    WORDS,
    activity_types_of,
    may_be_mine_action,
    pillars_of,
    reason_for,
)


def reason(text: str = "", *, organisations: str = "", refs: str = "", sectors: str = "") -> str:
    return reason_for(
        sectors=frozenset(sectors.split()),
        text=text,
        organisations=organisations,
        refs=frozenset(refs.split()),
    )


@given(
    st.sampled_from([*WORDS, *UNBOUND]).flatmap(lambda word: st.from_regex(f"(?i:{word})", fullmatch=True))
)
def test_every_word_holds_a_stem_so_that_none_is_passed_over(text):
    assert may_be_mine_action(text)
    assert reason(f"A programme of {text.lower()} in three provinces")


@pytest.mark.parametrize(
    "text",
    [
        "Humanitarian demining", "Mine action", "UXO clearance", "ERW survey",
        "Clearance of cluster munition remnants",
        "Lutte contre les mines", "Déminage humanitaire", "Bombes à sous-munitions",
        "Acción contra minas", "Municiones en racimo", "Desminagem", "Humanitäre Minenräumung",
        "Streumunition",
        "Ontmijning", "Minröjning", "Minerydding i Laos", "Minerydning", "Miinanraivaus",
        "Sminamento umanitario",
        "Гуманитарное разминирование", "Розмінування", "إزالة الألغام", "ເກັບກູ້ລະເບີດບໍ່ທັນແຕກ", "地雷行动",
        "Khắc phục bom mìn",
    ],
)  # fmt: skip
def test_mine_action_is_known_in_many_languages(text):
    assert reason(text)


@pytest.mark.parametrize(
    "text",
    [
        "Reform of the mining sector", "Data mining for public health", "Coal mines and their safety",
        "Minería artesanal",
        "To determine the baseline", "Eliminate malaria", "Famine relief", "ERW steel pipes for a water main",
        "Seminar for administrators", "Victims of trafficking", "Communities and municipalities",
        "Feminine hygiene",
        "Jernbaneminer", "Mineral water", "Otherwise healthy", "Overwhelmed clinics",
    ],
)  # fmt: skip
def test_look_alikes_are_no_mine_action(text):
    assert reason(text) == ""


def test_the_sector_decides_before_any_word_and_bodies_that_do_nothing_else_do_too():
    assert reason("Water", sectors="15250 14030") == "sector 15250"
    assert reason(organisations="The HALO Trust") == "organisation The HALO Trust"
    assert reason("Halo Trust") == "organisation halo trust"
    assert reason(refs="gb-chc-1001813") == "organisation gb-chc-1001813"
    assert reason(organisations="Danish Refugee Council") == ""
    assert reason("Small arms control", sectors="15240") == ""


def test_pillars_and_kinds_of_work_are_read_from_words():
    assert pillars_of("Risk education and victim assistance") == ("risk_education", "victim_assistance")
    assert pillars_of("Mine action") == ("survey_clearance",)
    assert activity_types_of("Non-technical survey and EOD") == ("nts", "eod_spot")


PLAIN = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12)
MINOR = st.integers(-(10**15), 10**15)


@given(
    st.builds(
        ProgrammeRecord,
        identifier=PLAIN.filter(bool),
        reporter=st.builds(Party, role=st.just("reporting"), name=PLAIN),
        titles=st.lists(st.builds(Text, text=PLAIN, language=PLAIN), max_size=3).map(tuple),
        places=st.lists(
            st.builds(
                Place,
                name=PLAIN,
                codes=st.lists(st.tuples(PLAIN, PLAIN, PLAIN), max_size=2).map(tuple),
                latitude=st.none() | st.floats(-90, 90),
            ),
            max_size=2,
        ).map(tuple),
        transactions=st.lists(
            st.builds(Amount, kind=st.just("3"), minor=MINOR, currency=st.just("USD"), ref=PLAIN, text=PLAIN),
            max_size=2,
        ).map(tuple),
        markers=st.lists(st.tuples(PLAIN, PLAIN, PLAIN), max_size=2).map(tuple),
        humanitarian=st.booleans(),
        outputs=st.lists(PLAIN, max_size=2).map(tuple),
    )
)
def test_any_record_survives_storing_and_keeps_its_digest(record):
    again = from_json(record.to_json())
    assert again == record
    assert again.content_hash == record.content_hash


def plain_record(**given):
    return ProgrammeRecord(**{"identifier": "A", "reporter": Party("reporting", "Donor")} | given)


def test_a_digest_overlooks_the_moment_of_publication_and_nothing_else():
    record = plain_record(updated="2020-01-01")
    assert record.content_hash == plain_record(updated="2024-01-01", version="2.03").content_hash
    for field in fields(ProgrammeRecord):
        if isinstance(getattr(record, field.name), str) and field.name not in ("version", "updated"):
            assert plain_record(**{field.name: "other"}).content_hash != record.content_hash


def test_the_size_is_the_commitment_else_the_budget_of_each_period_else_what_was_paid():
    budgets = (
        Amount("budget", 100, "USD", "2020-01-01", "2020-12-31"),
        Amount("budget", 300, "USD", "2020-01-01", "2020-12-31"),
        Amount("budget", 50, "USD", "2021-01-01", "2021-12-31"),
    )
    paid = Total("3", "USD", 70, 1)
    sizes = [
        plain_record(budgets=budgets, totals=(Total("2", "EUR", 900, 1), paid)).size,
        plain_record(budgets=budgets, totals=(paid,)).size,
        plain_record(totals=(paid,)).size,
    ]
    assert [(size.kind, size.minor, size.currency) for size in sizes if size] == [
        ("2", 900, "EUR"), ("budget", 350, "USD"), ("3", 70, "USD"),
    ]  # fmt: skip
    assert plain_record(totals=(Total("2", "USD", -5, 1),)).size is None
    assert plain_record(totals=(Total("2", "USD", 10**18, 1),)).size is None


def test_identifiers_are_compared_without_case_and_spaces():
    assert identifier_key(" GB-1/ab c ") == identifier_key("gb-1/ABC")


@pytest.mark.parametrize(
    ("updated", "than", "newer"),
    [
        ("2021", "2020", True), ("2020", "2021", False), ("", "2020", True), ("2020", "", True),
        ("2020", "2020", True),
    ],
)  # fmt: skip
def test_the_later_publication_is_newer_and_without_moments_the_later_import(updated, than, newer):
    assert is_newer(updated=updated, than=than) is newer


def test_a_change_is_told_by_the_words_of_its_parts():
    before = plain_record(titles=(Text("Old"),), planned_start="2020-01-01", updated="1")
    after = plain_record(
        titles=(Text("New"),), planned_start="2021-01-01", planned_end="2022-01-01", updated="2"
    )
    assert changed_parts(before.to_json(), after.to_json()) == ("title", "dates")
    assert changed_parts(before.to_json(), plain_record(finance_type="110").to_json())[-1] == "classification"
    assert changed_parts(before.to_json(), before.to_json()) == ()


def test_words_are_patterns_that_cannot_run_away():
    assert all(re.compile(word).groups == 0 for word in WORDS)
