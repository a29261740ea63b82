"""The donor's desk in a browser: regional support and its onward grant, a cut in mid-project, three rates."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Page, expect
from sqlmodel import Session, select

from coalition.cli.demo import PASSWORD
from coalition.needs.models import Need
from coalition.pledges.models import Pledge
from coalition.pledges.queries import (
    Totals,
    Which,
    coverage_of,
    list_transactions,
    totals_by_state,
    totals_of,
)
from coalition.rates.service import usd_value
from coalition.states.queries import get_state
from tests.browser.donor import (
    START,
    TODAY,
    Project,
    bands_of,
    commit,
    fill,
    follow,
    night,
    pledge_at,
    send,
    standing_bands,
    statement,
    text_of,
    told,
)

EVERYBODY = {
    "centre@chad.example",
    "mission@norway.example",
    "ica@committee.example",
    "operator@npa.example",
}
SignedIn = Callable[[str], Page]
PAID = (
    ("100 000", "USD", "1 March 2024"),
    ("50.000,00", "EUR", "3 June 2024"),
    ("1'000'000", "NOK", "2 September 2024"),
)


@pytest.fixture
def session(site: str, demo_app: Flask) -> Iterator[Session]:
    with Session(demo_app.extensions["engine"]) as session:
        yield session


@pytest.fixture
def signed_in(open_context: Callable[..., BrowserContext]) -> SignedIn:
    """A function that returns a page of somebody's own browser, signed in by address."""

    def sign_in(email: str) -> Page:
        page = open_context().new_page()
        page.goto("/sign-in")
        page.fill("[name=email]", email)
        page.fill("[name=password]", PASSWORD)
        page.press("[name=password]", "Enter")
        page.wait_for_url("**/home")
        return page

    return sign_in


def support_armac(zealand: Page, folder: Path) -> None:
    """New Zealand commits NZD 500,000 to the regional centre."""
    zealand.goto("/pledges/new")
    fill(zealand, title="Support to the ASEAN Regional Mine Action Center", pillar="implementation_reporting")
    fill(zealand, amount="500 000", currency="NZD", scope="regional", region="ASEAN, through ARMAC")
    fill(zealand, expected_commitment_on=TODAY.isoformat())
    send(zealand, "Save")
    commit(zealand, folder, "regional_organisation")


def grant_to_laos(zealand: Page, folder: Path, need: Need) -> None:
    """NZD 200,000 of it go to a need of Lao PDR."""
    follow(zealand, "Grant onward")
    fill(zealand, title="ARMAC: risk education in Lao PDR", amount="200000", currency="NZD", state="LAO")
    send(zealand, "Save")
    commit(zealand, folder, "regional_organisation")
    follow(zealand, "Allocate")
    fill(zealand, **{f"need-{need.id}": "200000"})
    send(zealand, "Save")
    expect(zealand.locator("main")).to_contain_text("The allocation is saved.")


class Sums:
    """Firm money of Lao PDR, of its need, and of New Zealand, in US cents."""

    def __init__(self, session: Session, need: Need, donor_id: int) -> None:
        session.rollback()
        self.laos = totals_by_state(session, [need.state_id])[need.state_id].firm
        self.need = coverage_of(session, [need])[need.id].firm
        self.donor: Totals = totals_of(session, Which(donor_id=donor_id))


def test_regional_support_counts_once_and_for_no_country_until_it_is_granted_onward(
    session: Session, signed_in: SignedIn, shoot: Callable[..., Any], assert_accessible: Any, tmp_path: Path
):
    """Scenario A3: New Zealand, ARMAC, and NZD 200,000 of it to Lao PDR."""
    laos, donor_id = get_state(session, "LAO"), donor_of(session, "New Zealand")
    need = session.exec(select(Need).where(Need.state_id == laos.id, Need.status == "open")).first()
    assert need is not None
    before, zealand = Sums(session, need, donor_id), signed_in("mission@newzealand.example")
    support_armac(zealand, tmp_path)
    regional, now = pledge_at(session, zealand), Sums(session, need, donor_id)
    whole = usd_value(session, 50_000_000, currency="NZD", day=TODAY)[0]
    assert (regional.counted_usd, regional.state_id) == (whole, None)
    assert (now.laos, now.need, now.donor.firm) == (before.laos, before.need, before.donor.firm + whole)
    shoot(zealand, "regional")
    grant_to_laos(zealand, tmp_path, need)
    shoot(zealand, "onward")
    assert_accessible(zealand)
    then, part = Sums(session, need, donor_id), usd_value(session, 20_000_000, currency="NZD", day=TODAY)[0]
    assert (then.laos, then.need) == (before.laos + part, before.need + part)
    assert then.donor == now.donor  # the money counts once
    see_regional_apart(zealand, donor_id, shoot)


def see_regional_apart(zealand: Page, donor_id: int, shoot: Callable[..., Any]) -> None:
    """The regional view, the portfolio and Lao PDR's conference pack show it apart."""
    zealand.goto(f"/pledges/portfolio?donor={donor_id}&side=state")
    assert "Less what was granted onward" in text_of(zealand)
    shoot(zealand, "portfolio")
    zealand.goto("/pledges?scope=regional")
    assert "ASEAN Regional Mine Action Center" in text_of(zealand)
    zealand.goto("/pledges/conference/LAO")
    assert "ASEAN Regional Mine Action Center" in text_of(zealand).split("Regional support")[1]
    shoot(zealand, "conference")


def donor_of(session: Session, name: str) -> int:
    pledge = session.exec(select(Pledge).where(Pledge.donor.has(short_name=name))).first()
    assert pledge is not None
    return pledge.donor_id


def cut(kingdom: Page, project: Project, folder: Path) -> None:
    """The United Kingdom reduces its commitment from 1.2 to 0.7 million."""
    kingdom.goto(f"/pledges/{project.pledge.id}")
    follow(kingdom, "Reduce")
    fill(kingdom, amount="700 000", reason_code="budget_cut", reason="The aid budget was cut by parliament.")
    statement(kingdom, folder, "Letter of the ministry.")
    send(kingdom, "Reduce")
    expect(kingdom.locator("main")).to_contain_text("The pledge is reduced. Those concerned are told.")


def pay_and_take_back(kingdom: Page, project: Project, folder: Path) -> None:
    """The rest is paid; 100,000 of earmarked money comes back unspent."""
    kingdom.goto(f"/pledges/{project.pledge.id}")
    follow(kingdom, "Add payment")
    fill(kingdom, amount="400000", currency="USD", document="bank advice 2")
    send(kingdom, "Add payment")
    follow(kingdom, "Record refund")
    fill(kingdom, amount="100000", currency="USD")
    statement(kingdom, folder, "Unspent earmarked money comes back.")
    send(kingdom, "Record refund")
    expect(kingdom.locator("main")).to_contain_text("The refund is in the ledger")


def test_a_budget_cut_in_mid_project_and_a_refund(
    session: Session, signed_in: SignedIn, shoot: Callable[..., Any], assert_accessible: Any, tmp_path: Path
):
    """Scenario A11: the United Kingdom cuts while teams work; a tenth of a million comes back later."""
    project = Project(session)
    kingdom, centre = signed_in("mission@uk.example"), signed_in("centre@chad.example")
    night(session, -8)
    before = standing_bands(session, project.coalition), bands_of(centre, project.coalition)
    assert project.stands(session) == (1.0, "met", "disbursing")
    cut(kingdom, project, tmp_path)
    shoot(kingdom, "cut")
    assert project.stands(session) == (0.583, "partly_met", "disbursing")
    assert told(session, "a commitment is reduced") >= EVERYBODY
    assert told(session, "money for your work changes") == {"operator@npa.example"}
    see_work_without_money(signed_in("operator@npa.example"), project, shoot, assert_accessible)

    see_bands_change(session, centre, project, before)
    shoot(centre, "health")

    pay_and_take_back(kingdom, project, tmp_path)
    assert project.stands(session) == (0.5, "partly_met", "reimbursed_in_part")
    assert (project.pledge.disbursed, project.pledge.refunded) == (70_000_000, 10_000_000)
    see_refund(kingdom, project, shoot, assert_accessible)


def see_refund(kingdom: Page, project: Project, shoot: Callable[..., Any], assert_accessible: Any) -> None:
    """The pledge says that money came back in part, its need that half of it is open."""
    assert "Reimbursed (part)" in text_of(kingdom)
    shoot(kingdom, "refund")
    assert_accessible(kingdom)
    kingdom.goto(f"/needs/{project.need.id}")
    assert "50 %" in text_of(kingdom)
    shoot(kingdom, "need")


def see_bands_change(
    session: Session, centre: Page, project: Project, before: tuple[dict[str, str], dict[str, str]]
) -> None:
    """H4 and H7 keep their bands for one night and change in the second; the week's review shows it."""
    night(session, 0)
    assert standing_bands(session, project.coalition) == before[0]
    night(session, 1)
    assert changed(before[0], standing_bands(session, project.coalition)) >= {"H4", "H7"}
    night(session, 7)
    assert changed(before[1], bands_of(centre, project.coalition)) >= {"H4", "H7"}


def changed(before: dict[str, str], after: dict[str, str]) -> set[str]:
    return {str(key) for key in after if after[key] != before[key]}


def see_work_without_money(
    operator: Page, project: Project, shoot: Callable[..., Any], assert_accessible: Any
) -> None:
    """The operator's own page says from which day its work has no money."""
    operator.goto(f"/activities/{project.activity.id}")
    since = START + timedelta(days=365 * 7 // 12)
    assert "Without money" in text_of(operator)
    assert f"{since:%-d %B %Y}" in text_of(operator)
    shoot(operator, "without-money")
    assert_accessible(operator)


def pledge_in_kroner(norway: Page) -> None:
    """Norway pledges NOK 12 million in February 2024 and commits it in March."""
    norway.goto("/pledges/new?coalition=1")
    fill(norway, title="Clearance teams, second phase", pillar="survey_clearance", amount="12000000")
    fill(norway, currency="NOK", expected_commitment_on="March 2024")
    norway.locator("summary", has_text="More, if you know it").click()
    fill(norway, statement_on="1 February 2024")
    send(norway, "Save")
    follow(norway, "Record commitment")
    fill(norway, channel="international_ngo", on="1 March 2024", evidence="Letter of allocation 12")
    send(norway, "Record commitment")


def test_one_pledge_paid_in_three_currencies_bears_three_rates(
    session: Session, signed_in: SignedIn, shoot: Callable[..., Any], assert_accessible: Any
):
    """A pledge in kroner, paid in dollars, euros and kroner: each line keeps the rate of its own day."""
    norway = signed_in("mission@norway.example")
    pledge_in_kroner(norway)
    for amount, currency, day in PAID:
        follow(norway, "Add payment")
        fill(norway, amount=amount, currency=currency, value_on=day, document=f"bank advice in {currency}")
        send(norway, "Add payment")
        expect(norway.locator("main")).to_contain_text("The payment is in the ledger.")
    pledge, page = pledge_at(session, norway), text_of(norway)
    shoot(norway, "ledger")
    assert_accessible(norway)
    assert all(f"of {day}" in page.replace("\n", " ") for _amount, _currency, day in PAID)
    lines = list(reversed(list_transactions(session, pledge.id)))
    assert [line.paid_currency for line in lines] == ["USD", "EUR", "NOK"]
    assert len({line.fx_rate_id for line in lines}) == 3
    assert sum(line.amount for line in lines) == pledge.disbursed
    for line in lines:
        usd, rate = usd_value(session, line.paid, currency=line.paid_currency, day=line.value_on)
        assert (line.amount_usd, line.fx_rate_id) == (usd, rate.id)
