"""Form fields whose data is already in the domain's units."""

from decimal import Decimal
from typing import Any

from wtforms import StringField
from wtforms.validators import ValidationError

from coalition.core.errors import RuleBroken
from coalition.core.money import parse_amount
from coalition.core.when import When, parse_when
from coalition.web.words import in_words


class AmountField(StringField):
    """Reads an amount as people type it; `data` is a Decimal of the major unit, or None when left empty."""

    data: Any

    def process_formdata(self, valuelist: list[Any]) -> None:
        self.typed = valuelist[0].strip() if valuelist else ""
        self.data = None
        if self.typed:
            self.data = _or_invalid(parse_amount, self.typed)

    def _value(self) -> str:
        typed = getattr(self, "typed", None)
        if typed is not None:
            return str(typed)
        return f"{self.data:f}" if isinstance(self.data, Decimal) else ""


class WhenField(StringField):
    """Reads a date as people type it ("April 2027"); `data` is a When, or None when left empty."""

    data: Any

    def process_formdata(self, valuelist: list[Any]) -> None:
        self.typed = valuelist[0].strip() if valuelist else ""
        self.data = None
        if self.typed:
            self.data = _or_invalid(parse_when, self.typed)

    def _value(self) -> str:
        typed = getattr(self, "typed", None)
        if typed is not None:
            return str(typed)
        return shown(self.data) if isinstance(self.data, When) else ""


def shown(when: When) -> str:
    """Return a date as it can be typed again: 2027-04-30, 2027-04 or 2027."""
    length = {"day": 10, "month": 7, "year": 4}[when.precision]
    return when.on.isoformat()[:length]


def _or_invalid(parse: Any, text: str) -> Any:
    try:
        return parse(text)
    except RuleBroken as broken:
        raise ValidationError(in_words(broken)) from broken
