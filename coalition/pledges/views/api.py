"""Pledges for other programs: the very figures of pages and exports, as JSON."""

from flask import jsonify, request
from werkzeug.wrappers import Response

from coalition.auth.policy import Act
from coalition.db import current_session
from coalition.pledges.queries.listed import listed
from coalition.pledges.views.listing import which_asked
from coalition.pledges.views.room import bp
from coalition.web.access import allow


@bp.get("/api/v1/pledges")
@allow(Act.PLEDGE_SEE)
def api_list() -> Response:
    """The pledges that who asks may see: paged by cursor, narrowed by the query string of the list."""
    session = current_session()
    answer = jsonify(listed(session, which_asked(session), after=request.args.get("after", "")[:60]))
    answer.add_etag()
    return answer.make_conditional(request)
