"""Programmes with sound defaults."""

from datetime import UTC, datetime
from itertools import count
from typing import Any

from sqlmodel import Session

from coalition.programmes.models import Programme
from coalition.programmes.rules.record import Country, Party, ProgrammeRecord, Sector, Text
from coalition.programmes.rules.register import SourceType
from coalition.programmes.service import Change, keep, lookups
from coalition.programmes.service.keeping import Origin

number = count(1)
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def make_record(**given: Any) -> ProgrammeRecord:
    """Return a record of mine clearance under a new identifier."""
    n = next(number)
    given = {
        "identifier": f"XX-TEST-{n}",
        "reporter": Party("reporting", "Donor agency", "XX-1"),
        "titles": (Text(f"Mine clearance {n}", "en"),),
        "sectors": (Sector("15250"),),
    } | given
    if isinstance(given.get("countries"), str):
        given["countries"] = tuple(Country(code) for code in given["countries"].split())
    return ProgrammeRecord(**given)


def keep_records(session: Session, *records: ProgrammeRecord, at: datetime = NOON) -> Change:
    """Put records into the register as an import would, and commit."""
    change = Change()
    origin = Origin("a test", "test.xml", SourceType.IATI_IMPORT, "tests", at)
    keep(session, records, origin=origin, state_ids=lookups(session), change=change)
    session.commit()
    return change


def make_programme(session: Session, **given: Any) -> Programme:
    """Return a programme in the register."""
    change = keep_records(session, make_record(**given))
    return session.get_one(Programme, change.touched[0])
