"""For any history of acts the ledger, the totals of every page, the exports and the API agree to the cent."""

import json
from collections import Counter
from decimal import Decimal
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlmodel import Session, select

from coalition.core.errors import RuleBroken
from coalition.needs.rules import status_by_coverage
from coalition.pledges import service
from coalition.pledges.models import Pledge, Transaction
from coalition.pledges.queries import (
    Side,
    Which,
    coverage_of,
    gaps_of,
    get_pledge,
    list_flows,
    portfolio_of,
    totals_by_state,
    totals_of,
)
from coalition.pledges.queries.listed import listed
from coalition.pledges.queries.rows import (
    ALLOCATIONS,
    LEDGER,
    PLEDGES,
    allocation_rows,
    ledger_rows,
    pledge_rows,
)
from coalition.pledges.rules import (
    COUNTED,
    FIRM,
    SOFT,
    DeclineReason,
    PledgeStage,
    RecipientScope,
    ReductionReason,
    TransactionType,
)
from coalition.pledges.service import Payment, Proof
from tests.factories.pledges import BY, TODAY, make_donor, make_open_need, make_pledge, make_rate, terms_of

AMOUNTS = st.integers(1, 2_000_000)
CURRENCIES = st.sampled_from(["USD", "EUR", "NOK", "JPY"])
PICKS = st.integers(0, 10_000)


class Histories(RuleBasedStateMachine):
    """Donors state, commit, pay, take back, cut and grant onward, in any order; refusals are fine."""

    session: Session

    @initialize()
    def begin(self) -> None:
        for currency, rate in (("EUR", 1.0837), ("NOK", 0.0931), ("JPY", 0.00657)):
            make_rate(self.session, currency, rate)
        self.donors = [make_donor(self.session), make_donor(self.session)]
        first = make_open_need(self.session, cost=1_500_000)
        self.needs = [
            first,
            make_open_need(self.session, first.state, cost=700_000),
            make_open_need(self.session),
        ]
        firm = [
            make_pledge(self.session, need, stage=PledgeStage.COMMITMENT, amount=600_000)
            for need in self.needs
        ]
        self.ids = [pledge.id for pledge in firm]

    def teardown(self) -> None:
        self.session.rollback()

    def one(self, pick: int) -> Pledge | None:
        return get_pledge(self.session, self.ids[pick % len(self.ids)]) if self.ids else None

    def trying(self, act, pick: int, *args: object, **named: object) -> None:
        pledge = self.one(pick)
        if pledge is None:
            return
        saved = self.session.begin_nested()
        try:
            act(self.session, pledge, *args, **named, by=BY)
            saved.commit()
        except RuleBroken:
            saved.rollback()
            self.session.expire_all()

    @rule(pick=PICKS, amount=AMOUNTS, currency=CURRENCIES, regional=st.booleans())
    def offer(self, pick: int, amount: int, currency: str, regional: bool) -> None:
        need = None if regional else self.needs[pick % 3]
        wide = {"scope": RecipientScope.REGIONAL, "region": "a region"} if regional else {}
        terms = terms_of(need, amount=amount, currency=currency, **wide)
        pledge = service.offer(self.session, donor=self.donors[pick % 2], terms=terms, need=need, by=BY)
        self.ids.append(pledge.id)

    @rule(pick=PICKS, amount=AMOUNTS, currency=CURRENCIES)
    def grant_onward(self, pick: int, amount: int, currency: str) -> None:
        source, need = self.one(pick), self.needs[pick % 3]
        if source is None:
            return
        saved = self.session.begin_nested()
        try:
            child = service.grant_onward(
                self.session,
                source,
                donor=self.donors[pick % 2],
                terms=terms_of(need, amount=amount, currency=currency),
                need=None,
                by=BY,
            )
            saved.commit()
            self.ids.append(child.id)
        except RuleBroken:
            saved.rollback()
            self.session.expire_all()

    @rule(pick=PICKS, reason=st.sampled_from(["", "agreed with the State"]))
    def commit(self, pick: int, reason: str) -> None:
        proof = Proof(on=TODAY, evidence="Note verbale", over_reason=reason)
        self.trying(service.move, pick, then=PledgeStage.COMMITMENT, proof=proof)

    @rule(pick=PICKS, amount=AMOUNTS, currency=CURRENCIES)
    def pay(self, pick: int, amount: int, currency: str) -> None:
        self.trying(service.disburse, pick, Payment(paid=amount, currency=currency, value_on=TODAY))

    @rule(pick=PICKS, amount=AMOUNTS, currency=CURRENCIES)
    def take_back(self, pick: int, amount: int, currency: str) -> None:
        payment = Payment(paid=amount, currency=currency, value_on=TODAY, document="advice")
        self.trying(service.refund, pick, payment)

    @rule(pick=PICKS, amount=st.integers(-500_000, 500_000).filter(bool))
    def put_right(self, pick: int, amount: int) -> None:
        pledge = self.one(pick)
        payment = Payment(
            paid=amount, currency=(pledge and pledge.currency) or "USD", value_on=TODAY, reason="typed twice"
        )
        self.trying(service.adjust, pick, payment)

    @rule(pick=PICKS, amount=AMOUNTS)
    def cut(self, pick: int, amount: int) -> None:
        self.trying(
            service.reduce, pick, amount=amount, reason_code=ReductionReason.BUDGET_CUT, reason="budget cut"
        )

    @rule(pick=PICKS)
    def cancel(self, pick: int) -> None:
        self.trying(service.cancel, pick, reason_code=ReductionReason.OTHER, reason="another plan")

    @rule(pick=PICKS)
    def decline(self, pick: int) -> None:
        self.trying(service.decline, pick, reason_code=DeclineReason.BUDGET, reason="")

    @rule(pick=PICKS, first=st.integers(0, 900_000), second=st.integers(0, 900_000))
    def allocate(self, pick: int, first: int, second: int) -> None:
        shares = {("need", self.needs[0].id): first, ("need", self.needs[1].id): second}
        self.trying(service.allocate, pick, shares=shares, over_reason="agreed with the State")

    @invariant()
    def ledger_and_pledge_agree(self) -> None:
        if not getattr(self, "ids", None):
            return
        paid: Counter[int] = Counter()
        back: Counter[int] = Counter()
        for line in self.session.exec(select(Transaction)).all():
            (back if line.type is TransactionType.REFUND else paid)[line.pledge_id] += line.amount
        for pledge in self.session.exec(select(Pledge)).all():
            assert (pledge.disbursed, pledge.refunded) == (paid[pledge.id], back[pledge.id])
            gross = max(pledge.amount, pledge.disbursed) - pledge.refunded
            assert pledge.counted == (gross if pledge.stage in COUNTED else 0)
            children = select(Pledge.parent_amount).where(Pledge.parent_id == pledge.id)
            assert pledge.passed_on == sum(self.session.exec(children).all()) <= pledge.amount

    @invariant()
    def every_page_and_export_agree(self) -> None:
        if not getattr(self, "ids", None):
            return
        self.session.flush()
        rows = [dict(zip(PLEDGES, row, strict=True)) for row in pledge_rows(self.session, Which())]
        total = totals_of(self.session, Which())
        for side in Side:
            found = portfolio_of(self.session, Which(), side)
            assert sum(line.firm for line in found.rows) - found.again.firm == total.firm
            assert sum(line.soft for line in found.rows) - found.again.soft == total.soft
        assert sum(flow.usd for flow in list_flows(self.session, Which())) == total.firm
        alone = {row["reference"] for row in rows if not row["granted_onward_from"]}
        for stages, figure in ((FIRM, total.firm), (SOFT, total.soft)):
            exported = [row for row in rows if row["stage"] in stages and row["reference"] in alone]
            assert sum(Decimal(row["counted_usd"]) for row in exported) * 100 == figure

    @invariant()
    def the_api_agrees_page_by_page(self) -> None:
        if not getattr(self, "ids", None):
            return
        self.session.flush()
        found, total = read_all(self.session, Which()), totals_of(self.session, Which())
        assert Decimal(found["totals"]["firm_usd"]) * 100 == total.firm
        assert Decimal(found["totals"]["soft_usd"]) * 100 == total.soft
        exported = [dict(zip(PLEDGES, row, strict=True)) for row in pledge_rows(self.session, Which())]
        assert len(found["items"]) == len(exported)
        for item, row in zip(found["items"], exported, strict=True):
            assert item["reference"] == row["reference"]
            for name in ("amount", "paid", "came_back", "counted", "counted_usd"):
                assert (item[name] is None) == (row[name] is None)
                assert item[name] is None or Decimal(item[name]) == row[name]

    @invariant()
    def needs_and_shares_agree(self) -> None:
        if not getattr(self, "ids", None):
            return
        covered = coverage_of(self.session, self.needs)
        lines = [dict(zip(ALLOCATIONS, row, strict=True)) for row in allocation_rows(self.session, Which())]
        for need in self.needs:
            mine = [line for line in lines if line["need"] == need.ref and line["stage"] in FIRM]
            assert sum(line["counted_usd"] for line in mine) * 100 == covered[need.id].firm
            assert need.status is status_by_coverage(covered[need.id], False)
        states = {need.state_id for need in self.needs}
        totals = totals_by_state(self.session, list(states))
        for state_id, gap in gaps_of(self.session, states).items():
            assert gap.allocated_firm <= totals[state_id].firm + len(self.ids)
        ledger = [dict(zip(LEDGER, row, strict=True)) for row in ledger_rows(self.session, Which())]
        assert len(ledger) == len(self.session.exec(select(Transaction.id)).all())


def read_all(session: Session, which: Which) -> dict[str, Any]:
    """Return what a program reads that follows the cursor to its end, through JSON."""
    found = json.loads(json.dumps(listed(session, which, most=7)))
    while found["next"]:
        more = json.loads(json.dumps(listed(session, which, after=found["next"], most=7)))
        found = {"items": found["items"] + more["items"], "next": more["next"], "totals": more["totals"]}
    return found


def test_any_history_adds_up(session: Session):
    machine = type("Machine", (Histories,), {"session": session})
    run_state_machine_as_test(
        machine, settings=settings(max_examples=6, stateful_step_count=12, deadline=None)
    )
