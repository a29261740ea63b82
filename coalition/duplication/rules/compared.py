"""A record ready to be compared: taken apart once when it changes, and kept in the index in this form.

A check reads some dozens of these; the whole record (`profile.Side`) is read only of what is shown.
"""

import json
import struct
import zlib
from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from zlib import crc32

from coalition.core.text import fold
from coalition.duplication.rules.flags import SideKind
from coalition.duplication.rules.identifying import identifiers_of, linked_by
from coalition.duplication.rules.identity.facts import Facts, facts_of
from coalition.duplication.rules.identity.storing import edition, facts_from, plain_of
from coalition.duplication.rules.placing import places_apart, stems_of
from coalition.duplication.rules.profile import Side
from coalition.duplication.rules.subject import LONGEST_TITLE, Subject, names_of_doers
from coalition.duplication.rules.work import says_mine_action

LAYOUT = 1  # to be raised with every change below
LEVEL = 1  # of compression
MOST_WORDS = 1_500
MOST = 200  # places and organisations of one record
LONGEST_READ = 8_000  # characters; subjects are cut below it already
# What the platform knows of how records belong together (`Side.card`).
LINKS = ("needs", "shares", "pledges", "family")
SETS = (
    "countries", "pillars", "work", "services", "places", "place_stems", "hazard_areas", "target_groups",
    "outputs", "doers", "identifiers", "linked",
)  # fmt: skip
PLAIN = ("whole_country", "start", "end", "usd", "title", "doers_shown", "mine_action")


@dataclass(frozen=True, slots=True)
class Compared:
    """What of one record is held against others. Sets hold folded values; `words` digests of all words said.

    `links` holds what the platform knows of needs and pledges that belong to it.
    """

    kind: SideKind
    number: int
    owner_id: int | None
    countries: frozenset[str]
    pillars: frozenset[str]
    work: frozenset[str]
    services: frozenset[str]
    places: frozenset[str]
    hazard_areas: frozenset[str]
    target_groups: frozenset[str]
    outputs: frozenset[str]
    doers: frozenset[str]
    identifiers: frozenset[str]
    linked: frozenset[str]
    place_stems: frozenset[str]
    words: frozenset[int]
    whole_country: bool
    start: str
    end: str
    usd: int | None
    title: str
    doers_shown: str
    mine_action: bool
    links: Mapping[str, Any]
    facts: Facts


def compared_of(side: Side) -> Compared:
    """Return a record taken apart. Bounded in time, however long its texts."""
    subject, facts = side.subject, facts_of_subject(side.subject)
    places = places_apart(folded(subject.places[:MOST]), facts.countries)
    return Compared(
        kind=side.kind,
        number=side.number,
        owner_id=side.owner_id,
        countries=frozenset(subject.countries),
        pillars=frozenset(subject.pillars),
        work=folded(subject.work),
        services=folded(subject.services),
        places=places,
        hazard_areas=frozenset(area.strip().upper() for area in subject.hazard_areas),
        target_groups=folded(subject.target_groups),
        outputs=folded(subject.outputs),
        doers=frozenset(sorted(names_of_doers(subject))[:MOST]),
        identifiers=identifiers_of(subject),
        linked=linked_by(subject),
        place_stems=stems_of(places, facts.countries),
        words=_digests(subject),
        whole_country=subject.whole_country,
        start=subject.start,
        end=subject.end,
        usd=subject.usd,
        title=subject.title[:LONGEST_TITLE],
        mine_action=_says_mine_action(subject),
        doers_shown=", ".join(subject.named("implementing", "channel")[:4]),
        links={key: side.card[key] for key in LINKS if side.card.get(key)},
        facts=facts,
    )


facts_of_subject = lru_cache(maxsize=512)(facts_of)


def folded(values: Iterable[str]) -> frozenset[str]:
    """Return the values for comparing."""
    return frozenset(fold(value) for value in values) - {""}


def _says_mine_action(subject: Subject) -> bool:
    doers = subject.named("implementing", "channel", "extending", "reporting")
    return says_mine_action(fold(" ".join((*subject.titles, *subject.texts, *doers))[:LONGEST_READ]))


def _digests(subject: Subject) -> frozenset[int]:
    words = fold(" ".join((*subject.titles, *subject.texts))[:LONGEST_READ]).split()
    return frozenset(crc32(word.encode()) for word in dict.fromkeys(words[: 4 * MOST_WORDS]))


def pack(one: Compared) -> bytes:
    """Return the form in which the index keeps it, behind a line that names its edition."""
    plain = [
        one.owner_id,
        *(sorted(getattr(one, name)) for name in SETS),
        b64encode(struct.pack(f"<{len(one.words)}I", *sorted(one.words))).decode(),
        *(getattr(one, name) for name in PLAIN),
        dict(one.links),
        plain_of(one.facts),
    ]
    text = json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    return _marked() + zlib.compress(text, LEVEL)


@lru_cache(maxsize=1024)
def unpack(kind: SideKind, number: int, packed: bytes | None) -> Compared | None:
    """Return what `pack` wrote; None where it is of another edition, or was never written."""
    mark = _marked()
    if packed is None or not packed.startswith(mark):
        return None
    plain = json.loads(zlib.decompress(packed[len(mark) :]).decode("utf-8", "surrogatepass"))
    owner_id, *plain, links, facts = plain
    values: dict[str, Any] = dict(zip(SETS, map(frozenset, plain[: len(SETS)]), strict=True))
    words = b64decode(plain[len(SETS)])
    values |= dict(zip(PLAIN, plain[len(SETS) + 1 :], strict=True))
    return Compared(
        kind=kind,
        number=number,
        owner_id=owner_id,
        words=frozenset(struct.unpack(f"<{len(words) // 4}I", words)),
        links=links,
        facts=facts_from(facts),
        **values,
    )


def _marked() -> bytes:
    return f"{LAYOUT}:{edition()}\n".encode()
