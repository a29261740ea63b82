"""Sentences that are translated at the roof and kept in snapshots; their values may be sentences."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from coalition.treaty.rules.deadline import in_english


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence; `values` fill its {placeholders}: plain values, days, other sentences, lists of them.

    str() is English.
    """

    message: str
    values: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.message.format(**{name: plain(value) for name, value in self.values.items()})


def plain(value: object) -> str:
    """Return a value as an English sentence writes it."""
    if isinstance(value, tuple):
        return ", ".join(plain(part) for part in value)
    return in_english(value)


def kept(value: object) -> Any:
    """Return a sentence or one of its values as JSON keeps it."""
    if isinstance(value, Said):
        return {"say": value.message, "with": {name: kept(part) for name, part in value.values.items()}}
    if isinstance(value, tuple):
        return [kept(part) for part in value]
    return {"day": value.isoformat()} if isinstance(value, date) else value


def heard(stored: Any) -> Any:
    """Return what `kept` has stored."""
    if isinstance(stored, dict) and "say" in stored:
        return Said(stored["say"], {name: heard(part) for name, part in stored["with"].items()})
    if isinstance(stored, dict):
        return date.fromisoformat(stored["day"])
    return tuple(heard(part) for part in stored) if isinstance(stored, list) else stored
