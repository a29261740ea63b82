"""Reading the packaged files on thematic areas, office terms and the action plan into rows. No database."""

import re
from pathlib import Path
from typing import Any

from coalition.auth.rules import Theme
from coalition.committee.rules.offices import Office
from coalition.core.visibility import Confidence
from coalition.states.readers import rows_of

DATA = Path(__file__).parent / "data"
PLAN = "Lausanne Action Plan"
SOURCE = "Coordination Committee minutes of 13 November 2023; Convention's website"

Row = dict[str, Any]

_THEMES = {
    "universalization": Theme.UNIVERSALIZATION,
    "stockpile destruction": Theme.STOCKPILES,
    "stockpile destruction and retention": Theme.STOCKPILES,
    "clearance and risk reduction": Theme.CLEARANCE_RISK_EDUCATION,
    "clearance and risk education": Theme.CLEARANCE_RISK_EDUCATION,
    "survey and clearance": Theme.CLEARANCE_RISK_EDUCATION,
    "risk education": Theme.CLEARANCE_RISK_EDUCATION,
    "victim assistance": Theme.VICTIM_ASSISTANCE,
    "cooperation and assistance": Theme.ICA,
    "international cooperation and assistance": Theme.ICA,
    "general status and operation": Theme.GENERAL_STATUS,
    "transparency": Theme.TRANSPARENCY,
    "transparency measures": Theme.TRANSPARENCY,
    "national implementation measures": Theme.NATIONAL_IMPLEMENTATION,
}
_GENDER = " (gender focal points)"


def read_areas(folder: Path = DATA) -> list[Row]:
    """Return one row a thematic area."""
    return [
        {
            "code": Theme(row["code"]),
            "name": row["name"],
            "position": int(row["position"]),
            "pillars": row["pillars"],
            "source": SOURCE,
        }
        for row in rows_of(folder / "areas.csv")
    ]


def read_terms(folder: Path = DATA) -> list[Row]:
    """Return one row a State's term in an office, years as the source gives them.

    Gender focal points are coordinators too, so their row counts twice. A presidency names its meeting.
    """
    found = []
    for row in rows_of(folder / "coordinators.csv"):
        area = row["thematic_area"]
        offices = [Office.COORDINATOR]
        if area.startswith("Presidency"):
            offices = [Office.PRESIDENT]
        elif area.endswith(_GENDER):
            offices = [Office.COORDINATOR, Office.GENDER_FOCAL_POINT]
        found += [_term(row, office, area) for office in offices]
    return found


def _term(row: dict[str, str], office: Office, area: str) -> Row:
    return {
        "office": office,
        "theme": _THEMES[area.removesuffix(_GENDER).lower()] if office is Office.COORDINATOR else None,
        "iso3": row["state_iso3"],
        "first_year": int(row["term_start"]),
        "last_year": int(row["term_end"]),
        "meeting": re.sub(r"^Presidency ", "", area) if office is Office.PRESIDENT else "",
        "confidence": Confidence(row["confidence"]),
        "source": row["source"],
    }


def read_actions(folder: Path = DATA) -> list[Row]:
    """Return one row an action of the action plan; a title that nobody read in it is marked as inferred."""
    return [
        {
            "plan": PLAN,
            "number": int(row["number"]),
            "area": row["thematic_area"],
            "theme": _THEMES.get(row["thematic_area"].lower()),
            "title": row["short_title"],
            "inferred": row["title_basis"] == "inferred",
            "indicator": row["indicator_summary"],
            "confidence": Confidence(row["confidence"]),
            "source": row["source"],
        }
        for row in rows_of(folder / "lap_actions.csv")
    ]
