"""Builds the application; the only module that knows every room."""

from pathlib import Path
from typing import TYPE_CHECKING

from flask import Flask

from coalition import db
from coalition.rooms import BLUEPRINTS
from coalition.web import door, templating, watching
from coalition.web.problems import API

if TYPE_CHECKING:
    from config import Config

ROOT = Path(__file__).parent.parent


def create_app(config: "Config") -> Flask:
    """Build the application: settings, database, front door, then one blueprint a room."""
    app = Flask(__name__, template_folder=ROOT / "templates", static_folder=ROOT / "static")
    app.config.from_object(config)
    templating.init_app(app)
    db.init_app(app)
    door.init_app(app)
    watching.init_app(app)
    for room in BLUEPRINTS:
        app.register_blueprint(room)
        if (room.url_prefix or "").startswith(API):
            door.csrf.exempt(room)  # asked with JSON, which a form of another site cannot send
    return app
