from datetime import date

import pytest

from coalition.states.service import load_reference as load_states
from coalition.treaty.service import load_reference as load_treaty
from tests.factories.states import make_party
from tests.factories.treaty import make_obligation

WIDE = "from=2010-08-01&to=2040-01-01"


@pytest.fixture
def loaded(session):
    load_states(session)
    load_treaty(session)
    session.commit()
    return session


def test_the_deadlines_of_a_state_give_day_reason_and_source(loaded, client):
    page = client.get(f"/deadlines?state=LAO&{WIDE}").text
    for words in ("1 August 2030", "Extension 2, granted at 12MSP", "CCM/MSP/2024/6", "medium confidence"):
        assert words in page, words


def test_a_visitor_sees_no_list_of_what_is_outstanding(loaded, client):
    page = client.get(f"/deadlines?rule=T9&{WIDE}").text
    assert "not recorded here" not in page
    page = client.get("/deadlines?state=AFG&" + WIDE).text
    assert "Last known deadline" in page
    for word in ("missed", "overdue", " late ", "failed"):
        assert word not in page.lower(), word


def test_a_visitor_is_not_offered_our_own_spacing(loaded, client):
    assert (
        "Ministries"
        not in client.get(f"/deadlines?rule=T11&{WIDE}").text.split("<table")[0].split("<option")[0]
    )
    assert "120 days before" not in client.get(f"/deadlines?state=LAO&{WIDE}").text


def test_the_yearly_reports_of_all_are_shown_when_asked_for(session, client):
    make_party(session, "XAA", name="Alpha")
    session.commit()
    left_out = client.get("/deadlines?from=2027-01-01&to=2027-12-31").text
    assert "Nothing falls due in this period" in left_out
    assert "is shown when a State or that rule is chosen" in left_out
    assert "30 April 2027" in client.get("/deadlines?rule=T10&from=2027-01-01&to=2027-12-31").text
    assert "30 April 2027" in client.get("/deadlines?state=XAA&from=2027-01-01&to=2027-12-31").text


def test_a_bad_period_is_said_to_be_one(client):
    assert "ends before it begins" in client.get("/deadlines?from=2030-01-01&to=2020-01-01").text
    assert "is no day of the calendar" in client.get("/deadlines?to=2026-02-30").text
    assert client.get("/deadlines?state=NOPE&rule=T99&page=-3").status_code == 200


def test_the_list_is_paged(loaded, client):
    page = client.get("/deadlines?rule=T10&from=2027-01-01&to=2027-12-31&page=2").text
    assert "26–50 of 112" in page


def test_a_state_with_a_second_clock_shows_both(session, client):
    state = make_party(session, "XAA")
    make_obligation(session, state)
    make_obligation(
        session,
        state,
        clock="later_hostilities",
        clock_label="2023–24",
        hostilities_ended_on=date(2024, 11, 27),
    )
    session.commit()
    page = client.get(f"/deadlines?state=XAA&{WIDE}").text
    assert "27 November 2034" in page
    assert "1 August 2022" in page
