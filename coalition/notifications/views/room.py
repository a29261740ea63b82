"""The blueprint of the room, and its words."""

from flask import Blueprint
from flask_babel import gettext as _

from coalition.notifications.models import Mail
from coalition.notifications.rules import Kind, MailStatus, Pace
from coalition.web.speaking import said

bp = Blueprint("notifications", __name__)

TONES = {
    MailStatus.WAITING: "info",
    MailStatus.SENDING: "info",
    MailStatus.SENT: "good",
    MailStatus.UNSURE: "warn",
    MailStatus.DEAD: "bad",
    MailStatus.KEPT: "plain",
    MailStatus.DISCARDED: "plain",
}


def subject_of(mail: Mail) -> str:
    """Return what a message is headed, in the reader's language."""
    return said(mail.subject, mail.given)


def body_of(mail: Mail) -> str:
    """Return what a message says, in the reader's language."""
    return said(mail.body, mail.given)


def kind_words() -> dict[Kind, str]:
    """Return the kinds of messages in the reader's language."""
    return {
        Kind.DEADLINES: _("Deadlines"),
        Kind.NEEDS: _("Needs"),
        Kind.PLEDGES: _("Pledges"),
        Kind.OVERLAPS: _("Overlaps"),
        Kind.ACTIVITIES: _("Activities"),
        Kind.COALITIONS: _("Coalitions"),
        Kind.OBLIGATIONS: _("Obligations"),
        Kind.COMMITTEE: _("Committee"),
        Kind.ACCOUNT: _("Your account"),
        Kind.OTHER: _("Other"),
    }


def pace_words() -> dict[Pace, str]:
    """Return how soon mail comes, in the reader's language."""
    return {
        Pace.IMMEDIATE: _("At once"),
        Pace.DAILY: _("Once a day"),
        Pace.WEEKLY: _("Once a week, on Monday"),
        Pace.NEVER: _("No mail, only here"),
    }


def status_words() -> dict[MailStatus, str]:
    """Return what became of messages, in the reader's language."""
    return {
        MailStatus.WAITING: _("Waiting"),
        MailStatus.SENDING: _("Being sent"),
        MailStatus.SENT: _("Sent"),
        MailStatus.UNSURE: _("Perhaps sent"),
        MailStatus.DEAD: _("Could not be sent"),
        MailStatus.KEPT: _("Only on the site"),
        MailStatus.DISCARDED: _("Discarded"),
    }
