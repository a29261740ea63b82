"""Where the States of each region stand on a day, and the organisations of the regions."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlmodel import Session, col, select

from coalition.organisations.models import Organisation
from coalition.organisations.rules import OrganisationKind
from coalition.states.models import State
from coalition.states.queries import list_events
from coalition.states.rules import Instrument, TreatyStatus, status_on


@dataclass(slots=True)
class Region:
    """One region of the United Nations' list (M49), its States by where they stand."""

    name: str
    parties: list[State] = field(default_factory=list)
    signatories: list[State] = field(default_factory=list)
    others: list[State] = field(default_factory=list)


def list_regions(session: Session, on: date) -> list[Region]:
    """Return every region by name, as it stood on a day; two queries."""
    events = list_events(session, Instrument.CCM)
    found: dict[str, Region] = {}
    for state in session.exec(select(State).order_by(State.short_name)).all():
        region = found.setdefault(state.m49_subregion, Region(state.m49_subregion))
        status = status_on(events.get(state.id, []), Instrument.CCM, on)
        if status is TreatyStatus.STATE_PARTY:
            region.parties.append(state)
        elif status is TreatyStatus.SIGNATORY:
            region.signatories.append(state)
        else:
            region.others.append(state)
    return [found[name] for name in sorted(found)]


def list_regional_organisations(session: Session) -> Sequence[Organisation]:
    """Return the regional organisations on record, by name."""
    kind = col(Organisation.kind) == OrganisationKind.REGIONAL_ORGANISATION
    return session.exec(select(Organisation).where(kind).order_by(Organisation.name)).all()
