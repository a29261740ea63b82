"""A record as it lies in the index: its subject and its card, deflated JSON."""

import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from coalition.duplication.rules.changes import Essence
from coalition.duplication.rules.flags import SideKind
from coalition.duplication.rules.subject import Subject, essence_of, subject_from

LEVEL = 1  # of compression: these rows are written by the hundred thousand


@dataclass(frozen=True, slots=True)
class Side:
    """One record as a side of a question: what is compared, and what is shown beside it.

    `card` holds what only people read: source, verified_on, owner, ref. `live` is False for what was
    withdrawn, cancelled or deleted.
    """

    kind: SideKind
    number: int
    subject: Subject
    state_id: int | None = None
    owner_id: int | None = None
    live: bool = True
    card: Mapping[str, Any] = field(default_factory=dict)

    @property
    def essence(self) -> Essence:
        """The facts that a decision rests on."""
        return essence_of(self.subject)

    @property
    def fingerprint(self) -> str:
        """A digest that is equal for equal facts."""
        return self.essence.fingerprint

    def shown(self) -> dict[str, Any]:
        """Return the facts for the page of a question and for a decision to rest on."""
        subject, main = self.subject, self.subject.main_sum
        return {
            **self.essence.to_json(),
            "title": subject.title,
            "countries": list(subject.countries),
            "pillars": list(subject.pillars),
            "work": list(subject.work or subject.pillars),
            "places": list(subject.places[:60]),
            "donors": list(subject.named("funding")[:12]),
            "partners": list(subject.named("implementing", "channel")[:12]),
            "target_groups": list(subject.target_groups),
            "outputs": list(subject.outputs),
            "identifiers": list(subject.identifiers[:12]),
            "amount": main.minor if main else None,
            "currency": main.currency if main else None,
            "rate_on": main.on if main else "",
            **self.card,
        }


def pack(side: Side) -> bytes:
    """Return a side as it is stored in its profile."""
    plain = {
        "subject": side.subject.to_json(),
        "card": dict(side.card),
        "owner_id": side.owner_id,
        "live": side.live,
    }
    return zlib.compress(json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode(), LEVEL)


def unpack(kind: SideKind, number: int, state_id: int | None, packed: bytes) -> Side:
    """Return the side that `pack` stored."""
    plain = json.loads(zlib.decompress(packed))
    return Side(
        kind=kind,
        number=number,
        subject=subject_from(plain["subject"]),
        state_id=state_id,
        owner_id=plain["owner_id"],
        live=plain["live"],
        card=plain["card"],
    )
