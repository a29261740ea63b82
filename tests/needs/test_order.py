"""A State's order of priority, page by page."""

from collections.abc import Callable

from flask.testing import FlaskClient
from sqlmodel import Session

from coalition.auth.models import Person
from coalition.auth.rules import Role
from tests.factories.needs import make_posted
from tests.factories.pledges import make_person
from tests.factories.states import make_state

SignIn = Callable[[Person], FlaskClient]


def test_a_long_order_comes_in_pages_and_a_page_moves_nothing_else(session: Session, sign_in: SignIn):
    state = make_state(session, "TCD", "Chad")
    needs = [make_posted(session, state, title=f"Need number {number}") for number in range(30)]
    ids = [need.id for need in needs]
    head = make_person(session, Role.AFFECTED_STATE, state_id=state.id)
    session.commit()
    client = sign_in(head)
    second = client.get("/needs/order?page=2").text
    assert "Need number 29" in second
    assert "Need number 3<" not in second
    page = [str(one) for one in ids[25:]]
    sent = client.post("/needs/order?page=2", data={"need": page[::-1]})
    assert sent.headers["Location"] == "/needs/order?page=2"
    session.rollback()
    assert [need.priority_rank for need in needs] == [*range(1, 26), 30, 29, 28, 27, 26]
    up = client.post("/needs/order?page=2", data={"need": page[::-1], "up": page[-1]})
    assert up.headers["Location"] == f"/needs/order?page=2#need-{page[-1]}"
    client.post("/needs/order", data={"moved": page[0], "place": "1"})
    client.post("/needs/order", data={"moved": page[0], "place": "first"})
    session.rollback()
    assert needs[25].priority_rank == 1
    assert needs[29].priority_rank == 26
    assert "Choose a need of the list" in client.post("/needs/order", data={"moved": "0", "place": "1"}).text
