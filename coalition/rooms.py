"""The rooms that have pages or commands, in the order of the rail; a new room is given its place here."""

from click import Command
from flask import Blueprint

BLUEPRINTS: tuple[Blueprint, ...] = ()

COMMANDS: tuple[Command, ...] = ()
