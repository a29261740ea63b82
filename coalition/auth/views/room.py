"""The blueprint of the room."""

from flask import Blueprint

bp = Blueprint("auth", __name__)
