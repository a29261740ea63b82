"""The Committee in a browser: scenario A7, and the minutes of 13 November 2023 up to the Word file."""

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from playwright.sync_api import BrowserContext, Page, expect

from coalition.cli.demo import PASSWORD
from tests.browser import minutes_2023 as seed


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


@pytest.fixture
def shots(tmp_path: Path) -> Path:
    """The folder for files that a person may want to look at."""
    folder = Path(os.environ.get("COALITION_SHOTS") or tmp_path)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def fill(page: Page, **values: str) -> None:
    for name, value in values.items():
        field = page.locator(f"main form.form [name={name}]").first
        if field.evaluate("e => e.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)


def submit(page: Page) -> None:
    page.locator("main form.form .form-buttons button.btn-primary").click()
    page.wait_for_load_state()
    assert page.locator(".error-summary").count() == 0, page.locator(".error-summary").inner_text()


def open_plans(isu: Page) -> None:
    isu.goto("/committee/plans/open")
    fill(isu, cycle="2023")
    submit(isu)


def hold(isu: Page, day: str, **more: str) -> str:
    isu.goto("/committee/meetings/new")
    fill(isu, title="Meeting of the Coordination Committee", held_on=day, openness="open", **more)
    submit(isu)
    return isu.url


def record_attendance(isu: Page, meeting: str) -> None:
    """Say of everybody on the list whether they came, and add who is not on it."""
    for name, (capacity, people) in seed.PRESENT.items():
        attend(isu, meeting, name, "present", capacity=capacity, people=people)
    for name in seed.APOLOGIES:
        attend(isu, meeting, name, "apologies")


def attend(isu: Page, meeting: str, name: str, attendance: str, **more: str) -> None:
    isu.goto(meeting)
    on_list = isu.locator("main a", has_text=re.compile(f"(Record|Change): {name}$"))
    if on_list.count():
        on_list.first.click()
    else:
        isu.get_by_role("link", name="Add a State or body").click()
        fill(isu, name=name)
    fill(isu, attendance=attendance, **more)
    submit(isu)


def write_items(isu: Page, meeting: str) -> None:
    for number, heading, kind, theme, speaker, text, more in seed.ITEMS:
        isu.goto(f"{meeting}/items/new")
        answered = more.get("counter")
        if answered:
            label = next(f"{one[0]} {one[1]}" for one in seed.ITEMS if one[0] == answered)
            isu.locator("[name=counter]").select_option(label=label)
        rest = {name: value for name, value in more.items() if name != "counter"}
        fill(isu, number=number, heading=heading, kind=kind, theme=theme, speaker=speaker, text=text, **rest)
        submit(isu)
    for text, owner, due in seed.POINTS:
        isu.goto(f"{meeting}/points/new")
        fill(isu, text=text, owner=owner, due=due)
        submit(isu)


def state_the_money(isu: Page) -> None:
    isu.goto("/committee/budget/statements/new")
    source = f"{seed.SOURCE}, item 6.6"
    fill(isu, year="2023", contributors="53", share="90", said_on="13 November 2023", source=source)
    submit(isu)
    expect(isu.locator("main")).to_contain_text("53 contributing States, 90 % of the annual budget of 2023")


def see_a7(president: Page, shoot: Callable[..., Any]) -> None:
    """Six groups as they reported; 17 days; "past the date" from 1 December on."""
    president.goto("/committee/plans?cycle=2023&on=2023-11-13")
    main = president.locator("main")
    expect(main.locator(".stat", has_text="Days left")).to_contain_text("17")
    said = {
        "Universalization": "Drafting",
        "Stockpile destruction": "Not submitted",
        "Victim assistance": "expected by November 2023",
        "International cooperation": "Drafting jointly",
        "Clearance and risk education": "Planning",
        "General status": "Drafting",
    }
    for name, words in said.items():
        expect(main.locator("tbody tr", has_text=name)).to_contain_text(words)
    expect(main).not_to_contain_text("Past the date")
    shoot(president, "a7-13-november")
    president.goto("/committee/plans?cycle=2023&on=2023-12-01")
    assert president.get_by_text("Past the date").count() == 6


def see_the_page(isu: Page, meeting: str) -> None:
    isu.goto(meeting)
    main = isu.locator("main")
    for words in (
        "194 of 193",
        "together 193",
        "Disputed",
        "Stands beside 6.1b",
        "States with an open Article 3 deadline on 13 November 2023",
    ):
        expect(main).to_contain_text(words)
    record = main.locator("section", has_text="From the treaty's record, computed").last
    assert [line.split(":")[0] for line in record.locator("li").all_inner_texts()] == ["Peru"]


def words_of(path: Path) -> str:
    document = docx.Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def check_file(path: Path) -> None:
    """The Word file holds everything that was typed in, and the treaty's record beside it."""
    words = words_of(path)
    for name, (_capacity, people) in seed.PRESENT.items():
        assert name in words
        assert all(person in words for person in people.splitlines())
    assert "Apologies received\nAustralia" in words or "Norway, Australia, Iraq" in words
    for number, heading, _kind, _theme, speaker, text, _more in seed.ITEMS:
        assert f"{number} {heading}" in words
        assert speaker in words
        assert text in words
    assert "Warning: 194 of 193" in words
    assert "53 States contribute 90 %" in words
    assert words.count("Stands beside 6.1b") == 2
    assert "Peru, April 2024" in words
    assert all(text in words for text, _owner, _due in seed.POINTS)


def read_back(isu: Page, path: Path) -> None:
    """Take the Word file and look into it; then send the minutes round."""
    with isu.expect_download() as download:
        isu.get_by_role("link", name="Minutes as Word file").click()
    download.value.save_as(path)
    check_file(path)
    isu.locator("summary", has_text="Circulate").click()
    isu.get_by_role("button", name="Circulate now").click()
    expect(isu.locator("main")).to_contain_text("The minutes are circulated")


def approve_later(isu: Page, president: Page, meeting: str) -> None:
    hold(isu, "29 January 2024")
    president.goto(f"{meeting}/approve")
    president.locator("[name=meeting]").select_option(index=0)
    submit(president)
    expect(president.locator("main")).to_contain_text("Approved at the meeting of 29 January 2024")


def test_the_minutes_of_13_november_2023_and_work_plans_of_that_day(
    signed_in: Callable[[str], Page],
    shoot: Callable[..., Any],
    assert_accessible: Any,
    phone: Page,
    sign_in_as: Callable[[Page, str], Page],
    shots: Path,
):
    isu = signed_in("isu@secretariat.example")
    open_plans(isu)
    meeting = hold(
        isu, "13 November 2023", begins="14:00", ends="15:00", source=seed.SOURCE, agenda=seed.AGENDA,
        place="Geneva, Maison de la Paix, Tower 3, Conference Room 6A",
    )  # fmt: skip
    record_attendance(isu, meeting)
    write_items(isu, meeting)
    state_the_money(isu)
    see_the_page(isu, meeting)
    assert_accessible(isu)
    shoot(isu, "minutes")
    read_back(isu, shots / "minutes-2023-11-13.docx")
    president = signed_in("presidency@committee.example")
    see_a7(president, shoot)
    assert_accessible(president)
    approve_later(isu, president, meeting)
    sign_in_as(phone, "isu").goto(meeting)
    assert_accessible(phone)
    shoot(phone, "phone")
    see_as_donor(signed_in("mission@norway.example"), meeting)


def see_as_donor(donor: Page, meeting: str) -> None:
    """Outside the Committee neither drafts nor minutes are seen."""
    donor.goto("/committee/plans?cycle=2023&on=2023-12-01")
    expect(donor.locator("main")).not_to_contain_text("Past the date")
    answer = donor.goto(meeting)
    assert answer is not None
    assert answer.status == 403
