"""10,000 notifications prepared, against a bare insert of the same rows in the same run.

Baseline: `executemany` of the finished rows over the driver, into the same table of the same file. Ours
checks headers, looks for news already told, reads people and their settings, and works out when each letter
is due in its reader's zone. Prints one JSON document; ends with 1 when ours takes more than ten seconds.
Run: python -m tests.benchmarks.notifications
"""

import json
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import sqlalchemy as sa
from sqlmodel import Session, SQLModel

from coalition.auth.models import Person
from coalition.db import make_engine
from coalition.notifications.models import Mail
from coalition.notifications.service import Draft, write

PEOPLE, NEWS, MOST_SECONDS = 500, 20, 10.0
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
ZONES = ("UTC", "Asia/Vientiane", "Europe/Zurich", "America/Lima")


def drafts(people: list[int]) -> list[Draft]:
    """Return the messages, none of which was told before."""
    return [
        Draft(person, f"need:{n}", f"Need {n} was posted", "A need was posted.", f"/needs/{n}")
        for n in range(NEWS)
        for person in people
    ]


def main() -> int:
    """Measure both, print the ratio, and return the exit code."""
    with TemporaryDirectory() as folder:
        engine = make_engine(f"sqlite:///{Path(folder) / 'bench.db'}")
        SQLModel.metadata.create_all(engine)
        with Session(engine) as session:
            for n in range(PEOPLE):
                session.add(Person(email=f"p{n}@example.org", name=f"P {n}", timezone=ZONES[n % 4]))
            session.commit()
            people = list(session.execute(sa.select(Person.id)).scalars())
            begun = time.perf_counter()
            made = write(session, drafts(people), now=NOON)
            session.commit()
            ours = time.perf_counter() - begun
            rows = [dict(row) for row in session.execute(sa.select(Mail.__table__)).mappings()]
            session.execute(sa.delete(Mail))
            session.commit()
        begun = time.perf_counter()
        with engine.begin() as connection:
            connection.execute(Mail.__table__.insert(), rows)
        bare = time.perf_counter() - begun
        engine.dispose()
    report = {
        "baseline": "the same rows inserted at once, as they are",
        "baseline_seconds": round(bare, 3),
        "ours_seconds": round(ours, 3),
        "notifications": made,
        "ratio": round(ours / bare, 2),
        "limit_seconds": MOST_SECONDS,
    }
    sys.stdout.write(json.dumps(report) + "\n")
    return 0 if ours <= MOST_SECONDS else 1


if __name__ == "__main__":
    sys.exit(main())
