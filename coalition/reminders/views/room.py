"""The blueprint of the room."""

from flask import Blueprint

bp = Blueprint("reminders", __name__)
