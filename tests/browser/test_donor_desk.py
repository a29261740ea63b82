"""The donor's desk in a browser: a draft that survives, and every page on a phone."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page

from tests.browser.donor import fill, text_of
from tests.servers.demo import Demo

DESK = (
    "/home",
    "/pledges",
    "/pledges/new?coalition=1",
    "/pledges/portfolio",
    "/pledges/gaps",
    "/pledges/flow",
    "/pledges/register",
    "/pledges/register/file",
    "/pledges/ledger/file",
    "/pledges/ours",
    "/pledges/profile",
    "/pledges/join",
    "/pledges/conference/LAO",
    "/rates",
)


def test_a_draft_survives_a_lost_session(
    page: Page, sign_in_as: Callable[..., Page], demo: Demo, shoot: Callable[..., Any]
):
    """What is typed is kept by itself; whoever is signed out meanwhile finds it again."""
    norway, account = sign_in_as(page, "donor"), demo.account_of("donor")
    norway.goto("/pledges/new?coalition=1")
    with norway.expect_response(lambda answer: answer.request.method == "POST" and answer.status == 204):
        fill(norway, title="Half a sentence about teams in Phin", amount="250 000", currency="NOK")
    norway.context.clear_cookies()
    norway.goto("/pledges/new?coalition=1")
    norway.fill("[name=email]", account.email)
    norway.fill("[name=password]", account.password)
    norway.press("[name=password]", "Enter")
    norway.wait_for_url("**/pledges/new?coalition=1")
    assert norway.input_value("[name=title]") == "Half a sentence about teams in Phin"
    assert norway.input_value("[name=amount]") == "250 000"
    assert "Your draft of" in text_of(norway)
    shoot(norway)


def test_the_desk_is_read_on_a_phone(
    phone: Page, sign_in_as: Callable[..., Page], shoot: Callable[..., Any], assert_accessible: Any
):
    """Every page of the desk at 390 pixels: nothing is scrolled sideways, nothing that axe finds wrong."""
    sign_in_as(phone, "donor")
    for at in DESK:
        phone.goto(at)
        shoot(phone, at.strip("/").replace("/", "-").partition("?")[0])
        assert_accessible(phone)
