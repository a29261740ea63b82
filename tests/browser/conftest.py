"""Fixtures of the tests that use the platform as a person does: in Chromium, on the demo."""

import os
import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response
from sqlmodel import Session, select

from coalition.auth.models import Person, RoleGrant
from coalition.auth.rules import Rank, Role
from coalition.cli.demo import PASSWORD
from coalition.core import clock
from coalition.states.models import State
from tests.servers.browser import chromium, served
from tests.servers.demo import Demo

DESK = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
FILES = ("stylesheet", "script", "image", "font")
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="session")
def address(standing_demo: Flask) -> Iterator[str]:
    with served(standing_demo) as address:
        yield address


@pytest.fixture
def site(address: str, demo_app: Flask) -> str:
    """The address of the platform, filled with the demo as its command leaves it and served by demo_app."""
    return address


@pytest.fixture
def open_context(browser: Browser, site: str) -> Iterator[Callable[..., BrowserContext]]:
    """A function that opens one more visitor, with cookies of their own; keywords as in Browser.new_context.

    At the end the test fails for whatever went wrong in a page unseen: an error in its script, something
    that the content policy blocked, a file that was not there, a request to another host.
    """
    wrong: list[str] = []
    contexts: list[BrowserContext] = []

    def open_one(**options: object) -> BrowserContext:
        context = browser.new_context(**({"base_url": site, "viewport": DESK, "locale": "en-GB"} | options))
        context.set_default_timeout(10_000)
        watch(context, site, wrong)
        contexts.append(context)
        return context

    yield open_one
    for context in contexts:
        context.close()
    assert wrong == []


def watch(context: BrowserContext, site: str, wrong: list[str]) -> None:
    """Note in `wrong` what a person would not see go wrong. A page refused (403, 404 …) is an answer."""

    def heard(message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            wrong.append(message.text)

    def asked(request: Request) -> None:
        if not request.url.startswith((site, "data:", "blob:")):
            wrong.append(f"asked another host: {request.url}")

    def answered(response: Response) -> None:
        if response.status >= 400 and response.request.resource_type in FILES:
            wrong.append(f"{response.status} for {response.url}")

    context.on("console", heard)
    context.on("weberror", lambda error: wrong.append(str(error.error)))
    context.on("request", asked)
    context.on("response", answered)


@pytest.fixture
def page(open_context: Callable[..., BrowserContext]) -> Page:
    """A page at a desk; `page.goto("/states/LAO")`."""
    return open_context().new_page()


@pytest.fixture
def phone(open_context: Callable[..., BrowserContext]) -> Page:
    """A page on a phone, 390 by 844, with touch."""
    return open_context(viewport=PHONE, has_touch=True, is_mobile=True).new_page()


@pytest.fixture
def sign_in_as(demo: Demo) -> Callable[[Page, str], Page]:
    """A function that signs a page in as the demo account of a role, through the form."""

    def sign_in(page: Page, role: str) -> Page:
        account = demo.account_of(role)
        page.goto("/sign-in")
        page.locator("input[name=email]").fill(account.email)
        password = page.locator("input[name=password]")
        password.fill(account.password)
        password.press("Enter")
        page.wait_for_url(lambda url: "/sign-in" not in url)
        return page

    return sign_in


@pytest.fixture
def session(site: str, demo_app: Flask) -> Iterator[Session]:
    with Session(demo_app.extensions["engine"]) as session:
        yield session


@pytest.fixture
def head_of(session: Session, open_context: Callable[..., BrowserContext]) -> Callable[[State], Page]:
    """A function that signs in a new head of a State's mine action centre and returns the page."""

    def sign_in(state: State) -> Page:
        session.commit()  # what was read before must not be in the way of the platform's own writes
        known = session.exec(select(Person)).first()
        assert known is not None
        email = f"head.{state.iso3.lower()}@demo.example"
        person = Person(email=email, name="Head of the centre", password_hash=known.password_hash)
        session.add(person)
        session.flush()
        session.add(
            RoleGrant(
                person_id=person.id,
                role=Role.AFFECTED_STATE,
                rank=Rank.HEAD,
                state_id=state.id,
                valid_from=date(2020, 1, 1),
            )
        )
        session.commit()
        page = open_context().new_page()
        page.goto("/sign-in")
        page.fill("[name=email]", email)
        page.fill("[name=password]", PASSWORD)
        page.press("[name=password]", "Enter")
        page.wait_for_url("**/home")
        return page

    return sign_in


@pytest.fixture
def move_to(monkeypatch: pytest.MonkeyPatch, session: Session) -> Callable[[date], None]:
    """A function that moves the clock of the platform to the morning of a day.

    The demo was made on the day of the run, which may be later: its accounts are to be valid before.
    """
    for grant in session.exec(select(RoleGrant)):
        grant.valid_from = min(grant.valid_from, date(2020, 1, 1))
    session.commit()

    def move(day: date) -> None:
        monkeypatch.setattr(clock, "now", lambda: datetime(day.year, day.month, day.day, 8, tzinfo=UTC))

    move(date(2026, 11, 23))
    return move


@pytest.fixture
def enter(open_context: Callable[..., BrowserContext]) -> Callable[[str], Page]:
    """A function that returns the page of a demo account, signed in by address."""

    def sign_in(email: str) -> Page:
        page = open_context().new_page()
        page.goto("/sign-in")
        page.fill("[name=email]", email)
        page.fill("[name=password]", PASSWORD)
        page.press("[name=password]", "Enter")
        page.wait_for_url("**/home")
        return page

    return sign_in


@pytest.fixture
def assert_accessible() -> Callable[[Page], None]:
    """A function that fails with what axe finds wrong on a page (WCAG 2.2, levels A and AA)."""

    def check(page: Page) -> None:
        found = Axe().run(page, options={"runOnly": {"type": "tag", "values": WCAG}})
        assert found.violations_count == 0, f"{page.url}\n{found.generate_report()}"
        assert not wider_than_its_window(page), f"{page.url} must be scrolled sideways"

    return check


def wider_than_its_window(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > window.innerWidth"))


@pytest.fixture
def shoot(tmp_path: Path, request: pytest.FixtureRequest) -> Callable[..., Path]:
    """A function that saves a picture of the whole page, in the folder COALITION_SHOTS names if it is set."""
    folder = Path(os.environ.get("COALITION_SHOTS") or tmp_path)
    folder.mkdir(parents=True, exist_ok=True)
    test = re.sub(r"\W+", "-", request.node.name).strip("-")

    def save(page: Page, name: str = "") -> Path:
        path = folder / f"{test}{'-' if name else ''}{name}.png"
        page.screenshot(path=path, full_page=True)
        return path

    return save
