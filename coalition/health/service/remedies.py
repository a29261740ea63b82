"""Comments, offers, and what becomes of them."""

from datetime import date

from sqlmodel import Session

from coalition.coalitions.models import Coalition
from coalition.core.errors import RuleBroken
from coalition.health.models import HealthComment, Remedy
from coalition.health.queries.kept import list_run_out
from coalition.health.rules import remedies as rules
from coalition.health.rules.remedies import RemedyStatus
from coalition.health.rules.words import Key


def comment(
    session: Session, coalition: Coalition, *, key: Key, person_id: int, said_as: str, text: str, today: date
) -> HealthComment:
    """Add a comment that travels with an indicator from now on. Raises RuleBroken when it says nothing."""
    if not text.strip():
        raise RuleBroken("Write the comment first.", field="text")
    said = HealthComment(
        coalition_id=coalition.id,
        key=key,
        person_id=person_id,
        said_as=said_as,
        said_on=today,
        text=text.strip(),
    )
    session.add(said)
    session.flush()
    return said


def offer_remedy(
    session: Session,
    coalition: Coalition,
    *,
    key: Key,
    text: str,
    owner_id: int | None,
    due_on: date | None,
    person_id: int | None,
    today: date,
) -> Remedy:
    """Offer a remedy; its ninety days begin. Raises RuleBroken."""
    rules.check_offer(text, due_on, today)
    remedy = Remedy(
        coalition_id=coalition.id,
        key=key,
        text=text.strip(),
        owner_id=owner_id,
        due_on=due_on,
        opened_on=today,
        until=rules.until(today),
        opened_by_id=person_id,
    )
    session.add(remedy)
    session.flush()
    return remedy


def answer_remedy(remedy: Remedy, *, then: RemedyStatus, outcome: str, today: date) -> None:
    """Accept, finish or decline an offer. Raises RuleBroken."""
    rules.check_step(remedy.status, then)
    if then is not RemedyStatus.ACCEPTED and len(outcome.strip()) < 5:
        raise RuleBroken("Say in a few words what came of it.", field="outcome")
    remedy.status, remedy.outcome = then, outcome.strip()
    remedy.closed_on = None if then is RemedyStatus.ACCEPTED else today


def follow_remedies(session: Session, today: date) -> list[Remedy]:
    """Close the offers whose ninety days are over; return them: their coalitions may be proposed to rest."""
    over = list(list_run_out(session, today))
    for remedy in over:
        remedy.status, remedy.closed_on = RemedyStatus.RAN_OUT, today
    session.flush()
    return over
