"""Kinds of organisations, and how their names are compared."""

from enum import StrEnum

from coalition.core.text import fold


class OrganisationKind(StrEnum):
    GOVERNMENT = "government"
    MINISTRY = "ministry"
    NATIONAL_AUTHORITY = "national_authority"
    MINE_ACTION_CENTRE = "mine_action_centre"
    PERMANENT_MISSION = "permanent_mission"
    CAPITAL_DESK = "capital_desk"
    EMBASSY = "embassy"
    DONOR_AGENCY = "donor_agency"
    UN_AGENCY = "un_agency"
    TRUST_FUND = "trust_fund"
    INTERNATIONAL_NGO = "international_ngo"
    NATIONAL_NGO = "national_ngo"
    COMMERCIAL = "commercial"
    ICRC_RED_CROSS = "icrc_red_cross"
    EXPERT_BODY = "expert_body"
    CIVIL_SOCIETY_COALITION = "civil_society_coalition"
    REGIONAL_ORGANISATION = "regional_organisation"
    SECRETARIAT = "secretariat"
    ACADEMIC = "academic"


# Kinds that can pledge: a State acts as its government; so do agencies and the regional organisations.
DONORS = frozenset(
    {
        OrganisationKind.GOVERNMENT,
        OrganisationKind.DONOR_AGENCY,
        OrganisationKind.TRUST_FUND,
        OrganisationKind.REGIONAL_ORGANISATION,
        OrganisationKind.INTERNATIONAL_NGO,
    }
)


def name_key(name: str) -> str:
    """Return the form in which two spellings of one organisation's name are equal."""
    words = fold(name).split()
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)
