"""Sentences of the rules in the reader's language."""

from datetime import date

from flask_babel import gettext

from coalition.core.when import When
from coalition.treaty.rules.said import Said
from coalition.web.filters import in_readers_language, partial

_day = in_readers_language(partial)


def told(said: Said | None) -> str:
    """Return a sentence in the reader's language, sentences inside it too; empty for none."""
    if said is None:
        return ""
    text: str = gettext(said.message) if said.message else ""
    return text.format(**{name: _value(value) for name, value in said.values.items()})


def _value(value: object) -> str:
    if isinstance(value, Said):
        return told(value)
    if isinstance(value, tuple):
        return ", ".join(_value(part) for part in value)
    return str(_day(value)) if isinstance(value, date | When) else str(value)
