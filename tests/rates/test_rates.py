"""Exchange rates: conversion to the cent, files of the ECB and the UN, what is old."""

from datetime import date
from io import BytesIO

import pytest
from sqlmodel import Session, select

from coalition.auth.rules import Role
from coalition.core.errors import RuleBroken
from coalition.rates.models import FxRate
from coalition.rates.readers import Rate, Refused, Unreadable, read_rates
from coalition.rates.rules import SCALE, across, is_stale, to_usd
from coalition.rates.service import import_rates, rate_for, usd_value
from tests.factories.pledges import TODAY, make_person, make_rate

ECB = """Date,USD,JPY,NOK,XXX,
2026-11-20,1.1000,165.00,11.00,1,
2026-11-19,N/A,165.00,11.00,1,
2027-01-01,1.1,165,11,1,
2026-11-18,1.2,-5,N/A,1,
"""
UN = """Country,Currency,Rate,Effective Date
Norway,NOK,"10.000",1 Nov 2026
Lao PDR,LAK,"21,500.00",1 Nov 2026
Nowhere,QQQ,3,1 Nov 2026
Norway,NOK,zero,1 Nov 2026
Norway,NOK,0,1 Nov 2026
"""


@pytest.mark.parametrize(
    ("minor", "currency", "rate", "cents"),
    [
        (100, "EUR", 1.1, 110),
        (1, "JPY", 0.0065, 1),
        (1000, "KWD", 3.25, 325),
        (5, "EUR", 0.1, 0),
        (15, "EUR", 0.1, 2),
        (25, "EUR", 0.1, 2),
    ],
)
def test_half_a_cent_goes_to_the_even_cent(minor, currency, rate, cents):
    assert to_usd(minor, currency, round(rate * SCALE)) == cents


def test_two_rates_lead_from_one_currency_to_another():
    assert across(10_000_00, "EUR", to="NOK", rates=(1_100_000_000, 100_000_000)) == 110_000_00
    assert across(100, "USD", to="JPY", rates=(SCALE, 6_500_000)) == 154


def test_a_rate_is_old_after_31_days():
    assert not is_stale(date(2026, 10, 1), date(2026, 11, 1))
    assert is_stale(date(2026, 10, 1), date(2026, 11, 2))


def test_the_banks_file_is_crossed_over_the_euro():
    found = list(read_rates(ECB.encode(), TODAY))
    rates = {(each.currency, each.on): each.rate for each in found if isinstance(each, Rate)}
    assert rates[("EUR", date(2026, 11, 20))] == 1_100_000_000
    assert rates[("NOK", date(2026, 11, 20))] == 100_000_000
    assert {each.line for each in found if isinstance(each, Refused)} == {2, 3, 4, 5}


def test_the_united_nations_file_is_units_for_a_dollar():
    found = list(read_rates(UN.encode(), TODAY))
    rates = {each.currency: each.rate for each in found if isinstance(each, Rate)}
    assert rates == {"NOK": 100_000_000, "LAK": 46_512}
    assert [each.reason for each in found if isinstance(each, Refused)] == [
        "no currency: QQQ",
        "no such rate: zero",
        "no such rate: 0",
    ]


@pytest.mark.parametrize("content", [b"", b"a,b,c\n1,2,3\n", b"PK\x03\x04\0\0", b"\xff\xfe"])
def test_another_file_is_refused_in_words(content):
    with pytest.raises(Unreadable):
        list(read_rates(content, TODAY))


def test_what_is_known_is_never_revalued(session: Session):
    first = import_rates(session, UN.encode(), source="UN", today=TODAY)
    again = import_rates(session, UN.replace("10.000", "12.5").encode(), source="UN", today=TODAY)
    assert (first.added, again.added, again.kept, again.known) == (2, 0, 1, 1)
    assert session.exec(select(FxRate.rate).where(FxRate.currency == "NOK")).one() == 100_000_000


def test_the_newest_rate_on_or_before_the_day_counts(session: Session):
    make_rate(session, "LAK", 0.00005, date(2026, 1, 1))
    make_rate(session, "LAK", 0.00006, date(2026, 3, 1))
    usd, rate = usd_value(session, 1_000_000_00, currency="LAK", day=date(2026, 2, 1))
    assert (usd, rate.rate_on) == (5_000_00, date(2026, 1, 1))  # the kip has no smaller unit
    with pytest.raises(RuleBroken, match="No exchange rate of LAK"):
        usd_value(session, 1, currency="LAK", day=date(2025, 12, 31))


def test_the_packaged_file_of_the_bank_fills_in(session: Session):
    found = rate_for(session, "NOK", date(2020, 6, 13))
    assert found.rate_on == date(2020, 6, 12)
    assert "European Central Bank" in found.source


def test_the_isu_loads_a_file_and_sees_it(session: Session, sign_in):
    person = make_person(session, Role.ISU)
    session.commit()
    client = sign_in(person)
    sent = {
        "source": "United Nations, operational rates of exchange (file)",
        "file": (BytesIO(UN.encode()), "rates.csv"),
    }
    assert client.post("/rates/load", data=sent).status_code == 302
    assert "LAK" in client.get("/rates").get_data(as_text=True)


def test_the_command_says_what_it_refused(command, tmp_path):
    path = tmp_path / "rates.csv"
    path.write_text(UN)
    done = command("rates", "import", str(path), "--source", "UN", "--json")
    assert done.exit_code == 1
    assert '"added": 2' in done.stdout
    path.write_text("nothing")
    assert command("rates", "import", str(path), "--source", "UN").exit_code == 2
