"""The life of a need after it is posted: waiting, confirming, being covered, ranked, met or withdrawn."""

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session

from coalition.core.errors import RuleBroken
from coalition.core.text import squeeze
from coalition.needs import rules
from coalition.needs.models import Need, NeedConfirmation
from coalition.needs.queries import list_due_by_clock, list_ranked
from coalition.needs.rules import COVERED_BY_SUMS, RANKED, Coverage, NeedStatus

SHORTEST_REASON = 5


def put_on_hold(session: Session, need: Need, *, until: date, reason: str, today: date) -> None:
    """Hide a need from matching until a day, for example until after elections (I37)."""
    rules.check_step(need.status, NeedStatus.ON_HOLD)
    if until <= today:
        raise RuleBroken("Give a day that is still to come.", field="until")
    need.not_before, need.not_before_reason = until, _reason(reason)
    _move(session, need, NeedStatus.ON_HOLD)


def take_off_hold(session: Session, need: Need) -> None:
    """Let a need ask again; its caller then follows its coverage."""
    if need.status is not NeedStatus.ON_HOLD:
        raise RuleBroken("This need is not on hold.")
    need.not_before, need.not_before_reason = None, ""
    _move(session, need, NeedStatus.OPEN)


def withdraw(session: Session, need: Need, *, reason: str) -> None:
    """The State no longer asks; the need stays readable with its reason."""
    rules.check_step(need.status, NeedStatus.WITHDRAWN)
    need.withdrawn_reason = _reason(reason)
    _move(session, need, NeedStatus.WITHDRAWN)
    _close_ranks(session, need.state_id)


def fulfil(session: Session, need: Need, *, statement: str) -> None:
    """The State says that what it asked for has been done."""
    rules.check_step(need.status, NeedStatus.FULFILLED)
    need.source = squeeze(f"{need.source} {_reason(statement)}")
    _move(session, need, NeedStatus.FULFILLED)
    _close_ranks(session, need.state_id)


def confirm(session: Session, needs: Sequence[Need], *, person_id: int | None, today: date) -> int:
    """The State says that needs still stand; a stale one returns to where it was. Return how many."""
    standing = [need for need in needs if need.status in RANKED]
    for need in standing:
        need.last_confirmed_on = today
        if need.status is NeedStatus.STALE:
            _move(session, need, need.status_before_stale or NeedStatus.OPEN)
            need.status_before_stale = None
        session.add(NeedConfirmation(need_id=need.id, confirmed_on=today, confirmed_by_id=person_id))
    session.flush()
    return len(standing)


def agree_support(session: Session, need: Need, *, agreed: bool) -> None:
    """The State ticks that support is agreed, where money does not measure it or the cost is not known."""
    if need.cost is not None and need.need_type not in rules.NOT_MEASURED_IN_MONEY:
        raise RuleBroken("This need is measured in money: pledges show how far it is met.")
    need.support_agreed = agreed
    follow_coverage(session, need, Coverage(cost=None), need.created_on)


def follow_coverage(session: Session, need: Need, coverage: Coverage, today: date) -> NeedStatus:
    """Set a need's status by what is firm (§4.1), and return it; a need on hold or over keeps its status.

    A stale need remembers where it will return to. `today` is the day of the change that moved the sums.
    """
    agreed = need.support_agreed
    if agreed and need.cost is not None and need.need_type in rules.NOT_MEASURED_IN_MONEY:
        coverage = Coverage(cost=None)
    then = rules.status_by_coverage(coverage, agreed)
    if need.status is NeedStatus.STALE and need.status_before_stale is not then:
        need.status_before_stale = then
        session.flush()
    elif need.status in COVERED_BY_SUMS and need.status is not then:
        rules.check_step(need.status, then)
        _move(session, need, then)
    return need.status


def follow_clock(session: Session, today: date) -> Sequence[Need]:
    """Do what the calendar asks of needs, and return those it moved; safe to run twice.

    A need whose hold is over asks again; one that was not confirmed for twelve months is marked stale.
    """
    due = list_due_by_clock(session, today)
    for need in due:
        if need.status is NeedStatus.ON_HOLD:
            take_off_hold(session, need)
        else:
            need.status_before_stale = need.status
            _move(session, need, NeedStatus.STALE)
    return due


def reorder(session: Session, state_id: int, need_ids: Sequence[int]) -> None:
    """Put needs of a State into this order, in the places that they hold together; all are ranked 1, 2, 3 …

    Those not named stay where they are (I36), so that one page of a long list can be put in order.
    """
    ranked = list(list_ranked(session, state_id))
    known = {need.id: need for need in ranked}
    named = [known[need_id] for need_id in dict.fromkeys(need_ids) if need_id in known]
    if len(named) != len(need_ids):
        raise RuleBroken("The list changed meanwhile. Look at it again, then repeat your change.")
    chosen = set(need_ids)
    places = [at for at, need in enumerate(ranked) if need.id in chosen]
    for at, need in zip(places, named, strict=True):
        ranked[at] = need
    _rank(session, ranked)


def move_to(session: Session, state_id: int, need_id: int, *, place: int) -> None:
    """Put one need at a place of the order, counted from 1; beyond the end: last."""
    ranked = list(list_ranked(session, state_id))
    moved = next((need for need in ranked if need.id == need_id), None)
    if moved is None or place < 1:
        raise RuleBroken("Choose a need of the list and a place from 1 on.", field="place")
    ranked.remove(moved)
    ranked.insert(place - 1, moved)
    _rank(session, ranked)


def shift(session: Session, state_id: int, need_id: int, *, by: int) -> None:
    """Move one need up (-1) or down (+1) by a place; at either end it stays."""
    ids = [need.id for need in list_ranked(session, state_id)]
    if need_id not in ids:
        raise RuleBroken("The list changed meanwhile. Look at it again, then repeat your change.")
    move_to(session, state_id, need_id, place=max(1, ids.index(need_id) + 1 + by))


def _close_ranks(session: Session, state_id: int) -> None:
    _rank(session, list_ranked(session, state_id))


def _rank(session: Session, needs: Sequence[Need]) -> None:
    """Number needs from 1; freed first, because no two may hold one rank at any moment."""
    moved = [(rank, need) for rank, need in enumerate(needs, 1) if need.priority_rank != rank]
    for _, need in moved:
        need.priority_rank = None
    session.flush()
    for rank, need in moved:
        need.priority_rank = rank
    session.flush()


def _move(session: Session, need: Need, then: NeedStatus) -> None:
    need.status = then
    need.row_version += 1
    if then not in RANKED:
        need.priority_rank = None
    session.flush()


def _reason(text: str) -> str:
    plain = squeeze(text)
    if len(plain) < SHORTEST_REASON:
        raise RuleBroken("Give the reason in a few words.", field="reason")
    return plain
