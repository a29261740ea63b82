"""Errors for other programs: RFC 9457 problem details."""

from http import HTTPStatus

from flask import Response, jsonify, request

API = "/api/"


def asks_for_api() -> bool:
    """Return whether a program asks, not a person: it is answered in JSON."""
    return request.path.startswith(API)


def problem(status: int, detail: str = "") -> Response:
    """Return an error as application/problem+json."""
    plain = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status}
    answer = jsonify(plain | ({"detail": detail} if detail else {}))
    answer.status_code, answer.mimetype = status, "application/problem+json"
    return answer
