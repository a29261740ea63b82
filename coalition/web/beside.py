"""What stands beside a form while it is filled in: work on record that looks like it."""

from flask import current_app, request
from markupsafe import Markup

from coalition.auth.policy import Act, may
from coalition.web.access import standing


def similar_panel() -> Markup:
    """Return the panel of work on record for the form of this request, as its own room gives it to htmx.

    Rooms' views do not import one another, so the page is asked the way a browser would ask it.
    """
    live = current_app.view_functions.get("duplication.live")
    if live is None or not may(standing(), Act.DUPLICATE_CHECK):
        return Markup("")
    request.environ["HTTP_HX_REQUEST"] = "true"
    return Markup(live())  # a template that escaped what it shows


def only_checks() -> bool:
    """Return whether somebody without scripts asks to look for similar work, and to save nothing."""
    return request.method == "POST" and request.form.get("act") == "check"
