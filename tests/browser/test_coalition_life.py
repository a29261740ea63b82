"""Scenarios A2 and A4 in a browser: a contact who is new, and a coalition on a forum that exists."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect
from sqlmodel import Session, col, select

from coalition.auth.models import RoleGrant
from coalition.coalitions.models import Coalition
from coalition.coalitions.rules import CoalitionStatus
from coalition.health.service import review_night
from coalition.needs.models import NeedQuestion
from coalition.organisations.queries import get_government
from coalition.states.queries import get_state
from tests.factories.pledges import make_open_need

SEEDED = date(2023, 11, 13)
POST = "National Coordinator, CCLAM"
REASON = "It co-chairs the working group that the State chose as its coalition."
HEALTHY, WARNED = date(2029, 12, 31), date(2030, 1, 14)


def fill(page: Page, button: str, **values: str) -> None:
    for name, value in values.items():
        field = page.locator(f"main [name={name}]").first
        if field.evaluate("e => e.tagName") == "SELECT":
            field.select_option(label=value)
        else:
            field.fill(value)
    page.locator("main").get_by_role("button", name=button, exact=True).click()


def in_2023(session: Session, move_to: Callable[[date], None]) -> None:
    """Go back to November 2023: everybody holds office, Belgium asked the DRC a question a year before."""
    for grant in session.exec(select(RoleGrant)).all():
        grant.valid_from = date(2020, 1, 1)
    congo, belgium = get_state(session, "COD"), get_state(session, "BEL")
    need = make_open_need(session, state=congo, title="Workshops on joining")
    asking = {"organisation_id": get_government(session, belgium.id).id, "asked_on": date(2022, 5, 4)}
    session.add(NeedQuestion(need_id=need.id, text="Who would take part?", **asking))
    session.commit()
    move_to(SEEDED)


def name_the_coordinator(isu: Page) -> None:
    """The ISU names who held the post, and who took over without a note being left."""
    isu.goto("/states/COD")
    isu.get_by_role("link", name="Name a contact").click()
    fill(
        isu, "Save contact", post_title="National Coordinator, CCLAM", name="First Coordinator", since="2018"
    )
    expect(isu.locator("main")).to_contain_text("confirmed as of today")
    isu.get_by_role("link", name="Hand over").click()
    fill(isu, "Hand over", on="December 2022", name="Second Coordinator", since="2023")
    expect(isu.locator("main")).to_contain_text("The post has changed hands.")


def test_the_coordinator_is_new_since_2023(
    session: Session,
    enter: Callable[[str], Page],
    move_to: Callable[[date], None],
    shoot: Callable[..., Path],
    assert_accessible: Callable[[Page], None],
):
    """A2: who is new, who was before, what was last done together, no note, and a way to be introduced."""
    in_2023(session, move_to)
    isu = enter("isu@secretariat.example")
    name_the_coordinator(isu)
    belgium = enter("mission@belgium.example")
    belgium.goto("/states/COD")
    contacts = belgium.locator("section.panel", has=belgium.locator("#contacts"))
    for words in (
        POST, "Second Coordinator", "new since 2023", "First Coordinator",
        "December 2022", "none was left", "Workshops on joining", "4 May 2022",
    ):  # fmt: skip
        expect(contacts).to_contain_text(words)
    assert_accessible(belgium)
    shoot(belgium, "a2-contact")
    belgium.set_viewport_size({"width": 390, "height": 844})
    assert_accessible(belgium)
    shoot(belgium, "a2-contact-phone")
    contacts.get_by_role("link", name="Ask for an introduction").click()
    fill(belgium, "Ask", message="Our question about the workshops is still open.")
    expect(belgium.locator("main")).to_contain_text("an answer comes by e-mail")
    isu.goto("/notifications")
    expect(isu.locator("main")).to_contain_text("Somebody asks for an introduction")


def begin_anew(session: Session) -> None:
    """Close the demo's coalition, so that Lao PDR can propose its own."""
    laos = get_state(session, "LAO")
    for one in session.exec(select(Coalition).where(col(Coalition.state_id) == laos.id)).all():
        one.status, one.closed_reason = CoalitionStatus.CLOSED, "Begun anew for this story."
    session.commit()


def propose(centre: Page) -> str:
    """The national authority proposes a coalition on its working group and says what it is for."""
    centre.goto("/coalitions/new?state=LAO")
    fill(centre, "Propose", name="Country coalition on the sector working group")
    expect(centre.locator("main")).to_contain_text("The coalition is proposed.")
    address = centre.url
    centre.get_by_role("link", name="Record consent").click()
    fill(centre, "Record consent", consent_on="16 May 2022")
    centre.get_by_role("link", name="Edit", exact=True).click()
    fill(
        centre,
        "Save",
        purpose="Land released for farming in the provinces that ask for it, services near home.",
        scope_articles="4, 5",
        existing_forum="UXO Sector Working Group",
        secretariat="UNDP",
        channel_note="A trust fund and direct grants.",
    )
    centre.get_by_role("link", name="Name a challenge", exact=True).click()
    fill(centre, "Add challenge", title="The extent of contamination is not fully known")
    return address


def seat(page: Page, address: str, **values: str) -> None:
    page.goto(address)
    page.get_by_role("link", name="Add a member").click()
    fill(page, "Add member", valid_from="16 May 2022", **values)


def sign(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("button", name="Sign", exact=True).click()


def test_a_coalition_on_an_existing_forum(
    session: Session,
    enter: Callable[[str], Page],
    move_to: Callable[[date], None],
    shoot: Callable[..., Any],
    assert_accessible: Callable[[Page], None],
):
    """A4: proposed by the State, a State not party leads with a reason, both sign, the brief is one page."""
    begin_anew(session)
    centre, ica = enter("centre@lao.example"), enter("ica@committee.example")
    address = propose(centre)
    for page in (centre, ica):
        sign(page, address)
    expect(ica.locator("main")).to_contain_text("Both sides have signed: the step is taken.")
    seat(centre, address, organisation="NRA", role="Coordinator of the affected State")
    seat(centre, address, organisation="United States of America", role="Lead")
    expect(centre.locator("main")).to_contain_text("Say why this one leads.")
    shoot(centre, "a4-reason")
    fill(
        centre,
        "Add member",
        lead_reason="It co-chairs the working group that the State chose as its coalition.",
    )
    expect(centre.locator("main")).to_contain_text("The seat is recorded.")
    for page in (centre, ica):
        sign(page, address)
    expect(ica.locator(".ladder")).to_contain_text("Active")
    expect(ica.locator("main")).to_contain_text("UXO Sector Working Group")
    expect(ica.locator("main")).to_contain_text("Safe Path Forward III")
    assert_accessible(ica)
    shoot(ica, "a4-active")
    read_on(session, (ica, centre), address, move_to, shoot)


def read_on(
    session: Session,
    pages: tuple[Page, Page],
    address: str,
    move_to: Callable[[date], None],
    shoot: Callable[..., Any],
) -> None:
    """The brief names the strategy; its health is good to the last day but one year."""
    ica, centre = pages
    ica.get_by_role("link", name="Brief", exact=True).click()
    expect(ica.locator("main")).to_contain_text("Safe Path Forward III")
    shoot(ica, "a4-brief")
    health = f"/health/{address.rpartition('/')[2]}"
    for day, words in ((HEALTHY, "365 days"), (WARNED, "worth a talk")):
        move_to(day)
        review_night(session, day)
        session.commit()
        centre.goto(health)
        h2 = centre.locator("section.panel", has=centre.get_by_role("heading", name="H2"))
        expect(h2).to_contain_text(words)
    shoot(centre, "a4-health")
