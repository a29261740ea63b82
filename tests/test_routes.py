"""Role × route: who may come in where, as reviewed in routes.csv, and as the front door really answers."""

import pytest
from flask import Flask
from sqlmodel import Session
from werkzeug.routing import Rule

from coalition.auth.rules import Role
from tests.factories.auth import make_person
from tests.factories.organisations import government_of
from tests.factories.states import make_state
from tests.routes import PUBLIC, VISITOR, WHO, read_table, rows_of

NOTHING = {"int": 987654, "path": "no-such-thing", "any": None, "string": "no-such-thing", "default": "none"}


@pytest.mark.on("sqlite")
def test_the_table_of_routes_is_as_it_was_reviewed(app: Flask):
    """A new route joins by `python -m tests.routes`; read the line it adds."""
    assert rows_of(app) == read_table()


@pytest.mark.on("sqlite")
@pytest.mark.parametrize("name", [VISITOR, *WHO])
def test_the_front_door_lets_in_whom_the_table_names_and_nobody_else(app: Flask, session: Session, name: str):
    client = app.test_client()
    if name != VISITOR:
        person = someone(session, name)
        with client.session_transaction() as cookie:
            cookie["_user_id"] = person.get_id()
    table, wrong = read_table(), []
    for rule in app.url_map.iter_rules():
        if rule.endpoint in table and rule.endpoint not in ("auth.sign_out", "auth.sign_out_everywhere"):
            let_in = was_let_in(client.open(address_of(rule), method=method_of(rule)))
            allowed = table[rule.endpoint] == PUBLIC or name in table[rule.endpoint].split()
            if let_in != allowed:
                wrong.append(f"{rule.endpoint} {rule.rule}: let in {let_in}, reviewed {allowed}")
    assert wrong == []


def someone(session: Session, name: str):
    role, rank, theme = WHO[name]
    state = make_state(session)
    session.commit()
    own = government_of(session, state) if role in (Role.DONOR, Role.PARTNER, Role.OBSERVER) else None
    return make_person(session, role, rank=rank, state_id=state.id, organisation=own, theme=theme)


def method_of(rule: Rule) -> str:
    return "GET" if rule.methods and "GET" in rule.methods else "POST"


def address_of(rule: Rule) -> str:
    """Return an address of the route, with things that do not exist where it names some."""
    values = {}
    for argument in rule.arguments - set(rule.defaults or {}):
        converter = rule._converters[argument]
        kind = type(converter).__name__.removesuffix("Converter").lower()
        if kind == "any":
            values[argument] = sorted(converter.items)[0]
        else:
            values[argument] = {"integer": 987654}.get(kind, "no-such-thing")
    built = rule.build(values)
    assert built is not None, rule
    return built[1]


def was_let_in(answer) -> bool:
    """Return whether the guard let the request through: it sends visitors to sign in and refuses others.

    A program that is not signed in is told so (401) instead of being sent to a form.
    """
    if answer.status_code == 302 and answer.headers["Location"].startswith("/sign-in?next="):
        return False
    return answer.status_code not in (401, 403)
