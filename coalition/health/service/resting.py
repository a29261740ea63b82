"""Proposing that a coalition rest, and what the State answers."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from sqlmodel import Session, col, select

from coalition.auth.queries import list_person_ids_with
from coalition.auth.rules import Rank, Role, Theme
from coalition.coalitions import service as coalitions
from coalition.coalitions.models import Coalition
from coalition.coalitions.queries import list_members
from coalition.coalitions.rules import LEADING, CoalitionStatus, is_current
from coalition.core.errors import RuleBroken
from coalition.core.text import msgid
from coalition.health.models import Remedy
from coalition.health.queries.resting import list_active, movements_of
from coalition.health.rules.remedies import RUNNING, RemedyStatus, until
from coalition.health.rules.resting import RestWord, check_answer, is_quiet, may_ask_again
from coalition.health.rules.words import Key
from coalition.notifications.service import tell

QUIET = msgid(
    "No meeting and no report is on record for twelve months. Shall the coalition rest until there is work?"
)
GUARD_LOST = msgid(
    "A lead or a strategy did not come back in ninety days. Shall the coalition rest until then?"
)
MOVED_AGAIN = msgid("Withdrawn: the coalition moves again.")
TOLD = msgid("Your State decides: the coalition can rest, or stay active with a reason.")


def propose_rest(session: Session, now: datetime) -> int:
    """Ask the States of quiet coalitions whether they should rest; return how many were asked.

    A question is asked once, and again half a year after it was answered; it is withdrawn when the coalition
    moves. Safe to run twice in a night.
    """
    today, found = now.date(), list(list_active(session))
    movements, known = movements_of(session, found, today), _known(session, [one.id for one in found])
    asked = 0
    for coalition in found:
        before = known.get(coalition.id, [])
        quiet, lost = is_quiet(movements[coalition.id], today), _guard_run_out(before)
        running = [one for one in before if one.proposes_rest and one.status in RUNNING]
        if running and not (quiet or lost):
            _close(running[0], RemedyStatus.DECLINED, MOVED_AGAIN, today)
        elif (quiet or lost) and not running and _may_ask(before, today):
            _ask(session, coalition, QUIET if quiet else GUARD_LOST, now)
            asked += 1
    session.flush()
    return asked


def answer_rest(session: Session, remedy: Remedy, *, word: RestWord, reason: str, now: datetime) -> None:
    """Let a coalition rest as its State wishes, or keep it active. Raises RuleBroken."""
    if not remedy.proposes_rest or remedy.status not in RUNNING:
        raise RuleBroken("This question has been answered already.")
    check_answer(reason)
    today = now.date()
    if word is RestWord.REST:
        coalitions.close(remedy.coalition, then=CoalitionStatus.DORMANT, reason=reason, today=today)
        _close(remedy, RemedyStatus.DONE, reason, today)
    else:
        _close(remedy, RemedyStatus.DECLINED, reason, today)
    subject = {
        RestWord.REST: msgid("A coalition rests as its State wishes"),
        RestWord.KEEP: msgid("A State keeps its coalition active"),
    }
    tell(
        session,
        sorted(_concerned(session, remedy.coalition, today)),
        key=f"coalition:{remedy.coalition_id}:rest-answered:{remedy.id}",
        subject=subject[word],
        body=reason.strip(),
        link=f"/coalitions/{remedy.coalition_id}",
        now=now,
    )


def _known(session: Session, ids: Sequence[int]) -> Mapping[int, list[Remedy]]:
    """Return what the clock asked of these coalitions before, the newest first."""
    rows = select(Remedy).where(col(Remedy.coalition_id).in_(ids), col(Remedy.by_system))
    found: dict[int, list[Remedy]] = {}
    for remedy in session.exec(rows.order_by(col(Remedy.id).desc())):
        found.setdefault(remedy.coalition_id, []).append(remedy)
    return found


def _guard_run_out(before: Sequence[Remedy]) -> bool:
    """Return whether a guard is lost now (its ninety days run) and ninety days ran out on it before."""
    by_key: dict[Key, list[RemedyStatus]] = {}
    for one in before:
        if not one.proposes_rest:
            by_key.setdefault(one.key, []).append(one.status)
    return any(newest in RUNNING and RemedyStatus.RAN_OUT in older[:1] for newest, *older in by_key.values())


def _may_ask(before: Sequence[Remedy], today: date) -> bool:
    closed = [one.closed_on for one in before if one.proposes_rest and one.closed_on is not None]
    return not closed or may_ask_again(max(closed), today)


def _ask(session: Session, coalition: Coalition, text: str, now: datetime) -> None:
    today = now.date()
    remedy = Remedy(
        coalition_id=coalition.id,
        key=Key.H12,
        text=text,
        opened_on=today,
        until=until(today),
        by_system=True,
        proposes_rest=True,
    )
    session.add(remedy)
    session.flush()
    tell(
        session,
        sorted(_concerned(session, coalition, today)),
        key=f"coalition:{coalition.id}:rest:{remedy.id}",
        subject=msgid("Shall a coalition rest?"),
        body=f"{remedy.text}\n\n{TOLD}",
        link=f"/health/remedies/{remedy.id}",
        now=now,
    )


def _concerned(session: Session, coalition: Coalition, today: date) -> set[int]:
    """Return the State's heads, the leads' people and the ICA coordinators."""
    heads = list_person_ids_with(
        session, role=Role.AFFECTED_STATE, today=today, state_id=coalition.state_id, ranks=(Rank.HEAD,)
    )
    ica = list_person_ids_with(session, role=Role.COORDINATOR, today=today, theme=Theme.ICA)
    leads = [
        one.organisation_id
        for one in list_members(session, [coalition.id])
        if one.role in LEADING and is_current(one.valid_from, one.valid_to, today)
    ]
    if not leads:
        return {*heads, *ica}
    donors = list_person_ids_with(session, role=Role.DONOR, today=today, organisation_ids=leads)
    return {*heads, *ica, *donors}


def _close(remedy: Remedy, status: RemedyStatus, outcome: str, today: date) -> None:
    remedy.status, remedy.outcome, remedy.closed_on = status, outcome.strip(), today
