"""Needs and pledges of the demo: titles as Lao PDR's partners publish them, every figure an example."""

from dataclasses import dataclass
from datetime import date

from coalition.needs.rules import NeedType
from coalition.pledges.rules import PledgeStage
from coalition.strategies.rules import Pillar


@dataclass(frozen=True, slots=True)
class Ask:
    """One need. `cost` is in US cents; None is not known."""

    code: str
    title: str
    pillar: Pillar
    kind: NeedType
    objective: str
    description: str
    output: tuple[str, int, str]
    cost: int | None
    places: str = ""
    groups: str = ""


@dataclass(frozen=True, slots=True)
class Word:
    """One donor's word. `amount` is in minor units of `currency`."""

    need: str
    donor: str
    title: str
    stage: PledgeStage
    on: date
    amount: int | None = None
    currency: str | None = None
    activity: str = ""
    implementer: str = ""
    places: str = ""


OBJECTIVES = (
    (
        "1",
        "Survey and release of land where people live and farm (wording of this demo)",
        Pillar.SURVEY_CLEARANCE,
    ),
    ("2", "Risk education that reaches children and farmers (wording of this demo)", Pillar.RISK_EDUCATION),
    ("3", "Survivors reach the services they need (wording of this demo)", Pillar.VICTIM_ASSISTANCE),
    (
        "4",
        "One information system, one way to report (wording of this demo)",
        Pillar.IMPLEMENTATION_REPORTING,
    ),
)

NEEDS = (
    Ask(
        "clearance", "Survey and clearance in Xieng Khouang", Pillar.SURVEY_CLEARANCE, NeedType.FUNDING, "1",
        "Teams for cluster munition remnants survey and clearance of confirmed hazardous areas (example).",
        ("land released", 12_000_000, "m²"), 480_000_000, "Xieng Khouang", "farming communities",
    ),
    Ask(
        "education", "Risk education in primary schools", Pillar.RISK_EDUCATION, NeedType.FUNDING, "2",
        "Sessions with teachers and children in the most affected districts (example).",
        ("children reached", 40_000, "persons"), 60_000_000, "Savannakhet\nSaravan", "children",
    ),
    Ask(
        "rehabilitation", "Physical rehabilitation in two provincial centres", Pillar.VICTIM_ASSISTANCE,
        NeedType.SERVICES, "3", "Prosthetics, orthotics and physiotherapy for survivors (example).",
        ("persons served", 1_800, "persons"), 68_000_000, "Vientiane\nChampassak", "survivors",
    ),
    Ask(
        "survey", "Non-technical survey in Khammouane", Pillar.SURVEY_CLEARANCE, NeedType.SURVEY, "1",
        "The extent is not known; survey comes first and its cost follows from the plan (example).",
        ("villages surveyed", 220, "villages"), None, "Khammouane",
    ),
    Ask(
        "environment", "How to report environmental effects", Pillar.IMPLEMENTATION_REPORTING,
        NeedType.TECHNICAL_ADVICE, "4",
        "No agreed form exists to describe environmental effects in an extension request.",
        ("guidance notes", 1, "notes"), None,
    ),
)  # fmt: skip

PLEDGES = (
    Word(
        "clearance", "NOR", "Survey and clearance, Xieng Khouang (example)", PledgeStage.COMMITMENT,
        date(2026, 6, 2), 2_400_000_000, "NOK", "clearance", "Norwegian People's Aid", "Xieng Khouang",
    ),
    Word(
        "clearance", "NZL", "Clearance support (example)", PledgeStage.PLEDGE, date(2026, 9, 15),
        150_000_000, "NZD", "clearance", "UNDP", "Xieng Khouang",
    ),
    Word(
        "rehabilitation", "JPN", "Rehabilitation centres (example)", PledgeStage.PLEDGE, date(2026, 8, 20),
        30_000_000, "JPY", "va_rehabilitation",
    ),
    Word(
        "education", "GBR", "Interest in risk education (example)", PledgeStage.EXPRESSION_OF_INTEREST,
        date(2026, 10, 1), activity="eore_interpersonal",
    ),
)  # fmt: skip

# A bilateral programme that runs already, as a mission would enter it.
RUNNING = {
    "title": "Survey and clearance in Xieng Khouang, bilateral grant (example)",
    "description": "Teams for survey and clearance of cluster munition remnants (example).",
    "country": "LA",
    "start": "2026-04-01",
    "end": "2027-12-31",
    "amount": "1500000",
    "currency": "GBP",
    "status": "2",
}
