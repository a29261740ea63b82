"""The blueprint of the room."""

from flask import Blueprint

bp = Blueprint("duplication", __name__, url_prefix="/duplicates")
