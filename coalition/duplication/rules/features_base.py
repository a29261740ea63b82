"""What the measures of a pair have in common."""

import math
from collections.abc import Set

UNKNOWN = math.nan
# Name, and how it must bear on the answer: 1 more speaks for, -1 against, 0 the data say.
Figure = tuple[str, int]


def agree(mine: Set[object], theirs: Set[object]) -> float:
    """Return 1 where all of the shorter list is in the other, 0 where nothing is; NaN where one is empty."""
    if not mine or not theirs:
        return UNKNOWN
    return len(mine & theirs) / min(len(mine), len(theirs))
