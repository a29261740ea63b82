"""A real Chromium, driven by Playwright, and the platform served to it over HTTP."""

import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask
from playwright.sync_api import Browser, Page, sync_playwright
from werkzeug.serving import make_server

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Nothing but the page under test: no GPU, no calls home, no first-run pages.
FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


class NoBrowser(Exception):
    """No Chromium was found; the message says what to do."""


def find_chromium() -> str:
    """Return the path of the Chromium to use: the one CHROMIUM names, else the first on the path."""
    named = os.environ.get("CHROMIUM")
    for name in [named] if named else NAMES:
        if found := shutil.which(name):
            return found
    raise NoBrowser("No Chromium is here: install one, or set CHROMIUM to its path.")


@contextmanager
def chromium() -> Iterator[Browser]:
    """A running Chromium. As root it cannot lock itself in, so there it runs without its sandbox."""
    sandbox = [] if os.geteuid() else ["--no-sandbox"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=[*FLAGS, *sandbox])
        yield browser
        browser.close()


@contextmanager
def served(app: Flask) -> Iterator[str]:
    """Serve an app on a free port of loopback, one thread a request; yields its address."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, name="served", daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def words_of(page: Page) -> str:
    """Return what a person reads on a page, with plain spaces."""
    return page.locator("main").inner_text().replace("\xa0", " ").replace("\u202f", " ")


def fill_in(page: Page, button: str, **values: str) -> None:
    """Fill fields in, choose from lists, and send the form by its button."""
    for name, value in values.items():
        field = page.locator(f"main [name={name}]").first
        if field.evaluate("e => e.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
    page.get_by_role("button", name=button, exact=True).first.click()
    page.wait_for_load_state()


def begin_report(operator: Page, activity_id: int) -> None:
    """The operator begins its report of half a year, and opens it."""
    operator.goto(f"/activities/{activity_id}")
    operator.get_by_role("link", name="Report a period").click()
    fill_in(operator, "Begin report", period_start="January 2026", period_end="June 2026")
    operator.locator("main table a").first.click()
    operator.wait_for_load_state()
