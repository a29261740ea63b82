"""The review of many coalitions at once, against reviewing them one by one in the same run.

Prints one JSON document: seconds, the baseline's, and the peak of memory.
Run: python -m tests.benchmarks.health_review [coalitions] [pledges] [programmes]
"""

import json
import resource
import sys
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, SQLModel, select

from coalition.coalitions.models import Coalition
from coalition.db import make_engine
from coalition.health.queries.facts import gather, list_reviewed
from coalition.health.rules.review import review
from coalition.needs.models import Need
from coalition.pledges.models import Pledge
from coalition.pledges.rules import PledgeStage
from coalition.programmes.models import Programme, ProgrammeCountry, ProgrammePillar
from coalition.programmes.rules.register import SourceType
from coalition.strategies.rules import Pillar
from tests.factories.pledges import make_coalition, make_open_need, make_pledge
from tests.factories.states import make_state

DAY = date(2026, 11, 23)
TAKEN_IN = datetime(2026, 11, 1, tzinfo=UTC)
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
SAMPLE = 10  # coalitions that are reviewed one by one


def fill(session: Session, coalitions: int, pledges: int, programmes: int) -> None:
    """Store coalitions with a need each; spread pledges and running programmes over their States."""
    state_ids = []
    for number in range(coalitions):
        two = LETTERS[number // 26] + LETTERS[number % 26]
        state = make_state(session, f"Q{two}", iso2=two)
        make_coalition(session, state)
        make_open_need(session, state)
        state_ids.append(state.id)
    first = session.exec(select(Need)).first()
    pattern = make_pledge(session, first, stage=PledgeStage.COMMITMENT)
    table = Pledge.__table__
    row = session.execute(sa.select(table).where(table.c.id == pattern.id)).mappings().one()
    session.commit()
    _add(session, Pledge, _pledges(dict(row), state_ids, pledges))
    same, numbers, pillars = _programme(), range(1, programmes + 1), list(Pillar)
    _add(
        session,
        Programme,
        ({**same, "id": n, "identifier": f"P{n}", "identifier_key": f"p{n}"} for n in numbers),
    )
    _add(
        session,
        ProgrammeCountry,
        ({"programme_id": n, "state_id": state_ids[n % coalitions]} for n in numbers),
    )
    _add(session, ProgrammePillar, ({"programme_id": n, "pillar": pillars[n % 5]} for n in numbers))


def _pledges(row: dict[str, Any], state_ids: list[int], count: int) -> Iterator[dict[str, Any]]:
    for number in range(count):
        yield row | {
            "id": row["id"] + 1 + number,
            "ref": f"PLEDGE-{number}",
            "state_id": state_ids[number % len(state_ids)],
            "allocated": 0,
        }


def _programme() -> dict[str, Any]:
    made = Programme(
        identifier="",
        identifier_key="",
        title="Clearance",
        content_hash="",
        record={"title": "Clearance " * 50},
        source_type=SourceType.IATI_IMPORT,
        source="test",
        source_at=TAKEN_IN,
        starts_on=date(2026, 1, 1),
        ends_on=date(2027, 12, 31),
    )
    return made.model_dump(exclude={"id", "identifier", "identifier_key"})


def _add(session: Session, table: type[SQLModel], rows: Iterator[dict[str, Any]]) -> None:
    part: list[dict[str, Any]] = []
    for row in rows:
        part.append(row)
        if len(part) == 10_000:
            session.execute(sa.insert(table.__table__), part)
            part = []
    if part:
        session.execute(sa.insert(table.__table__), part)
    session.commit()


def measure(coalitions: int = 500, pledges: int = 50_000, programmes: int = 100_000) -> dict[str, Any]:
    """Return seconds for all at once, for one by one (from a sample), the ratio and the peak of memory."""
    with TemporaryDirectory() as folder:
        engine = make_engine(f"sqlite:///{Path(folder) / 'review.db'}")
        SQLModel.metadata.create_all(engine)
        with Session(engine) as session:
            fill(session, coalitions, pledges, programmes)
            filled_mb = _peak()
            session.expunge_all()
            started = time.perf_counter()
            found = [review(facts, DAY) for facts in gather(session, list_reviewed(session), DAY)]
            seconds = time.perf_counter() - started
            one_by_one = _one_by_one(session, [one.facts.coalition_id for one in found[:SAMPLE]])
        engine.dispose()
    baseline = one_by_one / min(SAMPLE, len(found)) * len(found)
    return {
        "size": {"coalitions": len(found), "pledges": pledges, "programmes": programmes},
        "ours": round(seconds, 2),
        "baseline": round(baseline, 2),
        "ratio": round(seconds / baseline, 3),
        "peak_mb": _peak(),
        "peak_before_mb": filled_mb,
    }


def _one_by_one(session: Session, ids: list[int]) -> float:
    started = time.perf_counter()
    for coalition_id in ids:
        found: list[Coalition] = list(list_reviewed(session, coalition_id))
        review(gather(session, found, DAY)[0], DAY)
    return time.perf_counter() - started


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    print(json.dumps(measure(*map(int, sys.argv[1:]))))  # noqa: T201
