"""What people and the clock do with answer rounds. Each function is one act; its caller commits."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta

from sqlmodel import Session, select

from coalition.auth.queries import list_person_ids_with
from coalition.auth.rules import Role
from coalition.coalitions.models import Coalition
from coalition.coalitions.queries import list_members
from coalition.coalitions.rules import LEADING, is_current
from coalition.core.errors import RuleBroken
from coalition.core.money import check_currency
from coalition.core.text import msgid
from coalition.needs.models import Need
from coalition.needs.rules import POSTED
from coalition.notifications.service import tell
from coalition.rounds import rules
from coalition.rounds.models import AnswerRound, RoundAnswer, RoundInvitee, RoundNeed
from coalition.rounds.queries import list_due_on, list_silent, list_to_follow_up
from coalition.rounds.rules import AnswerKind, FollowUp, RoundStatus

ASKED = msgid("You are asked to answer on a package of needs")
REMIND = msgid("Your answer on a package of needs is not yet received")
FOLLOW = msgid("A year ago: were these needs met?")


def open_round(
    session: Session,
    coalition: Coalition,
    *,
    title: str,
    message: str,
    due_on: date,
    needs: Sequence[Need],
    organisation_ids: Collection[int],
    person_id: int | None,
    now: datetime,
) -> AnswerRound:
    """Send a package of posted needs of this State to chosen donors and partners. Raises RuleBroken."""
    today = now.date()
    rules.check_send(len(needs), len(organisation_ids), due_on, today)
    if any(need.state_id != coalition.state_id or need.status not in POSTED for need in needs):
        raise RuleBroken("Only posted needs of the State itself go into a round.", field="needs")
    seats = [m for m in list_members(session, [coalition.id]) if is_current(m.valid_from, m.valid_to, today)]
    leads = {seat.organisation_id for seat in seats if seat.role in LEADING}
    rules.check_open_to({need.visibility for need in needs}, only_leads=set(organisation_ids) <= leads)
    sent = AnswerRound(
        coalition_id=coalition.id,
        title=title.strip(),
        message=message.strip(),
        due_on=due_on,
        status=RoundStatus.SENT,
        created_by_id=person_id,
        created_on=today,
        sent_on=today,
    )
    session.add(sent)
    session.flush()
    for place, need in enumerate(needs):
        session.add(RoundNeed(round_id=sent.id, need_id=need.id, position=place))
    for body in sorted(set(organisation_ids)):
        session.add(RoundInvitee(round_id=sent.id, organisation_id=body))
    session.flush()
    _tell(session, sent, sorted(set(organisation_ids)), ASKED, "asked", now)
    return sent


def answer(
    session: Session,
    found: AnswerRound,
    *,
    need_id: int,
    organisation_id: int,
    kind: AnswerKind,
    text: str = "",
    amount: int | None = None,
    currency: str | None = None,
    person_id: int | None = None,
    today: date,
) -> RoundAnswer:
    """Answer on one need; a later answer replaces the earlier one. Raises RuleBroken.

    `amount` in minor units says what new support may come to. It is no pledge and counts nowhere.
    """
    rules.check_answer(found.status, kind, text, found.due_on, today)
    if amount is not None:
        check_currency(currency or "")
    invitee = session.get(RoundInvitee, (found.id, organisation_id))
    if invitee is None or session.get(RoundNeed, (found.id, need_id)) is None:
        raise RuleBroken("This need was not put to you in this round.")
    given = session.exec(
        select(RoundAnswer).where(
            RoundAnswer.round_id == found.id,
            RoundAnswer.need_id == need_id,
            RoundAnswer.organisation_id == organisation_id,
        )
    ).first() or RoundAnswer(
        round_id=found.id, need_id=need_id, organisation_id=organisation_id, kind=kind, answered_on=today
    )
    given.kind, given.text, given.answered_on, given.person_id = kind, text.strip(), today, person_id
    given.amount, given.currency = amount, currency if amount is not None else None
    invitee.answered_on = today
    session.add(given)
    session.flush()
    return given


def close(found: AnswerRound, *, today: date) -> None:
    """Close a round; a year from now the State is asked whether its needs were met. Raises RuleBroken."""
    if found.status is not RoundStatus.SENT:
        raise RuleBroken("This round takes no answers now.")
    found.status, found.closed_on = RoundStatus.CLOSED, today
    found.follow_up_on = rules.follow_up_on(today)


def follow_up(line: RoundNeed, *, outcome: FollowUp, note: str, today: date) -> None:
    """The State says a year later what became of a need."""
    line.follow_up, line.follow_up_note, line.followed_up_on = outcome, note.strip(), today


def remind(session: Session, now: datetime) -> int:
    """Remind who has answered nothing, 14 and 3 days before the day; return how many messages are new."""
    today = now.date()
    due = {
        found.id: found
        for found in list_due_on(session, [today + timedelta(days=d) for d in rules.REMINDERS])
    }
    told = 0
    for invitee in list_silent(session, list(due)):
        if invitee.reminded_on == today:
            continue
        invitee.reminded_on = today
        found = due[invitee.round_id]
        told += _tell(session, found, [invitee.organisation_id], REMIND, f"remind:{today.isoformat()}", now)
    for old in list_to_follow_up(session, today):
        people = list_person_ids_with(
            session, role=Role.AFFECTED_STATE, today=today, state_id=old.coalition.state_id
        )
        told += tell(
            session,
            people,
            key=f"round:{old.id}:follow-up",
            subject=FOLLOW,
            body=old.title,
            link=f"/rounds/{old.id}",
            now=now,
        )
    return told


def _tell(
    session: Session,
    found: AnswerRound,
    organisation_ids: Sequence[int],
    subject: str,
    what: str,
    now: datetime,
) -> int:
    people = [
        *list_person_ids_with(session, role=Role.DONOR, today=now.date(), organisation_ids=organisation_ids),
        *list_person_ids_with(
            session, role=Role.PARTNER, today=now.date(), organisation_ids=organisation_ids
        ),
    ]
    return tell(
        session,
        people,
        key=f"round:{found.id}:{what}",
        subject=subject,
        body=f"{found.title}\n\n{found.message}".strip(),
        link=f"/rounds/{found.id}",
        now=now,
    )
