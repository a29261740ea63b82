"""One page of a list."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

PER_PAGE = 25
MOST_PAGES = 4000

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """The rows of one page and where it stands. `number` counts from 1."""

    rows: Sequence[T]
    number: int
    total: int
    per_page: int = PER_PAGE

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // self.per_page))

    @property
    def first(self) -> int:
        return 0 if not self.total else (self.number - 1) * self.per_page + 1

    @property
    def last(self) -> int:
        return min(self.number * self.per_page, self.total)


def page_number(asked: str | None) -> int:
    """Return the page that a query string asks for; 1 for anything that is no page number."""
    if asked is None or not asked.isascii() or not asked.isdigit() or len(asked) > 6:
        return 1
    return min(max(1, int(asked)), MOST_PAGES)
