"""What a first page is made of: lines that wait, blocks, buttons; rooms bring parts, the page joins them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from flask import g
from sqlmodel import Session

from coalition.auth.policy import Standing
from coalition.coalitions.models import Coalition
from coalition.coalitions.queries import list_open_of

MOST_WAITING = 7
MOST_BLOCKS = 4


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that waits: what it is, and the one button that does it (`post` for a deed, `href` to go)."""

    text: str
    button: str
    href: str = ""
    note: str = ""
    tone: str = "plain"
    post: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a first page: a partial template and the values it shows as `block.values`."""

    template: str
    values: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Action:
    """A button beside the title."""

    label: str
    href: str


@dataclass(slots=True)
class Part:
    """What one room brings to a first page."""

    waiting: list[Line] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    actions: list[Action] = field(default_factory=list)

    def join(self, other: "Part") -> None:
        """Add what another room brings."""
        self.waiting += other.waiting
        self.blocks += other.blocks
        self.actions += other.actions


Desk = Callable[[Session, Standing, date], Part]


def open_coalitions(session: Session, state_ids: frozenset[int]) -> list[Coalition]:
    """Return the open coalitions of these States, read once for all the parts of one first page."""
    read: dict[frozenset[int], list[Coalition]] = g.setdefault("open_coalitions", {})
    if state_ids not in read:
        read[state_ids] = list_open_of(session, state_ids=state_ids)
    return read[state_ids]
