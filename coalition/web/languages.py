"""The languages of the platform, each by its own name, and which of them a reader is offered.

A language is offered when its catalogue is in the checkout; the six of the United Nations can be set for a
person all the same, because dates, numbers, country names and forms' own messages exist in all of them.
"""

from flask import Flask
from flask_babel import Babel

LANGUAGES = {
    "en": "English",
    "fr": "Français",
    "es": "Español",
    "ar": "العربية",
    "ru": "Русский",
    "zh": "中文",
}
CHOSEN = "language"  # in the cookie of somebody who is not signed in


def offered(app: Flask, babel: Babel) -> list[tuple[str, str]]:
    """Return the languages that have a catalogue here, English first."""
    with app.app_context():
        found = {locale.language for locale in babel.list_translations()}
    return [(code, name) for code, name in LANGUAGES.items() if code == "en" or code in found]
