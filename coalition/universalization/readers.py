"""Votes of States from CSV: the packaged file, and files that users bring. No database."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from coalition.core.errors import RuleBroken
from coalition.core.text import fold
from coalition.universalization.rules.votes import Vote

DATA = Path(__file__).parent / "data"
LARGEST = 1_000_000
MOST_ROWS = 2_000
WORDS = {
    "yes": Vote.YES, "y": Vote.YES, "for": Vote.YES, "in favour": Vote.YES, "no": Vote.NO, "n": Vote.NO,
    "against": Vote.NO, "abstain": Vote.ABSTAIN, "abstention": Vote.ABSTAIN, "a": Vote.ABSTAIN,
    "absent": Vote.ABSENT, "non voting": Vote.ABSENT, "not voting": Vote.ABSENT,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class VoteRow:
    """One State's vote in a file. `state` is a code or a name, as it stands there."""

    line: int
    state: str
    vote: Vote


@dataclass(frozen=True, slots=True)
class VoteFile:
    """What was read of a file, and each row that was refused, with the reason in words."""

    rows: tuple[VoteRow, ...]
    refused: tuple[tuple[int, str], ...]


def packaged(name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a packaged file."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def read_votes(content: bytes) -> VoteFile:
    """Read a CSV file with the columns state (or iso3) and vote. Raises RuleBroken for what is none."""
    if len(content) > LARGEST:
        raise RuleBroken("The file is too large for a list of votes.", field="file")
    try:
        rows = csv.DictReader(StringIO(content.decode("utf-8-sig"), newline=""))
        names = {fold(name): name for name in rows.fieldnames or ()}
        state, vote = names.get("iso3") or names.get("state"), names.get("vote")
        if state is None or vote is None:
            raise RuleBroken("The file needs the columns state (or iso3) and vote.", field="file")
        return _taken(rows, state, vote)
    except (UnicodeDecodeError, csv.Error) as wrong:
        raise RuleBroken("This is no CSV file in UTF-8.", field="file") from wrong


def _taken(rows: "csv.DictReader[str]", state: str, vote: str) -> VoteFile:
    taken: list[VoteRow] = []
    refused: list[tuple[int, str]] = []
    for number, row in enumerate(rows, 2):
        if number > MOST_ROWS:
            raise RuleBroken("The file has more rows than there are States.", field="file")
        name, said = (row.get(state) or "").strip()[:200], fold((row.get(vote) or "")[:100])
        if not name:
            refused.append((number, "no State"))
        elif said not in WORDS:
            refused.append((number, f"“{said}” is no vote"))
        else:
            taken.append(VoteRow(number, name, WORDS[said]))
    return VoteFile(tuple(taken), tuple(refused))
