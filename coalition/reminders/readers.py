"""Calendars as iCalendar text (RFC 5545): whole days, stable identities, CRLF and folded lines."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from icalendar import Calendar, Event

from coalition.core.when import When


@dataclass(frozen=True, slots=True)
class Entry:
    """One day of a calendar. `known_as` stays when the day moves; `sequence` counts its moves."""

    known_as: str
    due: When
    summary: str
    description: str
    address: str
    sequence: int
    changed_at: datetime
    provisional: bool = False


def calendar_of(entries: Iterable[Entry], *, name: str, host: str, language: str) -> bytes:
    """Return a calendar of whole days; a date known to the month or the year takes all of its days."""
    calendar = Calendar()
    calendar.add("prodid", "-//Coalition//Deadlines//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", timedelta(hours=12), parameters={"VALUE": "DURATION"})
    for entry in entries:
        calendar.add_component(_event(entry, host, language))
    text: bytes = calendar.to_ical()
    return text


def identity(known_as: str, host: str) -> str:
    """Return the UID of what is known so; the same in every calendar and on every day."""
    return f"{sha256(known_as.encode()).hexdigest()[:32]}@{host}"


def _event(entry: Entry, host: str, language: str) -> Event:
    event = Event()
    event.add("uid", identity(entry.known_as, host))
    event.add("dtstamp", entry.changed_at)
    event.add("last-modified", entry.changed_at)
    event.add("sequence", entry.sequence)
    event.add("dtstart", entry.due.first)
    event.add("dtend", entry.due.last + timedelta(days=1))
    event.add("summary", entry.summary, parameters={"LANGUAGE": language})
    event.add("description", entry.description)
    event.add("url", entry.address)
    event.add("transp", "TRANSPARENT")
    event.add("status", "TENTATIVE" if entry.provisional else "CONFIRMED")
    return event
