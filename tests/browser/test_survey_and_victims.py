"""Scenarios A8 and A10 of the domain model §14, and a report that comes back, each walked by its people."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from sqlmodel import Session

from coalition.activities.models import YearResult
from coalition.activities.rules.kinds import ActivityType, Measure
from coalition.activities.service import link_pledges
from coalition.cli.demo import PASSWORD
from coalition.coalitions.models import Coalition
from coalition.coalitions.rules import CoalitionStatus, EligibilityClass, MemberRole
from coalition.coalitions.service import seat
from coalition.contamination.rules import HazardMix
from coalition.core import clock
from coalition.health.service import review_night
from coalition.organisations.queries import find_organisation, get_government
from coalition.pledges.rules import PledgeStage
from coalition.states.models import State
from coalition.states.queries import get_state
from coalition.strategies.models import ObjectiveMilestone
from coalition.strategies.rules import Pillar
from tests.factories.activities import Field, make_activity
from tests.factories.contamination import make_snapshot
from tests.factories.pledges import make_open_need, make_pledge
from tests.factories.strategies import make_objective
from tests.servers.browser import words_of

TODAY = date(2026, 11, 23)


@pytest.fixture
def move_to(monkeypatch: pytest.MonkeyPatch) -> Callable[[date], None]:
    """A function that moves the clock of the platform to the morning of a day."""

    def move(day: date) -> None:
        monkeypatch.setattr(clock, "now", lambda: datetime(day.year, day.month, day.day, 8, tzinfo=UTC))

    move(TODAY)
    return move


@pytest.fixture
def enter(open_context: Callable[..., BrowserContext]) -> Callable[[str], Page]:
    """A function that returns the page of a demo account, signed in by address."""

    def sign_in(email: str) -> Page:
        page = open_context().new_page()
        page.goto("/sign-in")
        page.fill("[name=email]", email)
        page.fill("[name=password]", PASSWORD)
        page.press("[name=password]", "Enter")
        page.wait_for_url("**/home")
        return page

    return sign_in


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


def two_known_one_not(session: Session) -> Coalition:
    """Store what two States know of their land, and the coalition of Chad, which does not know it."""
    for iso3, area in (("LAO", 1_370_000_000), ("IRQ", 160_000_000)):
        make_snapshot(session, get_state(session, iso3), sha=None, cha=area, is_example=True)
    coalition = Coalition(
        state_id=get_state(session, "TCD").id,
        name="Country coalition Chad (example)",
        status=CoalitionStatus.ACTIVE,
        eligibility=EligibilityClass.A,
        scope_articles="4",
        proposed_on=TODAY,
        consent_on=TODAY,
    )
    session.add(coalition)
    session.commit()
    return coalition


def survey_first(chad: Page) -> None:
    """Chad records that it does not know, and posts the need of a survey."""
    chad.goto("/contamination/TCD/snapshots/new")
    unknown = {"as_of": "November 2023", "knowledge": "unknown", "hazard_mix": "unknown"}
    fill_in(chad, "Record", **unknown, source="Chad at the 11MSP (example)")
    chad.goto("/home")
    chad.get_by_role("link", name="Post a need").first.click()
    chad.locator("summary", has_text="More, if you have it").click()
    fill_in(
        chad,
        "Post need",
        title="Non-technical survey, Tibesti",
        description="Nobody knows how much is contaminated. Survey comes first.",
        contact="Director of the national centre",
        pillar="survey_clearance",
        need_type="survey",
        no_strategy_reason="The strategy is written after the survey.",
        output_indicator="Districts surveyed",
        output_target="4",
        period_start="March 2027",
        period_end="October 2027",
        cost_basis="unknown",
    )
    expect(chad.locator("main")).to_contain_text("The need is posted")
    assert "not known" in words_of(chad)


def promise(ica: Page, coalition_id: int) -> None:
    """The coordinator writes a soft promise down."""
    ica.goto(f"/coalitions/{coalition_id}/meetings")
    ica.get_by_role("link", name="Add an action point").click()
    ica.locator("[name=soft_promise]").check()
    fill_in(ica, "Add", text="Draft request for more time", owner_note="Chad", due="November 2026")
    expect(ica.locator("main")).to_contain_text("Soft promise")
    assert "Past its day" not in words_of(ica)


def test_unknown_contamination_is_never_nought(
    session: Session,
    enter: Callable[[str], Page],
    move_to: Callable[[date], None],
    shoot: Callable[..., Path],
    assert_accessible: Callable[[Page], None],
):
    """A8: what is unknown is counted apart, survey comes first, a soft promise turns past on its day."""
    coalition = two_known_one_not(session)
    chad = enter("centre@chad.example")
    survey_first(chad)
    for night in (date(2026, 11, 21), date(2026, 11, 22)):
        review_night(session, night, is_example=True)
    session.commit()

    ica = enter("ica@committee.example")
    ica.goto("/contamination/")
    totals = words_of(ica)
    assert "2 States known" in totals
    assert "1 530 km²" in totals
    assert "1 State not known" in totals
    assert_accessible(ica)
    shoot(ica, "totals")
    chad.goto(f"/health/{coalition.id}")
    pace = chad.locator("section.panel", has=chad.get_by_role("heading", name="H9"))
    expect(pace).to_contain_text("non-technical survey in Chad")
    expect(pace.locator(".tag-draft, .tag-plain").first).to_be_visible()
    shoot(chad, "health")

    promise(ica, coalition.id)
    for day, past in ((date(2026, 11, 30), False), (date(2026, 12, 1), True)):
        move_to(day)
        ica.reload()
        assert ("Past its day" in words_of(ica)) is past
    shoot(ica, "past")


def reached(session: Session, field: Field, *, pillar: Pillar, milestone: int, done: int) -> None:
    """Give a State an objective whose milestone of 2025 was reached as far as `done`."""
    land = pillar is Pillar.SURVEY_CLEARANCE
    objective = make_objective(
        session,
        field.objective.version,
        code=pillar.value[:3].upper(),
        text="Release land" if land else "Services near home",
        pillar=pillar,
        unit="m2" if land else "people",
        target=milestone * 5,
    )
    session.add(ObjectiveMilestone(objective_id=objective.id, year=2025, value=milestone))
    session.add(
        YearResult(
            state_id=field.state.id,
            objective_id=objective.id,
            year=2025,
            pillar=pillar,
            measure=Measure.CLEARED_M2 if land else Measure.DIRECT_BENEFICIARIES,
            mix=HazardMix.CMR_ONLY if land else HazardMix.UNKNOWN,
            value=done,
        )
    )


def indicator(page: Page, key: str) -> str:
    """Return what stands in the panel of one indicator of the review."""
    panel = page.locator("section.panel", has=page.get_by_role("heading", name=f"{key} ·"))
    return panel.inner_text().replace("\xa0", " ")


def two_pillars(session: Session) -> tuple[Field, int]:
    """Store Lebanon's two milestones, needs with and without support, work for victims; reviewed."""
    lebanon = get_state(session, "LBN")
    field = Field(session, lebanon)
    field.coalition.scope_articles = "4, 5"
    reached(session, field, pillar=Pillar.SURVEY_CLEARANCE, milestone=1_000_000, done=960_000)
    reached(session, field, pillar=Pillar.VICTIM_ASSISTANCE, milestone=1_000, done=300)
    make_pledge(session, make_open_need(session, lebanon), stage=PledgeStage.COMMITMENT)
    make_open_need(session, lebanon, title="Prosthetics", pillar=Pillar.VICTIM_ASSISTANCE)
    npa = find_organisation(session, "Norwegian People's Aid")
    assert npa is not None
    seat(session, field.coalition, organisation=npa, role=MemberRole.OPERATOR, valid_from=TODAY)
    care = make_activity(
        session,
        field,
        title="Rehabilitation in the south",
        implementer_id=npa.id,
        type=ActivityType.VA_REHABILITATION,
        pillar=Pillar.VICTIM_ASSISTANCE,
    )
    for night in (date(2026, 11, 21), date(2026, 11, 22)):
        review_night(session, night, is_example=True)
    session.commit()
    return field, care.id


def begin_report(operator: Page, activity_id: int) -> None:
    """The operator begins its report of half a year, and opens it."""
    operator.goto(f"/activities/{activity_id}")
    operator.get_by_role("link", name="Report a period").click()
    fill_in(operator, "Begin report", period_start="January 2026", period_end="June 2026")
    operator.locator("main table a").first.click()
    operator.wait_for_load_state()


def test_victim_assistance_is_not_forgotten(
    session: Session,
    head_of: Callable[[State], Page],
    enter: Callable[[str], Page],
    move_to: Callable[[date], None],
    shoot: Callable[..., Path],
    assert_accessible: Callable[[Page], None],
):
    """A10: clearance at 96 % of its milestone, victim assistance at 30 %; people counted as far as known."""
    field, care_id = two_pillars(session)
    head = head_of(field.state)
    head.goto(f"/health/{field.coalition.id}")
    delivery, balance = indicator(head, "H8"), indicator(head, "H10")
    assert "victim assistance reached 30 % of its milestone, the lowest of 2 pillars" in delivery
    assert "Needs support" in delivery
    assert "1 of 3 pillars have support. Without: risk education, victim assistance." in balance
    assert "Mainstream programmes in health or social protection" in balance
    assert_accessible(head)
    shoot(head, "health")

    npa_desk = enter("operator@npa.example")
    begin_report(npa_desk, care_id)
    for relation, count in (("direct", "120"), ("indirect", "500")):
        npa_desk.get_by_role("link", name="Add people reached").click()
        fill_in(npa_desk, "Add", relation=relation, count=count)
    rows = npa_desk.locator("main table tbody tr")
    assert rows.nth(0).inner_text().lower().count("unknown") == 3, "sex, age and disability"
    text = words_of(npa_desk)
    assert "Direct beneficiaries: 120" in text
    assert "Indirect beneficiaries: 500" in text
    assert "They are never added together" in text
    assert "620" not in text
    assert_accessible(npa_desk)
    shoot(npa_desk, "people")


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
