"""What of two records is held against each other, in comparable form. No database, no web."""

from collections.abc import Iterable
from datetime import date
from typing import Protocol

from coalition.core.text import fold


class Spanned(Protocol):
    """What has a start and an end as ISO dates, each empty where it is not known."""

    @property
    def start(self) -> str:
        """The first day."""

    @property
    def end(self) -> str:
        """The last day."""


def listed(values: Iterable[str]) -> str:
    """Return some of the values, for reading."""
    return ", ".join(sorted(values)[:6])


def period_shown(one: Spanned) -> str:
    """Return the period, for reading."""
    return f"{one.start or '?'} – {one.end or '?'}"


def _span(one: Spanned) -> tuple[date, date] | None:
    if not one.start or not one.end:
        return None
    first, last = date.fromisoformat(one.start), date.fromisoformat(one.end)
    return (first, last) if first <= last else (last, first)


def overlap_share(one: Spanned, other: Spanned) -> float | None:
    """Return the share of the shorter period that lies in the other (0–1); None where one is not known."""
    mine, theirs = _span(one), _span(other)
    if mine is None or theirs is None:
        return None
    days = (min(mine[1], theirs[1]) - max(mine[0], theirs[0])).days + 1
    shorter = min((span[1] - span[0]).days + 1 for span in (mine, theirs))
    return max(0.0, days / shorter)


def jaccard(mine: frozenset[int], theirs: frozenset[int]) -> float | None:
    """Return the share of all words of two records that both use; None where one has none."""
    if not mine or not theirs:
        return None
    both = len(mine & theirs)
    return both / (len(mine) + len(theirs) - both)


def words_of_titles(titles: Iterable[str]) -> frozenset[int]:
    """Return the words of titles for `jaccard`."""
    return frozenset(hash(word) for word in fold(" ".join(titles)).split())
