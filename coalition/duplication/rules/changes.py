"""What a decision was made on, and whether it has changed so much that people are asked again.

Source: domain model §8.6: a new place or hazard area in common, a start or end moved by more than 60 days,
an amount changed by 25 %, another kind of work or another partner. Anything less leaves a decision in peace.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from typing import Any

from coalition.core.text import msgid

MOST_DAYS = 60
MOST_CHANGE = 0.25
SIDES = ("left", "right")


@dataclass(frozen=True, slots=True)
class Essence:
    """The facts of one record that a decision rests on. `usd` is in US cents; sets are sorted."""

    places: tuple[str, ...] = ()
    hazard_areas: tuple[str, ...] = ()
    work: tuple[str, ...] = ()
    start: str = ""
    end: str = ""
    usd: int | None = None
    partners: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the essence as plain values."""
        return {
            "places": list(self.places),
            "hazard_areas": list(self.hazard_areas),
            "work": list(self.work),
            "start": self.start,
            "end": self.end,
            "usd": self.usd,
            "partners": list(self.partners),
        }

    @property
    def fingerprint(self) -> str:
        """A digest in 16 characters that is equal for equal facts."""
        return blake2b(repr(self).encode(), digest_size=8).hexdigest()


def essence_from(plain: Mapping[str, Any]) -> Essence:
    """Return the essence that `to_json` wrote; what is missing was not known."""
    return Essence(
        places=tuple(plain.get("places", ())),
        hazard_areas=tuple(plain.get("hazard_areas", ())),
        work=tuple(plain.get("work", ())),
        start=plain.get("start", ""),
        end=plain.get("end", ""),
        usd=plain.get("usd"),
        partners=tuple(plain.get("partners", ())),
    )


@dataclass(frozen=True, slots=True)
class Change:
    """One material change, as a message id and what fills it."""

    message: str
    values: dict[str, str]

    def __str__(self) -> str:
        return self.message.format(**self.values)


def material_changes(
    before: Mapping[str, Any], now: Mapping[str, Any], names: Mapping[str, str]
) -> list[Change]:
    """Return what changed materially between two {"left": …, "right": …} of essences; empty: nothing did.

    `names` gives the words for each side ("left", "right").
    """
    old = {side: essence_from(before.get(side, {})) for side in SIDES}
    new = {side: essence_from(now.get(side, {})) for side in SIDES}
    found = list(_newly_shared(old, new))
    for side in SIDES:
        found += _changed(old[side], new[side], names.get(side, side))
    return found


def _newly_shared(old: Mapping[str, Essence], new: Mapping[str, Essence]) -> Iterable[Change]:
    areas = _common(new, "hazard_areas") - _common(old, "hazard_areas")
    if areas:
        words = msgid("Hazard areas now listed by both records: {names}.")
        yield Change(words, {"names": ", ".join(sorted(areas))})
    places = _common(new, "places") - _common(old, "places")
    if places:
        yield Change(
            msgid("Places now named by both records: {names}."), {"names": ", ".join(sorted(places))}
        )


def _common(sides: Mapping[str, Essence], what: str) -> set[str]:
    return set(getattr(sides["left"], what)) & set(getattr(sides["right"], what))


def _changed(old: Essence, new: Essence, name: str) -> list[Change]:
    found = []
    for what, words in (
        ("start", msgid("{record}: the start moved from {before} to {now}.")),
        ("end", msgid("{record}: the end moved from {before} to {now}.")),
    ):
        before, now = getattr(old, what), getattr(new, what)
        if _far_apart(before, now):
            found.append(Change(words, {"record": name, "before": before, "now": now}))
    if _differs(old.usd, new.usd):
        words = msgid("{record}: the amount changed from {before} to {now} US dollars.")
        values = {"record": name, "before": _dollars(old.usd), "now": _dollars(new.usd)}
        found.append(Change(words, values))
    for what, words in (
        ("work", msgid("{record}: the kind of work changed from {before} to {now}.")),
        ("partners", msgid("{record}: the partner changed from {before} to {now}.")),
    ):
        gone, come = getattr(old, what), getattr(new, what)
        if gone and come and set(gone) != set(come):
            values = {"record": name, "before": ", ".join(gone), "now": ", ".join(come)}
            found.append(Change(words, values))
    return found


def _far_apart(before: str, now: str) -> bool:
    if not before or not now:
        return False
    return abs((date.fromisoformat(now) - date.fromisoformat(before)).days) > MOST_DAYS


def _differs(before: int | None, now: int | None) -> bool:
    return bool(before and now and abs(now - before) >= MOST_CHANGE * before)


def _dollars(cents: int | None) -> str:
    return f"{(cents or 0) // 100:,}".replace(",", " ")
