"""Rules of the house about pages: every link a role is shown leads somewhere, soon, and reads as a page."""

from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

import lxml.html
import pytest
from flask import Flask
from sqlmodel import Session, select
from werkzeug.exceptions import HTTPException

from coalition.auth.models import Person
from tests.servers.databases import statements_to
from tests.servers.demo import Demo

ROLES = ["public", "affected_state", "donor", "coordinator", "isu", "partner", "observer"]
# Of pages of one kind, as many as this are opened.
EACH = 3
# The most that a list, and a page that gathers several rooms, may ask the database; none of it grows with
# the number of records.
LIST_COST = 12
PAGE_COST = 30


@pytest.mark.parametrize("role", ROLES)
def test_every_link_that_a_role_is_shown_leads_to_a_page(demo_app: Flask, demo: Demo, role: str):
    client = demo_app.test_client()
    if role != "public":
        with client.session_transaction() as cookie:
            cookie["_user_id"] = cookie_of(demo_app, demo.account_of(role).email)
    wrong, waiting, known, seen = [], ["/"], {"/"}, dict[str, int]()
    while waiting:
        path = waiting.pop(0)
        endpoint = endpoint_of(demo_app, path)
        if seen.get(endpoint, 0) >= EACH:
            continue
        seen[endpoint] = seen.get(endpoint, 0) + 1
        with statements_to(demo_app) as asked:
            answer = client.get(path)
        wrong += [f"{path}: {what}" for what in faults(endpoint, answer, len(asked))]
        links = [link for link in dict.fromkeys(links_of(answer, path)) if link not in known]
        waiting += links
        known |= {*links}
    assert wrong == []
    assert len(seen) > 3


def faults(endpoint: str, answer, cost: int) -> list[str]:
    """Return what is wrong with an answer, in words."""
    if answer.status_code in (301, 302, 303):
        return []
    if answer.status_code != 200:
        return [f"answers {answer.status_code}"]
    most = LIST_COST if endpoint.endswith(".index") else PAGE_COST
    found = [f"asks the database {cost} times"] if cost > most else []
    if answer.mimetype == "text/html":
        page = lxml.html.fromstring(answer.get_data())
        found += [] if len(page.xpath("//h1")) == 1 else ["has not one h1"]
        found += [] if page.findtext(".//title", "").strip() else ["has no title"]
        found += [] if page.get("lang") else ["does not say its language"]
        ids = page.xpath("//@id")
        found += [f"uses an id twice: {name}" for name in sorted({x for x in ids if ids.count(x) > 1})]
    return found


def links_of(answer, path: str) -> Iterator[str]:
    """Yield the pages of this site that an answer links to; a redirect links to where it sends."""
    if answer.status_code in (301, 302, 303):
        yield inside(urljoin(path, answer.location))
    elif answer.mimetype == "text/html":
        page = lxml.html.fromstring(answer.get_data())
        for href in page.xpath("//a/@href"):
            link = urlsplit(href)
            if href and not href.startswith("#") and not link.scheme and not link.netloc:
                yield inside(urljoin(path, href))


def inside(link: str) -> str:
    parts = urlsplit(link)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def endpoint_of(app: Flask, path: str) -> str:
    try:
        return app.url_map.bind("localhost").match(urlsplit(path).path)[0]
    except HTTPException:
        return path  # leads nowhere, as the answer will show


def cookie_of(app: Flask, email: str) -> str:
    with Session(app.extensions["engine"]) as session:
        return session.exec(select(Person).where(Person.email == email)).one().get_id()
