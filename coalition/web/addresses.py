"""Addresses that know where the reader is: this page in another order, and paths that exist in this build."""

from urllib.parse import urlencode

from flask import current_app, has_request_context, request


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


def path_if(path: str) -> str | None:
    """Return the path when some page answers there, else None; so the frame shows only what works."""
    if not has_request_context():
        return None
    return path if any(rule.rule == path for rule in current_app.url_map.iter_rules()) else None


def kept_query(*changed: str) -> list[tuple[str, str]]:
    """Return the parts of the query that a filter form must carry along, without those it changes itself."""
    if not has_request_context():
        return []
    dropped = {*changed, "page"}
    return [(key, value) for key, value in request.args.items(multi=True) if key not in dropped]
