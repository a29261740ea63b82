"""Readings in the reader's language, as plain values for the templates."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from flask_babel import gettext

from coalition.core.when import When
from coalition.health.models import HealthComment, HealthSnapshot, IndicatorValue, Remedy
from coalition.health.rules.words import FORMULAS, GRADE_WORDS, LEVEL_WORDS, NAMES, Grade, Key, Level, Unit
from coalition.treaty.rules.said import heard
from coalition.web.filters import in_readers_language, partial
from coalition.web.said import told

TONES = {Level.GREEN: "good", Level.AMBER: "warn", Level.RED: "bad", Level.GREY: "draft"}
GRADE_TONES = {
    Grade.ON_COURSE: "good",
    Grade.WORTH_A_TALK: "warn",
    Grade.NEEDS_SUPPORT: "bad",
    Grade.NOT_ENOUGH_DATA: "draft",
}
CHECKS = {Key.H1: 4, Key.H12: 3}

_day = in_readers_language(partial)


@dataclass(slots=True)
class Shown:
    """One indicator as a page shows it."""

    key: Key
    name: str
    level: str
    tone: str
    value: str
    formula: str
    why: str
    remedy: str
    pending: str
    records: Sequence[dict[str, Any]]
    trend: Sequence[dict[str, str]] = ()
    comments: Sequence[HealthComment] = ()
    remedies: Sequence[Remedy] = field(default_factory=list)


def value_words(key: Key, value: float | None, unit: Unit) -> str:
    """Return a value with its unit: "62 %", "3 of 4", "412 days"; "not known" where there is none."""
    if value is None:
        return str(gettext("not known"))
    if unit is Unit.SHARE:
        return f"{round(value * 100)}\u00a0%"
    if unit is Unit.CHECKS:
        return str(gettext("%(count)s of %(all)s", count=round(value), all=CHECKS[key]))
    if unit is Unit.DAYS:
        return str(gettext("%(count)s days", count=round(value)))
    return f"{value:.2f}"


def level_words(level: Level) -> str:
    """Return a band in words."""
    return str(gettext(LEVEL_WORDS[level]))


def grade_words(grade: Grade) -> str:
    """Return the overall word."""
    return str(gettext(GRADE_WORDS[grade]))


def name_of(key: Key) -> str:
    """Return the name of an indicator."""
    return str(gettext(NAMES[key]))


def shown(value: IndicatorValue) -> Shown:
    """Return an indicator of a snapshot as a page shows it."""
    on_its_way = "" if value.computed is value.level else level_words(value.computed)
    return Shown(
        key=value.key,
        name=name_of(value.key),
        level=level_words(value.level),
        tone=TONES[value.level],
        value=value_words(value.key, value.value, value.unit),
        formula=str(gettext(FORMULAS[value.key])),
        why=told(heard(value.why)),
        remedy=told(heard(value.remedy)) if value.remedy else "",
        pending=on_its_way,
        records=[
            record | {"on": date.fromisoformat(record["on"]) if record["on"] else None}
            for record in value.records
        ],
    )


def trend_of(
    key: Key, history: Sequence[tuple[HealthSnapshot, dict[Key, IndicatorValue]]]
) -> list[dict[str, str]]:
    """Return an indicator over the snapshots, oldest first: day, band, value."""
    return [
        {
            "on": str(_day(When(snapshot.on))),
            "level": level_words(values[key].level),
            "tone": TONES[values[key].level],
            "value": value_words(key, values[key].value, values[key].unit),
        }
        for snapshot, values in history
        if key in values
    ]
