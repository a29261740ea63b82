"""Obligations with a deadline as they stood on a day, and the declarations that ended them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import joinedload
from sqlmodel import Session, col, select

from coalition.core.errors import NotFound
from coalition.core.when import add_years
from coalition.db import related
from coalition.obligations.models import Declaration
from coalition.obligations.rules.declaring import DECLARED
from coalition.states.models import State
from coalition.treaty.models import Obligation
from coalition.treaty.queries import FIRST_DAY, YEARS_SHOWN, list_deadlines
from coalition.treaty.rules.deadline import Deadline
from coalition.treaty.rules.duties import RULE_OF
from coalition.treaty.rules.terms import DeadlineState, ObligationStatus


@dataclass(frozen=True, slots=True)
class Duty:
    """An obligation with the deadline that stood on the day asked for; `word` is the declaration, if any."""

    obligation: Obligation
    deadline: Deadline
    word: Declaration | None

    @property
    def state(self) -> State:
        """The State that it binds."""
        return self.obligation.state


def list_duties(session: Session, article: int, on: date, *, state_id: int | None = None) -> list[Duty]:
    """Return every obligation under Article 3 or 4 as known on a day, soonest first; seven queries."""
    end = add_years(on, YEARS_SHOWN)
    rows = select(Obligation).where(Obligation.article == article)
    if state_id is not None:
        rows = rows.where(Obligation.state_id == state_id)
    loaded = rows.options(joinedload(related(Obligation.state)))
    owed = {(own.state.iso3, own.clock_label): own for own in session.exec(loaded)}
    words = _standing(session, [own.id for own in owed.values()])
    found = []
    for deadline in list_deadlines(session, on=on, start=FIRST_DAY, end=end, state_id=state_id):
        obligation = owed.get((deadline.iso3, deadline.occurrence.partition("/")[2]))
        if deadline.rule is RULE_OF[article] and obligation is not None:
            found.append(Duty(obligation, deadline, words.get(obligation.id)))
    return found


def is_owed(duty: Duty) -> bool:
    """Return whether an obligation was known to be open on the day asked for."""
    return duty.deadline.state in {DeadlineState.RUNNING, DeadlineState.LAST_KNOWN}


def find_duty(session: Session, obligation: Obligation, on: date) -> Duty | None:
    """Return an obligation with its deadline on a day; None where it has none (Article 5)."""
    if obligation.article not in DECLARED:
        return None
    duties = list_duties(session, obligation.article, on, state_id=obligation.state_id)
    return next((duty for duty in duties if duty.obligation.id == obligation.id), None)


def find_declaration(session: Session, obligation_id: int) -> Declaration | None:
    """Return the declaration that stands for an obligation, or None."""
    return _standing(session, [obligation_id]).get(obligation_id)


def get_declaration(session: Session, declaration_id: int) -> Declaration:
    """Return one declaration with its obligation and State. Raises NotFound."""
    rows = select(Declaration).where(Declaration.id == declaration_id)
    found = session.exec(rows.options(*_LOADED)).first()
    if found is None:
        raise NotFound(f"declaration {declaration_id}")
    return found


def list_declarations(session: Session, obligation_id: int) -> Sequence[Declaration]:
    """Return all declarations on one obligation, newest first, those overtaken by a finding among them."""
    rows = select(Declaration).where(Declaration.obligation_id == obligation_id).options(*_LOADED)
    return session.exec(rows.order_by(col(Declaration.declared_on).desc())).all()


def list_achievements(
    session: Session, *, state_id: int | None = None
) -> list[tuple[Obligation, Declaration | None]]:
    """Return the fulfilled obligations under Articles 3 and 4, newest first, with their declarations."""
    rows = select(Obligation).where(
        col(Obligation.article).in_(DECLARED), Obligation.status == ObligationStatus.FULFILLED_DECLARED
    )
    if state_id is not None:
        rows = rows.where(Obligation.state_id == state_id)
    loaded = rows.options(joinedload(related(Obligation.state)))
    found = session.exec(loaded.order_by(col(Obligation.completed_on).desc(), col(Obligation.id))).all()
    words = _standing(session, [own.id for own in found])
    return [(own, words.get(own.id)) for own in found]


_LOADED = (
    joinedload(related(Declaration.obligation)).joinedload(related(Obligation.state)),
    joinedload(related(Declaration.ceremony)),
    joinedload(related(Declaration.file)),
)


def _standing(session: Session, obligation_ids: Sequence[int]) -> dict[int, Declaration]:
    if not obligation_ids:
        return {}
    rows = select(Declaration).where(
        col(Declaration.obligation_id).in_(obligation_ids), col(Declaration.reopened_on).is_(None)
    )
    ordered = rows.options(*_LOADED).order_by(col(Declaration.declared_on))
    return {word.obligation_id: word for word in session.exec(ordered)}


def list_uncelebrated(session: Session, most: int = 5) -> Sequence[Declaration]:
    """Return the declarations that stand and whose ceremony nobody entered yet, oldest first."""
    rows = select(Declaration).where(
        col(Declaration.ceremony_meeting_id).is_(None), col(Declaration.reopened_on).is_(None)
    )
    return session.exec(rows.options(*_LOADED).order_by(col(Declaration.declared_on)).limit(most)).all()
