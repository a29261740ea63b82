"""Reading transparency reports: one with its forms, the list, and what ministries are asked."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy import func
from sqlalchemy.orm import joinedload
from sqlmodel import Session, col, or_, select
from sqlmodel.sql.expression import SelectOfScalar

from coalition.auth.models import Person, RoleGrant
from coalition.auth.rules import Role
from coalition.core.errors import NotFound
from coalition.core.paging import PER_PAGE, Page
from coalition.db import prepared, related
from coalition.obligations.models import MinistryInput, TransparencyForm, TransparencyReport
from coalition.obligations.rules.reporting import HANDED_IN, FormState
from coalition.states.models import State
from coalition.states.queries import list_events
from coalition.states.rules import Instrument
from coalition.treaty.queries import list_reports_received
from coalition.treaty.rules.facts import Membership, membership_on
from coalition.treaty.rules.terms import ReportKind


@dataclass(frozen=True, slots=True)
class Whole:
    """A report with its forms by letter and the inputs of ministries."""

    report: TransparencyReport
    forms: dict[str, TransparencyForm]
    inputs: Sequence[MinistryInput]

    @property
    def state_id(self) -> int:
        """The State that reports."""
        return self.report.state_id

    @property
    def states(self) -> dict[str, FormState]:
        """How each form is marked."""
        return {letter: form.state for letter, form in self.forms.items()}


def get_whole(session: Session, report_id: int) -> Whole:
    """Return one report with its parts. Raises NotFound."""
    rows = select(TransparencyReport).where(TransparencyReport.id == report_id)
    report = session.exec(rows.options(joinedload(related(TransparencyReport.state)))).first()
    if report is None:
        raise NotFound(f"transparency report {report_id}")
    forms = session.exec(select(TransparencyForm).where(TransparencyForm.report_id == report_id))
    inputs = select(MinistryInput).where(MinistryInput.report_id == report_id)
    return Whole(
        report,
        {form.letter: form for form in forms},
        session.exec(
            inputs.options(joinedload(related(MinistryInput.owner))).order_by(
                MinistryInput.letter, col(MinistryInput.id)
            )
        ).all(),
    )


def get_input(session: Session, report_id: int, input_id: int) -> MinistryInput:
    """Return what one ministry is asked, with the report. Raises NotFound."""
    rows = select(MinistryInput).where(MinistryInput.id == input_id, MinistryInput.report_id == report_id)
    loaded = rows.options(
        joinedload(related(MinistryInput.owner)),
        joinedload(related(MinistryInput.report)).joinedload(related(TransparencyReport.state)),
    )
    found = session.exec(loaded).first()
    if found is None:
        raise NotFound(f"input {input_id}")
    return found


def find_report(session: Session, state_id: int, kind: ReportKind, year: int) -> TransparencyReport | None:
    """Return the report of a State on a year, or None."""
    rows = select(TransparencyReport).where(
        TransparencyReport.state_id == state_id,
        TransparencyReport.kind == kind,
        TransparencyReport.year == year,
    )
    return session.exec(rows).first()


def page_of_reports(
    session: Session, *, everything: bool, state_ids: Collection[int], number: int
) -> Page[TransparencyReport]:
    """Return one page of reports, newest year first; those still written only of one's own States."""
    seen = (
        sa.true()
        if everything
        else or_(
            col(TransparencyReport.stage).in_(HANDED_IN), col(TransparencyReport.state_id).in_(state_ids)
        )
    )
    rows = select(TransparencyReport).where(seen)
    total = session.exec(select(func.count()).select_from(rows.subquery())).one()
    ordered = rows.options(joinedload(related(TransparencyReport.state))).order_by(
        col(TransparencyReport.year).desc(), col(TransparencyReport.id).desc()
    )
    found = session.exec(ordered.limit(PER_PAGE).offset((number - 1) * PER_PAGE)).all()
    return Page(found, number, total)


def find_membership(session: Session, state_id: int, on: date) -> Membership | None:
    """Return the time for which a State is bound, as known on a day; None where it never joined."""
    events = list_events(session, Instrument.CCM, [state_id]).get(state_id, [])
    return membership_on(events, on)


def is_received(session: Session, state_id: int, kind: ReportKind, year: int) -> bool:
    """Return whether a report is on the treaty's record."""
    return (kind, year) in list_reports_received(session, [state_id]).get(state_id, {})


def list_colleagues(session: Session, state_id: int, today: date) -> Sequence[Person]:
    """Return the people who speak for a State today, by name: ministries are asked among them."""
    rows = (
        select(Person)
        .join(RoleGrant, col(RoleGrant.person_id) == Person.id)
        .where(
            RoleGrant.role == Role.AFFECTED_STATE,
            RoleGrant.state_id == state_id,
            RoleGrant.valid_from <= today,
            or_(col(RoleGrant.valid_to).is_(None), col(RoleGrant.valid_to) >= today),
        )
        .distinct()
    )
    return session.exec(rows.order_by(Person.name, col(Person.id))).all()


def list_inputs_asked_of(session: Session, person_id: int, most: int = 5) -> Sequence[MinistryInput]:
    """Return what somebody is asked for and has not written yet, soonest first."""
    return _inputs_asked(session, person_id=person_id, most=most).all()


@prepared
def _inputs_asked(person_id: Any, most: Any) -> SelectOfScalar[MinistryInput]:
    rows = select(MinistryInput).where(
        MinistryInput.owner_id == person_id, col(MinistryInput.received_on).is_(None)
    )
    loaded = rows.options(joinedload(related(MinistryInput.report)))
    return loaded.order_by(col(MinistryInput.due_on)).limit(most)


def list_states_of(session: Session, state_ids: Collection[int]) -> Sequence[State]:
    """Return States by name."""
    return _states(session, state_ids=list(state_ids)).all()


@prepared
def _states(state_ids: Any) -> SelectOfScalar[State]:
    return select(State).where(col(State.id).in_(state_ids)).order_by(State.name)
