"""Signs that a State may join, each as stated, with its source: an invitation to talk, never a mark.

Source: Second Review Conference, ways forward on universalization (R128 to R131), and the domain model §12.5.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from coalition.core.when import Precision


class Sign(StrEnum):
    """What speaks for a State's joining."""

    SIGNATORY = "signatory"
    MINE_BAN_PARTY = "mine_ban_party"
    DECLARED_SUPPORT = "declared_support"
    VOLUNTARY_REPORT = "voluntary_report"
    YES_VOTES = "yes_votes"
    SEES_NO_OBSTACLE = "sees_no_obstacle"


# Those that the platform works out by itself; the others are recorded as somebody stated them.
COMPUTED = frozenset((Sign.SIGNATORY, Sign.MINE_BAN_PARTY, Sign.YES_VOTES))
YEARS_OF_VOTES = 2


@dataclass(frozen=True, slots=True)
class Seen:
    """One sign of one State: since when or on which day, and who says so."""

    sign: Sign
    on: date | None
    source: str
    precision: Precision = Precision.DAY


def order(found: Collection[Seen]) -> int:
    """Return how many different signs a State shows."""
    return len({each.sign for each in found})


def said_yes(votes: Collection[str]) -> bool:
    """Return whether a State voted yes in each of the last years on record, at least two."""
    return len(votes) >= YEARS_OF_VOTES and set(votes) == {"yes"}
