"""Commands of the room: duplicates check, screen, score, candidates, learn, and benchmark screen."""

from coalition.duplication.commands import benchmark, evaluating, learning
from coalition.duplication.commands.asking import duplicates

__all__ = ["COMMANDS", "benchmark", "evaluating", "learning"]

COMMANDS = (duplicates,)
