"""What a reader says while it reads: records, and rows of what it refused and why."""

from dataclasses import dataclass, field

from coalition.programmes.rules.record import ProgrammeRecord

# Rows kept of one file; a file with more trouble than this is broken as a whole and says so.
MOST_ROWS = 1_000


class Unreadable(Exception):
    """The file cannot be read any further; the message is one sentence."""


@dataclass(frozen=True, slots=True)
class Found:
    """One activity of a file. `record` is None where it is no mine action and only counted."""

    line: int
    record: ProgrammeRecord | None


@dataclass(slots=True)
class Notes:
    """The report of one file, filled while it is read."""

    format: str = ""
    version: str = ""
    generated: str = ""
    read: int = 0
    skipped: int = 0
    refused: list[dict[str, str]] = field(default_factory=list)
    refused_count: int = 0
    noted: list[dict[str, str]] = field(default_factory=list)

    def note(self, where: str, what: str) -> None:
        """Add a remark: the activity was taken, but something of it was left out."""
        if len(self.noted) < MOST_ROWS:
            self.noted.append({"where": where, "why": what})

    def refuse(self, where: str, why: str) -> None:
        """Add a row: where in the file, and why it was not taken."""
        self.refused_count += 1
        if len(self.refused) < MOST_ROWS:
            self.refused.append({"where": where, "why": why})
