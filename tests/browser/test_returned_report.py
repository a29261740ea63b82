"""A report that comes back: handed in, returned, put right, accepted, and read once by both who pay."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from playwright.sync_api import Page, expect
from sqlmodel import Session

from coalition.activities.service import link_pledges
from coalition.coalitions.rules import MemberRole
from coalition.coalitions.service import seat
from coalition.organisations.queries import find_organisation, get_government
from coalition.pledges.rules import PledgeStage
from coalition.states.models import State
from coalition.states.queries import get_state
from tests.factories.activities import Field, make_activity
from tests.factories.pledges import make_open_need, make_pledge
from tests.servers.browser import begin_report, fill_in, words_of

TODAY = date(2026, 11, 23)


def paid_by_two(session: Session) -> tuple[Field, int]:
    """Store work in Lebanon that Norway pays to six tenths and New Zealand to four."""
    field = Field(session, get_state(session, "LBN"))
    npa = find_organisation(session, "Norwegian People's Aid")
    assert npa is not None
    seat(session, field.coalition, organisation=npa, role=MemberRole.OPERATOR, valid_from=TODAY)
    work = make_activity(session, field, title="Clearance in the south", implementer_id=npa.id)
    need = make_open_need(session, field.state)
    shares = {}
    for iso3, share in (("NOR", 6_000), ("NZL", 4_000)):
        donor = get_government(session, get_state(session, iso3).id)
        shares[make_pledge(session, need, donor=donor, stage=PledgeStage.COMMITMENT).id] = share
    link_pledges(session, work, shares)
    session.commit()
    return field, work.id


def hand_in(operator: Page, activity_id: int) -> str:
    """The operator hands in a report whose sum is wrong; return where it stands."""
    begin_report(operator, activity_id)
    report = operator.url
    operator.get_by_role("link", name="Add land").click()
    fill_in(
        operator, "Add", place="Nabatieh", mix="cmr_only", cancelled="4000", reduced="1000", cleared="5000"
    )
    operator.get_by_role("link", name="The report in words").click()
    fill_in(operator, "Save", narrative="Teams worked as planned.", stated_released="12000")
    assert "The sum differs from its parts" in words_of(operator)
    operator.get_by_role("button", name="Hand in").click()
    expect(operator.locator("main")).to_contain_text("The report is handed in")
    return report


def come_back(operator: Page) -> None:
    """The operator reads why its report came back, puts the sum right and hands it in again."""
    operator.goto("/home")
    operator.get_by_role("link", name="Put right").first.click()
    expect(operator.locator("main")).to_contain_text("The parts add up to 10 000 m²")
    operator.get_by_role("link", name="The report in words").click()
    fill_in(operator, "Save", stated_released="10000")
    operator.get_by_role("button", name="Hand in").click()


def both_read_it_once(enter: Callable[[str], Page], shoot: Callable[..., Path]) -> None:
    """Each donor finds the report once, whole, with its own share of the cost."""
    for email, share in (("mission@norway.example", "60 %"), ("mission@newzealand.example", "40 %")):
        donor_desk = enter(email)
        donor_desk.goto("/activities/reports")
        rows = donor_desk.locator("main table tbody tr", has_text="Clearance in the south")
        expect(rows).to_have_count(1)
        assert share in words_of(donor_desk)
        assert "0.01 km²" in words_of(donor_desk)
        shoot(donor_desk, email.split("@")[1].split(".")[0])


def test_a_report_with_a_wrong_sum_comes_back_and_counts_once_for_two_donors(
    session: Session,
    head_of: Callable[[State], Page],
    enter: Callable[[str], Page],
    move_to: Callable[[date], None],
    shoot: Callable[..., Path],
):
    """An operator's half-year report: handed in, returned, put right, accepted, read by both who pay."""
    field, work_id = paid_by_two(session)
    npa_desk = enter("operator@npa.example")
    report = hand_in(npa_desk, work_id)
    shoot(npa_desk, "differs")
    head = head_of(field.state)
    expect(head.locator("main")).to_contain_text("sent its report until 30 June 2026")
    head.get_by_role("link", name="Look").first.click()
    assert head.url == report
    head.get_by_role("button", name="Accept", exact=True).click()
    assert "its parts add up to 10000" in words_of(head)
    head.get_by_role("link", name="Return", exact=True).click()
    fill_in(head, "Return", reason="The parts add up to 10 000 m².")

    come_back(npa_desk)
    head.goto(report)
    head.get_by_role("button", name="Accept", exact=True).click()
    expect(head.locator("main")).to_contain_text("It counts once, for all who pay")
    head.goto(f"/activities/progress/{field.state.iso3}")
    assert "5 000 m²" in words_of(head)

    both_read_it_once(enter, shoot)
