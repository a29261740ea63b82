"""Reading thematic areas and office terms."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import joinedload
from sqlmodel import Session, col, select

from coalition.auth.rules import Theme
from coalition.committee.models import OfficeTerm, ThematicArea
from coalition.committee.rules.offices import Office
from coalition.core.errors import NotFound
from coalition.core.when import Precision
from coalition.db import related


def list_areas(session: Session) -> Sequence[ThematicArea]:
    """Return the thematic areas in the order of the Committee's agenda."""
    return session.exec(select(ThematicArea).order_by(col(ThematicArea.position))).all()


def names_of_areas(session: Session) -> dict[Theme, str]:
    """Return the name of each thematic area."""
    return {area.code: area.name for area in list_areas(session)}


def get_term(session: Session, term_id: int) -> OfficeTerm:
    """Return one term with its State. Raises NotFound."""
    found = session.get(OfficeTerm, term_id, options=[joinedload(related(OfficeTerm.state))])
    if found is None:
        raise NotFound(f"term {term_id}")
    return found


def list_terms(
    session: Session, *, office: Office | None = None, theme: Theme | None = None, on: date | None = None
) -> Sequence[OfficeTerm]:
    """Return terms with their States, the newest first: of an office, of an area, held on a day, or all."""
    rows = select(OfficeTerm).options(joinedload(related(OfficeTerm.state)))
    if office is not None:
        rows = rows.where(OfficeTerm.office == office)
    if theme is not None:
        rows = rows.where(OfficeTerm.theme == theme)
    if on is not None:
        rows = rows.where(OfficeTerm.starts_on <= on, OfficeTerm.ends_on > on)
    return session.exec(rows.order_by(col(OfficeTerm.starts_on).desc(), col(OfficeTerm.id))).all()


def list_ending(session: Session, first: date, last: date) -> Sequence[OfficeTerm]:
    """Return the terms known to the day that end in a period and have no handover note yet."""
    rows = select(OfficeTerm).where(
        OfficeTerm.ends_on >= first,
        OfficeTerm.ends_on <= last,
        OfficeTerm.precision == Precision.DAY,
        col(OfficeTerm.handed_over_on).is_(None),
    )
    return session.exec(rows.options(joinedload(related(OfficeTerm.state)))).all()
