from datetime import date

import pytest
import sqlalchemy as sa

from coalition.states.queries import get_state
from coalition.states.service import load_reference as load_states
from coalition.treaty.queries import (
    list_deadlines,
    list_extensions,
    list_open_obligations,
    list_strip,
)
from coalition.treaty.rules.terms import DeadlineState, RuleCode
from coalition.treaty.service import load_reference as load_treaty
from tests.factories.states import make_party, make_state
from tests.factories.treaty import make_extension, make_meeting, make_obligation

TODAY = date(2026, 11, 23)


@pytest.fixture
def loaded(session):
    load_states(session)
    load_treaty(session)
    session.flush()
    return session


def test_the_deadlines_of_one_state(session):
    state = make_party(session, "XAA")
    make_meeting(session, "9MSP", date(2021, 9, 2))
    duty = make_obligation(session, state)
    make_extension(session, duty, date(2027, 8, 1), decided_at="9MSP")
    make_party(session, "XBB")
    found = list_deadlines(session, on=TODAY, start=TODAY, end=date(2027, 12, 31), state_id=state.id)
    assert [(d.iso3, d.rule, d.due.on.isoformat()) for d in found] == [
        ("XAA", RuleCode.T11, "2027-03-31"),
        ("XAA", RuleCode.T10, "2027-04-30"),
        ("XAA", RuleCode.T4, "2027-08-01"),
    ]


def test_a_state_that_never_joined_has_none(session):
    state = make_state(session)
    make_obligation(session, state)
    assert list_deadlines(session, on=TODAY, start=date(2010, 1, 1), end=TODAY, state_id=state.id) == []
    assert list_strip(session, state.id, TODAY) == []


def test_peru_alone_had_an_open_stockpile_duty_on_13_november_2023(loaded):
    found = list_open_obligations(loaded, 3, date(2023, 11, 13))
    assert [state.iso3 for state, _ in found] == ["PER"]
    assert list_open_obligations(loaded, 3, TODAY) == []


def test_ten_states_have_land_to_clear_today(loaded):
    found = [state.iso3 for state, _ in list_open_obligations(loaded, 4, TODAY)]
    assert found == ["AFG", "CHL", "DEU", "IRQ", "LAO", "LBN", "MRT", "SOM", "SSD", "TCD"]


def test_deadlines_of_all_states_are_each_there_once(loaded):
    found = list_deadlines(loaded, on=TODAY, start=date(2010, 8, 1), end=date(2040, 8, 1))
    assert len(found) > 6_000
    assert len({deadline.key for deadline in found}) == len(found)
    assert {d.iso3 for d in found if d.state is DeadlineState.LAST_KNOWN} == {
        "AFG",
        "CHL",
        "LBN",
        "MRT",
        "SOM",
        "TCD",
    }
    assert all(deadline.source for deadline in found)


def test_all_deadlines_take_six_queries(loaded, app):
    seen = []

    def note(*given):
        seen.append(given[2])

    sa.event.listen(app.extensions["engine"], "before_cursor_execute", note)
    list_deadlines(loaded, on=TODAY, start=TODAY, end=date(2040, 1, 1))
    sa.event.remove(app.extensions["engine"], "before_cursor_execute", note)
    assert len(seen) == 6  # one a table: meetings, events, requests, obligations, reports, States


def test_requests_come_with_their_obligation_in_order(loaded):
    requests = list_extensions(loaded, get_state(loaded, "CHL").id)
    assert [request.sequence for request in requests] == [1, 2, 3, 4]
    assert {request.obligation.article for request in requests} == {4}
