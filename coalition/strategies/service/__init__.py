"""What a State does with its strategies. Each function is one act; its caller commits."""

from coalition.strategies.service.files import add_file, drop_file
from coalition.strategies.service.objectives import (
    carry_over,
    drop_objective,
    set_milestones,
    write_objective,
)
from coalition.strategies.service.versions import (
    begin_document,
    begin_version,
    describe,
    endorse,
    follow_clock,
    move,
    set_validity,
)

__all__ = [
    "add_file",
    "begin_document",
    "begin_version",
    "carry_over",
    "describe",
    "drop_file",
    "drop_objective",
    "endorse",
    "follow_clock",
    "move",
    "set_milestones",
    "set_validity",
    "write_objective",
]
