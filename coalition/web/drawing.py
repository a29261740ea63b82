"""Small pieces of pages that stand in every row: drawn once, or put together without a macro's detours."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from numbers import Number
from typing import Any

from markupsafe import Markup, escape

from coalition.web.catalogue import say

MOST_DRAWINGS = 512
CELL = Markup('<td data-label="{}" class="{}"><div class="cell">{}</div></td>')
UNKNOWN = Markup('<span class="unknown">{}</span>')


def once(macro: Callable[..., Markup]) -> Callable[..., Markup]:
    """Return a macro that draws the same for the same words, in whatever request, and remembers it.

    Text and safe text of the same letters are told apart: they are escaped differently.
    """
    return lru_cache(MOST_DRAWINGS, typed=True)(macro)


def table_cell(
    column: str | Mapping[str, Any],
    value: object = None,
    num: bool | None = None,
    first: bool = False,
    *,
    number: Callable[[Any], str],
    caller: Callable[[], str] | None = None,
) -> Markup:
    """Return one cell of a table: its column's name for a card on a phone, and the value or what fills it."""
    if isinstance(column, str):
        label, right = column, bool(num)
    else:
        label, right = column["label"], bool(column.get("num") if num is None else num)
    kinds = ("num" if right else "") + (" lead-cell" if first else "")
    return CELL.format(label, kinds, _inside(value, number, caller))


def _inside(value: object, number: Callable[[Any], str], caller: Callable[[], str] | None) -> str:
    if caller is not None:
        return caller()
    if value is None:
        return UNKNOWN.format(say("not known"))
    return number(value) if isinstance(value, Number) else escape(value)
