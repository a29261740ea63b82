"""What people do with a question: take it up, ask, answer, settle, object, put right. The caller commits."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from coalition.auth.models import RoleGrant
from coalition.core.errors import RuleBroken
from coalition.duplication.models import DuplicationFlag, FlagDecision, FlagReply
from coalition.duplication.queries.flags import MONEY_SETTLED, newest_decisions, organisations_heard
from coalition.duplication.rules.flags import (
    DAYS_TO_ANSWER,
    WAITING,
    FlagKind,
    FlagStatus,
    Outcome,
    ReasonCode,
    ReplyKind,
    SideKind,
    check_decision,
    check_heard,
    check_impartial,
    check_objection,
    check_remedy,
    check_waiting,
    check_words,
    working_days_after,
)
from coalition.duplication.service.telling import tell_concerned, tell_organisation
from coalition.organisations.models import Organisation
from coalition.organisations.queries import label_of
from coalition.pledges.service import count_both, count_once

AFTER = {
    Outcome.CONFIRMED_DUPLICATE: FlagStatus.CONFIRMED_DUPLICATE,
    Outcome.COORDINATED: FlagStatus.COORDINATED,
    Outcome.DISMISSED: FlagStatus.DISMISSED,
}


@dataclass(frozen=True, slots=True)
class Decider:
    """Who settles a question, and the organisations whose word they carry (their own State's among them)."""

    person_id: int
    organisation_ids: frozenset[int] = frozenset()
    coordinates: bool = False


@dataclass(frozen=True, slots=True)
class Ruling:
    """What somebody decides. `remedy_owner_id` and `remedy_by` go with a confirmed duplicate only."""

    outcome: Outcome
    reason: ReasonCode
    text: str
    heard: str = ""
    remedy_owner_id: int | None = None
    remedy_by: date | None = None


def take_up(session: Session, flag: DuplicationFlag, *, person_id: int, now: datetime) -> None:
    """Somebody looks into an open question; the parties are told."""
    check_waiting(flag.status)
    flag.status = FlagStatus.UNDER_REVIEW
    flag.taken_by_id = person_id
    flag.row_version += 1
    session.flush()
    tell_concerned(session, flag, news="taken", now=now, but=person_id)


def ask(
    session: Session, flag: DuplicationFlag, *, organisation_id: int, person_id: int, text: str, now: datetime
) -> FlagReply:
    """Put a question to one of the parties; its people are told and have ten working days."""
    check_waiting(flag.status)
    if organisation_id not in flag.owner_ids:
        raise RuleBroken("That organisation owns neither of the records.", field="organisation")
    check_words(text)
    question = FlagReply(
        flag_id=flag.id,
        organisation_id=organisation_id,
        person_id=person_id,
        kind=ReplyKind.QUESTION,
        text=text.strip(),
        said_on=now.date(),
    )
    session.add(question)
    session.flush()
    tell_organisation(session, flag, organisation_id, news=f"asked:{question.id}", text=text, now=now)
    return question


def reply(
    session: Session,
    flag: DuplicationFlag,
    *,
    organisation_id: int | None,
    person_id: int,
    text: str,
    now: datetime,
) -> FlagReply:
    """Record what a party says; who decides is told."""
    if not text.strip():
        raise RuleBroken("Write your answer.", field="text")
    answer = FlagReply(
        flag_id=flag.id,
        organisation_id=organisation_id,
        person_id=person_id,
        text=text.strip(),
        said_on=now.date(),
    )
    session.add(answer)
    session.flush()
    tell_concerned(session, flag, news=f"answered:{answer.id}", now=now, but=person_id)
    return answer


def decide(
    session: Session, flag: DuplicationFlag, *, ruling: Ruling, decider: Decider, now: datetime
) -> FlagDecision:
    """Settle a question. Its facts are kept with the decision, which holds until they change materially.

    Raises RuleBroken: settled already, reason of another outcome, fewer than 20 characters, a coordinator
    whose State is party, parties not yet heard, a duplicate without remedy.
    """
    today = now.date()
    check_decision(flag.status, ruling.outcome, ruling.reason, ruling.text)
    if decider.coordinates:
        check_impartial(flag.owner_ids, decider.organisation_ids)
    waited_until = working_days_after(flag.opened_on, DAYS_TO_ANSWER)
    silent = silent_parties(session, flag, today=today, but=decider.organisation_ids)
    check_heard(ruling.outcome, silent.values(), waited_until, today, ruling.heard)
    check_remedy(ruling.outcome, ruling.remedy_owner_id, ruling.remedy_by, today)
    confirmed = ruling.outcome is Outcome.CONFIRMED_DUPLICATE
    decision = FlagDecision(
        flag_id=flag.id,
        outcome=ruling.outcome,
        reason=ruling.reason,
        text=_with_hearing(ruling),
        decided_by_id=decider.person_id,
        decided_on=today,
        facts=flag.facts,
        valid_until=_later_end(flag),
        score=flag.score,
        counted_twice=_counted_twice(flag) if confirmed else None,
        remedy_owner_id=ruling.remedy_owner_id if confirmed else None,
        remedy_by=ruling.remedy_by if confirmed else None,
    )
    session.add(decision)
    flag.status = AFTER[ruling.outcome]
    flag.reopened_because = ""
    flag.row_version += 1
    session.flush()
    follow_in_totals(session, flag, today=today)
    tell_concerned(session, flag, news=f"decided:{decision.id}", now=now, but=decider.person_id)
    return decision


def dismiss_many(
    session: Session,
    flags: Iterable[DuplicationFlag],
    *,
    reason: ReasonCode,
    text: str,
    decider: Decider,
    now: datetime,
) -> int:
    """Dismiss obvious ones with one reason; return how many. All or none: the first refusal stops the act."""
    ruling = Ruling(outcome=Outcome.DISMISSED, reason=reason, text=text)
    count = 0
    for flag in flags:
        decide(session, flag, ruling=ruling, decider=decider, now=now)
        count += 1
    return count


def resolve(session: Session, flag: DuplicationFlag, *, person_id: int, note: str, now: datetime) -> None:
    """Record that the remedy of a confirmed duplicate is done."""
    if flag.status is not FlagStatus.CONFIRMED_DUPLICATE:
        raise RuleBroken("Only a confirmed duplicate has a remedy to complete.")
    check_words(note)
    decision = newest_decisions(session, [flag.id])[flag.id]
    decision.remedied_on, decision.remedy_note = now.date(), note.strip()
    flag.status = FlagStatus.RESOLVED
    flag.row_version += 1
    session.flush()
    tell_concerned(session, flag, news=f"resolved:{decision.id}", now=now, but=person_id)


def object_to(session: Session, flag: DuplicationFlag, *, person_id: int, text: str, now: datetime) -> None:
    """Object to a decision within ten working days: the question is under review again."""
    decision = newest_decisions(session, [flag.id]).get(flag.id)
    if decision is None:
        raise RuleBroken("There is no decision to object to.")
    check_objection(flag.status, decision.decided_on, now.date(), text)
    decision.objection, decision.objected_on = text.strip(), now.date()
    decision.objected_by_id = person_id
    flag.status = FlagStatus.UNDER_REVIEW
    flag.row_version += 1
    session.flush()
    follow_in_totals(session, flag, today=now.date())
    tell_concerned(session, flag, news=f"objected:{decision.id}", now=now, but=person_id)


def follow_in_totals(session: Session, flag: DuplicationFlag, *, today: date) -> None:
    """Let totals count the money of two pledges once while it is confirmed to be the same, else both."""
    if flag.kind is not FlagKind.SAME_MONEY or {flag.left_kind, flag.right_kind} != {SideKind.PLEDGE}:
        return
    if flag.status in MONEY_SETTLED:
        count_once(session, flag.left_id, flag.right_id, today=today)
    else:
        count_both(session, flag.left_id, flag.right_id)


def silent_parties(
    session: Session, flag: DuplicationFlag, *, today: date, but: Iterable[int] = ()
) -> dict[int, str]:
    """Return the parties with people on the platform that have not answered: organisation id and name."""
    waited = set(flag.owner_ids) - organisations_heard(session, flag.id) - set(but)
    if not waited or flag.status not in WAITING:
        return {}
    rows = session.exec(
        select(Organisation.id, label_of())
        .join(RoleGrant, col(RoleGrant.organisation_id) == Organisation.id)
        .where(
            col(Organisation.id).in_(waited),
            RoleGrant.valid_from <= today,
            (col(RoleGrant.valid_to).is_(None)) | (col(RoleGrant.valid_to) >= today),
        )
        .distinct()
    )
    return dict(rows.all())


def _with_hearing(ruling: Ruling) -> str:
    heard = ruling.heard.strip()
    return f"{ruling.text.strip()}\n\nHeard: {heard}" if heard else ruling.text.strip()


def _later_end(flag: DuplicationFlag) -> date | None:
    ends = [flag.facts.get(side, {}).get("end") for side in ("left", "right")]
    return max((date.fromisoformat(end) for end in ends if end), default=None)


def _counted_twice(flag: DuplicationFlag) -> int | None:
    """Return the US cents that both records hold: the smaller of the two, of the same money only."""
    if flag.kind is not FlagKind.SAME_MONEY:
        return None
    held = [flag.facts.get(side, {}).get("usd") for side in ("left", "right")]
    return min(held) if all(held) else None
