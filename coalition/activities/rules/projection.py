"""When the remaining land will be released, at the pace of the last years.

Method. The yearly released areas of the last full years (at most ten) are drawn again and again, with
replacement, year after year until nothing remains; 2,000 such futures are drawn with one fixed seed, so that
the same facts give the same answer. The band is where eight of ten futures end, the middle is their median.
With fewer than three full years no band is given, because three points are the fewest that show a spread.
No projection is made where the extent is not known, and none where nothing was released.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

FEWEST_YEARS = 3
MOST_YEARS = 10
FUTURES = 2_000
HORIZON = 150
SEED = 1
LOW, HIGH = 10, 90


@dataclass(frozen=True, slots=True)
class Projection:
    """The years in which eight of ten futures end. `late` None: beyond the horizon of 150 years."""

    early: int
    middle: int | None
    late: int | None
    years_used: int
    mean_rate: int
    share_in_time: float | None = None

    def meets(self, deadline_year: int) -> bool:
        """Return whether the middle future ends in or before a year."""
        return self.middle is not None and self.middle <= deadline_year


def project(
    remaining: int | None,
    rates: Sequence[int],
    *,
    last_year: int,
    pace: float = 1.0,
    deadline_year: int | None = None,
) -> Projection | None:
    """Return when remaining land (m²) will be released; None where that cannot be said honestly.

    `rates` are the released m² of the last full years, oldest first, the last of them of `last_year`;
    `pace` multiplies them (twice the teams: 2.0). `share_in_time` is the share of futures that end in or
    before `deadline_year`.
    """
    return _projected(remaining, tuple(rates[-MOST_YEARS:]), last_year, pace, deadline_year)


@lru_cache(maxsize=512)
def _projected(
    remaining: int | None, rates: tuple[int, ...], last_year: int, pace: float, deadline_year: int | None
) -> Projection | None:
    """Return the projection of these facts, reckoned once: the same facts always give the same answer."""
    used = np.asarray(rates, dtype=np.float64) * pace
    if remaining is None or len(used) < FEWEST_YEARS or not used.any():
        return None
    if remaining <= 0:
        return Projection(last_year, last_year, last_year, len(used), round(used.mean()), 1.0)
    ends = _ends(float(remaining), used)
    early, middle, late = (
        _year(end, last_year) for end in np.percentile(ends, (LOW, 50, HIGH), method="higher")
    )
    in_time = None if deadline_year is None else float(np.mean(last_year + ends <= deadline_year))
    return Projection(early or last_year + HORIZON, middle, late, len(used), round(used.mean()), in_time)


def years_at(remaining: int, rate: int) -> int | None:
    """Return the whole years that remaining land takes at a steady yearly rate, both in m²."""
    return None if rate <= 0 else -(-remaining // rate)


def _ends(
    remaining: float, rates: "np.ndarray[tuple[int], np.dtype[np.float64]]"
) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
    """Return for each future in how many years nothing remains; the horizon plus one where it never does."""
    draws = np.random.default_rng(SEED).choice(rates, size=(FUTURES, HORIZON))
    done = np.cumsum(draws, axis=1) >= remaining
    first = np.argmax(done, axis=1) + 1
    return np.where(done.any(axis=1), first, HORIZON + 1)


def _year(end: float, last_year: int) -> int | None:
    return None if end > HORIZON else last_year + int(end)
