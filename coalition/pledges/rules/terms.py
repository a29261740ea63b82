"""The words in which a pledge is described: kinds, channels, earmarking, markers. No database, no web.

Sources: IATI codelists EarmarkingModality, EarmarkingCategory, PolicySignificance; OECD-DAC channel codes
and CRS purpose codes; domain model §3.6.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from coalition.core.visibility import Visibility
from coalition.core.when import When
from coalition.strategies.rules import Pillar

# CRS purpose "Removal of land mines and explosive remnants of war".
MINE_ACTION_PURPOSE = "15250"


class PledgeKind(StrEnum):
    FINANCIAL = "financial"
    IN_KIND = "in_kind"
    TECHNICAL = "technical"
    HOSTING = "hosting"
    POLITICAL = "political"


class RecipientScope(StrEnum):
    COUNTRY = "country"
    REGIONAL = "regional"
    GLOBAL = "global"


class ChannelType(StrEnum):
    """Through whom the support reaches the country."""

    GOVERNMENT_BUDGET = "government_budget"
    MINE_ACTION_CENTRE = "mine_action_centre"
    UN_AGENCY = "un_agency"
    TRUST_FUND = "trust_fund"
    INTERNATIONAL_NGO = "international_ngo"
    NATIONAL_NGO = "national_ngo"
    COMMERCIAL = "commercial"
    REGIONAL_ORGANISATION = "regional_organisation"
    ICRC = "icrc"
    OTHER = "other"


# The parent codes of the OECD-DAC channel list; a pledge may name a finer code of its own.
DAC_CHANNEL: dict[ChannelType, str] = {
    ChannelType.GOVERNMENT_BUDGET: "12000",
    ChannelType.MINE_ACTION_CENTRE: "12000",
    ChannelType.UN_AGENCY: "41000",
    ChannelType.TRUST_FUND: "47000",
    ChannelType.INTERNATIONAL_NGO: "21000",
    ChannelType.NATIONAL_NGO: "23000",
    ChannelType.COMMERCIAL: "60000",
    ChannelType.REGIONAL_ORGANISATION: "47000",
    ChannelType.ICRC: "21016",
    ChannelType.OTHER: "90000",
}


class Modality(StrEnum):
    """The Grand Bargain's earmarking modalities A–L (IATI EarmarkingModality)."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"
    G = "G"
    H = "H"
    I = "I"  # noqa: E741 - the codelist's own letter
    J = "J"
    K = "K"
    L = "L"


MODALITY_WORDS: dict[Modality, str] = {
    Modality.A: "Unrestricted",
    Modality.B: "Contributions to pooled funds, unearmarked",
    Modality.C: "Thematic or regional fund, unearmarked within it",
    Modality.D: "Softly earmarked to a region",
    Modality.E: "Softly earmarked to a country",
    Modality.F: "Softly earmarked to a theme",
    Modality.G: "Earmarked to a programme or a country project",
    Modality.H: "Earmarked to a thematic programme in a country",
    Modality.I: "Tightly earmarked to a project",
    Modality.J: "Tightly earmarked to an activity or a place",
    Modality.K: "Tightly earmarked, in kind",
    Modality.L: "Tightly earmarked, other",
}


class Earmarking(StrEnum):
    """The Grand Bargain's four classes."""

    UNEARMARKED = "unearmarked"
    SOFTLY = "softly"
    EARMARKED = "earmarked"
    TIGHTLY = "tightly"


class PaymentBasis(StrEnum):
    GRANT = "grant"
    RESULTS_BASED = "results_based"
    MATCHING = "matching"
    FRONT_LOADED = "front_loaded"
    CO_FUNDING = "co_funding"
    DELEGATED = "delegated"


class Marker(StrEnum):
    """How far a policy aim is pursued (IATI PolicySignificance 0, 1, 2); not screened is no zero."""

    NONE = "0"
    SIGNIFICANT = "1"
    PRINCIPAL = "2"
    NOT_SCREENED = "not_screened"


class Continuity(StrEnum):
    NEW = "new"
    CONTINUING = "continuing"
    UNKNOWN = "unknown"


class OpenToLead(StrEnum):
    YES = "yes"
    CO_LEAD = "co_lead"
    NO = "no"
    ASK = "ask"


def earmarking_of(modality: Modality) -> Earmarking:
    """Return the class of a modality: A–C unearmarked, D–F softly, G–H earmarked, I–L tightly."""
    if modality <= Modality.C:
        return Earmarking.UNEARMARKED
    if modality <= Modality.F:
        return Earmarking.SOFTLY
    return Earmarking.EARMARKED if modality <= Modality.H else Earmarking.TIGHTLY


@dataclass(frozen=True, slots=True)
class By:
    """Who does an act, and when."""

    person_id: int | None
    now: datetime

    @property
    def today(self) -> date:
        return self.now.date()


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a donor states of a pledge. `amount` is in minor units of `currency`; both or neither."""

    title: str
    pillar: Pillar
    statement_on: date
    kind: PledgeKind = PledgeKind.FINANCIAL
    scope: RecipientScope = RecipientScope.COUNTRY
    state_id: int | None = None
    region: str = ""
    coalition_id: int | None = None
    amount: int | None = None
    currency: str | None = None
    description: str = ""
    activity_type: str = ""
    channel: ChannelType | None = None
    channel_code: str = ""
    channel_organisation_id: int | None = None
    modality: Modality | None = None
    payment_basis: PaymentBasis | None = None
    crs_purpose: str = MINE_ACTION_PURPOSE
    gender_marker: Marker = Marker.NOT_SCREENED
    disability_marker: Marker = Marker.NOT_SCREENED
    continuity: Continuity = Continuity.UNKNOWN
    lead_id: int | None = None
    implementer: str = ""
    places: str = ""
    hazard_areas: str = ""
    target_groups: str = ""
    output_indicator: str = ""
    starts: When | None = None
    ends: When | None = None
    expected_commitment_on: date | None = None
    not_before: date | None = None
    not_before_reason: str = ""
    conditions: str = ""
    iati_identifier: str = ""
    visibility: Visibility = Visibility.MEMBERS
    source: str = ""
    is_example: bool = False
