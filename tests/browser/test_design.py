"""The gallery and the pages to copy, seen as people see them: wide, narrow, dark, right to left."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask, Response
from flask_babel import Babel
from flask_wtf import CSRFProtect
from playwright.sync_api import BrowserContext, Page

from coalition.web import design, filters
from coalition.web.door import HEADERS
from tests.servers.browser import served

ROOT = Path(__file__).parents[2]
PAGES = ["/design", *(f"/design/examples/{name}" for name in design.EXAMPLES)]
PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def gallery() -> Iterator[str]:
    """The address of an app that serves the design alone, with the headers of the whole."""
    app = Flask("gallery", template_folder=str(ROOT / "templates"), static_folder=str(ROOT / "static"))
    app.secret_key = "a key of the gallery, used by tests alone"
    Babel(app)
    CSRFProtect(app)
    filters.init_app(app)
    app.jinja_env.globals["may"] = lambda *_: True
    app.context_processor(
        lambda: {
            "rail": [
                {"label": "Home", "url": "/design/examples/home", "current": True, "count": None},
                {"label": "Needs", "url": "/design", "current": False, "count": 12},
            ]
        }
    )
    app.register_blueprint(design.bp)
    app.add_url_rule("/search", "search", lambda: "")
    app.after_request(with_headers)
    with served(app) as address:
        yield address


def with_headers(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers[name] = value
    return response


@pytest.fixture
def site(gallery: str) -> str:
    """What the visitors of this module open: the gallery instead of the demo."""
    return gallery


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_accessible_at_a_desk(page: Page, assert_accessible: Callable[[Page], None], path: str):
    page.goto(path)
    assert page.locator("main h1").count() == 1
    assert_accessible(page)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_accessible_on_a_phone_in_the_dark_from_right_to_left(
    open_context: Callable[..., BrowserContext], assert_accessible: Callable[[Page], None], path: str
):
    page = open_context(viewport=PHONE, color_scheme="dark").new_page()
    page.goto(f"{path}?direction=rtl")
    assert_accessible(page)


def test_the_menu_opens_as_a_sheet_without_scripts(open_context: Callable[..., BrowserContext]):
    page = open_context(viewport=PHONE, java_script_enabled=False, reduced_motion="reduce").new_page()
    page.goto("/design/examples/home")
    assert not page.locator("#rail").is_visible()
    page.locator(".bottom-bar a").click()
    assert page.locator("#rail").is_visible()
    page.locator(".rail-close").click()
    assert not page.locator("#rail").is_visible()


def test_the_sheet_gives_the_focus_back(open_context: Callable[..., BrowserContext]):
    page = open_context(viewport=PHONE, reduced_motion="reduce").new_page()
    page.goto("/design/examples/home")
    page.locator(".bottom-bar a").click()
    page.wait_for_function("document.activeElement.className === 'rail-close'")
    page.keyboard.press("Escape")
    page.wait_for_function("document.activeElement.dataset.sheet === 'rail'")
    assert not page.locator("#rail").is_visible()


def test_similar_work_appears_while_a_pledge_is_typed(page: Page):
    page.goto("/design/examples/form")
    page.locator("#similar").evaluate("panel => { panel.textContent = '' }")
    page.get_by_label("Amount").fill("150000")
    page.get_by_label("Partner").focus()
    page.locator("#similar").get_by_text("Possible overlap").wait_for()


def test_the_summary_puts_the_cursor_into_the_field(page: Page):
    page.goto("/design")
    page.get_by_role("link", name="Start: “31 February 2027” is no day of the calendar.").click()
    assert page.evaluate("document.activeElement.id") == "wrong-starts"


def test_a_question_is_asked_in_place_before_a_deed(page: Page):
    page.goto("/design/examples/flag")
    page.get_by_text("Coordinated", exact=True).click()
    page.get_by_label("Division of labour").wait_for()
    page.keyboard.press("Escape")
    assert not page.get_by_label("Division of labour").is_visible()
