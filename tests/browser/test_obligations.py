"""Treaty duties in a browser: Peru's last stocks (A6), the second request of Lao PDR (A5)."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import docx
import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Page, expect
from sqlmodel import Session

from coalition.cli.demo import PASSWORD
from coalition.states.queries import get_state
from coalition.treaty.queries import find_obligation, list_extensions_of
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


def before_the_twelfth_meeting(session: Session) -> None:
    """Put Lao PDR's Article 4 back to what stood before the 12MSP: one extension, until 1 August 2025."""
    laos = find_obligation(session, get_state(session, "LAO").id, 4)
    assert laos is not None
    session.delete(list_extensions_of(session, laos.id)[1])
    laos.current_deadline, laos.extensions_granted = date(2025, 8, 1), 1
    session.add(laos)
    session.commit()


def begin_the_second_request(laos: Page) -> str:
    """The centre begins, says until when, asks the ISU about the environment; return the address."""
    line = laos.locator(".waiting li", has_text="Article 4 ends on 1 August 2025")
    line.get_by_role("link").click()
    laos.get_by_role("button", name="Begin a request").click()
    address = laos.url
    laos.get_by_role("link", name="Change", exact=True).click()
    fill(laos, requested_until="1 August 2030")
    send(laos)
    main = laos.locator("main")
    expect(main).to_contain_text("request 2")
    expect(main).to_contain_text("10 December 2023")
    for letter in "abcdefghi":
        expect(laos.locator(f"h2#point-{letter}")).to_contain_text(f"({letter})")
    means = laos.locator("section", has=laos.locator("#point-b"))
    expect(means).to_contain_text("Resources required")
    expect(means).to_contain_text("Resources available")
    environment = laos.locator("section", has=laos.locator("#point-env"))
    expect(environment).to_contain_text("No form is required")
    environment.get_by_role("link", name="Write").click()
    fill(laos, question="Which environmental effects do others describe?")
    laos.get_by_role("button", name="Send to the ISU").click()
    expect(main).to_contain_text("Your question is with the ISU.")
    return address


def write_and_file(laos: Page, address: str) -> None:
    """One point is written; the request is filed on 15 January 2024, 36 days after its day."""
    laos.goto(address)
    reasons = laos.locator("section", has=laos.locator("#point-b"))
    reasons.get_by_role("link", name="Write").click()
    fill(laos, text="Survey found more land than was known when the Convention entered into force.")
    send(laos)
    laos.get_by_role("link", name="File the request").click()
    fill(laos, submitted_on="15 January 2024", source="Note verbale (example)")
    send(laos)
    expect(laos.locator("main")).to_contain_text("Filed 36 days after the date")


def analyse(isu: Page, analyst: Page, address: str) -> None:
    """The ISU answers and names the group; a member of the group asks."""
    isu.locator(".waiting li", has_text="asks about its request").get_by_role("link").click()
    fill(isu, text="Soil, water and open burning; two requests on our page are good models.")
    send(isu)
    expect(isu.locator("main")).to_contain_text("Filed 36 days after the date")
    isu.get_by_role("link", name="Name the group").click()
    isu.locator("[name=states]").select_option(label="Switzerland")
    send(isu)
    analyst.goto(address)
    expect(analyst.locator("main")).to_contain_text("Filed 36 days after the date")
    analyst.get_by_role("link", name="Ask", exact=True).click()
    fill(analyst, text="How many teams are planned for 2026?")
    send(analyst)


def decide(isu: Page, address: str) -> None:
    """The 12MSP grants what was asked, with one benchmark."""
    isu.goto(address)
    isu.get_by_role("link", name="Record the decision").click()
    fill(
        isu, note="Final report of the 12MSP (example)", benchmarks="2027-12 Survey of six provinces complete"
    )
    send(isu)
    main = isu.locator("main")
    expect(main).to_contain_text("12MSP, 10 September 2024")
    expect(main).to_contain_text("New deadline: 1 August 2030")
    expect(main).to_contain_text("Survey of six provinces complete")


def read_as_a_donor(norway: Page, address: str) -> None:
    """A donor reads the filed request and no word on its day."""
    norway.goto(address)
    expect(norway.locator("main")).to_contain_text("15 January 2024")
    expect(norway.locator("main")).not_to_contain_text("after the date")
    expect(norway.locator("main")).not_to_contain_text("Asked of the ISU")


def open_the_file(isu: Page) -> None:
    """The Word file holds the points, the figures, the questions."""
    with isu.expect_download() as waiting:
        isu.get_by_role("link", name="Word", exact=True).click()
    paper = docx.Document(str(waiting.value.path()))
    words = "\n".join(one.text for one in paper.paragraphs)
    assert "(a) Duration of the extension" in words
    assert "Survey found more land" in words
    assert "Resources required: USD" in words.replace("\xa0", " ")
    assert any("Forty teams in 2026." in cell.text for table in paper.tables for cell in table._cells)


def test_the_second_request(
    session: Session,
    at_desk: Callable[..., Page],
    shoot: Callable[..., Any],
    assert_accessible: Any,
):
    """Scenario A5: sequence 2, the checklist with figures, the ISU asked from a field, its day."""
    before_the_twelfth_meeting(session)
    laos = at_desk("centre@lao.example")
    address = begin_the_second_request(laos)
    write_and_file(laos, address)
    assert_accessible(laos)
    shoot(laos, "a5-filed")
    norway = at_desk("mission@norway.example", viewport={"width": 390, "height": 844})
    read_as_a_donor(norway, address)
    assert_accessible(norway)
    shoot(norway, "a5-donor-phone")
    isu = at_desk("isu@secretariat.example")
    analyse(isu, at_desk("ica@committee.example"), address)
    laos.goto("/home")
    laos.locator(".waiting li", has_text="The analysis group asks").get_by_role("link").click()
    fill(laos, text="Forty teams in 2026.")
    send(laos)
    decide(isu, address)
    shoot(isu, "a5-decided")
    open_the_file(isu)


def test_nothing_changed_in_three_clicks(
    session: Session, at_desk: Callable[..., Page], shoot: Callable[..., Any], assert_accessible: Any
):
    """The report of a year in which nothing changed: three clicks; then a ministry's part."""
    laos = at_desk("centre@lao.example")
    laos.locator(".waiting li", has_text="Article 7 report").get_by_role("button").click()
    shoot(laos, "article-7-begun")
    assert_accessible(laos)
    laos.get_by_role("button", name="All forms unchanged since").click()
    laos.get_by_role("button", name="Send for signature").click()
    expect(laos.locator("main")).to_contain_text("The report waits for its signature.")
    address = laos.url
    laos.get_by_role("button", name="Take back").click()
    laos.get_by_role("link", name="Ask a ministry").click()
    fill(laos, letter="H", due_on="31 March 2027", ask="Survivors reached, by sex and age (example).")
    laos.locator("[name=owner]").select_option(label="Ministry of Health (example)")
    send(laos)
    health = at_desk("health@lao.example", viewport={"width": 390, "height": 844})
    health.locator(".waiting li", has_text="Your part of the Article 7").get_by_role("link").click()
    fill(health, text="79 survivors were reached: 41 women, 38 men (example).")
    send(health)
    expect(health.locator("main")).to_contain_text("41 women, 38 men")
    assert_accessible(health)
    shoot(health, "article-7-phone")
    laos.goto(address)
    shoot(laos, "article-7-with-input")
