"""A refusal of the domain in the reader's language."""

from flask_babel import gettext

from coalition.core.errors import RuleBroken


def in_words(broken: RuleBroken) -> str:
    """Return a refusal in the reader's language, its placeholders filled."""
    text = str(gettext(broken.message))
    return text.format(**broken.values) if broken.values else text
