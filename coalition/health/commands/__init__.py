"""Commands of the review, and its benchmark."""

from coalition.health.commands import benchmark
from coalition.health.commands.reviewing import COMMANDS

__all__ = ["COMMANDS", "benchmark"]
