from pathlib import Path

import pytest

from coalition.core.visibility import Confidence
from coalition.states.readers import (
    DATA,
    read_events,
    read_flows,
    read_names,
    read_states,
    read_totals,
    rows_of,
    source_for,
)
from coalition.states.rules import AffectedStatus, Instrument, Known

SHARED = Path(__file__).parents[3] / "shared" / "data"


def test_the_file_holds_the_members_of_the_united_nations_and_four_more():
    states = read_states()
    assert len(states) == 197
    assert sum(state["un_member"] for state in states) == 193
    assert {state["iso3"] for state in states if not state["un_member"]} == {"VAT", "COK", "NIU", "PSE"}


def test_what_no_source_says_is_unknown():
    states = {state["iso3"]: state for state in read_states()}
    assert states["LAO"]["affected_status"] is AffectedStatus.AFFECTED
    assert states["COL"]["affected_status"] is AffectedStatus.UNKNOWN
    assert states["CHE"]["has_victims"] is Known.UNKNOWN


def test_every_row_names_its_source_and_confidence():
    for row in (*read_states(), *read_events(), *read_flows(), *read_totals()):
        assert row["source"]
        assert row["confidence"] in set(Confidence)


def test_no_name_means_two_states():
    meant: dict[str, set[str]] = {}
    for row in read_names():
        meant.setdefault(row["key"], set()).add(row["iso3"])
    assert {key: iso3s for key, iso3s in meant.items() if len(iso3s) > 1} == {}


def test_amounts_are_cents_and_short_lists_are_marked():
    flows = read_flows()
    largest = max(
        (flow for flow in flows if flow["recipient"] == "LAO"),
        key=lambda flow: (flow["year"], flow["amount"]),
    )
    assert (largest["donor"], largest["amount"]) == ("USA", 36_000_000_00)
    assert sum(flow["list_truncated"] for flow in flows) > 0


def test_a_source_is_cut_to_the_treaty_it_speaks_of():
    source = "UNTC XXVI-6. APMBC: UNTC XXVI-5. CCW P.V: from memory"
    assert [source_for(source, instrument) for instrument in Instrument] == [
        "UNTC XXVI-6",
        "UNTC XXVI-5",
        "from memory",
    ]
    assert source_for("one for all", Instrument.APMBC) == "one for all"


GIVEN = sorted(SHARED.glob("*.csv")) or sorted(DATA.glob("states.csv"))


# The given files call five documents by number; readers of the platform see their names.
NAMED = {
    "seed 000": "paper of the 13th Meeting on the Manila workshop",
    "seed 001": "Second Review Conference paper on universalization of 28 September 2020",
    "seed 002": "concept note of the Presidency for the intersessional meeting of April 2025",
    "seed 003": "minutes of the Coordination Committee of 13 November 2023",
    "seed 004": "paper of the 7th Meeting on country coalitions of 6 July 2017",
    "seed of Nov 2023": "minutes of 13 November 2023",
    "not stated (seed compares with 2023 First Committee)": (
        "not stated (the minutes compare it with the First Committee of 2023)"
    ),
}


def named(cell: str) -> str:
    for number, name in NAMED.items():
        cell = cell.replace(number, name)
    return cell


@pytest.mark.parametrize("path", GIVEN, ids=lambda path: path.name)
def test_the_packaged_files_are_the_given_ones(path):
    rooms = DATA.parent.parent
    packaged = [
        rooms / room / "data" / path.name for room in ("states", "treaty", "committee", "universalization")
    ]
    found = [other for other in packaged if other.exists()]
    given = [{key: named(cell) for key, cell in row.items()} for row in rows_of(path)]
    assert [rows_of(other) for other in found] == [given]
