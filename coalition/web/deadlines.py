"""Deadlines in the reader's language, as the components take them."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from flask_babel import gettext

from coalition.auth.policy import Act, Standing, may
from coalition.core.errors import RuleBroken
from coalition.core.when import Precision, When, parse_when
from coalition.reminders.rules import Coming
from coalition.treaty.rules.clocks import days_left
from coalition.treaty.rules.deadline import Deadline, Words
from coalition.treaty.rules.terms import DeadlineState
from coalition.web.filters import in_readers_language, partial
from coalition.web.words import in_words

TONES = {
    DeadlineState.RUNNING: "plain",
    DeadlineState.FULFILLED: "good",
    DeadlineState.TAKES_EFFECT: "info",
    DeadlineState.LAST_KNOWN: "draft",
    DeadlineState.NOT_CONFIRMED: "draft",
    DeadlineState.RECEIVED_NOT_KNOWN: "draft",
}

_in_words = in_readers_language(partial)


def said(words: Words) -> str:
    """Return a sentence of the rules in the reader's language, its dates as the reader writes them."""
    values = {
        name: _in_words(value) if isinstance(value, date | When) else str(value)
        for name, value in words.values.items()
    }
    text: str = gettext(words.message)
    return text.format(**values)


def reason(deadline: Deadline) -> str:
    """Return how the day of a deadline came about, and what is to be known about it."""
    return said(deadline.basis) if deadline.note is None else f"{said(deadline.basis)} {said(deadline.note)}"


def state_words(deadline: Deadline) -> str:
    """Return how a deadline stands, in words without blame."""
    if deadline.state is DeadlineState.TAKES_EFFECT and (deadline.days_left or 0) < 0:
        return str(gettext("in effect"))
    words: dict[DeadlineState, str] = {
        DeadlineState.RUNNING: gettext("open"),
        DeadlineState.FULFILLED: gettext("fulfilled"),
        DeadlineState.TAKES_EFFECT: gettext("takes effect"),
        DeadlineState.LAST_KNOWN: gettext("last known"),
        DeadlineState.NOT_CONFIRMED: gettext("duty not confirmed"),
        DeadlineState.RECEIVED_NOT_KNOWN: gettext("not recorded here"),
    }
    return words[deadline.state]


def items_of(deadlines: Iterable[Deadline], *, with_basis: bool = True) -> list[dict[str, Any]]:
    """Return deadlines as the component `deadlines` draws them; label, date, days left, basis, tone."""
    return [
        {
            "label": gettext(deadline.about.name),
            "on": deadline.due.on,
            "precision": deadline.due.precision.value,
            "days_left": deadline.days_left,
            "basis": reason(deadline) if with_basis else None,
            "tone": TONES[deadline.state],
            "word": state_words(deadline),
            "deadline": deadline,
        }
        for deadline in deadlines
    ]


def seen_by(standing: Standing, coming: Iterable[Coming]) -> list[Coming]:
    """Return the days that somebody of this standing may see."""
    return [one for one in coming if _may_see(standing, one)]


def _may_see(standing: Standing, coming: Coming) -> bool:
    if coming.narrow and not standing.organisation_ids & set(coming.owner_ids):
        return False
    return may(standing, Act(coming.act), coming)


def mixed_items_of(found: Iterable[Deadline | Coming], on: date) -> list[dict[str, Any]]:
    """Return days of the treaty and of the platform as the component `deadlines` draws them."""
    return [_own_item(one, on) if isinstance(one, Coming) else items_of([one])[0] for one in found]


def _own_item(coming: Coming, on: date) -> dict[str, Any]:
    return {
        "label": f"{gettext(coming.what)}: {coming.title}",
        "href": coming.link,
        "on": coming.due.on,
        "precision": coming.due.precision.value,
        "days_left": days_left(coming.due, on),
        "basis": gettext(coming.basis),
        "tone": "plain",
        "word": gettext("open"),
        "deadline": coming,
    }


def asked_day(text: str | None, otherwise: date) -> tuple[date, str | None]:
    """Return the day that a query string asks for, and what is wrong with it in words (else None)."""
    if not text:
        return otherwise, None
    try:
        asked = parse_when(text)
    except RuleBroken as broken:
        return otherwise, in_words(broken)
    if asked.precision is not Precision.DAY:
        return otherwise, gettext("Give the day as well, for example 30 April 2027.")
    return asked.on, None
