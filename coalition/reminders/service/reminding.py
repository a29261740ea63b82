"""Reminding people of the days that concern their offices: each reminder once, ever. Its caller commits."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from hashlib import sha256
from itertools import groupby
from typing import Any

from sqlmodel import Session, col, select

from coalition.core.text import msgid
from coalition.core.when import When, add_years
from coalition.notifications.models import Mail
from coalition.notifications.rules import MailStatus
from coalition.notifications.service import Draft, write
from coalition.reminders.models import Reminder
from coalition.reminders.queries.coming import list_coming, list_holders
from coalition.reminders.rules import Coming, is_urgent, people_of, reminder_of
from coalition.reminders.service.feeding import follow_moves

SUBJECT = msgid("{what}: {day}")
BODY = msgid("{what}, {title}. The day: {day}. How it came about: {basis}")
MANY = msgid("{what}, {day}, for {count}: {titles}")

MOST_NAMED = 10

# What one message tells: rule, day, days before it, person.
Bundle = tuple[str, date, int, int]


def remind(session: Session, now: datetime) -> int:
    """Send the reminders that fall on this day; return how many messages were written.

    What the same office is to hear of several States on one day is one message. A reminder is known by
    rule, subject, day, offset and person, and never sent twice, also after the clock went back. When a duty
    is met or its day moves, messages about it that still wait are taken out; a new day is reminded anew.
    """
    today = now.date()
    coming = list_coming(session, today)
    follow_moves(session, coming, now=now)
    _take_back(session, coming)
    known = _known(session, today)
    bundles: dict[Bundle, list[Coming]] = {}
    holders = list_holders(session, today)
    for one in coming:
        offset = reminder_of(one.due, one.reminders, today)
        if offset is None:
            continue
        for person_id in people_of(one, holders, offset):
            if (one.code, one.subject, one.due.on, offset, person_id) not in known:
                bundles.setdefault((one.code, one.due.on, offset, person_id), []).append(one)
    drafts = [_draft(bundle, things) for bundle, things in sorted(bundles.items(), key=lambda b: b[0])]
    for (bundle, things), draft in zip(sorted(bundles.items(), key=lambda b: b[0]), drafts, strict=True):
        session.add_all(_rows(bundle, things, f"{draft.key}:{draft.person_id}", today))
    return write(session, drafts, now=now)


def _rows(bundle: Bundle, things: Iterable[Coming], mail_key: str, today: date) -> list[Reminder]:
    rule, due_on, offset, person_id = bundle
    return [
        Reminder(
            rule=rule,
            subject=thing.subject,
            due_on=due_on,
            offset_days=offset,
            person_id=person_id,
            mail_key=mail_key,
            sent_on=today,
        )
        for thing in things
    ]


def _draft(bundle: Bundle, things: Sequence[Coming]) -> Draft:
    rule, due_on, offset, person_id = bundle
    first = things[0]
    subjects = "\n".join(sorted(thing.subject for thing in things))
    mark = sha256(subjects.encode()).hexdigest()[:16]
    given = _given(first) | {
        "count": str(len(things)),
        "titles": _titles(sorted(thing.title for thing in things)),
    }
    return Draft(
        person_id=person_id,
        key=f"deadline:{rule}:{due_on}:{offset}:{mark}",
        subject=SUBJECT,
        body=BODY if len(things) == 1 else MANY,
        link=first.link if len(things) == 1 else "/deadlines",
        values=given,
        urgent=is_urgent(offset),
    )


def _titles(titles: Sequence[str]) -> str:
    """Return the first names of a list that may be long; the page it leads to has them all."""
    return "; ".join([*titles[:MOST_NAMED], "…"] if len(titles) > MOST_NAMED else titles)


def _given(coming: Coming) -> dict[str, Any]:
    return {
        "what": {"words": coming.what},
        "title": coming.title,
        "day": day_of(coming.due),
        "basis": {"words": coming.basis, "given": spoken(coming.given)},
    }


def day_of(when: When) -> dict[str, str]:
    """Return a day as a message keeps it, to be read in its reader's language."""
    return {"on": when.on.isoformat(), "precision": when.precision.value}


def spoken(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of a sentence as a message keeps them."""
    return {name: _kept(value) for name, value in values.items()}


def _kept(value: Any) -> Any:
    if isinstance(value, When):
        return day_of(value)
    return day_of(When(value)) if isinstance(value, date) else str(value)


def _known(session: Session, today: date) -> set[tuple[str, str, date, int, int]]:
    """Return the reminders that were sent for days of these years."""
    rows = select(Reminder).where(Reminder.due_on >= add_years(today, -2))
    return {(r.rule, r.subject, r.due_on, r.offset_days, r.person_id) for r in session.exec(rows)}


def _take_back(session: Session, coming: Iterable[Coming]) -> int:
    """Take out messages that wait though nothing they tell of still comes on that day; return how many."""
    still = {(one.code, one.subject, one.due.on) for one in coming}
    rows = (
        select(Reminder, Mail)
        .join(Mail, col(Mail.key) == col(Reminder.mail_key))
        .where(Mail.status == MailStatus.WAITING)
        .order_by(col(Mail.id))
    )
    taken = 0
    for _, pairs in groupby(session.exec(rows).all(), key=lambda pair: pair[1].id):
        own = list(pairs)
        if not any((r.rule, r.subject, r.due_on) in still for r, _ in own):
            own[0][1].status = MailStatus.DISCARDED
            taken += 1
    return taken
