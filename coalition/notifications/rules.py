"""What becomes of a message, when it is sent, and why somebody gets it. No database, no web."""

from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from coalition.core.errors import RuleBroken
from coalition.core.text import msgid


class MailStatus(StrEnum):
    WAITING = "waiting"
    SENDING = "sending"  # a worker has taken it in hand
    SENT = "sent"
    UNSURE = "perhaps_sent"  # the worker died, or the line broke, before the server's answer was kept
    DEAD = "dead"  # tried too often, or refused for good; shown to the administrator
    KEPT = "kept"  # to be read on the site only: its reader wants no mail of this kind
    DISCARDED = "discarded"  # the administrator, or the matter itself, ended it


class Kind(StrEnum):
    """What a message is about; each has its own setting."""

    DEADLINES = "deadlines"
    NEEDS = "needs"
    PLEDGES = "pledges"
    OVERLAPS = "overlaps"
    ACTIVITIES = "activities"
    COALITIONS = "coalitions"
    OBLIGATIONS = "obligations"
    COMMITTEE = "committee"
    ACCOUNT = "account"
    OTHER = "other"


class Pace(StrEnum):
    IMMEDIATE = "immediate"
    DAILY = "daily"
    WEEKLY = "weekly"
    NEVER = "never"  # on the site only


# What the first word of a message's key says of its kind.
KINDS = {
    "deadline": Kind.DEADLINES,
    "need-answer": Kind.NEEDS,
    "need": Kind.NEEDS,
    "interest": Kind.NEEDS,
    "pledge": Kind.PLEDGES,
    "flag": Kind.OVERLAPS,
    "report-returned": Kind.ACTIVITIES,
    "activity": Kind.ACTIVITIES,
    "round": Kind.COALITIONS,
    "pairing": Kind.COALITIONS,
    "coalition": Kind.COALITIONS,
    "meeting": Kind.COALITIONS,
    "obligation": Kind.OBLIGATIONS,
    "declaration": Kind.OBLIGATIONS,
    "extension": Kind.OBLIGATIONS,
    "committee": Kind.COMMITTEE,
    "invitation": Kind.ACCOUNT,
    "reset": Kind.ACCOUNT,
}

WHY = {
    Kind.DEADLINES: msgid("You hold an office that this day concerns."),
    Kind.NEEDS: msgid("It is about a need that you posted, asked about or were named in."),
    Kind.PLEDGES: msgid("Your State, organisation or office has a part in this pledge."),
    Kind.OVERLAPS: msgid("One of the two records is yours, or you are asked to decide."),
    Kind.ACTIVITIES: msgid("Your organisation does this work, or reports on it."),
    Kind.COALITIONS: msgid("You sit in this coalition, or are asked to."),
    Kind.OBLIGATIONS: msgid("Your office follows this article of the Convention."),
    Kind.COMMITTEE: msgid("You hold an office in the Coordination Committee, or serve it."),
    Kind.ACCOUNT: msgid("It is about your own account."),
    Kind.OTHER: msgid("It was addressed to you."),
}

# Letters that let somebody in are sent at once, whatever else is set.
ALWAYS = frozenset({Kind.ACCOUNT})
CHOSEN = tuple(kind for kind in Kind if kind not in ALWAYS)

MOST_TRIES = 8
LEASE = timedelta(minutes=15)
MORNING = 7


def kind_of(key: str) -> Kind:
    """Return what a message is about, from the first word of its key."""
    return KINDS.get(key.partition(":")[0].partition(".")[0], Kind.OTHER)


def pace_of(kind: Kind, chosen: Pace | None, usual: str, *, bound: bool) -> Pace:
    """Return how soon a person is mailed about a kind: as chosen for it, else as usual for them.

    Treaty deadlines cannot be switched off by whoever answers for a State (`bound`): they then come
    weekly. Source: domain model §11, "stop button per type except treaty deadlines for AH".
    """
    if kind in ALWAYS:
        return Pace.IMMEDIATE
    pace = chosen or (Pace(usual) if usual in set(Pace) else Pace.DAILY)
    return Pace.WEEKLY if pace is Pace.NEVER and bound and kind is Kind.DEADLINES else pace


def check_pace(kind: Kind, pace: Pace, *, bound: bool) -> None:
    """Raise RuleBroken (field: the kind) where the model does not allow to switch a kind off."""
    if pace is Pace.NEVER and bound and kind is Kind.DEADLINES:
        raise RuleBroken(
            "You answer for a State: mail about its deadlines cannot be switched off. Choose weekly.",
            field=kind.value,
        )


def wait_before_try(tries: int) -> timedelta:
    """Return how long to wait after so many failed tries: 1, 5, 25 minutes … at most a day."""
    return min(timedelta(minutes=5 ** min(tries, 6)), timedelta(days=1))


def check_header(text: str) -> None:
    """Raise RuleBroken when a subject or address could start a header of its own."""
    if any(mark in text for mark in "\r\n\0"):
        raise RuleBroken("A subject or an address has one line only.", field="subject")


def due_at(written: datetime, digest: str, zone: str, *, urgent: bool = False) -> datetime:
    """Return when a message is to be sent: at once, or on the person's next (Monday) morning, in UTC.

    An unknown time zone reads as UTC; a morning that the clocks skip or repeat is taken once.
    """
    if urgent or digest == Pace.IMMEDIATE:
        return written
    try:
        place = ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError):
        place = ZoneInfo("UTC")
    local = written.astimezone(place)
    day = local.date() + timedelta(days=0 if local.hour < MORNING else 1)
    if digest == Pace.WEEKLY:
        day += timedelta(days=-day.weekday() % 7)
    return datetime.combine(day, time(MORNING), place).astimezone(UTC)


def is_refused_for_good(code: int) -> bool:
    """Return whether a mail server's answer means that trying again is no use (5xx)."""
    return 500 <= code < 600
