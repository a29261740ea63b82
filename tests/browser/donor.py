"""What the stories of the donor's desk share: hands at a page, and Chad's project of USD 1.2 million."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

from playwright.sync_api import Page, expect
from sqlmodel import Session, col, select

from coalition.activities.models import Activity
from coalition.activities.service import link_pledges
from coalition.auth.models import Person
from coalition.coalitions.models import Coalition
from coalition.coalitions.rules import MemberRole
from coalition.core.when import When
from coalition.db import transaction
from coalition.health.models import HealthBand
from coalition.health.service import review_night
from coalition.needs.service import follow_coverage
from coalition.notifications.models import Mail
from coalition.organisations.queries import find_organisation, get_government
from coalition.pledges import service
from coalition.pledges.models import Pledge
from coalition.pledges.queries import coverage_of
from coalition.pledges.rules import By, ChannelType, PledgeStage
from coalition.pledges.service import Payment, Proof
from coalition.states.queries import get_state
from tests.factories.activities import Field, make_activity
from tests.factories.documents import pdf
from tests.factories.pledges import make_coalition, make_open_need, terms_of
from tests.factories.states import make_state
from tests.factories.strategies import make_objective, make_strategy

TODAY = datetime.now(UTC).date()
# A project of one year, begun some months ago.
START = TODAY - timedelta(days=150)
END = START + timedelta(days=364)
THEN = By(None, datetime.combine(START - timedelta(days=30), datetime.min.time(), UTC))


def fill(page: Page, **values: str) -> None:
    for name, value in values.items():
        field = page.locator(f"main [name={name}]").first
        if field.evaluate("e => e.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)


def send(page: Page, button: str) -> None:
    page.locator("main").get_by_role("button", name=button, exact=True).first.click()
    page.wait_for_load_state()


def follow(page: Page, link: str) -> None:
    page.get_by_role("link", name=link, exact=True).first.click()
    page.wait_for_load_state()


def text_of(page: Page) -> str:
    return page.locator("main").inner_text().replace("\xa0", " ").replace("\u202f", " ")


def statement(page: Page, folder: Path, words: str) -> None:
    """Attach a real PDF to the form."""
    path = folder / "statement.pdf"
    path.write_bytes(pdf(words))
    page.set_input_files("main [name=file]", path)


def pledge_at(session: Session, page: Page) -> Pledge:
    """Return the pledge whose page is open."""
    session.rollback()
    return session.get_one(Pledge, int(re.findall(r"/pledges/(\d+)", page.url)[0]))


def commit(page: Page, folder: Path, channel: str) -> None:
    """Record a commitment, with the document that says so."""
    follow(page, "Record commitment")
    fill(page, channel=channel)
    statement(page, folder, "We commit the amount stated.")
    send(page, "Record commitment")
    expect(page.locator("main")).to_contain_text("The commitment is recorded.")


class Project:
    """Chad's need of USD 1.2 million, wholly committed by the United Kingdom; an operator's work on it."""

    def __init__(self, session: Session) -> None:
        chad = get_state(session, "TCD")
        self.donor = get_government(session, get_state(session, "GBR").id)
        field = Field(session, make_state(session))  # a field elsewhere, moved to Chad below
        operator = find_organisation(session, "Norwegian People's Aid")
        assert operator is not None
        field.state, field.operator = chad, operator
        field.objective = make_objective(session, make_strategy(session, chad))
        lead = get_government(session, get_state(session, "NOR").id)
        seats = {lead.id: MemberRole.LEAD, self.donor.id: MemberRole.DONOR, operator.id: MemberRole.OPERATOR}
        self.coalition = field.coalition = make_coalition(session, chad, seats)
        since = {"created_on": THEN.today, "posted_on": THEN.today}
        period = {"period_start": START, "period_end": END} | since
        self.need = make_open_need(session, chad, cost=120_000_000, title="Survey of Tibesti", **period)
        self.pledge = self._commit(session, operator.id)
        self.activity = self._work(session, field)
        found = coverage_of(session, [self.need])[self.need.id]
        follow_coverage(session, self.need, found, TODAY)
        session.commit()

    def _commit(self, session: Session, operator_id: int) -> Pledge:
        span = {"starts": When(START), "ends": When(END), "statement_on": THEN.today}
        terms = terms_of(self.need, amount=120_000_000, currency="USD", **span)
        pledge = service.offer(session, donor=self.donor, terms=terms, need=self.need, by=THEN)
        channel = {"channel": ChannelType.INTERNATIONAL_NGO, "channel_organisation_id": operator_id}
        proof = Proof(on=THEN.today, evidence="Note verbale 7", **channel)
        service.move(session, pledge, then=PledgeStage.COMMITMENT, proof=proof, by=THEN)
        paid = Payment(paid=30_000_000, currency="USD", value_on=THEN.today, document="bank advice 1")
        service.disburse(session, pledge, paid, by=THEN)
        return pledge

    def _work(self, session: Session, field: Field) -> Activity:
        planned = {"planned_start": When(START), "planned_end": When(END), "places": "Tibesti"}
        activity = make_activity(session, field, title="Survey teams in Tibesti", **planned)
        link_pledges(session, activity, {self.pledge.id: 10_000})
        return activity

    def stands(self, session: Session) -> tuple[float, str, str]:
        """Return the firm share of the need's cost, the need's status, and the pledge's stage."""
        session.rollback()
        found = coverage_of(session, [self.need])[self.need.id]
        return round(found.firm / (found.cost or 1), 3), self.need.status, self.pledge.stage_key


def night(session: Session, days: int) -> None:
    """Review all coalitions as in the night so many days from today."""
    with transaction(session):
        review_night(session, TODAY + timedelta(days=days))


def standing_bands(session: Session, coalition: Coalition) -> dict[str, str]:
    """Return the band of each indicator as the last night left it."""
    session.rollback()
    rows = select(HealthBand.key, HealthBand.level).where(HealthBand.coalition_id == coalition.id)
    return dict(session.exec(rows).all())


def bands_of(page: Page, coalition: Coalition) -> dict[str, str]:
    """Return the band of each indicator as the State's own desk shows it."""
    page.goto(f"/health/{coalition.id}")
    panels = page.locator("main .panel", has=page.locator("h2")).all()
    found = {panel.locator("h2").first.inner_text(): panel for panel in panels}
    marks = {title: panel.locator(".marks .tag").first for title, panel in found.items()}
    return {title.split(" ")[0]: mark.inner_text() for title, mark in marks.items() if mark.count()}


def told(session: Session, words: str) -> set[str]:
    """Return the addresses of those who were told something whose subject holds these words."""
    session.rollback()
    rows = select(Person.email).join(Mail, col(Mail.person_id) == Person.id)
    return set(session.exec(rows.where(col(Mail.subject).contains(words))).all())
