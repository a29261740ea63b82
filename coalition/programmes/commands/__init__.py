"""Commands of the register, and its benchmark."""

from coalition.programmes.commands import benchmark
from coalition.programmes.commands.register import programmes, shown

COMMANDS = (programmes,)

__all__ = ["COMMANDS", "benchmark", "shown"]
