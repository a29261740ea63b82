"""Addresses that know where the reader is: this page in another order, and paths that exist in this build."""

from typing import Any
from urllib.parse import urlencode, urlsplit

from flask import current_app, has_request_context, request
from flask import url_for as flask_url_for

PATHS, ADDRESSES = "paths", "addresses"
MOST_ADDRESSES, LONGEST = 4096, 40
STAND_IN = 9_007_199_254_740_000  # no row has this number


def here(**changes: object) -> str:
    """Return this page's address with parts of its query changed; None takes a part out."""
    if not has_request_context():
        return "?" + urlencode({key: value for key, value in changes.items() if value is not None})
    query: dict[str, list[str]] = dict(request.args.lists())
    for key, value in changes.items():
        if value is None:
            query.pop(key, None)
        else:
            query[key] = [str(value)]
    return f"{request.path}?{urlencode(query, doseq=True)}" if query else request.path


def safe_path(target: str | None) -> str | None:
    """Return the path that somebody asked to be led to, if it is one on this site, else None."""
    if not target:
        return None
    parts = urlsplit(target.replace("\\", "/"))
    if parts.scheme or parts.netloc or not parts.path.startswith("/") or parts.path.startswith("//"):
        return None
    return target


def path_if(path: str) -> str | None:
    """Return the path when some page answers there, else None; so the frame shows only what works."""
    if not has_request_context():
        return None
    return path if path in _paths() else None


def _paths() -> frozenset[str]:
    """Return every path that some page answers, listed once an app: rules do not change while it runs."""
    found: frozenset[str] | None = current_app.extensions.get(PATHS)
    if found is None:
        found = frozenset(rule.rule for rule in current_app.url_map.iter_rules())
        current_app.extensions[PATHS] = found
    return found


def url_for(endpoint: str, **values: Any) -> str:
    """Return Flask's address of an endpoint, made once for all numbers: a list asks for the same one a row.

    Flask makes it with stand-ins for whole numbers; later ones only put their digits there.
    """
    if not has_request_context() or endpoint.startswith(".") or not _is_plain(values):
        return flask_url_for(endpoint, **values)
    known: dict[tuple[object, ...], str] = current_app.extensions.setdefault(ADDRESSES, {})
    kept = tuple((name, STAND_IN if type(value) is int else value) for name, value in values.items())
    key = (request.script_root, endpoint, kept)
    if key not in known:
        if len(known) >= MOST_ADDRESSES:
            known.clear()
        known[key] = _pattern(endpoint, values)
    return known[key] % values


def _is_plain(values: dict[str, Any]) -> bool:
    return all(
        (type(value) is int and 0 <= value < STAND_IN) or (type(value) is str and len(value) <= LONGEST)
        for value in values.values()
    )


def _pattern(endpoint: str, values: dict[str, Any]) -> str:
    """Return an address with a named place for each whole number."""
    stand_ins = {name: STAND_IN + at for at, name in enumerate(values) if type(values[name]) is int}
    made = flask_url_for(endpoint, **values | stand_ins).replace("%", "%%")
    for name, number in stand_ins.items():
        made = made.replace(str(number), f"%({name})d")
    return made


def kept_query(*changed: str) -> list[tuple[str, str]]:
    """Return the parts of the query that a filter form must carry along, without those it changes itself."""
    if not has_request_context():
        return []
    dropped = {*changed, "page"}
    return [(key, value) for key, value in request.args.items(multi=True) if key not in dropped]
