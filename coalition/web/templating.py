"""Templates without the cost of what no template of ours uses."""

from collections.abc import Callable, MutableMapping
from typing import Any

from flask import Flask
from flask.templating import Environment
from jinja2.runtime import Context, Macro

WIRING = ("_block_vars", "_loop_vars")


class PlainContext(Context):
    """Calls macros and plain functions at once; what asks for a context goes Jinja's own way."""

    def call(self, called: Callable[..., Any], /, *values: Any, **named: Any) -> Any:
        """Return what `called` returns for these values."""
        if type(called) is Macro:
            for name in WIRING:
                named.pop(name, None)
            return called(self.eval_ctx, *values, **named)
        return super().call(called, *values, **named)


class PlainEnvironment(Environment):
    """One mapping of global words for all templates: none of them has any of its own."""

    context_class = PlainContext

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return the words that a template may use; Jinja would lay two mappings over each other."""
        return super().make_globals(d) if d else self.globals


def init_app(app: Flask) -> None:
    """Have this app's templates read this way; to be called before any of them is."""
    app.jinja_environment = PlainEnvironment
