"""The group of benchmarks: each prints a ratio against a named baseline measured in the same run."""

import click

benchmark = click.Group("benchmark", help="Measure against a named baseline in the same run.")
