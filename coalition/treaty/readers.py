"""Reading the packaged files on obligations, extensions and meetings into rows. No database."""

from decimal import Decimal
from pathlib import Path
from typing import Any

from coalition.core.visibility import Confidence
from coalition.core.when import Precision
from coalition.states.readers import day_of, rows_of, when_or_none
from coalition.treaty.rules.terms import Clock, ExtensionOutcome, MeetingKind, ObligationStatus

DATA = Path(__file__).parent / "data"
SQUARE_METRES_IN_KM2 = 1_000_000

Row = dict[str, Any]

_STATUS = {
    "ongoing": ObligationStatus.ACTIVE,
    "completed": ObligationStatus.FULFILLED_DECLARED,
    "none": ObligationStatus.NOT_APPLICABLE,
}
REPORTING = 7


def refined(name: str, rows: list[dict[str, str]], key: str, folder: Path) -> list[dict[str, str]]:
    """Return rows with the cells put right that a note of the source dates less exactly, or elsewhere."""
    better = {
        (row["key"], row["column"]): row["value"]
        for row in rows_of(folder / "refinements.csv")
        if row["file"] == name
    }
    for row in rows:
        own = key.format(**row)
        row.update({column: value for (of, column), value in better.items() if of == own})
    return rows


def read_obligations(folder: Path = DATA) -> list[Row]:
    """Return one row an obligation under Articles 3, 4 and 5."""
    rows = refined("obligations", rows_of(folder / "obligations.csv"), "{iso3}/{article}", folder)
    return [_obligation(row) for row in rows]


def _obligation(row: dict[str, str]) -> Row:
    deadline, precision = day_of(row["deadline_date"])
    as_of, as_of_precision = day_of(row["as_of"])
    completed_on, completed_precision = day_of(row["completed_on"])
    reopened_on, reopened_precision = day_of(row.get("reopened_on", ""))
    original = when_or_none(row["original_deadline"])
    return _blank(row["iso3"], int(row["article"])) | {
        "status": _status(row),
        "original_deadline": original.on if original else None,
        "current_deadline": deadline,
        "current_deadline_precision": precision,
        "extensions_granted": int(row["extensions"]),
        "pending_request": row["pending_request"],
        "remaining_area": square_metres(row["remaining_contamination_km2"]),
        "as_of": as_of,
        "as_of_precision": as_of_precision,
        "completed_on": completed_on,
        "completed_precision": completed_precision,
        "reopened_on": reopened_on,
        "reopened_precision": reopened_precision,
        "notes": row["notes"],
        "confidence": Confidence(row["confidence"]),
        "source": row["source"],
    }


def _status(row: dict[str, str]) -> ObligationStatus:
    """Return the status; unknown where only a source of low confidence says that a duty runs or not."""
    status = _STATUS[row["status"]]
    unsure = row["confidence"] == Confidence.LOW and status is not ObligationStatus.FULFILLED_DECLARED
    return ObligationStatus.UNKNOWN if unsure else status


def _blank(iso3: str, article: int) -> Row:
    nothing = Precision.DAY
    return {
        "iso3": iso3,
        "article": article,
        "clock": Clock.ENTRY_INTO_FORCE,
        "clock_label": "",
        "original_deadline": None,
        "current_deadline": None,
        "current_deadline_precision": nothing,
        "extensions_granted": 0,
        "pending_request": "",
        "remaining_area": None,
        "as_of": None,
        "as_of_precision": nothing,
        "completed_on": None,
        "completed_precision": nothing,
        "reopened_on": None,
        "reopened_precision": nothing,
    }


def square_metres(km2: str) -> int | None:
    """Return an area of the file in whole m²; None where the cell is empty: unknown is not nought."""
    return int(Decimal(km2) * SQUARE_METRES_IN_KM2) if km2 else None


def read_reports(folder: Path = DATA) -> list[Row]:
    """Return one Article 7 row a State that is or was bound, with the day its initial report was due."""
    return [_report(row) for row in rows_of(folder / "transparency_initial_reports.csv")]


def _report(row: dict[str, str]) -> Row:
    due, _ = day_of(row["initial_report_due"])
    listed = row["overdue_on_isu_list_2021_22"] == "yes"
    return _blank(row["iso3"], REPORTING) | {
        "status": ObligationStatus.ACTIVE,
        "original_deadline": due,
        "current_deadline": due,
        "notes": "Initial report not yet received as of a list of about 2021–22" if listed else "",
        "confidence": Confidence(row["confidence"]),
        "source": row["source"],
    }


def read_extensions(folder: Path = DATA) -> list[Row]:
    """Return one row a request for more time, in the order in which they were made."""
    return [_extension(row) for row in rows_of(folder / "extensions.csv")]


def _extension(row: dict[str, str]) -> Row:
    submitted_on, submitted_precision = day_of(row["submitted_on"])
    granted_until, granted_precision = day_of(row["granted_until"])
    requested, decided = when_or_none(row["requested_until"]), when_or_none(row["decided_on"])
    return {
        "iso3": row["iso3"],
        "article": int(row["article"]),
        "sequence": int(row["sequence"]),
        "outcome": ExtensionOutcome(row["outcome"]),
        "requested_until": requested.on if requested else None,
        "submitted_on": submitted_on,
        "submitted_precision": submitted_precision,
        "granted_until": granted_until,
        "granted_precision": granted_precision,
        "decided_at": row["decided_at"],
        "decided_on": decided.last if decided else None,
        "note": row["note"],
        "confidence": Confidence(row["confidence"]),
        "source": row["source"],
    }


def read_meetings(folder: Path = DATA) -> list[Row]:
    """Return one row a meeting; one whose day is not known is provisional."""
    rows = refined("meetings", rows_of(folder / "meetings.csv"), "{name}", folder)
    return [_meeting(row) for row in rows]


def _meeting(row: dict[str, str]) -> Row:
    starts_on, precision = day_of(row["start"])
    ends_on, _ = day_of(row["end"])
    return {
        "name": row["name"],
        "kind": meeting_kind(row["name"]),
        "place": row["place"],
        "starts_on": starts_on,
        "ends_on": ends_on,
        "precision": precision,
        "president": row["president"],
        "provisional": len(row["start"]) < len("2026-09-01"),
        "president_iso3": row["president_iso3"],
        "confidence": Confidence(row["confidence"]),
        "source": row["source"],
    }


def meeting_kind(name: str) -> MeetingKind:
    """Return the kind that the name of a meeting tells."""
    if name.startswith("Intersessional"):
        return MeetingKind.INTERSESSIONAL
    return MeetingKind.REVIEW_CONFERENCE if "RC" in name else MeetingKind.MSP
