"""The few dozen records worth comparing, found through the index of keys; bounded work whatever the register.

Two statements a question: how common is each of its keys (counted no further than COMMON), then the records
that share the rare ones, best first. Both read the primary key of candidate_key only.
"""

import json
import math
from collections.abc import Mapping, Sequence
from heapq import nlargest
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from coalition.duplication.rules.keys import Weight

# A key that so many records share says little and costs much: it is left out.
COMMON = 200
# Rows read for one question, at most; the rarest keys come first.
MOST_READ = 3_000
# Records that go on to the full comparison.
WORTH = 48

_COUNT = {
    "sqlite": """
        SELECT j.value,
            (SELECT count(*) FROM (SELECT 1 FROM candidate_key c WHERE c.key = j.value LIMIT :common))
        FROM json_each(:keys) j""",
    "postgresql": """
        SELECT j.key, n.n FROM unnest(CAST(:keys AS bigint[])) j(key) CROSS JOIN LATERAL
        (SELECT count(*) n FROM (SELECT 1 FROM candidate_key c WHERE c.key = j.key LIMIT :common) c) n""",
}
_BEST = {
    "sqlite": """
        WITH j(key, said, stated) AS MATERIALIZED (
            SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(:chosen))
        SELECT c.item, sum(j.said), sum(j.stated)
        FROM j CROSS JOIN candidate_key c ON c.key = j.key
        WHERE c.item <> :own AND (c.item & 7) IN (SELECT value FROM json_each(:kinds))
        GROUP BY c.item""",
    "postgresql": """
        SELECT c.item, sum(j.said), sum(j.stated)
        FROM unnest(CAST(:keys AS bigint[]), CAST(:said AS float8[]), CAST(:stated AS float8[]))
            j(key, said, stated)
        CROSS JOIN LATERAL (SELECT c.item FROM candidate_key c WHERE c.key = j.key LIMIT :common) c
        WHERE c.item <> :own AND (c.item & 7) = ANY(CAST(:kinds AS bigint[]))
        GROUP BY c.item""",
}


def find_candidates(
    session: Session,
    keys: Mapping[int, Weight],
    *,
    own: int = 0,
    kinds: Sequence[int] = (1,),
    most: int = WORTH,
) -> list[int]:
    """Return the items that share the rarest of these keys, the likeliest first; `own` is left out.

    What is said (words) and what is stated (who, where, when, how much) each send their best, and so do both
    together: the same grant under another title is found, and so is the same title under another donor.
    `kinds` are codes of rules.keys.KIND_CODES.
    """
    chosen = _worth_reading(_how_common(session, list(keys)), keys)
    if not chosen:
        return []
    dialect = session.get_bind().dialect.name
    given: dict[str, object] = {"own": own}
    if dialect == "sqlite":
        rows = [[key, *weight] for key, weight in chosen.items()]
        given |= {"chosen": json.dumps(rows), "kinds": json.dumps(list(kinds))}
    else:
        said, stated = zip(*chosen.values(), strict=True)
        given |= {"keys": list(chosen), "said": list(said), "stated": list(stated)}
        given |= {"kinds": list(kinds), "common": COMMON}
    found = session.connection().execute(sa.text(_BEST[dialect]), given)
    # As the driver gives them: there may be thousands, and most are dropped in the next line.
    return _in_turn(found.cursor.fetchall() if found.cursor else [], most)


def _in_turn(found: Sequence[Any], most: int) -> list[int]:
    """Return the items in the order of three lists taken in turn: by both sums, by words, by facts."""
    lists = (
        nlargest(most, found, key=lambda row: (row[1] + row[2], -row[0])),
        nlargest(most, found, key=lambda row: (row[1], -row[0])),
        nlargest(most, found, key=lambda row: (row[2], -row[0])),
    )
    return list(dict.fromkeys(row[0] for rows in zip(*lists, strict=True) for row in rows))[:most]


def _how_common(session: Session, keys: list[int]) -> dict[int, int]:
    dialect = session.get_bind().dialect.name
    given = {"keys": json.dumps(keys) if dialect == "sqlite" else keys, "common": COMMON}
    rows = session.connection().execute(sa.text(_COUNT[dialect]), given)
    return {key: count for key, count in rows if count}


def _worth_reading(counts: Mapping[int, int], keys: Mapping[int, Weight]) -> dict[int, Weight]:
    """Return the keys to read with their weights, rarest first, until MOST_READ rows are spoken for."""
    chosen: dict[int, Weight] = {}
    left = MOST_READ
    for key, count in sorted(counts.items(), key=lambda pair: (pair[1], pair[0])):
        if count >= COMMON or count > left:
            break
        left -= count
        rare = math.log(1 + COMMON / count)
        said, stated = keys[key]
        chosen[key] = (round(said * rare, 4), round(stated * rare, 4))
    return chosen
