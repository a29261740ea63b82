"""Messages in the language of whoever reads them, inside a request or not: for letters and feeds."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask_babel import force_locale, gettext

from coalition.core.when import Precision
from coalition.web.filters import in_readers_language, partial

_day = in_readers_language(partial)


def said_in(locale: str, message: str, values: Mapping[str, Any]) -> str:
    """Return a message in a language, its placeholders filled with words and dates of that language."""
    with force_locale(locale):
        return said(message, values)


def said(message: str, values: Mapping[str, Any]) -> str:
    """Return a message in the reader's language; `values` as a Mail holds them."""
    text = str(gettext(message)) if message else ""
    return text.format(**{name: _in_words(value) for name, value in values.items()}) if values else text


def _in_words(value: Any) -> str:
    if isinstance(value, Mapping) and "on" in value:
        return str(_day(date.fromisoformat(value["on"]), Precision(value.get("precision", "day"))))
    if isinstance(value, Mapping):
        return said(str(value["words"]), value.get("given", {}))
    return str(value)
