"""Scenario A12: several who knock on the same door see one another, and a change of votes makes a list."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Page, expect
from sqlmodel import Session, col, select

from coalition.cli.demo import PASSWORD
from coalition.duplication.models import DuplicationFlag
from coalition.states.models import State

PERU, CMC, ISU = "universalization@committee.example", "observer@cmc.example", "isu@secretariat.example"
MARGINS = "margins of the 21st Meeting"


@pytest.fixture
def signed_in(open_context: Callable[..., BrowserContext]) -> Callable[[str], Page]:
    """A function that returns a page of somebody else's browser, signed in by address."""

    def sign_in(email: str) -> Page:
        page = open_context().new_page()
        page.goto("/sign-in")
        page.fill("[name=email]", email)
        page.fill("[name=password]", PASSWORD)
        page.press("[name=password]", "Enter")
        page.wait_for_url("**/home")
        return page

    return sign_in


def plan(page: Page, channel: str, purpose: str = "ratification") -> None:
    """Plan an approach to Angola from the first page of the room."""
    page.goto("/universalization/")
    page.locator("tr", has_text="Angola").get_by_role("link", name="Log").click()
    page.locator("[name=purpose]").select_option(purpose)
    page.locator("[name=channel]").select_option(channel)
    page.fill("[name=when]", "January 2027")
    page.fill("[name=occasion]", MARGINS)
    page.locator("main form button.btn-primary").click()
    expect(page.locator("main")).to_contain_text("It stands in the shared calendar.")


def take_over(page: Page, year: int, votes: dict[str, str]) -> None:
    """Bring the votes of a year as a file."""
    page.goto("/universalization/votes/import")
    page.fill("[name=year]", str(year))
    page.locator("[name=stage]").select_option("first_committee")
    page.fill("[name=source]", "Roll call of the First Committee (example)")
    text = "iso3,vote\n" + "".join(f"{iso3},{vote}\n" for iso3, vote in votes.items())
    page.set_input_files("[name=file]", {"name": "v.csv", "mimeType": "text/csv", "buffer": text.encode()})
    page.locator("main form button.btn-primary").click()
    expect(page.locator("main")).to_contain_text("193 votes are on record.")


def cast(app: Flask) -> tuple[dict[str, str], dict[str, str]]:
    """Return votes of 193 members whose sums are those of 2022 (by State) and of 2023."""
    with Session(app.extensions["engine"]) as session:
        members = session.exec(select(State.iso3).where(col(State.un_member)).order_by(State.iso3)).all()
    first = ["yes"] * 145 + ["no"] + ["abstain"] * 35 + ["absent"] * 12
    second = ["absent"] * 13 + ["yes"] * 132 + ["no"] + ["abstain"] * 35 + ["absent"] * 5 + ["yes"] * 7
    assert len(members) == len(first) == len(second) == 193
    return dict(zip(members, first, strict=True)), dict(zip(members, second, strict=True))


def test_several_who_knock_on_the_same_door(
    signed_in: Callable[[str], Page],
    open_context: Callable[..., BrowserContext],
    shoot: Callable[..., Any],
    assert_accessible: Any,
    demo_app: Flask,
):
    peru, cmc, isu = signed_in(PERU), signed_in(CMC), signed_in(ISU)
    plan(cmc, "letter")
    plan(isu, "call", "unga_vote")
    plan(peru, "meeting")
    expect(peru.locator("table").first.locator("tr", has_text="Angola")).to_have_count(3)
    assert_accessible(peru)
    shoot(peru, "a12-calendar")
    cmc.goto("/universalization/calendar")
    cmc.locator("tr", has_text="Meeting, ratification").get_by_role("button", name="Join").click()
    expect(cmc.locator("main")).to_contain_text("You take part.")
    expect(cmc.locator("tr", has_text="Meeting, ratification").first).to_contain_text("Peru, CMC")
    with Session(demo_app.extensions["engine"]) as session:
        angola = select(State.id).where(State.iso3 == "AGO").scalar_subquery()
        assert session.exec(select(DuplicationFlag).where(DuplicationFlag.state_id == angola)).all() == []
    change_of_votes(peru, demo_app, shoot, assert_accessible)
    public = open_context().new_page()
    answer = public.goto("/universalization/")
    assert answer is not None
    assert "/sign-in" in public.url


def change_of_votes(peru: Page, app: Flask, shoot: Callable[..., Any], assert_accessible: Any) -> None:
    """The vote of 2022 with its warning; thirteen who voted yes and were absent a year later."""
    before, after = cast(app)
    take_over(peru, 2022, before)
    take_over(peru, 2023, after)
    peru.goto("/universalization/votes")
    expect(peru.locator("tr", has_text="194 of 193")).to_have_count(1)
    assert_accessible(peru)
    shoot(peru, "a12-votes")
    peru.get_by_role("link", name="Compare years").click()
    expect(peru.locator("main")).to_contain_text("13 States whose vote changed so")
    shoot(peru, "a12-compare")
    peru.fill("[name=when]", "October 2027")
    peru.get_by_role("button", name="Create tasks").click()
    expect(peru.locator("main")).to_contain_text("13 tasks stand in the calendar.")
