"""Outreach: who speaks with which State when, so that several go together. Source: model §3.8, §4.10, I38."""

from datetime import date
from enum import StrEnum

from coalition.core.errors import RuleBroken


class Purpose(StrEnum):
    ACCESSION = "accession"
    RATIFICATION = "ratification"
    RETENTION = "retention"
    UNGA_VOTE = "unga_vote"
    REPORTING = "reporting"


class Channel(StrEnum):
    MEETING = "meeting"
    DEMARCHE = "demarche"
    NOTE_VERBALE = "note_verbale"
    LETTER = "letter"
    CALL = "call"
    WORKSHOP = "workshop"
    MILITARY_TO_MILITARY = "military_to_military"
    PARLIAMENTARY = "parliamentary"


class OutreachStatus(StrEnum):
    """A task: planned, then done, then answered or not; or put off."""

    PLANNED = "planned"
    DONE = "done"
    REPLIED = "replied"
    NO_REPLY = "no_reply"
    POSTPONED = "postponed"
    DROPPED = "dropped"


NEXT: dict[OutreachStatus, frozenset[OutreachStatus]] = {
    OutreachStatus.PLANNED: frozenset(
        (OutreachStatus.DONE, OutreachStatus.POSTPONED, OutreachStatus.DROPPED)
    ),
    OutreachStatus.POSTPONED: frozenset(
        (OutreachStatus.PLANNED, OutreachStatus.DONE, OutreachStatus.DROPPED)
    ),
    OutreachStatus.DONE: frozenset((OutreachStatus.REPLIED, OutreachStatus.NO_REPLY)),
    OutreachStatus.NO_REPLY: frozenset((OutreachStatus.REPLIED,)),
    OutreachStatus.REPLIED: frozenset(),
    OutreachStatus.DROPPED: frozenset(),
}
AHEAD = (OutreachStatus.PLANNED, OutreachStatus.POSTPONED)


def check_step(before: OutreachStatus, after: OutreachStatus, *, on: date, today: date) -> None:
    """Check what became of a plan. Raises RuleBroken."""
    if after not in NEXT[before]:
        raise RuleBroken("This does not follow from where it stands.", field="status")
    if after in (OutreachStatus.DONE, OutreachStatus.REPLIED) and on > today:
        raise RuleBroken("What has happened has a day that has come.", field="on")


def check_plan(not_before: date | None, on: date) -> None:
    """Check that a State which asked to wait is left in peace until then. Raises RuleBroken."""
    if not_before is not None and on < not_before:
        raise RuleBroken(
            "The State asked not to be approached before {day}.", field="on", day=not_before.isoformat()
        )
