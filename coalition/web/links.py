"""Links that work outside a request: in mails, feeds and on the command line."""

from flask import current_app


def path_of(endpoint: str, **values: object) -> str:
    """Return the path of a page, inside a request or not."""
    return current_app.url_map.bind("localhost").build(endpoint, values, force_external=False)


def absolute(endpoint: str, **values: object) -> str:
    """Return the full address of a page, from BASE_URL and never from the request's Host header."""
    return f"{current_app.config['BASE_URL']}{path_of(endpoint, **values)}"
