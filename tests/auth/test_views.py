import re
from datetime import UTC, datetime

import pytest
from sqlmodel import select

from coalition.auth.models import Person, RoleGrant, Token
from coalition.auth.rules import Rank, Role, TokenUse
from coalition.auth.service import issue
from coalition.notifications.models import Mail
from tests.factories.auth import PASSWORD, make_person, with_password
from tests.factories.organisations import make_organisation

NEW = "another sentence of the tests"


def door(client, person, password=PASSWORD, **query):
    return client.post(
        "/sign-in", query_string=query, data={"email": person.email.upper(), "password": password}
    )


def test_the_right_password_opens_the_door(session, client):
    person = with_password(session, make_person(session, Role.ISU))
    assert door(client, person).headers["Location"] == "/home"
    assert client.get("/home").status_code == 200


def test_a_wrong_password_and_an_unknown_address_read_the_same(session, client):
    person = with_password(session, make_person(session))
    wrong = door(client, person, "something else entirely").text
    unknown = client.post("/sign-in", data={"email": "nobody@example.org", "password": PASSWORD}).text
    assert "The address or the password is not right." in wrong
    assert "The address or the password is not right." in unknown


def test_after_eight_wrong_passwords_even_the_right_one_waits(session, client):
    person = with_password(session, make_person(session))
    for _ in range(8):
        door(client, person, "something else entirely")
    assert "Too many tries" in door(client, person).text


def test_a_locked_account_stays_out(session, client):
    person = with_password(session, make_person(session, locked=True))
    assert "not right" in door(client, person).text


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:1"]
)
def test_signing_in_never_leads_to_another_site(session, client, target):
    person = with_password(session, make_person(session))
    assert door(client, person, next=target).headers["Location"] == "/home"


def test_signing_in_leads_to_the_page_that_was_asked_for(session, client):
    person = with_password(session, make_person(session))
    assert door(client, person, next="/account?x=1").headers["Location"] == "/account?x=1"


def test_signing_out_everywhere_ends_the_other_session_too(session, app):
    person = with_password(session, make_person(session, Role.ISU))
    here, there = app.test_client(), app.test_client()
    for client in (here, there):
        door(client, person)
    here.post("/sign-out-everywhere")
    assert there.get("/account").status_code == 302


def test_who_is_not_signed_in_is_sent_to_the_door(client):
    answer = client.get("/account")
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/sign-in?next=")


def test_an_invitation_works_once_and_signs_in(session, client):
    person = make_person(session, Role.ISU)
    secret = issue(session, person, use=TokenUse.INVITATION, now=datetime.now(UTC))
    session.commit()
    address = f"/invitation/{secret}"
    assert "Use at least 12" in client.post(address, data={"password": "short"}).text
    assert client.post(address, data={"password": NEW}).headers["Location"] == "/home"
    assert "no longer works" in client.get(address).text


def test_a_reset_link_is_no_invitation_and_runs_out(session, client):
    person = with_password(session, make_person(session))
    secret = issue(session, person, use=TokenUse.PASSWORD_RESET, now=datetime.now(UTC))
    old = issue(session, person, use=TokenUse.PASSWORD_RESET, now=datetime(2020, 1, 1, tzinfo=UTC))
    session.commit()
    assert "no longer works" in client.get(f"/invitation/{secret}").text
    assert "no longer works" in client.get(f"/new-password/{old}").text
    assert client.post(f"/new-password/{secret}", data={"password": NEW}).status_code == 302


def test_a_forgotten_password_is_answered_alike_and_mailed_once(session, client):
    person = with_password(session, make_person(session))
    known = client.post("/forgotten-password", data={"email": person.email}).text
    unknown = client.post("/forgotten-password", data={"email": "nobody@example.org"}).text
    assert "a link is on its way" in known
    assert "a link is on its way" in unknown
    session.rollback()
    (mail,) = session.exec(select(Mail)).all()
    assert re.fullmatch(r"/new-password/[\w-]{40,}", mail.link)


def test_only_hashes_of_links_and_passwords_are_kept(session):
    person = with_password(session, make_person(session))
    secret = issue(session, person, use=TokenUse.INVITATION, now=datetime.now(UTC))
    session.commit()
    assert person.password_hash.startswith("$argon2id$")
    assert session.exec(select(Token)).one().token_hash != secret


def test_inviting_gives_a_role_and_shows_the_link_once(session, sign_in):
    isu, body = make_person(session, Role.ISU), make_organisation(session)
    form = {"email": "New@Example.org", "name": "New", "role": "donor", "organisation": str(body.id)}
    page = sign_in(isu).post("/people/invite", data=form | {"rank": "", "state": "", "theme": ""})
    assert "/invitation/" in page.text
    session.rollback()
    person = session.exec(select(Person).where(Person.email == "new@example.org")).one()
    grant = session.exec(select(RoleGrant).where(RoleGrant.person_id == person.id)).one()
    assert (grant.role, grant.rank, grant.organisation_id) == (Role.DONOR, Rank.APPROVER, body.id)


def test_an_invitation_without_a_state_is_refused_beside_the_field(session, sign_in):
    isu = make_person(session, Role.ISU)
    form = {"email": "a@example.org", "role": "affected_state", "rank": "", "state": "", "organisation": ""}
    page = sign_in(isu).post("/people/invite", data=form | {"theme": ""})
    assert "Say which State the person speaks for." in page.text


def test_a_locked_person_is_signed_out_at_once_and_nobody_locks_their_own(session, app):
    admin = make_person(session, Role.ISU, rank=Rank.ADMINISTRATOR)
    person = make_person(session, Role.ISU)
    keeper, other = app.test_client(), app.test_client()
    for client, who in ((keeper, admin), (other, person)):
        with client.session_transaction() as cookie:
            cookie["_user_id"] = who.get_id()
    assert other.get("/account").status_code == 200
    assert keeper.post(f"/people/{person.id}/lock").status_code == 302
    assert other.get("/account").status_code == 302
    assert keeper.post(f"/people/{admin.id}/lock").status_code == 409


def test_a_time_zone_that_is_none_is_refused(session, sign_in):
    client = sign_in(make_person(session, Role.ISU))
    form = {"name": "A", "locale": "en", "timezone": "Mars/Olympus", "digest": "daily"}
    assert "no time zone" in client.post("/account", data=form).text


def test_every_page_carries_the_headers_that_keep_it_to_itself(client):
    headers = client.get("/sign-in").headers
    assert "script-src 'self'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_users_invite_answers_as_the_contract_says(session, command):
    make_organisation(session, name="Some operator")
    done = command(
        "users", "invite", "o@example.org", "--role", "partner", "--organisation", "Some operator", "--json"
    )
    assert done.exit_code == 0, done.output
    assert '"role": "partner"' in done.stdout
    assert command("users", "invite", "x@example.org", "--role", "partner").exit_code == 1
