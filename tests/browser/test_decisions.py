"""The screen on which a coordinator settles a question, on three real cases of the shipped register.

One grant in its funder's report and in the tracking of who received it; clearance and survey at one place;
the same title in the next year. Sources: OECD CRS, OCHA FTS, AidData and Norad's IATI file, as packaged.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Page, expect
from sqlmodel import Session, col, or_, select

from coalition.db import transaction
from coalition.duplication.models import DuplicationFlag
from coalition.duplication.rules.flags import FlagKind, SideKind
from coalition.duplication.service.screening import screen_many
from coalition.organisations.models import Organisation
from coalition.organisations.rules import OrganisationKind
from coalition.programmes.models import Programme
from coalition.states.models import State
from tests.browser.conftest import PHONE

SAME_GRANT = ("crs:Finland:33031:2003", "fts:24732")
ONE_PLACE = ("US-501c3-522318905-SG-AFG/230018", "US-501c3-522318905-SG-AFG/230021")
NEXT_YEAR = ("NO-BRC-971277882-COL-19/0006", "NO-BRC-971277882-COL-20/0008")
Answer = tuple[str, str, str]  # outcome as the page names it, reason, who does what


@pytest.fixture
def asked(session: Session, demo_app: Flask) -> Callable[[tuple[str, str], FlagKind, date], str]:
    """A function that has a mission keep two records of the register and returns the question about them."""

    def ask(names: tuple[str, str], kind: FlagKind, on: date) -> str:
        governments = select(Organisation).join(State).where(State.iso3 == "FIN")
        finland = session.exec(governments.where(Organisation.kind == OrganisationKind.GOVERNMENT)).one()
        ids = session.exec(select(Programme.id).where(col(Programme.identifier).in_(names))).all()
        assert len(ids) == 2, names
        with transaction(session):
            for programme in session.exec(select(Programme).where(col(Programme.id).in_(ids))):
                programme.owner_id = finland.id
            session.flush()
            screen_many(session, SideKind.PROGRAMME, ids, now=datetime(on.year, on.month, on.day, tzinfo=UTC))
        one, other = col(DuplicationFlag.left_id), col(DuplicationFlag.right_id)
        flag = session.exec(
            select(DuplicationFlag).where(
                or_((one == ids[0]) & (other == ids[1]), (one == ids[1]) & (other == ids[0])),
                DuplicationFlag.kind == kind,
            )
        ).one()
        session.commit()
        return f"/duplicates/{flag.id}"

    return ask


@pytest.mark.parametrize(
    ("names", "kind", "on", "said", "answer"),
    [
        pytest.param(
            SAME_GRANT,
            FlagKind.SAME_MONEY,
            date(2026, 11, 23),
            (
                "Norwegian People's Aid",
                "Most speaks for it: amount, partner",
                "EUR 147 718 and USD 166 896 agree",
            ),
            (
                "Same work or money twice",
                "link_same_money",
                "One grant of 2003, told to the OECD and to OCHA: it counts once.",
            ),
            id="same-grant",
        ),
        pytest.param(
            ONE_PLACE,
            FlagKind.SAME_WORK,
            date(2007, 6, 1),  # work that is long over raises no question
            ("kabul international airport", "Survey"),
            (
                "Coordinated",
                "different_groups_or_services",
                "One surveys the airport, the other clears what was surveyed.",
            ),
            id="one-place",
        ),
        pytest.param(
            NEXT_YEAR,
            FlagKind.SAME_WORK,
            date(2020, 9, 1),
            ("Putumayo", "titles alike"),
            ("Not the same", "not_same_work", "Grants of two years that follow one another."),
            id="next-year",
        ),
    ],
)
def test_a_coordinator_settles_a_question_on_real_records(
    names: tuple[str, str],
    kind: FlagKind,
    on: date,
    said: tuple[str, ...],
    answer: Answer,
    asked: Callable[[tuple[str, str], FlagKind, date], str],
    open_context: Callable[..., BrowserContext],
    sign_in_as: Callable[[Page, str], Page],
    assert_accessible: Any,
    shoot: Callable[..., Any],
    request: pytest.FixtureRequest,
) -> None:
    flag = asked(names, kind, on)
    name = request.node.callspec.id
    page = sign_in_as(open_context().new_page(), "coordinator")
    page.goto(flag)
    main = page.locator("main")
    for words in ("This is a question, not a finding.", *names, *said):
        expect(main).to_contain_text(words)
    assert_accessible(page)
    shoot(page, f"decision-{name}")
    page.set_viewport_size(PHONE)
    page.reload()
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= PHONE["width"]
    shoot(page, f"decision-{name}-phone")
    settle(page, answer)
    expect(main).to_contain_text(answer[2])


def settle(page: Page, answer: Answer) -> None:
    """Record an outcome with its reason, saying how the parties were heard where they must be."""
    outcome, reason, text = answer
    page.locator("summary", has_text=outcome).click()
    form = page.locator("details[open] form").first
    form.locator("select[name$=reason]").select_option(reason)
    form.locator("textarea[name$=text]").fill(text)
    heard = form.locator("[name$=heard]")
    if heard.count():
        heard.fill("Both were asked by telephone and agree.")
    owner = form.locator("select[name$=remedy_owner]")
    if owner.count():
        owner.select_option(index=owner.locator("option").count() - 1)
        form.locator("[name$=remedy_by]").fill("2027-03-31")
    form.locator("button", has_text="Record").click()
    page.wait_for_load_state()
