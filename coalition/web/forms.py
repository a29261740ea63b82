"""The form that every room's forms are made from."""

import secrets

from flask_wtf import FlaskForm
from wtforms import HiddenField

from coalition.core.errors import RuleBroken
from coalition.web.catalogue import FormWords
from coalition.web.words import in_words

FORM_WORDS = FormWords()


class Form(FlaskForm):
    """A form that can also show what the domain refused, and that acts only once.

    `once` is the key of this very form; views hand it to `audit.service.claim_once`.
    """

    class Meta(FlaskForm.Meta):
        def get_translations(self, _: object) -> FormWords:
            """Return WTForms' own messages, read once a process."""
            return FORM_WORDS

    once = HiddenField(default=lambda: secrets.token_urlsafe(16))

    def refuse(self, broken: RuleBroken) -> None:
        """Show the broken rule next to its field, or above the form when it has none."""
        words = in_words(broken)
        if broken.field in self._fields:
            field = self._fields[broken.field]
            field.errors = [*field.errors, words]
        else:
            self.form_errors.append(words)
