"""The affected State's desk in a browser: Chad surveys first, Iraq counts its teams, Laos renews."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect
from sqlmodel import Session

from coalition.pledges.rules import PledgeStage
from coalition.states.models import State
from coalition.states.queries import get_state
from tests.factories.activities import Field, land, make_accepted, make_activity
from tests.factories.contamination import make_snapshot
from tests.factories.pledges import make_open_need, make_pledge
from tests.servers.browser import words_of


def test_chad_posts_a_survey_first_need_in_three_clicks_and_no_zero_appears(
    session: Session, head_of: Callable[[State], Page]
):
    page = head_of(get_state(session, "TCD"))
    page.get_by_role("link", name="Post a need").first.click()
    for name, value in {
        "title": "Non-technical survey, Tibesti",
        "description": "Nobody knows how much is contaminated. Survey comes first.",
        "contact": "Director of the national centre",
        "no_strategy_reason": "The strategy is written after the survey.",
        "output_indicator": "Districts surveyed",
        "output_target": "4",
        "period_start": "March 2027",
        "period_end": "October 2027",
    }.items():
        page.fill(f"[name={name}]", value)
    page.select_option("[name=pillar]", "survey_clearance")
    page.select_option("[name=need_type]", "survey")
    page.select_option("[name=cost_basis]", "unknown")
    page.get_by_role("button", name="Post need").click()
    expect(page.locator("main")).to_contain_text("The need is posted")
    assert "not known" in words_of(page)
    assert "USD 0" not in words_of(page).replace("Firm USD 0", "").replace("soft USD 0", "")
    page.goto("/contamination/TCD/snapshots/new")
    page.fill("[name=as_of]", "November 2023")
    page.select_option("[name=knowledge]", "unknown")
    page.select_option("[name=hazard_mix]", "unknown")
    page.fill("[name=source]", "Chad at the 11MSP")
    page.get_by_role("button", name="Record").click()
    expect(page.locator("main")).to_contain_text("Survey first")
    assert "0 m²" not in words_of(page)
    page.goto("/activities/progress/TCD")
    assert "nothing can be projected" in words_of(page)


def test_iraq_sees_its_deadline_missed_and_what_more_teams_and_open_pledges_change(
    session: Session, head_of: Callable[[State], Page], shoot: Callable[..., Path]
):
    iraq = get_state(session, "IRQ")
    field = Field(session, iraq)
    activity = make_activity(session, field)
    for year, area in ((2022, 9_000_000), (2023, 10_000_000), (2024, 11_000_000), (2025, 10_000_000)):
        make_accepted(session, activity, year, land=(land(area, place="Basra"),))
    make_snapshot(session, iraq, sha=None, cha=160_000_000, source="Example figures", is_example=True)
    teams = make_open_need(session, iraq, title="Clearance teams", output_target=19, output_unit="teams")
    make_pledge(session, teams, stage=PledgeStage.COMMITMENT)
    page = head_of(iraq)
    page.goto("/activities/progress/IRQ?teams=15&then=34")
    text = words_of(page)
    assert "after the deadline" in text
    assert "With 34 teams in place of 15" in text
    assert "Teams: 19 firm, 0 soft. From 15 to 34 teams." in text
    shoot(page, "pledges")


def test_laos_endorses_a_new_version_while_the_old_one_runs(
    session: Session, head_of: Callable[[State], Page]
):
    laos = get_state(session, "LAO")
    page = head_of(laos)
    page.goto("/strategies/?state=LAO")
    page.get_by_role("link", name="Safe Path Forward III").first.click()
    page.get_by_role("button", name="Next version").click()
    page.get_by_role("link", name="Period and contents").click()
    page.fill("[name=valid_from]", "1 January 2031")
    page.fill("[name=valid_to]", "31 December 2040")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Record the endorsement").click()
    page.fill("[name=endorsed_on]", "2 March 2026")
    page.fill("[name=endorsed_by]", "Prime Minister's Office (example)")
    page.get_by_role("button", name="Record endorsement").click()
    expect(page.locator("main")).to_contain_text("Endorsed")
    page.get_by_role("link", name="Two versions side by side").click()
    text = words_of(page)
    assert "In force" in text
    assert "1 January 2031" in text


def test_needs_are_put_in_order_by_dragging_by_keyboard_and_without_scripts(
    session: Session,
    head_of: Callable[[State], Page],
    assert_accessible: Callable[[Page], None],
    shoot: Callable[..., Path],
):
    chad = get_state(session, "TCD")
    for rank in range(1, 28):
        make_open_need(session, chad, title=f"Need {rank:02}", priority_rank=rank)
    page = head_of(chad)
    page.goto("/needs/order")
    titles = page.locator(".orderly a")
    page.locator(".orderly li", has_text="Need 03").drag_to(page.locator(".orderly li", has_text="Need 01"))
    expect(titles.first).to_have_text("Need 03")
    expect(page.locator(".orderly-said")).to_contain_text("Need 03 is now at place 1 of 27")
    down = page.locator(".orderly li", has_text="Need 03").get_by_role("button", name="Down")
    down.focus()
    page.keyboard.press("Enter")
    expect(titles.nth(1)).to_have_text("Need 03")
    expect(down).to_be_focused()
    expect(page.locator(".orderly-said")).to_contain_text("Need 03 is now at place 2 of 27")
    assert_accessible(page)
    shoot(page, "order")
    page.get_by_role("button", name="Save order").click()
    expect(page.locator("main")).to_contain_text("The order is saved.")
    expect(titles.nth(1)).to_have_text("Need 03")
    page.get_by_role("link", name="Next").click()
    page.locator(".orderly li", has_text="Need 26").get_by_role(
        "button", name="Up"
    ).click()  # over the edge of the page: the form is sent
    page.goto("/needs/order")
    expect(titles.last).to_have_text("Need 26")
    assert not page.locator(".orderly li").first.get_by_role("button", name="Up").is_enabled()
