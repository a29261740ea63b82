"""The command line: one console script, `coalition`, built on Flask's CLI."""

from coalition.cli.main import main

__all__ = ["main"]
