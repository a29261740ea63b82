"""Import of 50,000 hazard areas: look and save, in rows a second, for each kind of file.

Baseline: a bare csv.reader pass with one executemany of the same rows in the same run. Rows a second of
processor time, so that other work on the machine does not count; the clock on the wall beside it. Prints one
JSON document; ends with 1 when saving takes fewer than 5,000 rows a second on SQLite.
Run: python -m tests.benchmarks.affected_state_import [--rows 50000] [--database URL]
"""

import argparse
import csv
import json
import sqlite3
import sys
import time
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlmodel import Session

from coalition.app import create_app
from coalition.contamination import service
from coalition.db import transaction
from coalition.documents.models import StoredFile
from coalition.documents.rules import FileKind
from config import Config
from tests.factories import contamination as make
from tests.factories.states import make_state
from tests.servers.databases import migrate

LEAST_ROWS = 5_000
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def measure(url: str, rows: int) -> dict[str, object]:
    """Return rows a second for looking and for saving, of CSV and XLSX, and of the bare pass."""
    migrate(url)
    app = create_app(Config(SECRET_KEY="benchmark" * 4, DATABASE_URL=url, WTF_CSRF_ENABLED=False))
    data = make.many_rows(rows)
    table = list(csv.reader(StringIO(data.decode()), delimiter=";"))
    found: dict[str, object] = {"rows": rows, "bare": round(bare_speed(data))}
    for kind, content in ((FileKind.CSV, data), (FileKind.XLSX, make.workbook(table))):
        with Session(app.extensions["engine"]) as session:
            found[kind.value] = import_speed(session, kind, content, rows)
    app.extensions["engine"].dispose()
    return found


def import_speed(session: Session, kind: FileKind, data: bytes, rows: int) -> dict[str, int]:
    """Return the rows a second of a preview and of saving, into a State of its own."""
    with transaction(session):
        state = make_state(session)
        file = StoredFile(
            name="a", kind=kind, size=len(data), sha256="0" * 64, storage_key=kind.value, uploaded_at=NOW
        )
        session.add(file)
        session.flush()
        begun = time.process_time()
        choice = (make.COLUMNS, {"unit": "m2"})
        one = service.preview(session, state.id, file=file, data=data, choice=choice, by=(None, NOW))
        looked = time.process_time() - begun
        import_id = one.id
    begun, wall = time.process_time(), time.perf_counter()
    with transaction(session):
        one = session.get_one(type(one), import_id)
        service.save_import(session, one, data=data, keep_good_rows=False, now=NOW)
    saved, waited = time.process_time() - begun, time.perf_counter() - wall
    return {
        "looked_at": round(rows / looked),
        "saved": round(rows / saved),
        "saved_wall_clock": round(rows / waited),
    }


def bare_speed(data: bytes) -> float:
    """Return the rows a second of reading the file and inserting its cells as they are."""
    with TemporaryDirectory() as folder:
        begun = time.process_time()
        with sqlite3.connect(Path(folder) / "bare.db") as bare:
            bare.execute("CREATE TABLE area (a, b, c, d, e, f, g)")
            table = list(csv.reader(StringIO(data.decode()), delimiter=";"))
            bare.executemany("INSERT INTO area VALUES (?, ?, ?, ?, ?, ?, ?)", table[1:])
        bare.close()
        return len(table) / (time.process_time() - begun)


def main() -> int:
    asked = argparse.ArgumentParser()
    asked.add_argument("--rows", type=int, default=50_000)
    asked.add_argument("--database")
    told = asked.parse_args()
    with TemporaryDirectory() as folder:
        found = measure(told.database or f"sqlite:///{Path(folder) / 'benchmark.db'}", told.rows)
    slow = min(found["csv"]["saved"], found["xlsx"]["saved"]) < LEAST_ROWS
    sys.stdout.write(json.dumps(found | {"least_rows_a_second": LEAST_ROWS}, indent=1) + "\n")
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
