"""Which two records are compared at all. Source: domain model §8.1 and invariant I38."""

from datetime import date, timedelta

from coalition.core.when import add_months
from coalition.duplication.rules.flags import SideKind
from coalition.duplication.rules.profile import Side

APART = timedelta(days=90)
ENDED_MONTHS = 12
# The order in which sides stand in a question: what was said here first, what was published elsewhere second.
FIRST = (SideKind.PLEDGE, SideKind.ACTIVITY, SideKind.NEED, SideKind.PROGRAMME)


def in_order(one: Side, other: Side) -> tuple[Side, Side]:
    """Return two sides as (left, right), the same whichever comes first: a pair has one question only."""
    ranked = sorted((one, other), key=lambda side: (FIRST.index(side.kind), -side.number))
    return ranked[0], ranked[1]


def may_be_same_money(one: Side, other: Side) -> bool:
    """Return whether money is on both sides and in the same country; a need asks, it holds no money."""
    if SideKind.NEED in (one.kind, other.kind) or nobody_here_keeps(one, other):
        return False
    return share_country(one, other) and not are_linked(one, other)


def may_be_same_work(one: Side, other: Side, today: date) -> bool:
    """Return whether two records may do the same work: country, pillar, period, neither long over."""
    if not share_country(one, other) or are_linked(one, other) or nobody_here_keeps(one, other):
        return False
    mine, theirs = set(one.subject.pillars), set(other.subject.pillars)
    if not mine or not theirs or not mine & theirs:
        return False
    # A pledge that begins in an earlier year is compared with what ran then; two old records are left alone.
    return periods_near(one, other) and not (is_long_over(one, today) and is_long_over(other, today))


def nobody_here_keeps(one: Side, other: Side) -> bool:
    """Return whether both were only published elsewhere: then nobody here can be asked or warned."""
    both = one.kind is other.kind is SideKind.PROGRAMME
    return both and one.owner_id is None and other.owner_id is None


def share_country(one: Side, other: Side) -> bool:
    """Return whether both name a country in common."""
    return bool(set(one.subject.countries) & set(other.subject.countries))


def are_linked(one: Side, other: Side) -> bool:
    """Return whether the platform itself knows how they belong together: nothing is left to ask."""
    pair = {one.kind: one, other.kind: other}
    if one.kind is other.kind is SideKind.PLEDGE:
        return one.card.get("family") == other.card.get("family")
    if set(pair) == {SideKind.PLEDGE, SideKind.NEED}:
        return pair[SideKind.NEED].number in pair[SideKind.PLEDGE].card.get("needs", ())
    if set(pair) == {SideKind.PLEDGE, SideKind.ACTIVITY}:
        return pair[SideKind.PLEDGE].number in pair[SideKind.ACTIVITY].card.get("pledges", ())
    return set(pair) == {SideKind.NEED, SideKind.ACTIVITY}


def fund_one_need(one: Side, other: Side) -> bool:
    """Return whether two pledges are given to one need: co-funding is likelier than the same work twice."""
    return bool(set(one.card.get("needs", ())) & set(other.card.get("needs", ())))


def periods_near(one: Side, other: Side) -> bool:
    """Return whether two periods overlap or lie less than 90 days apart; unknown ones may."""
    mine, theirs = _span(one), _span(other)
    if mine is None or theirs is None:
        return True
    return mine[0] - theirs[1] < APART and theirs[0] - mine[1] < APART


def is_long_over(side: Side, today: date) -> bool:
    """Return whether a record ended more than twelve months ago."""
    end = side.subject.end
    return bool(end) and add_months(date.fromisoformat(end), ENDED_MONTHS) < today


def _span(side: Side) -> tuple[date, date] | None:
    start, end = side.subject.start, side.subject.end
    if not start and not end:
        return None
    return date.fromisoformat(start or end), date.fromisoformat(end or start)
