"""The blueprint of the room."""

from flask import Blueprint

bp = Blueprint("pairing", __name__, url_prefix="/pairing")
