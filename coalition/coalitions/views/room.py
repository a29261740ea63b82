"""The blueprint of the room."""

from flask import Blueprint

bp = Blueprint("coalitions", __name__, url_prefix="/coalitions")
