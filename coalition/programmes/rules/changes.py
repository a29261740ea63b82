"""What differs between two versions of one programme, in a reader's words. No database."""

from typing import Any

from coalition.core.text import msgid
from coalition.programmes.rules.record import PASSING

# Each part of a record under the word that a reader knows it by.
PARTS: dict[str, str] = {
    "titles": msgid("title"),
    "descriptions": msgid("description"),
    "reporter": msgid("publisher"),
    "parties": msgid("organisations"),
    "countries": msgid("countries"),
    "regions": msgid("countries"),
    "places": msgid("places"),
    "sectors": msgid("sectors"),
    "planned_start": msgid("dates"),
    "actual_start": msgid("dates"),
    "planned_end": msgid("dates"),
    "actual_end": msgid("dates"),
    "status": msgid("status"),
    "budgets": msgid("budget"),
    "transactions": msgid("payments"),
    "totals": msgid("payments"),
    "identifiers": msgid("identifiers"),
    "identifier": msgid("identifiers"),
    "links": msgid("links to other programmes"),
    "outputs": msgid("planned results"),
}
OTHER = msgid("classification")


def changed_parts(before: dict[str, Any], after: dict[str, Any]) -> tuple[str, ...]:
    """Return the parts that differ between two records in plain form, each once, in the order of a record."""
    keys = [*PARTS, *sorted((before.keys() | after.keys()) - PARTS.keys() - PASSING)]
    changed = (PARTS.get(key, OTHER) for key in keys if before.get(key) != after.get(key))
    return tuple(dict.fromkeys(changed))
