"""What of two records is held against each other, in comparable form. No database, no web."""

from datetime import date

from coalition.core.text import fold
from coalition.duplication.rules.identity.tables import countries
from coalition.duplication.rules.profile import Side


def identifiers_of(side: Side) -> list[str]:
    """Return the identifiers of a record for comparing."""
    return ["".join(value.split()).casefold() for value in side.subject.identifiers]


def areas_of(side: Side) -> set[str]:
    """Return the references of its hazard areas for comparing."""
    return {area.strip().upper() for area in side.subject.hazard_areas}


def places_of(side: Side) -> set[str]:
    """Return its places for comparing; a country given as a place of itself is none."""
    names, by_iso3 = countries().by_name, countries().by_iso3
    codes = {by_iso3.get(code, code) for code in side.subject.countries}
    return {place for place in folded(side.subject.places) if names.get(place) not in codes}


def works_of(side: Side) -> set[str]:
    """Return its kinds of work for comparing."""
    return folded(side.subject.work)


def folded(values: tuple[str, ...]) -> set[str]:
    """Return the values for comparing."""
    return {fold(value) for value in values} - {""}


def doers_shown(side: Side) -> str:
    """Return who does the work, for reading."""
    return ", ".join(side.subject.named("implementing", "channel")[:4])


def listed(values: set[str]) -> str:
    """Return some of the values, for reading."""
    return ", ".join(sorted(values)[:6])


def period_shown(side: Side) -> str:
    """Return the period, for reading."""
    return f"{side.subject.start or '?'} – {side.subject.end or '?'}"


def _span(side: Side) -> tuple[date, date] | None:
    start, end = side.subject.start, side.subject.end
    if not start or not end:
        return None
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    return (first, last) if first <= last else (last, first)


def overlap_share(one: Side, other: Side) -> float | None:
    """Return the share of the shorter period that lies in the other (0–1); None where one is not known."""
    mine, theirs = _span(one), _span(other)
    if mine is None or theirs is None:
        return None
    days = (min(mine[1], theirs[1]) - max(mine[0], theirs[0])).days + 1
    shorter = min((span[1] - span[0]).days + 1 for span in (mine, theirs))
    return max(0.0, days / shorter)


def jaccard(one: Side, other: Side, *, texts: bool) -> float | None:
    """Return the share of all words of two records that both use; None where one has none."""
    mine, theirs = (
        set(fold(" ".join([*s.subject.titles, *(s.subject.texts if texts else ())])).split())
        for s in (one, other)
    )
    return len(mine & theirs) / len(mine | theirs) if mine and theirs else None


def words_of(side: Side, *, texts: bool) -> set[str]:
    """Return the words of a record's titles, and of its texts where asked."""
    said = [*side.subject.titles, *(side.subject.texts if texts else ())]
    return set(fold(" ".join(said)).split())
