"""What is said and asked about a need."""

from datetime import date

from sqlmodel import Session

from coalition.core.errors import RuleBroken
from coalition.core.text import squeeze
from coalition.core.when import When
from coalition.needs.models import Need, NeedQuestion, Statement
from coalition.needs.rules import RANKED


def add_statement(
    session: Session, need: Need, *, by: str, on: When, forum: str, text: str, counters: Statement | None
) -> Statement:
    """Keep what somebody said about a need. Where it contradicts another, both stay and are marked (I34)."""
    if not squeeze(by) or not squeeze(text):
        raise RuleBroken("Say who said what.", field="text")
    said = Statement(
        need_id=need.id,
        said_by=squeeze(by),
        said_on=on.on,
        said_on_precision=on.precision,
        forum=squeeze(forum),
        text=text.strip(),
    )
    if counters is not None:
        if counters.need_id != need.id:
            raise RuleBroken("The other statement is about another need.", field="counters")
        said.counters_id = counters.id
        said.disputed = counters.disputed = True
    session.add(said)
    session.flush()
    return said


def ask(
    session: Session, need: Need, *, text: str, person_id: int, organisation_id: int | None, today: date
) -> NeedQuestion:
    """Ask the State something about a posted need; every member will read question and answer."""
    if need.status not in RANKED:
        raise RuleBroken("Questions are asked about needs that are posted.")
    if len(squeeze(text)) < 5:
        raise RuleBroken("Write the question in a sentence.", field="text")
    question = NeedQuestion(
        need_id=need.id,
        asked_by_id=person_id,
        organisation_id=organisation_id,
        text=text.strip(),
        asked_on=today,
    )
    session.add(question)
    session.flush()
    return question


def answer(
    session: Session, question: NeedQuestion, *, text: str, person_id: int | None, today: date
) -> None:
    """Answer a question for all members to read; an answer may be put right later."""
    if not squeeze(text):
        raise RuleBroken("Write the answer.", field="text")
    question.answer, question.answered_on = text.strip(), today
    question.answered_by_id = person_id
    session.flush()
