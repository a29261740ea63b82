"""The table of routes and roles, tests/routes.csv: written anew by `python -m tests.routes`, read in review.

A route that is new, or opens to another role, is a changed line there and fails test_routes.py until then.
"""

import csv
from pathlib import Path

from flask import Flask

from coalition.auth.policy import Act, Held, Standing, may
from coalition.auth.rules import RANKS, Rank, Role, Theme
from coalition.web.access import PUBLIC, access_of

TABLE = Path(__file__).parent / "routes.csv"
VISITOR = "visitor"

# Everybody the matrix asks for: one of each role and rank, coordinators of ICA and of another theme.
WHO: dict[str, tuple[Role, Rank, Theme | None]] = {
    f"{role}.{rank}": (role, rank, Theme.ICA if role is Role.COORDINATOR else None)
    for role in Role
    for rank in RANKS[role]
} | {"coordinator.universalization": (Role.COORDINATOR, Rank.MEMBER, Theme.UNIVERSALIZATION)}


def rows_of(app: Flask) -> dict[str, str]:
    """Return for each endpoint who may come in, as "public" or the names of WHO, by the policy table."""
    rows = {}
    for endpoint, view in sorted(app.view_functions.items()):
        access = access_of(view)
        if endpoint == "static":
            continue
        if access == PUBLIC:
            rows[endpoint] = PUBLIC
        elif isinstance(access, Act):
            rows[endpoint] = " ".join(name for name in (VISITOR, *WHO) if may(standing_of(name), access))
    return rows


def standing_of(name: str) -> Standing:
    """Return the standing of one of WHO, or of the visitor."""
    if name == VISITOR:
        return Standing()
    role, rank, theme = WHO[name]
    return Standing(1, (Held(role, rank, state_id=1, organisation_id=1, theme=theme),))


def read_table() -> dict[str, str]:
    """Return the table as it was last reviewed."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {row["endpoint"]: row["who"] for row in csv.DictReader(file)}


def write_table(app: Flask) -> None:
    """Write the table anew."""
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["endpoint", "who"])
        writer.writerows(rows_of(app).items())


if __name__ == "__main__":
    from coalition.app import create_app
    from config import Config

    write_table(create_app(Config(SECRET_KEY="a key for writing a table, of no use to anybody")))
