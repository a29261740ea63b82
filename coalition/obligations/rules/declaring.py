"""Declarations that an obligation is fulfilled, and what is offered after one."""

from collections.abc import Iterable
from datetime import date

from coalition.core.errors import RuleBroken
from coalition.core.when import When
from coalition.treaty.rules.terms import DECIDING, MeetingKind

# Only these articles end by a declaration. Source: CCM Articles 3.2 and 4.1 (c).
DECLARED = (3, 4)


def check_declaration(article: int, on: When, today: date) -> None:
    """Raise RuleBroken unless the article is fulfilled by a declaration and its day has come."""
    if article not in DECLARED:
        raise RuleBroken(
            "Article {article} has no declaration of fulfilment.", field="declared_on", article=article
        )
    if on.first > today:
        raise RuleBroken("A declaration cannot lie ahead.", field="declared_on")


def check_reason(reason: str) -> None:
    """Raise RuleBroken when an obligation is opened again without a word on why."""
    if len(reason.strip()) < 5:
        raise RuleBroken("Say what was found and where.", field="reason")


def ceremony_at(meetings: Iterable[tuple[int, MeetingKind, date]], declared: When) -> int | None:
    """Return the id of the formal meeting that comes first after a declaration; None where none is called."""
    after = [
        (starts, number) for number, kind, starts in meetings if kind in DECIDING and starts > declared.last
    ]
    return min(after)[1] if after else None
