"""Amounts as six locales write them: each is taken, or refused in words at its field."""

from decimal import Decimal

import pytest
from sqlmodel import Session, select

from coalition.auth.rules import Role
from coalition.core.errors import RuleBroken
from coalition.core.money import check_currency, parse_amount, to_minor
from coalition.pledges.models import Pledge, PledgeStep
from coalition.pledges.rules import PledgeStage
from tests.factories.pledges import make_donor, make_open_need, make_person, make_pledge, make_rate

NBSP, THIN, NARROW = "\u00a0", "\u2009", "\u202f"
# Locale, what is typed, what is meant.
TAKEN = [
    ("English", "1,234.56", "1234.56"),
    ("English", "1,234,567", "1234567"),
    ("German", "1.234,56", "1234.56"),
    ("German", "1.234.567,89", "1234567.89"),
    ("French", f"1{NARROW}234,56", "1234.56"),
    ("French", f"1{NBSP}234{NBSP}567", "1234567"),
    ("Norwegian", f"1{THIN}234,56", "1234.56"),
    ("Norwegian", "1 234 567", "1234567"),
    ("Swiss", "1'234.56", "1234.56"),
    ("Swiss", "1’234’567.00", "1234567.00"),
    ("Indian", "12,34,567.00", "1234567.00"),
    ("Indian", "1,23,456", "123456"),
    ("Arabic", "١٢٣٤٫٥٦", "1234.56"),
    ("Arabic", "١٬٢٣٤٬٥٦٧", "1234567"),
    ("Persian", "۱۲۳۴", "1234"),
    ("plain", "150000", "150000"),
    ("plain", "0,50", "0.50"),
]
# What could mean two amounts, or none.
REFUSED = [
    *("1,234", "1.234", "1.234.56", "12,34,5", "1,23,4567.00", "1.23.456,00", "1,2,3", "1.2.3,4"),
    *("NaN", "nan", "Infinity", "-Infinity", "1e6", "0x10", "½", "१२३", "abc", "12 EUR", "€ 12", "--5"),
]


@pytest.mark.parametrize(("locale", "typed", "meant"), TAKEN)
def test_each_locale_is_read_as_it_is_meant(locale: str, typed: str, meant: str):
    assert parse_amount(typed) == Decimal(meant), locale


@pytest.mark.parametrize("typed", REFUSED)
def test_what_could_mean_two_amounts_or_none_is_refused(typed: str):
    with pytest.raises(RuleBroken) as broken:
        parse_amount(typed)
    assert broken.value.field == "amount"
    assert broken.value.message


@pytest.mark.parametrize("typed", ["1" + "0" * 20, "9" * 16, "0.001"])
def test_what_no_currency_holds_is_refused(typed: str):
    with pytest.raises(RuleBroken) as broken:
        to_minor(parse_amount(typed), "USD")
    assert broken.value.field == "amount"


@pytest.mark.parametrize("code", ["DEM", "HRK", "XAU", "XXX", "ABC", "usd", "", "EURO"])
def test_no_new_money_in_unknown_or_withdrawn_currencies(code: str):
    with pytest.raises(RuleBroken) as broken:
        check_currency(code)
    assert broken.value.field == "currency"


@pytest.fixture
def desk(session: Session, sign_in):
    """The pledge form and the payment form of one donor, each as a function of what is typed."""
    make_rate(session, "EUR", 1.08)
    donor = make_donor(session, "BEL", "Belgium")
    need = make_open_need(session, cost=10**12)
    firm = make_pledge(session, need, donor=donor, stage=PledgeStage.COMMITMENT, amount=10**11)
    person = make_person(session, Role.DONOR, organisation_id=donor.id)
    session.commit()
    client, sent = sign_in(person), iter(range(10_000))
    offer = {"need": need.id, "word": "pledge", "title": "Teams", "kind": "financial", "scope": "country"}
    offer |= {"pillar": "survey_clearance", "state": need.state.iso3, "visibility": "members"}
    marks = {"gender_marker": "0", "disability_marker": "0", "continuity": "new"}
    pay = {"value_on": "2026-11-20", "document": "advice"}

    def pledge(amount: str, currency: str):
        form = offer | marks | {"amount": amount, "currency": currency, "once": f"k{next(sent)}"}
        return client.post("/pledges/new", data=form)

    def disburse(amount: str, currency: str):
        form = pay | {"amount": amount, "currency": currency, "once": f"k{next(sent)}"}
        return client.post(f"/pledges/{firm.id}/ledger/disbursement", data=form)

    return pledge, disburse


@pytest.mark.on("sqlite")
def test_forms_take_what_each_locale_types(session: Session, desk):
    for form in desk:
        for locale, typed, _meant in TAKEN:
            assert form(typed, "EUR").status_code == 302, (form.__name__, locale, typed)
    session.rollback()
    stated = session.exec(select(Pledge.amount).where(Pledge.title == "Teams").order_by(Pledge.id)).all()
    assert stated == [int(Decimal(meant) * 100) for _locale, _typed, meant in TAKEN]


@pytest.mark.on("sqlite")
def test_forms_refuse_at_the_field_and_in_words(session: Session, desk):
    before = len(session.exec(select(PledgeStep.id)).all())
    wrong = [(typed, "EUR", "amount") for typed in (*REFUSED, "1" + "0" * 20, "-5", "0", "0.001", "")]
    # Unknown, withdrawn, no money, and a currency that nobody has a rate of.
    wrong += [("100", code, "currency") for code in ("ABC", "DEM", "XAU", "LAK", "")]
    for form in desk:
        for typed, currency, field in wrong:
            answer = form(typed, currency)
            page = answer.get_data(as_text=True)
            assert answer.status_code == 200, (form.__name__, typed, currency)
            assert f'href="#{field}"' in page, (form.__name__, typed, currency)
            assert f'id="{field}-error"' in page, (form.__name__, typed, currency)
    session.rollback()
    assert len(session.exec(select(PledgeStep.id)).all()) == before
