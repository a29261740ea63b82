"""Commands of the room: duplicates check, screen, score, candidates, and benchmark screen."""

from coalition.duplication.commands import benchmark, evaluating
from coalition.duplication.commands.asking import duplicates

__all__ = ["COMMANDS", "benchmark", "evaluating"]

COMMANDS = (duplicates,)
