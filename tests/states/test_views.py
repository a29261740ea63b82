from datetime import date

import pytest
import sqlalchemy as sa

from coalition.states.rules import TreatyEvent
from coalition.states.service import load_reference as load_states
from coalition.treaty.service import load_reference as load_treaty
from tests.factories.states import make_event, make_party, make_state


@pytest.fixture
def loaded(session):
    load_states(session)
    load_treaty(session)
    session.commit()
    return session


def test_the_list_counts_as_of_the_day_asked_for(loaded, client):
    page = client.get("/states/?on=2025-03-31").text
    assert ">111</a>" in page
    assert ">12</a>" in page
    assert "31 March 2025" in page


def test_a_day_that_is_none_is_said_to_be_none(loaded, client):
    page = client.get("/states/?on=2025-02-30")
    assert page.status_code == 200
    assert "is no day of the calendar" in page.text
    assert "Give the day as well" in client.get("/states/?on=2025-02").text


def test_the_list_is_filtered_by_name_region_and_status(session, client):
    make_party(session, "XAA", name="Alpha")
    make_state(session, "XBB", "Beta")
    session.commit()
    assert "Beta" not in client.get("/states/?status=state_party").text
    assert "Alpha" not in client.get("/states/?q=beta").text
    assert "Alpha" in client.get("/states/?region=Asia/Pacific&status=nonsense").text
    assert "No State is called so" in client.get("/states/?q=gamma").text


def test_the_profile_of_laos_tells_status_duties_and_money_with_their_sources(loaded, client):
    page = client.get("/states/LAO").text
    for words in (
        "Lao People&#39;s Democratic Republic",
        "State Party",
        "1 August 2030",
        "as of",
        "30 June 2021",
        "medium confidence",
        "the-monitor.org Lao PDR 2023",
        "United States",
    ):
        assert words in page, words


def test_the_profile_says_last_known_and_never_missed(loaded, client):
    page = client.get("/states/AFG").text
    assert "Last known deadline" in page
    for word in ("missed", "overdue", " late ", "failed"):
        assert word not in page.lower(), word


def test_what_nobody_has_stated_reads_not_known(session, client):
    make_state(session, "XAA")
    session.commit()
    page = client.get("/states/XAA").text
    assert "not known" in page
    assert "No duty of this State is recorded" in page


def test_a_code_in_small_letters_leads_to_the_one_address(session, client):
    make_state(session, "XAA")
    session.commit()
    answer = client.get("/states/xaa")
    assert (answer.status_code, answer.location) == (302, "/states/XAA")


def test_a_state_that_does_not_exist_is_404(client):
    assert client.get("/states/XZZ").status_code == 404
    assert client.get("/states/XZZ/simulate-accession").status_code == 404


def test_the_simulation_gives_the_days_and_stores_nothing(loaded, client):
    page = client.get("/states/TON/simulate-accession?deposited=2026-12-10").text
    for day in ("1 June 2027", "28 November 2027", "30 April 2028", "1 June 2035", "1 June 2037"):
        assert day in page, day
    assert "has joined already" not in page
    assert "State Party" not in client.get("/states/TON").text.split("Treaties")[0]


def test_the_simulation_of_a_party_says_so(session, client):
    state = make_state(session, "XAA")
    make_event(session, state, TreatyEvent.ACCESSION, date(2012, 1, 1))
    session.commit()
    assert "has joined already" in client.get("/states/XAA/simulate-accession?deposited=soon").text


@pytest.mark.parametrize("path", ["/states/", "/states/?q=a&status=state_party&page=2"])
def test_a_page_of_states_takes_few_queries(loaded, client, path, app):
    seen = []
    engine = app.extensions["engine"]

    def note(*given):
        seen.append(given[2])

    sa.event.listen(engine, "before_cursor_execute", note)
    client.get(path)
    sa.event.remove(engine, "before_cursor_execute", note)
    assert len(seen) <= 12
