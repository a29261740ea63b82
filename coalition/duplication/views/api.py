"""POST /api/v1/duplicates/check: the answer of the command `duplicates check --text`; nothing is stored."""

from time import perf_counter

from flask import Response, abort, jsonify, request

from coalition.auth.policy import Act
from coalition.core.clock import today
from coalition.db import current_session
from coalition.duplication.queries.asking import check_draft
from coalition.duplication.queries.checking import PROGRAMMES
from coalition.duplication.queries.states import seen_programmes
from coalition.duplication.readers import LONGEST_FILE, BadText, read_text
from coalition.duplication.views.room import api
from coalition.web.access import allow, standing
from coalition.web.problems import problem


@api.post("/check")
@allow(Act.DUPLICATE_CHECK)
def check() -> Response:
    """List the programmes that a text may duplicate, best first."""
    if request.mimetype != "application/json":
        return problem(415, "Send one JSON object with Content-Type: application/json.")
    raw = request.stream.read(LONGEST_FILE + 1) if (request.content_length or 0) <= LONGEST_FILE else None
    if raw is None or len(raw) > LONGEST_FILE:
        abort(413)
    began, session = perf_counter(), current_session()
    try:
        draft = read_text(raw)
    except BadText as wrong:
        return problem(422, str(wrong))
    matches = check_draft(session, draft, today=today(), kinds=PROGRAMMES)
    seen = seen_programmes(session, standing(), [match.side.number for match in matches])
    return jsonify(
        matches=[match.to_json() for match in matches if match.side.number in seen],
        seconds=round(perf_counter() - began, 4),
    )
