"""Scenarios A8 and A10 of the domain model §14, and a report that comes back, each walked by its people."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from playwright.sync_api import Page, expect
from sqlmodel import Session, select

from coalition.activities.models import YearResult
from coalition.activities.rules.kinds import ActivityType, Measure
from coalition.coalitions.models import Coalition
from coalition.coalitions.rules import CoalitionStatus, EligibilityClass, MemberRole
from coalition.coalitions.service import seat
from coalition.contamination.rules import HazardMix
from coalition.health.service import review_night
from coalition.organisations.queries import find_organisation
from coalition.pledges.models import PledgeStep
from coalition.pledges.rules import PledgeStage
from coalition.states.models import State
from coalition.states.queries import get_state
from coalition.strategies.models import ObjectiveMilestone
from coalition.strategies.rules import Pillar
from tests.factories.activities import Field, make_activity
from tests.factories.contamination import make_snapshot
from tests.factories.pledges import make_open_need, make_pledge
from tests.factories.strategies import make_objective
from tests.servers.browser import begin_report, fill_in, words_of

TODAY = date(2026, 11, 23)


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
    pledge = make_pledge(session, make_open_need(session, lebanon), stage=PledgeStage.COMMITMENT)
    for step in session.exec(select(PledgeStep).where(PledgeStep.pledge_id == pledge.id)).all():
        step.on = date(2026, 11, 1)  # before the nights of the review
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
