"""What a person was told, what they are sent, and their calendar, in a browser on desk and phone."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from sqlmodel import Session, select

from coalition.auth.models import Person
from coalition.db import transaction
from coalition.notifications.service import tell
from coalition.reminders.service import remind

NOW = datetime(2026, 11, 23, 6, tzinfo=UTC)
PAGES = {
    "notifications": "/notifications",
    "settings": "/notifications/settings",
    "calendar": "/account/calendar",
    "deadlines": "/deadlines?to=2030-01-01",
}


@pytest.fixture
def told(session: Session) -> None:
    """News for everybody, and the reminders of twelve mornings."""
    with transaction(session):
        people = session.exec(select(Person.id)).all()
        words = {"subject": "A need was posted", "body": "In Lao PDR.", "link": "/needs"}
        tell(session, people, key="need:1", now=NOW, **words)
        for month in range(1, 13):
            remind(session, datetime.combine(date(2027, month, 1), NOW.timetz()))


@pytest.mark.parametrize("kind", ["page", "phone"])
def test_messages_settings_and_calendar(
    told: None,
    kind: str,
    request: pytest.FixtureRequest,
    sign_in_as: Callable[[Page, str], Page],
    assert_accessible: Callable[[Page], None],
    shoot: Callable[..., Path],
) -> None:
    page = sign_in_as(request.getfixturevalue(kind), "isu")
    page.get_by_role("link", name="Notifications").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Notifications")
    expect(page.get_by_text("A need was posted").first).to_be_visible()
    for name, path in PAGES.items():
        page.goto(path)
        shoot(page, name)
        assert_accessible(page)
    page.goto("/account/calendar")
    page.get_by_role("button", name="Make a link").click()
    link = page.get_by_label("Link for your calendar program").input_value()
    assert "/feeds/deadlines.ics?key=" in link
    shoot(page, "link")
    assert_accessible(page)
