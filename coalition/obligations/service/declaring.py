"""Filing a declaration, entering its ceremony, opening an obligation again. The caller commits."""

from datetime import datetime

from sqlmodel import Session

from coalition.auth.queries import list_person_ids_with
from coalition.auth.rules import Role, Theme
from coalition.core.errors import RuleBroken
from coalition.core.text import msgid
from coalition.core.when import When
from coalition.notifications.service import tell
from coalition.obligations.models import Declaration
from coalition.obligations.queries.declared import find_declaration
from coalition.obligations.rules.declaring import check_declaration, check_reason
from coalition.obligations.service.analysing import close_unneeded
from coalition.obligations.service.telling import THEME_OF
from coalition.treaty.models import Obligation, TreatyMeeting
from coalition.treaty.rules.terms import DECIDING, ObligationStatus
from coalition.treaty.service import declare_fulfilled
from coalition.treaty.service import reopen as reopen_obligation

DECLARED = msgid("A State declared that it has fulfilled an obligation")
REOPENED = msgid("An obligation that was fulfilled is open again")


def declare(
    session: Session,
    obligation: Obligation,
    *,
    on: When,
    stated_by: str,
    achievement: str,
    source: str,
    file_id: int | None = None,
    person_id: int | None,
    now: datetime,
) -> Declaration:
    """File a State's declaration: from that day the obligation is fulfilled and its reminders end.

    Where sources already tell of the fulfilment, the declaration gives it its day.
    Raises RuleBroken when one stands already, the article has none, or the day lies ahead.
    """
    today = now.date()
    check_declaration(obligation.article, on, today)
    if find_declaration(session, obligation.id) is not None:
        raise RuleBroken("A declaration on this obligation stands already.", field="declared_on")
    if obligation.status is ObligationStatus.FULFILLED_DECLARED:
        obligation.completed_on, obligation.completed_precision = on.on, on.precision
        obligation.source, obligation.kept_by_hand = source.strip(), True
    else:
        declare_fulfilled(obligation, on=on, source=source.strip(), today=today)
    word = Declaration(
        obligation_id=obligation.id,
        declared_on=on.on,
        declared_precision=on.precision,
        stated_by=stated_by.strip(),
        achievement=achievement.strip(),
        source=source.strip(),
        file_id=file_id,
        filed_by_id=person_id,
        filed_on=today,
    )
    session.add(word)
    close_unneeded(session, obligation)
    session.flush()
    _tell(session, obligation, DECLARED, f"declaration:{word.id}", now)
    return word


def enter_ceremony(declaration: Declaration, meeting: TreatyMeeting, note: str = "") -> None:
    """Enter the celebration of a declaration at a Meeting of States Parties or Review Conference.

    Raises RuleBroken for another kind of meeting, or one that began before the declaration.
    """
    if declaration.reopened_on is not None:
        raise RuleBroken("This obligation is open again.", field="meeting")
    if meeting.kind not in DECIDING:
        raise RuleBroken("Choose a Meeting of States Parties or a Review Conference.", field="meeting")
    if meeting.ends_on is not None and meeting.ends_on < declaration.declared_on:
        raise RuleBroken("This meeting was over before the declaration.", field="meeting")
    declaration.ceremony_meeting_id, declaration.ceremony_note = meeting.id, note.strip()


def open_again(
    session: Session,
    obligation: Obligation,
    *,
    on: When,
    reason: str,
    source: str,
    now: datetime,
) -> None:
    """Record that remnants or stocks were found after the declaration: the duty runs again.

    The declaration stays on record. Raises RuleBroken when it was not fulfilled or no reason is given.
    """
    check_reason(reason)
    reopen_obligation(obligation, on=on, source=source.strip(), today=now.date())
    word = find_declaration(session, obligation.id)
    if word is not None:
        word.reopened_on, word.reopened_precision = on.on, on.precision
        word.reopened_reason = reason.strip()
        session.add(word)
    obligation.notes = f"{obligation.notes} {reason.strip()}".strip()
    session.flush()
    _tell(session, obligation, REOPENED, f"obligation:{obligation.id}:open:{on.on.isoformat()}", now)


def _tell(session: Session, obligation: Obligation, subject: str, key: str, now: datetime) -> None:
    """Tell the State's own people, the coordinators of the theme, those of cooperation, and the ISU."""
    today = now.date()
    people = {
        *list_person_ids_with(session, role=Role.AFFECTED_STATE, today=today, state_id=obligation.state_id),
        *list_person_ids_with(
            session, role=Role.COORDINATOR, today=today, theme=THEME_OF.get(obligation.article)
        ),
        *list_person_ids_with(session, role=Role.COORDINATOR, today=today, theme=Theme.ICA),
        *list_person_ids_with(session, role=Role.ISU, today=today),
    }
    tell(
        session,
        people,
        key=key,
        subject=subject,
        body=f"{obligation.state.label}, Article {obligation.article}.",
        link=f"/obligations/{obligation.id}",
        now=now,
        urgent=True,
    )
