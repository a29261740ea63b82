"""All treaty deadlines of 197 States over 30 years, against bare date arithmetic in the same run.

Baseline: `dateutil.rrule` yields one yearly date a State, rule and year and nothing else: no facts, no
basis, no status. Ours reads the facts from a database and explains every date. Prints one JSON document;
ends with 1 when ours takes more than a second. Run: python -m tests.benchmarks.treaty_deadlines
"""

import json
import sys
import time
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from dateutil.rrule import YEARLY, rrule
from sqlmodel import Session, SQLModel

from coalition.db import make_engine
from coalition.states.queries import list_all_states, list_events
from coalition.states.rules import DEPOSITS, Instrument, TreatyEvent
from coalition.states.service import load_reference as load_states
from coalition.treaty.queries import list_deadlines, list_obligations
from coalition.treaty.rules.terms import RuleCode
from coalition.treaty.service import load_reference as load_treaty
from tests.factories.states import make_event
from tests.factories.treaty import make_obligation

STATES, YEARS, MOST_SECONDS, ROUNDS = 197, 30, 1.0, 5
START, END, ON = date(2010, 8, 1), date(2040, 7, 31), date(2026, 11, 23)


def bind_everybody(session: Session) -> None:
    """Make every State a party with open duties under Articles 3 and 4: the most there can be to work out."""
    joined = list_events(session, Instrument.CCM)
    for state in list_all_states(session):
        if not any(event.event in DEPOSITS for event in joined.get(state.id, [])):
            make_event(session, state, TreatyEvent.ACCESSION, date(2010, 2, 1))
        have = {duty.article for duty in list_obligations(session, state.id)}
        for article in {3, 4} - have:
            make_obligation(session, state, article)
    session.flush()


def best_of(act: Callable[[], int]) -> tuple[float, int]:
    """Return the shortest time of several runs in seconds, and what the act returned."""
    times, made = [], 0
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        made = act()
        times.append(time.perf_counter() - begun)
    return min(times), made


def bare_dates() -> int:
    """Make one date a State, rule and year; return how many."""
    made = 0
    for _ in range(STATES):
        for _ in RuleCode:
            made += len(list(rrule(YEARLY, dtstart=datetime(2010, 8, 1), count=YEARS)))  # noqa: DTZ001
    return made


def main() -> int:
    """Measure both, print the ratio, and return the exit code."""
    with TemporaryDirectory() as folder:
        engine = make_engine(f"sqlite:///{Path(folder) / 'bench.db'}")
        SQLModel.metadata.create_all(engine)
        with Session(engine) as session:
            load_states(session)
            load_treaty(session)
            bind_everybody(session)

            def ours() -> int:
                session.expunge_all()
                return len(list_deadlines(session, on=ON, start=START, end=END))

            seconds, made = best_of(ours)
        engine.dispose()
    baseline, dates = best_of(bare_dates)
    report = {
        "baseline": "dateutil.rrule, one date a State, rule and year",
        "baseline_seconds": round(baseline, 4),
        "baseline_dates": dates,
        "ours_seconds": round(seconds, 4),
        "ours_deadlines": made,
        "ratio": round(seconds / baseline, 3),
        "ratio_per_date": round(seconds / made / (baseline / dates), 3),
        "limit_seconds": MOST_SECONDS,
    }
    sys.stdout.write(json.dumps(report) + "\n")
    return 0 if seconds <= MOST_SECONDS else 1


if __name__ == "__main__":
    sys.exit(main())
