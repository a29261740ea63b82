"""Until when the money of a piece of work lasts, after a cut, a refund or an end. No database, no web.

Source: domain model §14, scenario A11: work after the funded date is marked "without money".
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Source:
    """A pledge that pays a piece of work, and was firm once.

    `share` is in hundredths of a per cent of the work's cost. `full` is the most it was firm for, `left` what
    of that still counts, in one currency. `planned_until` is the last day of its plan of payments, where the
    plan covers all that is left.
    """

    pledge_id: int
    ref: str
    share: int
    full: int
    left: int
    starts: date | None = None
    ends: date | None = None
    planned_until: date | None = None


@dataclass(frozen=True, slots=True)
class Lack:
    """From `since` on, the share (hundredths of a per cent) that a pledge paid of a piece of work is open."""

    pledge_id: int
    ref: str
    share: int
    since: date


def lacks_of(start: date, end: date, sources: Sequence[Source]) -> list[Lack]:
    """Return what of work planned from start to end has lost its money, and since when; earliest first.

    A pledge that lost nothing lacks nothing, whenever its own period ends.
    """
    found = []
    for source in sources:
        since = max(start, funded_until(source, start, end) + DAY)
        if source.left < source.full and since <= end:
            found.append(Lack(source.pledge_id, source.ref, source.share, since))
    return sorted(found, key=lambda lack: (lack.since, lack.ref))


def funded_until(source: Source, start: date, end: date) -> date:
    """Return the last day with money: of the plan of payments, else in proportion to what is left.

    The pledge's own period counts, else that of the work.
    """
    if source.left > 0 and source.planned_until is not None:
        return source.planned_until
    first, last = source.starts or start, source.ends or end
    days = (last - first).days + 1
    return first + timedelta(days=days * source.left // source.full) - DAY if source.full else last
