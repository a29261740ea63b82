"""Whole stories in a browser, each from sign-in to its end; the numbers are those of the domain model §14."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from click.testing import CliRunner
from flask import Flask
from flask.cli import ScriptInfo
from playwright.sync_api import BrowserContext, Page, expect

from coalition.cli.demo import PASSWORD
from coalition.cli.main import cli


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


def fill(page: Page, **values: str) -> None:
    for name, value in values.items():
        field = page.locator(f"[name={name}]").first
        if field.evaluate("e => e.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)


def send(page: Page, button: str) -> None:
    page.get_by_role("button", name=button, exact=True).first.click()
    page.wait_for_load_state()


def report(page: Page, need: str, donor: str) -> None:
    """The ISU records that somebody said a donor is interested."""
    page.goto(f"{need}/interest")
    page.locator("[name=donor]").select_option(label=donor)
    fill(page, reported_by="Democratic Republic of the Congo", said_on="September 2023", forum="11MSP")
    fill(page, text="The delegation says that this State is interested.")
    page.locator("main form button.btn-primary").click()
    page.wait_for_load_state()


def draft_for_the_drc(isu: Page) -> str:
    """Keep what the Democratic Republic of the Congo asked for; return the address of the draft."""
    isu.goto("/needs/on-behalf")
    isu.locator("summary", has_text="More, if you have it").click()
    fill(
        isu,
        state="COD",
        title="Three national workshops for ratification",
        pillar="implementation_reporting",
        need_type="ratification_support",
        description="Workshops for security forces, parliamentarians and other stakeholders.",
        contact="Ministry of Foreign Affairs",
        output_indicator="workshops held",
        output_target="3",
        output_unit="workshops",
        cost_basis="estimate_rough",
        amount="150000",
        currency="USD",
        target_groups="security forces, parliamentarians, other stakeholders",
    )
    fill(isu, source="Democratic Republic of the Congo, after the 11MSP", source_on="September 2023")
    isu.locator("main form button.btn-primary").click()
    isu.wait_for_load_state()
    return isu.url.split("?")[0]


def correct(belgium: Page) -> None:
    """Belgium says in its own words what is right."""
    belgium.locator("main a", has_text="Answer").first.click()
    belgium.locator("[name=response][value=corrects]").check()
    fill(belgium, text="No commitment; we wish to engage after the elections.", not_before="January 2024")
    belgium.locator("main form button.btn-primary").click()
    belgium.wait_for_load_state()


def test_interest_is_not_money(
    signed_in: Callable[[str], Page], shoot: Callable[..., Any], assert_accessible: Any
):
    """Scenario A1: what was reported of two donors, Belgium's correction, totals at nought."""
    isu = signed_in("isu@secretariat.example")
    need = draft_for_the_drc(isu)
    expect(isu.locator("main")).to_contain_text("USD 150")
    assert isu.get_by_role("link", name="Pledge", exact=True).count() == 0
    for donor in ("Belgium", "United Kingdom of Great Britain and Northern Ireland"):
        report(isu, need, donor)
    belgium = signed_in("mission@belgium.example")
    expect(belgium.locator("main")).to_contain_text("Three national workshops")
    correct(belgium)
    isu.goto(need)
    page = isu.locator("main")
    expect(page).to_contain_text("Belgium")
    expect(page).to_contain_text("No commitment; we wish to engage after the elections.")
    expect(page).to_contain_text("United Kingdom")
    expect(page).to_contain_text("USD 0")
    assert_accessible(isu)
    shoot(isu, "a1-interest-is-not-money")
    isu.goto("/needs/")
    expect(isu.locator("main")).not_to_contain_text("Three national workshops")


def pledge_what_norad_does(donor: Page, shoot: Callable[..., Any]) -> str:
    """Norway writes a pledge that its own published programme covers; return the address of the pledge."""
    donor.goto("/pledges/new?coalition=1")
    fill(
        donor,
        title="Mine action in Lao PDR",
        pillar="survey_clearance",
        amount="7 000 000",
        currency="NOK",
        activity_type="clearance",
        starts="January 2020",
        ends="December 2023",
    )
    beside = donor.locator("aside")
    expect(beside).to_contain_text("Mine action in Lao PDR", timeout=8_000)
    expect(beside).to_contain_text("This is a question, not a finding")
    expect(beside).to_contain_text("Programme on record")
    shoot(donor, "a9-before-saving")
    send(donor, "Save")
    expect(donor.locator("main")).to_contain_text("The pledge is recorded.")
    return donor.url


def settle_as_coordinated(coordinator: Page) -> None:
    """Record how the two divide the work."""
    coordinator.locator("summary", has_text="Coordinated").click()
    fill(coordinator, **{"coordinated-reason": "sequential"})
    fill(coordinator, **{"coordinated-text": "The pledge continues what the grant of 2020 to 2023 began."})
    fill(coordinator, **{"coordinated-heard": "Norway was asked by telephone and agrees."})
    coordinator.locator("details[open] button", has_text="Record").click()
    coordinator.wait_for_load_state()
    expect(coordinator.locator("main")).to_contain_text("Coordinated")


def test_a_pledge_for_what_a_real_programme_does_already(
    signed_in: Callable[[str], Page], shoot: Callable[..., Any], assert_accessible: Any, demo_app: Flask
):
    """Scenario A9 with a published Norad programme: seen before saving, settled, and left in peace."""
    donor, coordinator = signed_in("mission@norway.example"), signed_in("ica@committee.example")
    pledge = pledge_what_norad_does(donor, shoot)
    coordinator.goto("/duplicates")
    row = coordinator.locator("tr", has_text="Mine action in Lao PDR").first
    row.get_by_role("link", name="Mine action in Lao PDR").first.click()
    coordinator.wait_for_load_state()
    flag = coordinator.url
    expect(coordinator.locator("main")).to_contain_text("This is a question, not a finding.")
    assert_accessible(coordinator)
    shoot(coordinator, "a9-question")
    settle_as_coordinated(coordinator)
    shoot(coordinator, "a9-settled")

    info = ScriptInfo(create_app=lambda: demo_app, set_debug_flag=False)
    done = CliRunner().invoke(cli, ["duplicates", "screen", "--all", "--json"], obj=info)
    assert json.loads(done.stdout)["flags"]["reopened"] == 0
    coordinator.goto(flag)
    expect(coordinator.locator("main")).to_contain_text("The pledge continues what the grant")
    donor.goto(pledge)
    expect(donor.locator("main")).to_contain_text("NOK 7")
