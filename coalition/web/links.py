"""Links that work outside a request: in mails, feeds and on the command line."""

from flask import current_app


def absolute(endpoint: str, **values: object) -> str:
    """Return the full address of a page, from BASE_URL and never from the request's Host header."""
    adapter = current_app.url_map.bind("localhost")
    path = adapter.build(endpoint, values, force_external=False)
    return f"{current_app.config['BASE_URL']}{path}"
