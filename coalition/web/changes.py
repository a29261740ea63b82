"""The history of a record, from the log, in words."""

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext as _

from coalition.audit.models import AuditEntry
from coalition.web.choices import word

# Changes that say nothing to a reader.
SILENT = frozenset({"row_version", "id"})
MOST_FIELDS = 6


def changes_of(entries: Iterable[AuditEntry]) -> list[dict[str, Any]]:
    """Return log entries as the history component shows them: one line a changed field, newest first."""
    lines: list[dict[str, Any]] = []
    for entry in entries:
        common = {"at": entry.at, "by": _name(entry.actor), "reason": entry.reason}
        if entry.change == "created":
            lines.append(common | {"what": _("made this record")})
        elif entry.change == "changed":
            lines += [common | line for line in _fields(entry)]
    return lines


def _fields(entry: AuditEntry) -> list[dict[str, Any]]:
    before, after = entry.before or {}, entry.after or {}
    named = [name for name in after if name not in SILENT and not name.endswith("_id")][:MOST_FIELDS]
    return [
        {
            "what": _("changed %(field)s:", field=word(name)),
            "before": _shown(before.get(name)),
            "after": _shown(after[name]),
        }
        for name in named
    ]


def _shown(value: Any) -> Any:
    if value in (None, ""):
        return None
    return word(value) if isinstance(value, str) and value.isidentifier() else value


def _name(actor: str) -> str:
    return actor.partition(" <")[0]
