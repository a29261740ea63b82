"""Identifiers that say at once that two records are one: equal ones, and published links."""

from collections.abc import Iterable

from coalition.duplication.rules.subject import Subject

SHORTEST = 5
# Links that say "the same money". Parents, children and siblings are one publisher's own order of its
# activities: the model weighs those like any pair. Source: IATI codelist RelatedActivityType (5 third-party
# report), provider and receiver of transactions, activity-id of a participating organisation.
LINKS = frozenset(("third_party", "provider", "receiver", "participating"))


def identifiers_of(subject: Subject) -> frozenset[str]:
    """Return a record's own identifiers for comparing."""
    return _plain(subject.identifiers)


def linked_by(subject: Subject) -> frozenset[str]:
    """Return the identifiers of other records whose money a record says it shares."""
    return _plain(value for value, kind in subject.links if kind in LINKS)


def joined_by(
    mine: frozenset[str], i_link: frozenset[str], theirs: frozenset[str], they_link: frozenset[str]
) -> str:
    """Return the identifier that two records share or by which one links the other, or an empty string.

    Two that only point to the same third (a common parent, one provider) share nothing by that.
    """
    return min((mine & theirs) | (mine & they_link) | (theirs & i_link), default="")


def _plain(values: Iterable[str]) -> frozenset[str]:
    plain = ("".join(value.split()).casefold() for value in values)
    return frozenset(value for value in plain if len(value) >= SHORTEST)
