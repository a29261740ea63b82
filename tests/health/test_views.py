"""Pages of the review: who reads what when, and the acts."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook
from sqlmodel import select

from coalition.auth.rules import Role
from coalition.core.clock import today
from coalition.health import service
from coalition.health.models import HealthComment, Remedy
from coalition.health.rules.remedies import RemedyStatus
from tests.factories.pledges import make_coalition, make_donor, make_open_need, make_person
from tests.factories.states import make_state

LONG_AGO = timedelta(days=30)


@pytest.fixture
def coalition(session):
    state = make_state(session, "TCD", "Chad")
    found = make_coalition(session, state, started_on=date(2024, 1, 1))
    make_open_need(session, state)
    session.commit()
    return found


def reviewed(session, on):
    service.review_night(session, on)
    session.commit()


def test_the_state_reads_today_what_the_coordinators_read_later(session, coalition, sign_in):
    reviewed(session, today())
    head = make_person(session, Role.AFFECTED_STATE, state_id=coalition.state_id)
    other = make_person(session, Role.COORDINATOR)
    session.commit()
    own = sign_in(head).get(f"/health/{coalition.id}").text
    assert "You read this first" in own
    assert "Guiding strategy" in own
    theirs = sign_in(other).get(f"/health/{coalition.id}").text
    assert "Guiding strategy" not in theirs
    assert "No review is open to you yet" in theirs
    assert "not yet open to you" in sign_in(other).get("/health/").text


def test_the_table_is_not_a_ranking_and_shows_words(session, coalition, sign_in):
    reviewed(session, today() - LONG_AGO)
    person = make_person(session, Role.COORDINATOR)
    session.commit()
    page = sign_in(person).get("/health/").text
    assert "Chad" in page
    assert "Needs support" in page


@pytest.mark.on("sqlite")
def test_the_review_of_all_is_handed_out_as_a_workbook_to_those_who_may_read_it(session, coalition, sign_in):
    reviewed(session, today() - LONG_AGO)
    ica, donor = make_person(session, Role.COORDINATOR), make_donor(session, "NOR", "Norway")
    outside = make_person(session, Role.DONOR, organisation_id=donor.id)
    session.commit()
    book = load_workbook(BytesIO(sign_in(ica).get("/health/review?format=xlsx").data))
    head, line = (list(row) for row in book["Coalitions"].iter_rows(min_row=2, max_row=3, values_only=True))
    assert head[:4] == ["State", "Overall", "H1", "H2"]
    assert line[0] == "Chad"
    assert "Chad" not in sign_in(outside).get("/health/review").text


def test_a_donor_outside_the_coalition_and_a_visitor_see_nothing(session, coalition, sign_in, client):
    reviewed(session, today() - LONG_AGO)
    assert client.get("/health/").status_code == 302
    donor = make_donor(session, "NOR", "Norway")
    person = make_person(session, Role.DONOR, organisation_id=donor.id)
    session.commit()
    assert sign_in(person).get(f"/health/{coalition.id}").status_code == 403
    assert "Chad" not in sign_in(person).get("/health/").text


def test_comment_offer_and_outcome(session, coalition, sign_in):
    reviewed(session, today() - LONG_AGO)
    person = make_person(session, Role.COORDINATOR)
    session.commit()
    client = sign_in(person)
    done = client.post(f"/health/{coalition.id}/H3/comment", data={"text": "We work on it.", "once": "a"})
    assert done.status_code == 302
    offer = {"text": "The ISU helps with the needs.", "owner": "", "once": "b"}
    assert "items" not in client.get(f"/health/{coalition.id}/H3/offer").text.split("<h1")[0]
    assert client.post(f"/health/{coalition.id}/H3/offer", data=offer).status_code == 302
    session.rollback()
    assert session.exec(select(HealthComment)).one().text == "We work on it."
    remedy = session.exec(select(Remedy).where(Remedy.by_system.is_(False))).one()
    outcome = {"then": "done", "outcome": "All complete.", "once": "c"}
    assert client.post(f"/health/remedies/{remedy.id}", data=outcome).status_code == 302
    session.expire_all()
    session.rollback()
    assert session.get(Remedy, remedy.id).status is RemedyStatus.DONE
    page = client.get(f"/health/{coalition.id}").text
    assert "We work on it." in page
    assert "All complete." in page


def test_an_indicator_that_does_not_exist(session, coalition, sign_in):
    person = make_person(session, Role.COORDINATOR)
    session.commit()
    assert sign_in(person).get(f"/health/{coalition.id}/H13/comment").status_code == 404


def test_pages_ask_the_database_a_constant_number_of_times(session, sign_in, statements):
    person = make_person(session, Role.COORDINATOR)
    session.commit()

    def asked(more):
        for _ in range(more):
            make_coalition(session, make_state(session))
        session.commit()
        reviewed(session, today() - LONG_AGO)
        with statements() as seen:
            assert sign_in(person).get("/health/").status_code == 200
        return len(seen)

    assert asked(2) == asked(15) <= 12
