"""Treaty duties in a browser: Peru's last stocks (A6), the second request of Lao PDR (A5)."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Page, expect
from sqlmodel import Session

from coalition.cli.demo import PASSWORD
from coalition.states.queries import get_state
from coalition.treaty.queries import find_obligation
from coalition.treaty.rules.terms import ObligationStatus


@pytest.fixture
def session(site: str, demo_app: Flask) -> Iterator[Session]:
    with Session(demo_app.extensions["engine"]) as session:
        yield session


@pytest.fixture
def at_desk(open_context: Callable[..., BrowserContext]) -> Callable[[str], Page]:
    """A function that returns a page signed in by address."""

    def sign_in(email: str, **options: Any) -> Page:
        page = open_context(**options).new_page()
        page.goto("/sign-in")
        page.fill("[name=email]", email)
        page.fill("[name=password]", PASSWORD)
        page.press("[name=password]", "Enter")
        page.wait_for_url("**/home")
        return page

    return sign_in


def fill(page: Page, **values: str) -> None:
    for name, value in values.items():
        field = page.locator(f"[name={name}]").first
        if field.evaluate("e => e.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)


def send(page: Page) -> None:
    page.locator("main form button.btn-primary").first.click()
    page.wait_for_load_state()


def as_it_stood(session: Session) -> None:
    """Put Peru's Article 3 back to what was known on 13 November 2023: open, expected by April 2024."""
    peru = find_obligation(session, get_state(session, "PER").id, 3)
    assert peru is not None
    peru.status, peru.completed_on = ObligationStatus.ACTIVE, None
    session.add(peru)
    session.commit()


def list_peru_alone(isu: Page) -> None:
    """The ISU asks who had an open obligation under Article 3 on 13 November 2023."""
    isu.get_by_role("link", name="Obligations", exact=True).first.click()
    fill(isu, on="13 November 2023")
    isu.get_by_role("button", name="Filter").click()
    main = isu.locator("main")
    assert isu.locator("main tbody tr").count() == 1
    expect(main).to_contain_text("Peru")
    expect(main).to_contain_text("April 2024 (day not stated)")
    for day in ("4 October 2023", "2 January 2024", "2 March 2024"):
        expect(main).to_contain_text(day)


def declare_and_celebrate(isu: Page) -> None:
    """The ISU records the declaration it was handed, and the ceremony."""
    isu.get_by_role("link", name="Peru").first.click()
    isu.get_by_role("link", name="File the declaration").click()
    fill(
        isu,
        declared_on="15 December 2023",
        stated_by="Ministry of Defence of Peru",
        achievement="The last of the stocks of cluster munitions of Peru were destroyed.",
        source="Announcement of the ISU, December 2023",
    )
    send(isu)
    expect(isu.locator("main")).to_contain_text("none: the duty is fulfilled")
    isu.get_by_role("link", name="Enter a ceremony at the 12MSP").click()
    fill(isu, note="The President hands over a certificate.")
    send(isu)
    expect(isu.locator("main")).to_contain_text("12MSP, 10 September 2024")


def test_the_last_stocks(
    session: Session,
    at_desk: Callable[..., Page],
    page: Page,
    phone: Page,
    shoot: Callable[..., Any],
    assert_accessible: Any,
):
    """Scenario A6: exactly Peru; its reminders; the declaration; the ceremony; what everybody reads."""
    as_it_stood(session)
    isu = at_desk("isu@secretariat.example")
    list_peru_alone(isu)
    assert_accessible(isu)
    shoot(isu, "a6-exactly-peru")
    declare_and_celebrate(isu)
    shoot(isu, "a6-declared")
    isu.goto("/obligations/?article=3&on=2023-12-16")
    expect(isu.locator("main")).to_contain_text("No State had an open obligation")
    isu.get_by_role("link", name="Declared fulfilled").click()
    expect(isu.locator("tr", has_text="South Africa")).to_contain_text("29 September 2023")
    shoot(isu, "a6-all-declared")
    for visitor in (page, phone):
        visitor.goto("/states/PER")
        expect(visitor.locator("main")).to_contain_text("The last of the stocks")
        expect(visitor.locator("main")).to_contain_text("Celebrated at the 12MSP")
        assert_accessible(visitor)
    shoot(phone, "a6-public-phone")
