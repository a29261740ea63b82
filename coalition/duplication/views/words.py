"""Words of this room that are not simply a value with spaces, and where records stand."""

import json
from typing import Any

from flask_babel import gettext as _

from coalition.duplication.models import DuplicationFlag
from coalition.duplication.queries.checking import Match
from coalition.duplication.rules.flags import LIKELY, FlagKind, FlagStatus, Outcome, SideKind

PATHS = {
    SideKind.PROGRAMME: "/programmes/{number}",
    SideKind.PLEDGE: "/pledges/{number}",
    SideKind.NEED: "/needs/{number}",
    SideKind.ACTIVITY: "/activities/{number}",
}
TONES = {
    FlagStatus.OPEN: "warn",
    FlagStatus.UNDER_REVIEW: "info",
    FlagStatus.REOPENED: "warn",
    FlagStatus.CONFIRMED_DUPLICATE: "bad",
    FlagStatus.COORDINATED: "good",
    FlagStatus.DISMISSED: "plain",
    FlagStatus.RESOLVED: "good",
    FlagStatus.OBSOLETE: "plain",
}


def href_of(kind: SideKind, number: int) -> str:
    """Return the path of a record's own page."""
    return PATHS[kind].format(number=number)


def kind_words(kind: FlagKind) -> str:
    """Return what is asked about two records."""
    words: dict[FlagKind, str] = {
        FlagKind.SAME_MONEY: _("Same money?"),
        FlagKind.SAME_WORK: _("Same work?"),
        FlagKind.OVER_COVERED: _("Need covered more than once?"),
    }
    return words[kind]


def side_words(kind: SideKind) -> str:
    """Return what sort of record a side is."""
    words: dict[SideKind, str] = {
        SideKind.PROGRAMME: _("Programme on record"),
        SideKind.PLEDGE: _("Pledge"),
        SideKind.NEED: _("Need"),
        SideKind.ACTIVITY: _("Activity"),
    }
    return words[kind]


def verdict_words(kind: FlagKind, score: int) -> str:
    """Return how a score in tenths of a point reads."""
    if kind is FlagKind.OVER_COVERED:
        return str(_("More than the cost"))
    if kind is FlagKind.SAME_MONEY:
        return str(_("Probably the same money") if score >= LIKELY[kind] else _("Possibly the same money"))
    return str(_("Likely duplicate") if score >= LIKELY[kind] else _("Possible overlap"))


def outcome_words(outcome: Outcome) -> str:
    """Return an outcome as a button says it."""
    words: dict[Outcome, str] = {
        Outcome.CONFIRMED_DUPLICATE: _("Same work or money twice"),
        Outcome.COORDINATED: _("Coordinated"),
        Outcome.DISMISSED: _("Not the same"),
    }
    return words[outcome]


def reopened_words(flag: DuplicationFlag) -> list[str]:
    """Return why a flag was reopened, one sentence a change, in the reader's language."""
    if not flag.reopened_because:
        return []
    changes: list[list[Any]] = json.loads(flag.reopened_because)
    return [_(message).format(**values) for message, values in changes]


def match_words(match: Match) -> str:
    """Return how a match reads, its score with it."""
    if not match.asks:
        return str(_("Related work"))
    return verdict_words(match.kind, match.judgement.tenths)
