"""Reading answer rounds: the package, whom it went to, the compiled answer and the gaps."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import joinedload
from sqlmodel import Session, col, select

from coalition.coalitions.models import Coalition
from coalition.core.errors import NotFound
from coalition.db import related
from coalition.needs.models import Need
from coalition.rounds.models import AnswerRound, RoundAnswer, RoundInvitee, RoundNeed
from coalition.rounds.rules import AnswerKind, RoundStatus

MOST = 100


@dataclass(frozen=True, slots=True)
class Compiled:
    """The answers by need, who has not answered it yet, and the needs that nobody will support."""

    needs: Sequence[RoundNeed]
    invitees: Sequence[RoundInvitee]
    answers: Mapping[int, Sequence[RoundAnswer]]
    silent: Mapping[int, Sequence[str]]

    @property
    def gaps(self) -> list[Need]:
        """Needs without new or running support, in the State's order."""
        supporting = {AnswerKind.NEW_SUPPORT, AnswerKind.ALREADY_RUNS}
        return [
            one.need
            for one in self.needs
            if not any(answer.kind in supporting for answer in self.answers.get(one.need_id, ()))
        ]


def get_round(session: Session, round_id: int) -> AnswerRound:
    """Return one round with its coalition and State. Raises NotFound."""
    loaded = [joinedload(related(AnswerRound.coalition)).joinedload(related(Coalition.state))]
    found = session.get(AnswerRound, round_id, options=loaded)
    if found is None:
        raise NotFound(f"round {round_id}")
    return found


def list_rounds(
    session: Session,
    *,
    state_ids: Collection[int] | None = None,
    organisation_ids: Collection[int] | None = None,
) -> Sequence[AnswerRound]:
    """Return rounds, the newest first: of these States, or (sent ones) put to these organisations, or all."""
    rows = select(AnswerRound).join(Coalition)
    asked = select(RoundInvitee.round_id).where(col(RoundInvitee.organisation_id).in_(organisation_ids or ()))
    mine = sa.and_(col(AnswerRound.id).in_(asked), col(AnswerRound.status) != RoundStatus.DRAFT)
    if state_ids is not None or organisation_ids is not None:
        rows = rows.where(sa.or_(col(Coalition.state_id).in_(state_ids or ()), mine))
    loaded = rows.options(joinedload(related(AnswerRound.coalition)).joinedload(related(Coalition.state)))
    return session.exec(
        loaded.order_by(col(AnswerRound.due_on).desc(), col(AnswerRound.id)).limit(MOST)
    ).all()


def compiled(session: Session, round_id: int) -> Compiled:
    """Return the compiled answer of a round; three queries."""
    needs = session.exec(
        select(RoundNeed)
        .where(RoundNeed.round_id == round_id)
        .options(joinedload(related(RoundNeed.need)))
        .order_by(col(RoundNeed.position), col(RoundNeed.need_id))
    ).all()
    invitees = session.exec(
        select(RoundInvitee)
        .where(RoundInvitee.round_id == round_id)
        .options(joinedload(related(RoundInvitee.organisation)))
        .order_by(col(RoundInvitee.organisation_id))
    ).all()
    answers: dict[int, list[RoundAnswer]] = {one.need_id: [] for one in needs}
    rows = session.exec(
        select(RoundAnswer)
        .where(RoundAnswer.round_id == round_id)
        .options(joinedload(related(RoundAnswer.organisation)))
        .order_by(col(RoundAnswer.id))
    ).all()
    for answer in rows:
        answers[answer.need_id].append(answer)
    silent = {
        need_id: [
            invitee.organisation.label
            for invitee in invitees
            if all(answer.organisation_id != invitee.organisation_id for answer in given)
        ]
        for need_id, given in answers.items()
    }
    return Compiled(needs, invitees, answers, silent)


def list_due_on(session: Session, days: Collection[date]) -> Sequence[AnswerRound]:
    """Return the sent rounds whose answers are due on one of these days."""
    rows = select(AnswerRound).where(
        AnswerRound.status == RoundStatus.SENT, col(AnswerRound.due_on).in_(days)
    )
    return session.exec(rows.options(joinedload(related(AnswerRound.coalition)))).all()


def list_silent(session: Session, round_ids: Collection[int]) -> Sequence[RoundInvitee]:
    """Return those asked in these rounds who have answered nothing."""
    rows = select(RoundInvitee).where(
        col(RoundInvitee.round_id).in_(round_ids), col(RoundInvitee.answered_on).is_(None)
    )
    return session.exec(rows).all()


def list_to_follow_up(session: Session, today: date) -> Sequence[AnswerRound]:
    """Return the closed rounds a year old whose needs the State has not yet spoken of."""
    waiting = select(RoundNeed.round_id).where(col(RoundNeed.follow_up).is_(None))
    rows = select(AnswerRound).where(
        AnswerRound.status == RoundStatus.CLOSED,
        col(AnswerRound.follow_up_on) <= today,
        col(AnswerRound.id).in_(waiting),
    )
    loaded = rows.options(joinedload(related(AnswerRound.coalition)).joinedload(related(Coalition.state)))
    return session.exec(loaded.order_by(col(AnswerRound.follow_up_on))).all()
