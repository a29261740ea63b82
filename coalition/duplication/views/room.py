"""The blueprints of the room: its pages, and what other programs ask."""

from flask import Blueprint

bp = Blueprint("duplication", __name__, url_prefix="/duplicates")
# The same for other programs; asked with JSON, which no form of another site can send.
api = Blueprint("duplicates_api", __name__, url_prefix="/api/v1/duplicates")
