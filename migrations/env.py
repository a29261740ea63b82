"""Runs the migrations on the database that `sqlalchemy.url` names, or on a connection handed in."""

import importlib.util
import pkgutil
from typing import Any

import sqlalchemy as sa
from alembic import context
from sqlmodel import SQLModel

import coalition
from coalition.db import make_engine

for room in pkgutil.iter_modules(coalition.__path__):
    if room.ispkg and importlib.util.find_spec(f"coalition.{room.name}.models"):
        importlib.import_module(f"coalition.{room.name}.models")  # every room's tables


def run(connection: sa.Connection) -> None:
    """Bring the database behind the connection to the asked revision."""
    context.configure(
        connection=connection,
        target_metadata=SQLModel.metadata,
        render_as_batch=True,
        render_item=plain_types,
        compare_type=True,
        include_name=lambda name, kind, _: not (kind == "table" and str(name).startswith("file_page_words")),
    )
    with context.begin_transaction():
        context.run_migrations()


def plain_types(kind: str, thing: Any, _: Any) -> str | bool:
    """Write SQLModel's own string type as SQLAlchemy's."""
    if kind == "type" and type(thing).__name__ == "AutoString":
        return f"sa.String(length={thing.length})" if thing.length else "sa.String()"
    return False


handed_in = context.config.attributes.get("connection")
if handed_in is not None:
    run(handed_in)
else:
    engine = make_engine(context.config.get_main_option("sqlalchemy.url") or "")
    with engine.connect() as own:
        run(own)
    engine.dispose()
