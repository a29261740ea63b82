"""Words in the reader's language: the catalogue is looked up once a request, a message once a process.

Flask-Babel and Jinja ask for locale and catalogue anew at every `_()`; a page has some two hundred of them.
Catalogues do not change while the process runs, so that what was found stays true.
"""

from functools import lru_cache
from typing import Any

from babel import Locale
from babel.support import NullTranslations, Translations
from flask import Flask, g
from flask_babel import Babel, Domain, get_locale
from jinja2 import pass_eval_context
from jinja2.nodes import EvalContext
from markupsafe import Markup
from wtforms.i18n import messages_path

MOST_MESSAGES = 16_384  # every message in six languages, with room for words from data

NONE: tuple[Locale | None, NullTranslations] = (None, NullTranslations())


class RequestDomain(Domain):
    """The messages of the platform; which catalogue is the reader's is asked once a request."""

    def get_translations(self) -> NullTranslations:
        """Return the reader's catalogue; an empty one outside a request."""
        here: Any = g._get_current_object() if g else None
        locale = getattr(getattr(here, "_flask_babel", None), "babel_locale", None)
        known: tuple[Locale | None, NullTranslations] = getattr(here, "catalogue", NONE)
        if locale is None or known[0] is not locale:  # Flask-Babel keeps the same one through a request
            locale = get_locale()
            known = (locale, super().get_translations())
            if here is not None:
                here.catalogue = known
        return known[1]


DOMAIN = RequestDomain()


def init_app(app: Flask, babel: Babel) -> None:
    """Have all words looked up this way: those of templates, of forms and of rules."""
    babel.domain_instance = DOMAIN
    app.jinja_env.globals.update({"_": translate, "gettext": translate, "ngettext": translate_number})


@pass_eval_context
def translate(context: EvalContext, message: str, /, **values: Any) -> str:
    """Return a message in the reader's language, its placeholders filled and escaped as the template asks."""
    said = _marked(DOMAIN.get_translations(), message)
    text = said if context.autoescape else str(said)
    return text % values if "%" in said else text


@pass_eval_context
def translate_number(context: EvalContext, singular: str, plural: str, num: int, /, **values: Any) -> str:
    """Return the form of a message that goes with a number, in the reader's language."""
    said = str(DOMAIN.get_translations().ungettext(singular, plural, num))
    text = Markup(said) if context.autoescape else said
    return text % ({"num": num} | values)


def say(message: str) -> str:
    """Return a message without placeholders in the reader's language, as plain text."""
    return str(DOMAIN.get_translations().ugettext(message))


@lru_cache(MOST_MESSAGES)
def _marked(catalogue: NullTranslations, message: str) -> Markup:
    """Return a message in a language; no escaping: as Jinja's own, messages of templates are ours."""
    return Markup(catalogue.ugettext(message))


class FormWords:
    """WTForms' own messages in the reader's language; Flask-WTF would read the file for each request."""

    def gettext(self, message: str) -> str:
        """Return a message of WTForms."""
        return str(_of_forms(str(get_locale() or "en")).ugettext(message))

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        """Return the form of a message of WTForms that goes with a number."""
        return str(_of_forms(str(get_locale() or "en")).ungettext(singular, plural, n))


@lru_cache
def _of_forms(language: str) -> NullTranslations:
    return Translations.load(messages_path(), [language], domain="wtforms")
