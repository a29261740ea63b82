"""Which two records are compared at all. Source: domain model §8.1 and invariant I38."""

from datetime import date, timedelta
from typing import Protocol, TypeVar

from coalition.core.when import add_months
from coalition.duplication.rules.compared import Compared
from coalition.duplication.rules.flags import SideKind

APART = timedelta(days=90)
ENDED_MONTHS = 12
# The order in which sides stand in a question: what was said here first, what was published elsewhere second.
FIRST = (SideKind.PLEDGE, SideKind.ACTIVITY, SideKind.NEED, SideKind.PROGRAMME)


class Numbered(Protocol):
    """What has a kind and a number: a record in whatever form."""

    @property
    def kind(self) -> SideKind: ...
    @property
    def number(self) -> int: ...


Form = TypeVar("Form", bound=Numbered)


def in_order(one: Form, other: Form) -> tuple[Form, Form]:
    """Return two sides as (left, right), the same whichever comes first: a pair has one question only."""
    ranked = sorted((one, other), key=lambda side: (FIRST.index(side.kind), -side.number))
    return ranked[0], ranked[1]


def may_be_same_money(one: Compared, other: Compared) -> bool:
    """Return whether money is on both sides and no other country; a need asks, it holds no money.

    Old money counts as well: it stands in the totals of its year.
    """
    if SideKind.NEED in (one.kind, other.kind) or nobody_here_keeps(one, other):
        return False
    return may_share_country(one, other) and not are_linked(one, other)


def may_be_same_work(one: Compared, other: Compared, today: date) -> bool:
    """Return whether two records may do the same work: country, pillar, period, neither long over."""
    if not share_country(one, other) or are_linked(one, other) or nobody_here_keeps(one, other):
        return False
    if one.pillars.isdisjoint(other.pillars):
        return False
    return periods_near(one, other) and not (is_long_over(one, today) or is_long_over(other, today))


def nobody_here_keeps(one: Compared, other: Compared) -> bool:
    """Return whether both were only published elsewhere: then nobody here can be asked or warned."""
    both = one.kind is other.kind is SideKind.PROGRAMME
    return both and one.owner_id is None and other.owner_id is None


def share_country(one: Compared, other: Compared) -> bool:
    """Return whether both name a country in common."""
    return not one.countries.isdisjoint(other.countries)


def may_share_country(one: Compared, other: Compared) -> bool:
    """Return whether the countries that two records state or name do not part them; unknown ones may."""
    mine, theirs = one.facts.any_countries, other.facts.any_countries
    return share_country(one, other) or not mine or not theirs or not mine.isdisjoint(theirs)


def are_linked(one: Compared, other: Compared) -> bool:
    """Return whether the platform itself knows how they belong together: nothing is left to ask."""
    pair = {one.kind: one, other.kind: other}
    if one.kind is other.kind is SideKind.PLEDGE:
        return one.links.get("family") == other.links.get("family")
    if set(pair) == {SideKind.PLEDGE, SideKind.NEED}:
        return pair[SideKind.NEED].number in pair[SideKind.PLEDGE].links.get("needs", ())
    if set(pair) == {SideKind.PLEDGE, SideKind.ACTIVITY}:
        return pair[SideKind.PLEDGE].number in pair[SideKind.ACTIVITY].links.get("pledges", ())
    return set(pair) == {SideKind.NEED, SideKind.ACTIVITY}


def fund_one_need(one: Compared, other: Compared) -> bool:
    """Return whether two pledges go to one need and together do not exceed its cost: it is funded jointly."""
    mine, theirs = one.links.get("shares", {}), other.links.get("shares", {})
    return any(
        cost is not None and given + theirs[need][0] <= cost
        for need, (given, cost) in mine.items()
        if need in theirs
    )


def periods_near(one: Compared, other: Compared) -> bool:
    """Return whether two periods overlap or lie less than 90 days apart; unknown ones may."""
    mine, theirs = _span(one), _span(other)
    if mine is None or theirs is None:
        return True
    return mine[0] - theirs[1] < APART and theirs[0] - mine[1] < APART


def is_long_over(side: Compared, today: date) -> bool:
    """Return whether a record ended more than twelve months ago."""
    end = side.end
    return bool(end) and add_months(date.fromisoformat(end), ENDED_MONTHS) < today


def _span(side: Compared) -> tuple[date, date] | None:
    start, end = side.start, side.end
    if not start and not end:
        return None
    return date.fromisoformat(start or end), date.fromisoformat(end or start)
