"""The few dozen records worth comparing, found through the index of keys; bounded work whatever the register.

Two statements a question: how common is each of its keys (counted no further than COMMON), then the records
that share the rare ones, best first. Both read the primary key of candidate_key only.
"""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlmodel import Session

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
        SELECT c.item, sum(json_extract(j.value, '$[1]')) AS points FROM json_each(:pairs) j
        CROSS JOIN candidate_key c ON c.key = json_extract(j.value, '$[0]')
        WHERE c.item <> :own AND (c.item & 7) IN (SELECT value FROM json_each(:kinds))
        GROUP BY c.item ORDER BY points DESC, c.item LIMIT :most""",
    "postgresql": """
        SELECT c.item, sum(j.weight) AS points
        FROM unnest(CAST(:keys AS bigint[]), CAST(:weights AS float8[])) j(key, weight)
        CROSS JOIN LATERAL (SELECT c.item FROM candidate_key c WHERE c.key = j.key LIMIT :common) c
        WHERE c.item <> :own AND (c.item & 7) = ANY(CAST(:kinds AS bigint[]))
        GROUP BY c.item ORDER BY points DESC, c.item LIMIT :most""",
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record worth comparing, and how much its shared keys speak for it (for the order only)."""

    item: int
    points: float


def find_candidates(
    session: Session,
    keys: Mapping[int, float],
    *,
    own: int = 0,
    kinds: Sequence[int] = (1,),
    most: int = WORTH,
) -> list[Candidate]:
    """Return the records that share the rarest of these keys, best first; `own` is left out.

    `keys` gives each key's own weight; `kinds` are codes of rules.keys.KIND_CODES.
    """
    chosen = _worth_reading(_how_common(session, list(keys)), keys)
    if not chosen:
        return []
    dialect = session.get_bind().dialect.name
    given: dict[str, object] = {"own": own, "most": most}
    if dialect == "sqlite":
        given |= {"pairs": json.dumps(list(chosen.items())), "kinds": json.dumps(list(kinds))}
    else:
        given |= {"keys": list(chosen), "weights": list(chosen.values())}
        given |= {"kinds": list(kinds), "common": COMMON}
    rows = session.connection().execute(sa.text(_BEST[dialect]), given)
    return [Candidate(item, points) for item, points in rows]


def _how_common(session: Session, keys: list[int]) -> dict[int, int]:
    dialect = session.get_bind().dialect.name
    given = {"keys": json.dumps(keys) if dialect == "sqlite" else keys, "common": COMMON}
    rows = session.connection().execute(sa.text(_COUNT[dialect]), given)
    return {key: count for key, count in rows if count}


def _worth_reading(counts: Mapping[int, int], keys: Mapping[int, float]) -> dict[int, float]:
    """Return the keys to read with their weights, rarest first, until MOST_READ rows are spoken for."""
    chosen: dict[int, float] = {}
    left = MOST_READ
    for key, count in sorted(counts.items(), key=lambda pair: (pair[1], pair[0])):
        if count >= COMMON or count > left:
            break
        left -= count
        chosen[key] = round(keys[key] * math.log(1 + COMMON / count), 4)
    return chosen
