"""The left rail: at most seven entries, by role."""

from dataclasses import dataclass

from flask import current_app, request
from flask_babel import gettext

from coalition.auth.policy import Act, may
from coalition.core.text import msgid
from coalition.web.access import signed_in, standing
from coalition.web.addresses import url_for


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the rail."""

    label: str
    url: str
    current: bool
    count: int | None = None


# label, endpoint, act; the first seven that exist and are allowed are shown.
ENTRIES: tuple[tuple[str, str, Act], ...] = (
    (msgid("Home"), "web.home", Act.HOME_SEE),
    (msgid("Coalitions"), "coalitions.index", Act.COALITION_SEE),
    (msgid("Committee"), "committee.index", Act.COMMITTEE_SEE),
    (msgid("Needs"), "needs.index", Act.NEED_SEE),
    (msgid("Pledges"), "pledges.index", Act.PLEDGE_SEE),
    (msgid("Duplicates"), "duplication.index", Act.FLAG_SEE),
    (msgid("Universalization"), "universalization.index", Act.OUTREACH_PLAN),
    (msgid("Health review"), "health.index", Act.HEALTH_SEE),
    (msgid("Programmes"), "programmes.index", Act.PROGRAMME_SEE),
    (msgid("States"), "states.index", Act.PUBLIC_SEE),
    (msgid("Deadlines"), "treaty.deadlines", Act.PUBLIC_SEE),
    (msgid("Outbox"), "notifications.outbox", Act.OUTBOX_SEE),
)
MOST = 7


def rail() -> list[Entry]:
    """Return the entries for who is at the door."""
    if signed_in() is None:
        return []
    room = (request.endpoint or "").partition(".")[0]
    return [
        Entry(
            gettext(label),
            url_for(endpoint),
            endpoint == request.endpoint or _same_room(endpoint, room),
        )
        for label, endpoint, act in ENTRIES
        if endpoint in current_app.view_functions and may(standing(), act)
    ][:MOST]


def _same_room(endpoint: str, room: str) -> bool:
    return room != "web" and endpoint.partition(".")[0] == room
