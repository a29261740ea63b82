"""Portfolio, gaps, flow and exports: the same figures wherever they stand."""

import csv
from decimal import Decimal
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook
from sqlmodel import Session

from coalition.auth.rules import Role
from coalition.pledges import service
from coalition.pledges.queries import Side, Which, gaps_of, list_flows, portfolio_of, totals_of
from coalition.pledges.rules import PledgeStage, RecipientScope
from tests.factories.pledges import (
    BY,
    MILLION,
    TODAY,
    make_coalition,
    make_open_need,
    make_person,
    make_pledge,
    terms_of,
)
from tests.factories.states import make_state


@pytest.fixture
def chain(session: Session):
    """A regional grant of one million, a quarter of which was granted onward to a country."""
    first = make_pledge(session)
    regional = service.offer(
        session,
        donor=first.donor,
        terms=terms_of(scope=RecipientScope.REGIONAL, region="ASEAN"),
        need=None,
        by=BY,
    )
    service.move(
        session,
        regional,
        then=PledgeStage.COMMITMENT,
        proof=service.Proof(on=TODAY, evidence="Letter 1"),
        by=BY,
    )
    need = make_open_need(session)
    child = service.grant_onward(
        session, regional, donor=first.donor, terms=terms_of(need, amount=MILLION // 4), need=need, by=BY
    )
    service.move(
        session, child, then=PledgeStage.COMMITMENT, proof=service.Proof(on=TODAY, evidence="Letter 2"), by=BY
    )
    return regional


@pytest.mark.parametrize("side", list(Side))
def test_lines_less_what_counts_again_are_the_whole(session, chain, side):
    found = portfolio_of(session, Which(), side)
    assert sum(row.firm for row in found.rows) - found.again.firm == found.total.firm == MILLION
    assert sum(row.soft for row in found.rows) - found.again.soft == found.total.soft == MILLION


def test_a_country_line_counts_what_reaches_it(session, chain):
    found = portfolio_of(session, Which(), Side.STATE)
    assert sorted(row.firm for row in found.rows) == [0, MILLION // 4, MILLION]
    assert found.again.firm == MILLION // 4


def test_the_flow_adds_up_to_the_firm_total(session, chain):
    assert sum(flow.usd for flow in list_flows(session, Which())) == totals_of(session, Which()).firm


def test_a_gap_takes_firm_national_and_free_money_off_the_cost(session):
    need = make_open_need(session, cost=10 * MILLION, national_contribution=2 * MILLION)
    make_pledge(session, need, amount=3 * MILLION, stage=PledgeStage.COMMITMENT)
    make_pledge(session, need, amount=MILLION)
    make_open_need(session, need.state, cost=None, currency=None, cost_usd=None)
    gap = gaps_of(session, [need.state_id])[need.state_id]
    assert (gap.cost, gap.firm, gap.national, gap.soft) == (10 * MILLION, 3 * MILLION, 2 * MILLION, MILLION)
    assert (gap.open, gap.unknown_cost, gap.needs) == (5 * MILLION, 1, 2)


def test_over_covered_needs_do_not_fill_the_gap_of_others(session):
    """Domain model §7: if one need of 2 million gets 5 million firm, coverage counts 2 million only."""
    need = make_open_need(session, cost=2 * MILLION)
    make_open_need(session, need.state, cost=2 * MILLION)
    make_pledge(session, need, amount=5 * MILLION, stage=PledgeStage.COMMITMENT)
    assert gaps_of(session, [need.state_id])[need.state_id].open == 2 * MILLION


def test_exports_hold_the_figures_of_the_pages(session, chain, sign_in):
    person = make_person(session, Role.ISU)
    session.commit()
    client = sign_in(person)
    text = client.get("/pledges/export/pledges.csv").get_data(as_text=True)
    rows = list(csv.DictReader(StringIO(text)))
    once = [row for row in rows if not row["granted_onward_from"] and row["stage"] == "commitment"]
    assert sum(Decimal(row["counted_usd"]) for row in once) * 100 == totals_of(session, Which()).firm
    book = load_workbook(BytesIO(client.get("/pledges/export/portfolio.xlsx").get_data()))
    *_, last = book.active.iter_rows(values_only=True)
    assert last[0] == "total"
    assert last[2] == MILLION / 100


@pytest.mark.on("sqlite")
def test_a_cell_never_becomes_a_formula(session, sign_in):
    make_pledge(session, title='=HYPERLINK("x")')
    person = make_person(session, Role.ISU)
    session.commit()
    text = sign_in(person).get("/pledges/export/pledges.csv").get_data(as_text=True)
    assert "\"'=HYPERLINK" in text


def test_every_view_of_the_money_opens(session, chain, sign_in, statements):
    person = make_person(session, Role.ISU)
    session.commit()
    client = sign_in(person)
    pages = [f"/pledges/portfolio?side={side}" for side in Side] + [
        "/pledges/gaps",
        "/pledges/flow",
        "/pledges",
    ]
    for page in pages:
        with statements() as asked:
            assert client.get(page).status_code == 200, page
        assert len(asked) <= 12, page
    for table in ("pledges", "ledger", "allocations", "portfolio", "flow", "gaps"):
        for kind in ("csv", "xlsx"):
            assert client.get(f"/pledges/export/{table}.{kind}").get_data()


def test_the_conference_pack_shows_regional_support_apart(session, sign_in):
    laos = make_state(session, "LAO", "Lao PDR", iso2="la")
    need = make_open_need(session, laos)
    make_coalition(session, laos)
    pledge = make_pledge(session, need, amount=MILLION // 2, stage=PledgeStage.COMMITMENT)
    regional = terms_of(
        scope=RecipientScope.REGIONAL, region="ASEAN Regional Mine Action Center", title="ARMAC"
    )
    service.offer(session, donor=pledge.donor, terms=regional, need=None, by=BY)
    person = make_person(session, Role.ISU)
    session.commit()
    client = sign_in(person)
    page = client.get("/pledges/conference/LAO").get_data(as_text=True)
    assert "ARMAC" in page
    book = load_workbook(BytesIO(client.get("/pledges/conference/LAO.xlsx").get_data()))
    assert book.sheetnames == ["needs", "pledges", "to fill in"]
    assert book["needs"].cell(2, 8).value == MILLION / 2 / 100
    assert client.get("/pledges/conference/NOR").status_code == 404
