"""Pages of pledges: they save once, refuse in words, and keep out."""

import pytest
from flask.testing import FlaskClient
from sqlmodel import Session, select

from coalition.auth.models import Person, RoleGrant
from coalition.auth.rules import Rank, Role
from coalition.coalitions.rules import MemberRole
from coalition.needs.models import Need
from coalition.pledges.models import Pledge, PledgeDraft, Transaction
from coalition.pledges.rules import PledgeStage
from tests.factories.pledges import (
    make_coalition,
    make_donor,
    make_open_need,
    make_person,
    make_pledge,
)


@pytest.fixture
def need(session: Session) -> Need:
    return make_open_need(session, title="Workshops in three provinces")


@pytest.fixture
def approver(session: Session) -> Person:
    return make_person(session, Role.DONOR, organisation_id=make_donor(session, "BEL", "Belgium").id)


def stored(session: Session, kind: type) -> list:
    """Return the rows as a page has just left them, not as this session once saw them."""
    session.rollback()
    return list(session.exec(select(kind)).all())


def typed(need: Need, **more: str) -> dict[str, str]:
    return {
        "need": str(need.id),
        "once": "key-1",
        "word": "pledge",
        "title": "Clearance teams",
        "kind": "financial",
        "pillar": "survey_clearance",
        "amount": "150 000",
        "currency": "EUR",
        "scope": "country",
        "state": need.state.iso3,
        "starts": "2027",
        "ends": "2028",
        "visibility": "members",
        "gender_marker": "1",
        "disability_marker": "not_screened",
        "continuity": "new",
    } | more


def test_a_pledge_is_stated_in_one_screen_and_only_once(session, sign_in, need, approver):
    session.commit()
    client = sign_in(approver)
    assert client.get(f"/pledges/new?need={need.id}").status_code == 200
    first = client.post("/pledges/new", data=typed(need))
    again = client.post("/pledges/new", data=typed(need))
    assert first.status_code == again.status_code == 302
    assert first.location == again.location
    found = stored(session, Pledge)[0]
    assert (found.amount, found.currency, found.stage) == (15_000_000, "EUR", PledgeStage.PLEDGE)
    page = client.get(first.location).get_data(as_text=True)
    assert page.index("EUR") < page.index("USD")


@pytest.mark.parametrize(
    ("amount", "currency", "field"),
    [
        ("1.500", "EUR", "amount"),
        ("NaN", "EUR", "amount"),
        ("1" + "0" * 20, "EUR", "amount"),
        ("-5", "EUR", "amount"),
        ("100", "XAU", "currency"),
        ("100", "DEM", "currency"),
        ("100", "LAK", "currency"),
        ("", "EUR", "amount"),
    ],
)
@pytest.mark.on("sqlite")
def test_money_that_cannot_be_is_refused_at_its_field(
    session, sign_in, need, approver, amount, currency, field
):
    session.commit()
    answer = sign_in(approver).post("/pledges/new", data=typed(need, amount=amount, currency=currency))
    page = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert f'href="#{field}"' in page
    assert stored(session, Pledge) == []


def test_a_draft_is_kept_and_found_again(session, sign_in, need, approver):
    session.commit()
    client = sign_in(approver)
    client.post("/pledges/new", data=typed(need, act="draft", title="Half written", amount="1.5"))
    assert stored(session, PledgeDraft)[0].fields["title"] == "Half written"
    assert "Half written" in client.get(f"/pledges/new?need={need.id}").get_data(as_text=True)


def test_over_coverage_is_said_while_the_form_is_filled_in(session, sign_in, need, approver):
    session.commit()
    answer = sign_in(approver).post(
        "/pledges/similar", data={"need": need.id, "amount": "2000000", "currency": "USD"}
    )
    assert "More than the need costs" in answer.get_data(as_text=True)


def test_the_check_button_shows_the_same_without_scripts(session, sign_in, need, approver):
    session.commit()
    page = sign_in(approver).post(
        "/pledges/new", data=typed(need, act="check", amount="2000000", currency="USD")
    )
    assert "More than the need costs" in page.get_data(as_text=True)
    assert stored(session, Pledge) == []


def test_a_commitment_then_a_payment(session, sign_in, need):
    pledge = make_pledge(session, need)
    person = make_person(session, Role.DONOR, organisation_id=pledge.donor_id)
    session.commit()
    client = sign_in(person)
    at = f"/pledges/{pledge.id}"
    assert client.get(f"{at}/move/commitment").status_code == 200
    sent = {"on": "2026-11-20", "evidence": "Note verbale 3", "channel": "un_agency", "once": "a"}
    assert client.post(f"{at}/move/commitment", data=sent).location == at
    pay = {"amount": "250 000", "currency": "USD", "value_on": "2026-11-20", "once": "b"}
    assert client.post(f"{at}/ledger/disbursement", data=pay).location == at
    assert client.post(f"{at}/ledger/disbursement", data=pay).location == at
    assert len(stored(session, Transaction)) == 1
    session.rollback()
    assert session.get(Pledge, pledge.id).stage is PledgeStage.DISBURSING
    assert client.get(at).status_code == 200


def test_an_editor_cannot_commit(session, sign_in, need):
    pledge = make_pledge(session, need)
    person = make_person(session, Role.DONOR, organisation_id=pledge.donor_id, rank=Rank.EDITOR)
    session.commit()
    assert sign_in(person).get(f"/pledges/{pledge.id}/move/commitment").status_code == 403


def test_the_isu_sees_pledges_and_has_no_way_to_pledge(session, sign_in, need):
    pledge = make_pledge(session, need)
    person = make_person(session, Role.ISU)
    session.commit()
    client = sign_in(person)
    assert client.get("/pledges/new").status_code == 403
    page = client.get(f"/pledges/{pledge.id}").get_data(as_text=True)
    assert "/pledges/new" not in page
    assert "/move/" not in page


def test_another_donor_outside_the_coalition_does_not_know_of_it(session, sign_in, need, approver):
    pledge = make_pledge(session, need)
    session.commit()
    assert sign_in(approver).get(f"/pledges/{pledge.id}").status_code == 404


def test_members_of_the_coalition_see_each_others_pledges(session, sign_in, need, approver, statements):
    for _ in range(3):
        make_pledge(session, need)
    make_coalition(session, need.state, {organisation_of(session, approver): MemberRole.DONOR})
    session.commit()
    client = sign_in(approver)
    with statements() as asked:
        page = client.get("/pledges").get_data(as_text=True)
    assert page.count("PLEDGE-") == 3
    assert len(asked) <= 12


def organisation_of(session: Session, person: Person) -> int:
    return session.exec(select(RoleGrant.organisation_id).where(RoleGrant.person_id == person.id)).one()


def test_each_form_opens(session, sign_in, need):
    pledge = make_pledge(session, need, stage=PledgeStage.COMMITMENT)
    person = make_person(session, Role.DONOR, organisation_id=pledge.donor_id)
    session.commit()
    client: FlaskClient = sign_in(person)
    for page in (
        "edit",
        "allocate",
        "plan",
        "reduce",
        "cancel",
        "correct",
        "move/contracted",
        "ledger/refund",
        "ledger/adjustment",
        "ledger/expenditure_reported",
    ):
        assert client.get(f"/pledges/{pledge.id}/{page}").status_code == 200, page
