"""Templates without the cost of what no template of ours uses."""

from collections.abc import Callable, MutableMapping
from functools import lru_cache, partial
from typing import Any

from flask import Flask
from flask.templating import Environment
from jinja2.runtime import Context, Macro

from coalition.web.catalogue import translate

WIRING = ("_block_vars", "_loop_vars")
# What is called with its values alone: drawings that are remembered, functions with one value set.
PLAIN: frozenset[type[Any]] = frozenset({type(lru_cache(str)), partial})
QUICK: frozenset[type[Any]] = PLAIN | {Macro}


class PlainContext(Context):
    """Calls macros and plain functions at once; what asks for a context goes Jinja's own way."""

    def call(self, called: Callable[..., Any], /, *values: Any, **named: Any) -> Any:
        """Return what `called` returns for these values."""
        kind = type(called)
        if kind not in QUICK and called is not translate:
            return super().call(called, *values, **named)
        for name in WIRING:
            named.pop(name, None)
        if kind in PLAIN:
            return called(*values, **named)
        return called(self.eval_ctx, *values, **named)


class PlainEnvironment(Environment):
    """One mapping of global words for all templates: none of them has any of its own."""

    context_class = PlainContext

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return the words that a template may use; Jinja would lay two mappings over each other."""
        return super().make_globals(d) if d else self.globals


def init_app(app: Flask) -> None:
    """Have this app's templates read this way; to be called before any of them is."""
    app.jinja_environment = PlainEnvironment
