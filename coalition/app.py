"""Builds the application; the only module that knows every room."""

import gc
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
# Objects made before the collector looks for cycles. A page or a check makes tens of thousands, nearly all
# gone by themselves; with Python's 700 the collector walks the whole application several times a request.
# Measured on a check for duplicates: a fifth of its time, and nearly half of its slowest twentieth.
COLLECT_AFTER = (100_000, 50, 50)


def create_app(config: "Config") -> Flask:
    """Build the application: settings, database, front door, then one blueprint a room."""
    gc.set_threshold(*COLLECT_AFTER)
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
