"""One night of screening pledges against a big register: `python -m tests.benchmarks.duplication_nightly`.

    --register FILE   made by `coalition benchmark screen --size N --register FILE`; pledges are added to it
    --items 10000     pledges that tell programmes of the register in other words, a hundred a transaction

Prints one JSON document: seconds for a quarter, half and all of the items (the baseline is the first quarter:
four times the items should take four times as long), questions found, and the most memory used.
"""

import argparse
import json
import random
import resource
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from time import perf_counter

from sqlmodel import Session, select

from coalition.core.visibility import Visibility
from coalition.db import transaction
from coalition.duplication.commands.register import a_register, size_of
from coalition.duplication.commands.synthetic import make_draft, make_register
from coalition.duplication.rules.flags import SideKind
from coalition.duplication.service.index import in_batches
from coalition.duplication.service.screening import Screened, screen_many
from coalition.needs.models import Need
from coalition.organisations.models import Organisation
from coalition.states.models import State
from coalition.strategies.rules import Pillar
from tests.factories.pledges import make_donor, make_open_need, make_pledge

AT_ONCE = 100
DAY = datetime(2020, 1, 1, tzinfo=UTC)  # before most made programmes end: screening has its full work


def promised(session: Session, size: int, items: int) -> list[int]:
    """Return so many new pledges, each for the work of a programme, spread over the register."""
    dice, step = random.Random(3), max(1, size // items)
    states = {state.iso3: state for state in session.exec(select(State))}
    donors: dict[str, Organisation] = {}
    needs: dict[str, Need] = {}
    ids = []
    for numbers in in_batches(range(step, step * items + 1, step), AT_ONCE):
        with transaction(session):
            for number in numbers:
                said = make_draft(next(make_register(1, first=number)), dice).subject
                iso3 = said.countries[0]
                giver = next(one.nation for one in said.organisations if one.role == "funding")
                if giver not in donors:
                    donors[giver] = make_donor(session, giver)
                if iso3 not in needs:
                    needs[iso3] = make_open_need(session, states[iso3], pillar=Pillar(said.pillars[0]))
                pledge = make_pledge(
                    session,
                    needs[iso3],
                    donor=donors[giver],
                    title=said.title[:200],
                    description=" ".join(said.texts)[:2000],
                    activity_type=said.work[0] if said.work else "",
                    places="\n".join(said.places),
                    implementer=said.named("implementing")[0] if said.named("implementing") else "",
                    visibility=Visibility.MEMBERS,
                )
                pledge.starts_on, pledge.ends_on = _day(said.start), _day(said.end)
                session.add(pledge)
                session.flush()
                ids.append(pledge.id)
    return ids


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def main() -> int:
    """Screen and print."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--register", required=True)
    asked.add_argument("--items", type=int, default=10_000)
    told = asked.parse_args()
    place = told.register if "://" in told.register else f"sqlite:///{Path(told.register).absolute()}"
    with a_register(place) as session:
        size = size_of(session)
        ids = promised(session, size, told.items)
        done, began, marks = Screened(), perf_counter(), {}
        for number, some in enumerate(in_batches(ids, AT_ONCE), 1):
            with transaction(session):
                screen_many(session, SideKind.PLEDGE, some, now=DAY, done=done)
            session.expunge_all()
            marks[number * AT_ONCE] = round(perf_counter() - began, 1)
    quarter = len(ids) // 4 // AT_ONCE * AT_ONCE
    seconds = {str(at): marks[at] for at in (quarter, 2 * quarter, 4 * quarter) if at in marks}
    found = {
        "size": size,
        "items": len(ids),
        "seconds": seconds,
        "ratio": round(marks[4 * quarter] / marks[quarter], 2) if quarter else None,
        **done.to_json(),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }
    sys.stdout.write(json.dumps(found, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
