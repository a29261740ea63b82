"""Every page of the affected State's desk with 20,000 needs, 200,000 reports and 50,000 hazard areas.

Baseline: a bare Flask + Jinja page that renders a table of the same byte size, in the same run, page by page.
Times are processor time and taken in turns, so that other work on the machine does not count. Prints one JSON
document; ends with 1 when a page's 95th percentile is more than 5 times its baseline.
Run: python -m tests.benchmarks.affected_state_pages [--size 1.0] [--database URL]
"""

import argparse
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import sqlalchemy as sa
from flask import Flask, render_template
from flask.testing import FlaskClient
from jinja2 import DictLoader
from sqlmodel import Session, select

from coalition.activities.models import Activity, ActivityReport
from coalition.app import create_app
from coalition.auth.rules import Role
from coalition.needs.models import Need
from config import Config
from tests.benchmarks.affected_state_generator import fill
from tests.factories.activities import Field
from tests.factories.pledges import make_person
from tests.servers.databases import migrate

ROUNDS, MOST_TIMES = 40, 5.0
NEEDS, REPORTS, AREAS, STATES = 20_000, 200_000, 50_000, 40
BARE = """<!doctype html><html><head><title>{{ title }}</title></head><body><h1>{{ title }}</h1><table>
{% for row in rows %}<tr><td><a href="/thing/{{ row.number }}">{{ row.name }}</a></td><td>{{ row.state }}</td>
<td class="num">{{ row.cost }}</td><td>{{ row.words }}</td></tr>
{% endfor %}</table></body></html>"""


def pages_of(session: Session, field: Field) -> dict[str, str]:
    """Return every page of the desk that a head of a State opens, by name."""
    state_id, iso3 = field.state.id, field.state.iso3
    activity = session.exec(select(Activity).where(Activity.state_id == state_id)).first()
    need = session.exec(select(Need).where(Need.state_id == state_id)).first()
    report = session.exec(select(ActivityReport).where(ActivityReport.activity_id == activity.id)).first()
    version_id = field.objective.version_id
    return {
        "home": "/home",
        "needs": "/needs/",
        "needs, narrowed": "/needs/?pillar=survey_clearance&q=number",
        "needs, last page": "/needs/?page=20",
        "need": f"/needs/{need.id}",
        "post a need": "/needs/new",
        "order of priority": "/needs/order",
        "strategies": "/strategies/",
        "strategy": f"/strategies/versions/{version_id}",
        "contamination": "/contamination/",
        "contamination of a State": f"/contamination/{iso3}",
        "hazard areas": f"/contamination/{iso3}/areas",
        "hazard areas, last page": f"/contamination/{iso3}/areas?page=50",
        "import": f"/contamination/{iso3}/imports/new",
        "activities": "/activities/",
        "activity": f"/activities/{activity.id}",
        "report": f"/activities/reports/{report.id}",
        "progress": f"/activities/progress/{iso3}",
        "resources": f"/activities/resources/{iso3}",
        "matrix": f"/activities/matrix/{activity.coalition_id}",
    }


def bare_app() -> Flask:
    """Return an app with one page: a table of as many rows as it is asked for, and nothing else."""
    app = Flask("bare")
    app.jinja_loader = DictLoader({"bare.html": BARE})  # compiled once, as a page of a bare app would be

    @app.get("/<int:rows>")
    def table(rows: int) -> str:
        made = [
            {
                "number": n,
                "name": f"Need number {n}",
                "state": "Lao PDR",
                "cost": n * 1000,
                "words": "partly met",
            }
            for n in range(rows)
        ]
        return render_template("bare.html", title="Needs", rows=made)

    return app


def p95_of(ours: Callable[[], int], theirs: Callable[[], int]) -> tuple[float, float]:
    """Return the 95th percentiles of two pages in milliseconds, asked in turns after three warm rounds."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(ROUNDS + 3):
        for ask, taken in zip((ours, theirs), times, strict=True):
            begun = time.process_time()
            ask()
            taken.append((time.process_time() - begun) * 1000)
    first, second = (sorted(taken[3:])[int(ROUNDS * 0.95) - 1] for taken in times)
    return first, second


def asking(client: FlaskClient, page: str) -> Callable[[], int]:
    """Return a function that opens a page and returns its bytes."""

    def ask() -> int:
        answer = client.get(page)
        assert answer.status_code == 200, (page, answer.status_code)
        return len(answer.data)

    return ask


def same_size(bare: FlaskClient, size: int) -> Callable[[], int]:
    """Return a function that opens the bare page with as many rows as make up so many bytes."""
    few, many = asking(bare, "/10")(), asking(bare, "/110")()
    a_row = (many - few) / 100
    return asking(bare, f"/{max(0, round((size - few) / a_row + 10))}")


def measure(url: str, size: float) -> dict[str, object]:
    """Return counts and times on a new database."""
    migrate(url)
    app = create_app(Config(SECRET_KEY="benchmark" * 4, DATABASE_URL=url, WTF_CSRF_ENABLED=False))
    engine = app.extensions["engine"]
    counts = {"needs": round(NEEDS * size), "reports": round(REPORTS * size), "areas": round(AREAS * size)}
    begun = time.perf_counter()
    with Session(engine) as session:
        field = fill(session, states=STATES, **counts)[0]
        head = make_person(session, Role.AFFECTED_STATE, state_id=field.state.id)
        session.commit()
        built = round(time.perf_counter() - begun, 1)
        pages = pages_of(session, field)
        client = app.test_client()
        with client.session_transaction() as cookie:
            cookie["_user_id"] = head.get_id()
    with engine.connect() as connection:
        connection.execution_options(isolation_level="AUTOCOMMIT").execute(sa.text("ANALYZE"))
    bare = bare_app().test_client()
    found = {name: timed(client, bare, page) for name, page in pages.items()}
    engine.dispose()
    return {"counts": counts, "built_in_seconds": built, "pages": found}


def timed(client: FlaskClient, bare: FlaskClient, page: str) -> dict[str, float]:
    """Return the times of a page and of a bare one of its size."""
    length = asking(client, page)()
    ours, theirs = p95_of(asking(client, page), same_size(bare, length))
    return {
        "ms": round(ours, 2),
        "bare_ms": round(theirs, 2),
        "kB": round(length / 1024, 1),
        "times": round(ours / theirs, 2),
    }


def main() -> int:
    asked = argparse.ArgumentParser()
    asked.add_argument("--size", type=float, default=1.0)
    asked.add_argument("--database")
    told = asked.parse_args()
    with TemporaryDirectory() as folder:
        found = measure(told.database or f"sqlite:///{Path(folder) / 'benchmark.db'}", told.size)
    slow = {name: one["times"] for name, one in found["pages"].items() if one["times"] > MOST_TIMES}
    sys.stdout.write(json.dumps(found | {"most_times": MOST_TIMES, "above": slow}, indent=1) + "\n")
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
