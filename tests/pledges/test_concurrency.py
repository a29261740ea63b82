"""Two donors act at the same moment; the database holds what the rules promise."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, select

from coalition.core.errors import RuleBroken
from coalition.db import transaction
from coalition.pledges import service
from coalition.pledges.models import Pledge
from coalition.pledges.queries import coverage_of, get_pledge
from coalition.pledges.rules import FIRM, PledgeStage
from coalition.pledges.service import Payment, Proof
from tests.factories.pledges import BY, TODAY, make_open_need, make_pledge

INTERLEAVINGS = 200
WORKERS = 2


def at_the_same_moment(app: Flask, act, things: list[tuple[int, int]]) -> list[tuple[bool, bool]]:
    """Do act to the first and the second thing of each pair in two threads, each with its own session."""
    barrier = Barrier(WORKERS)

    def work(which: int) -> list[bool]:
        done = []
        with Session(app.extensions["engine"]) as session:
            for pair in things:
                barrier.wait()
                try:
                    with transaction(session):
                        act(session, get_pledge(session, pair[which]))
                    done.append(True)
                except RuleBroken:
                    done.append(False)
        return done

    with ThreadPoolExecutor(WORKERS) as pool:
        return list(zip(*pool.map(work, range(WORKERS)), strict=True))


def test_two_donors_commit_to_the_last_open_part(app: Flask, session: Session):
    needs = [make_open_need(session, cost=100_000) for _ in range(INTERLEAVINGS)]
    first, second = (make_pledge(session, needs[0], amount=60_000) for _ in range(2))
    pairs = [(first.id, second.id)]
    for need in needs[1:]:
        both = [make_pledge(session, need, donor=pledge.donor, amount=60_000) for pledge in (first, second)]
        pairs.append((both[0].id, both[1].id))
    session.commit()

    proof = Proof(on=TODAY, evidence="Note verbale")
    outcomes = at_the_same_moment(
        app,
        lambda session, pledge: service.move(
            session, pledge, then=PledgeStage.COMMITMENT, proof=proof, by=BY
        ),
        pairs,
    )
    assert all(sorted(pair) == [False, True] for pair in outcomes)
    session.rollback()
    assert {found.firm for found in coverage_of(session, needs).values()} == {60_000}


def test_two_desks_pay_the_last_part_of_a_commitment(app: Flask, session: Session):
    pledges = [make_pledge(session, amount=100, stage=PledgeStage.COMMITMENT) for _ in range(20)]
    session.commit()
    payment = Payment(paid=60, currency="USD", value_on=TODAY)
    outcomes = at_the_same_moment(
        app,
        lambda session, pledge: service.disburse(session, pledge, payment, by=BY),
        [(pledge.id, pledge.id) for pledge in pledges],
    )
    assert all(sorted(pair) == [False, True] for pair in outcomes)
    session.rollback()
    assert set(session.exec(select(Pledge.disbursed)).all()) == {60}


@pytest.mark.parametrize(
    "wrong",
    [
        "disbursed = 2000000000",
        "refunded = 1",
        "allocated = amount + 1",
        "passed_on = amount + 1",
        "scheduled = amount + 1",
        "counted = amount + 1",
        "amount = -1",
        "currency = NULL",
        "channel = NULL",
    ],
)
def test_the_database_itself_refuses_sums_that_cannot_be(session: Session, wrong: str):
    pledge = make_pledge(session, stage=PledgeStage.COMMITMENT)
    assert pledge.stage in FIRM
    with pytest.raises(IntegrityError):
        session.execute(sa.text(f"UPDATE pledge SET {wrong}"))
