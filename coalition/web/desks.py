"""What a first page is made of: lines that wait, blocks, buttons; rooms bring parts, the page joins them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlmodel import Session

from coalition.auth.policy import Standing

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
