from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalition.core.when import Precision
from coalition.states.readers import DATA, read_events, read_states, rows_of
from coalition.states.rules import (
    FIRST_IN_FORCE,
    Event,
    Instrument,
    TreatyEvent,
    TreatyStatus,
    count_by_status,
    entry_into_force,
    in_force_since,
    name_key,
    status_on,
    turns,
    withdrawal_effective,
)

CCM = Instrument.CCM
deposit_days = st.dates(date(2008, 12, 3), date(2100, 12, 31))


def ccm(event: TreatyEvent, *day: int, precision: Precision = Precision.DAY) -> Event:
    return Event(CCM, event, date(*day), precision)


def events_by_state() -> dict[str, list[Event]]:
    found: dict[str, list[Event]] = {row["iso3"]: [] for row in read_states()}
    for row in read_events():
        found[row["iso3"]].append(
            Event(row["instrument"], row["event"], row["happened_on"], row["precision"])
        )
    return found


FACTS = events_by_state()


@pytest.mark.parametrize(
    ("deposited", "in_force"),
    [
        ("2010-02-16", "2010-08-01"),
        ("2008-12-03", "2010-08-01"),
        ("2010-09-07", "2011-03-01"),
        ("2011-03-24", "2011-09-01"),
        ("2011-06-27", "2011-12-01"),
        ("2013-03-26", "2013-09-01"),
        ("2023-02-28", "2023-08-01"),
        ("2025-09-05", "2026-03-01"),
        ("2028-02-29", "2028-08-01"),
    ],
)
def test_in_force_on_the_first_of_the_sixth_month_after_deposit(deposited, in_force):
    assert entry_into_force(date.fromisoformat(deposited)) == date.fromisoformat(in_force)


@given(deposit_days)
def test_entry_into_force_is_a_first_day_five_to_six_months_on_or_the_conventions_own(deposited):
    start = entry_into_force(deposited)
    assert start.day == 1
    assert start >= FIRST_IN_FORCE[CCM]
    if start > FIRST_IN_FORCE[CCM]:
        assert timedelta(days=150) < start - deposited <= timedelta(days=184)


@pytest.mark.parametrize("row", rows_of(DATA / "states.csv"), ids=lambda row: row["iso3"])
def test_the_rule_gives_the_entry_into_force_that_the_file_states(row):
    if row["ccm_entry_into_force_date"]:
        deposited = date.fromisoformat(row["ccm_ratification_or_accession_date"])
        assert entry_into_force(deposited).isoformat() == row["ccm_entry_into_force_date"]


@pytest.mark.parametrize("row", rows_of(DATA / "states.csv"), ids=lambda row: row["iso3"])
def test_the_status_worked_out_is_the_status_that_the_file_states(row):
    stated = {
        CCM: row["ccm_status"],
        Instrument.APMBC: row["apmbc_status"].replace("party", "state_party").replace("not_state_", "not_"),
        Instrument.CCW_PV: {"party": "state_party"}.get(row["ccw_protocol_v_status"], "not_party"),
    }
    for instrument, status in stated.items():
        assert status_on(FACTS[row["iso3"]], instrument, date(2026, 11, 23)) == status


@pytest.mark.parametrize(
    ("day", "parties", "signatories"),
    [
        ("2010-07-31", 0, 70),
        ("2010-08-01", 30, 70),
        ("2025-03-05", 112, 12),
        ("2025-03-06", 111, 12),
        ("2025-03-18", 111, 12),
        ("2025-03-31", 111, 12),
        ("2026-02-28", 111, 12),
        ("2026-03-01", 112, 12),
    ],
)
def test_parties_and_signatories_are_counted_as_of_a_day(day, parties, signatories):
    numbered = dict(enumerate(FACTS.values()))
    counts = count_by_status(numbered, CCM, date.fromisoformat(day))
    assert (counts[TreatyStatus.STATE_PARTY], counts[TreatyStatus.SIGNATORY]) == (parties, signatories)
    assert counts.total() == 197


def test_an_acceding_state_waits_until_it_is_bound():
    events = [ccm(TreatyEvent.ACCESSION, 2025, 9, 5)]
    assert status_on(events, CCM, date(2025, 9, 4)) is TreatyStatus.NOT_PARTY
    assert status_on(events, CCM, date(2025, 9, 5)) is TreatyStatus.ACCEDED_NOT_IN_FORCE
    assert status_on(events, CCM, date(2026, 2, 28)) is TreatyStatus.ACCEDED_NOT_IN_FORCE
    assert status_on(events, CCM, date(2026, 3, 1)) is TreatyStatus.STATE_PARTY


def test_a_signatory_that_ratifies_waits_under_another_name():
    events = [ccm(TreatyEvent.SIGNATURE, 2008, 12, 3), ccm(TreatyEvent.RATIFICATION, 2023, 2, 28)]
    assert status_on(events, CCM, date(2023, 2, 27)) is TreatyStatus.SIGNATORY
    assert status_on(events, CCM, date(2023, 7, 31)) is TreatyStatus.RATIFIED_NOT_IN_FORCE


def left(*extra: Event) -> list[Event]:
    return [
        ccm(TreatyEvent.RATIFICATION, 2011, 3, 24),
        ccm(TreatyEvent.WITHDRAWAL_NOTICE, 2024, 9, 6),
        *extra,
    ]


def test_a_withdrawal_takes_effect_six_months_after_the_notice():
    assert withdrawal_effective(date(2024, 9, 6)) == date(2025, 3, 6)
    assert withdrawal_effective(date(2024, 8, 31)) == date(2025, 2, 28)
    assert status_on(left(), CCM, date(2025, 3, 5)) is TreatyStatus.STATE_PARTY
    assert status_on(left(), CCM, date(2025, 3, 6)) is TreatyStatus.WITHDRAWN


def test_a_withdrawal_waits_for_the_end_of_an_armed_conflict():
    assert withdrawal_effective(date(2024, 9, 6), date(2026, 1, 10)) == date(2026, 1, 10)
    assert withdrawal_effective(date(2024, 9, 6), date(2024, 10, 1)) == date(2025, 3, 6)


def test_a_notice_taken_back_in_time_leads_nowhere():
    events = left(ccm(TreatyEvent.WITHDRAWAL_REVOKED, 2025, 3, 5))
    assert status_on(events, CCM, date(2030, 1, 1)) is TreatyStatus.STATE_PARTY


def test_a_notice_taken_back_too_late_changes_nothing():
    events = left(ccm(TreatyEvent.WITHDRAWAL_REVOKED, 2025, 3, 6))
    assert status_on(events, CCM, date(2030, 1, 1)) is TreatyStatus.WITHDRAWN


def test_a_second_notice_counts_after_the_first_was_taken_back():
    events = left(
        ccm(TreatyEvent.WITHDRAWAL_REVOKED, 2024, 12, 1), ccm(TreatyEvent.WITHDRAWAL_NOTICE, 2026, 1, 1)
    )
    assert status_on(events, CCM, date(2026, 6, 30)) is TreatyStatus.STATE_PARTY
    assert status_on(events, CCM, date(2026, 7, 1)) is TreatyStatus.WITHDRAWN


def test_a_state_that_left_may_come_back():
    events = left(ccm(TreatyEvent.ACCESSION, 2027, 1, 15))
    assert status_on(events, CCM, date(2027, 6, 30)) is TreatyStatus.ACCEDED_NOT_IN_FORCE
    assert in_force_since(events, CCM, date(2027, 7, 1)) == date(2027, 7, 1)


def test_a_date_known_to_the_month_counts_from_its_last_day():
    events = [ccm(TreatyEvent.SIGNATURE, 2008, 12, 1, precision=Precision.MONTH)]
    assert status_on(events, CCM, date(2008, 12, 30)) is TreatyStatus.NOT_PARTY
    assert status_on(events, CCM, date(2008, 12, 31)) is TreatyStatus.SIGNATORY


def test_protocol_v_binds_six_months_to_the_day_after_consent():
    assert entry_into_force(date(2012, 2, 2), Instrument.CCW_PV) == date(2012, 8, 2)
    assert entry_into_force(date(2005, 12, 13), Instrument.CCW_PV) == date(2006, 11, 12)


def test_a_computed_turn_says_so_and_a_stated_one_does_not():
    computed = turns([ccm(TreatyEvent.ACCESSION, 2025, 9, 5)], CCM)
    stated = turns(
        [ccm(TreatyEvent.ACCESSION, 2025, 9, 5), ccm(TreatyEvent.ENTRY_INTO_FORCE, 2026, 3, 1)], CCM
    )
    assert [turn.computed for turn in computed] == [False, True]
    assert [turn.computed for turn in stated] == [False, False]


@given(st.lists(st.tuples(st.sampled_from(TreatyEvent), deposit_days), max_size=6), deposit_days)
def test_every_history_has_one_status_on_every_day(history, day):
    events = [Event(CCM, event, on) for event, on in history]
    assert status_on(events, CCM, day) in set(TreatyStatus)
    assert status_on(events, Instrument.APMBC, day) is TreatyStatus.NOT_PARTY


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Côte d’Ivoire", "Cote d'Ivoire"),
        ("The Gambia", "gambia"),
        ("Saint Kitts & Nevis", "SAINT KITTS AND NEVIS"),
        ("Lao P.D.R.", "Lao PDR"),
        ("Türkiye", "turkiye"),
    ],
)
def test_spellings_of_one_name_have_one_key(one, other):
    assert name_key(one) == name_key(other)
